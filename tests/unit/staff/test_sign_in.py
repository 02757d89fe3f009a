"""Signing in: the right words, waits for who guesses, a second step, and nothing that tells who exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from ansinh.access import public as access
from ansinh.access.models import Device, Factor, Throttle
from ansinh.access.operations.use_factor import STEP, matching_step, totp_of
from ansinh.access.public import User, throttle
from ansinh.access.throttle import NAME, Limit, count_attempt, name_key
from ansinh.kernel.models import AuditEntry
from ansinh.staff.device_words import device_of
from ansinh.staff.views.sign_in import WRONG

from .province import Province

PASSWORD = "mat-khau-thu"


def attempt(client: Client, username: str, password: str, **more: str) -> Any:
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def signed_in(made: Province, role: str) -> Client:
    client = Client()
    assert attempt(client, made.actors[role].username, PASSWORD).status_code == 302
    return client


def code_now(user_id: int | None, later: int = 0) -> str:
    """The code that the application would show; ``later`` steps from now."""
    secret = str(Factor.objects.get(user_id=user_id, kind="codes").secret)
    return totp_of(secret).generate(int(datetime.now(UTC).timestamp()) + later * STEP).decode()


def enrolled(made: Province, role: str) -> tuple[Client, list[str]]:
    """A browser in which somebody has set up the application, and the recovery codes."""
    client = signed_in(made, role)
    assert "data:image/svg+xml" in client.get("/tai-khoan/ung-dung/").content.decode()
    answer = client.post("/tai-khoan/ung-dung/", {"code": code_now(made.actors[role].user_id)})
    return client, answer.context["codes"]


def test_in_and_out(made: Province) -> None:
    client = Client()
    username = made.actors["commune_officer"].username
    assert client.get("/")["Location"] == "/dang-nhap/?next=/"
    assert attempt(client, username, PASSWORD, next="/de-nghi/")["Location"] == "/de-nghi/"
    assert client.get("/").status_code == 200
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/")["Location"] == "/dang-nhap/"
    assert client.get("/").status_code == 302


def test_it_does_not_lead_elsewhere(made: Province) -> None:
    username = made.actors["commune_officer"].username
    for wanted in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        assert attempt(Client(), username, PASSWORD, next=wanted)["Location"] == "/"


def test_wrong_unknown_and_locked_read_the_same(made: Province) -> None:
    locked = made.actors["payer"].username
    User.objects.filter(username=locked).update(is_active=False)
    tries = ((made.actors["commune_officer"].username, "sai"), ("khong-co", "sai"), (locked, PASSWORD))
    answers = [attempt(Client(), name, typed) for name, typed in tries]
    assert [(a.status_code, a.content.decode().count(WRONG)) for a in answers] == [(422, 1)] * 3


@pytest.mark.parametrize("exists", [True, False])
def test_who_guesses_waits_and_is_told_how_long(made: Province, exists: bool) -> None:
    username = made.actors["commune_officer"].username if exists else "khong-co-ai"
    for _ in range(NAME.free):
        assert attempt(Client(), username, "sai").status_code == 422
    answer = attempt(Client(), username, PASSWORD)
    assert answer.status_code == 429
    assert "Hãy đợi 60 giây" in answer.content.decode() or "Hãy đợi 1 phút" in answer.content.decode()
    assert attempt(Client(), made.actors["commune_chair"].username, PASSWORD).status_code == 302
    kept = "".join(
        [*AuditEntry.objects.values_list("object_id", flat=True), *Throttle.objects.values_list("key", flat=True)]
    )
    assert username not in kept


def test_waits_double_up_to_a_longest_and_are_forgotten(db: None) -> None:
    limit, at, key = (
        Limit(2, timedelta(minutes=1), timedelta(minutes=3)),
        datetime(2026, 11, 25, tzinfo=UTC),
        name_key("a"),
    )
    assert [limit.wait(n) for n in range(1, 6)] == [timedelta(minutes=m) for m in (0, 1, 2, 3, 3)]
    for _ in range(NAME.free):
        assert count_attempt((key,), at) == timedelta()
    assert count_attempt((key,), at) == timedelta(minutes=1)
    assert count_attempt((key,), at + timedelta(seconds=59)) == timedelta(seconds=1)
    assert count_attempt((key,), at + timedelta(minutes=1)) == timedelta()
    assert count_attempt((key,), at + timedelta(minutes=1)) == timedelta(minutes=2)
    assert count_attempt((key,), at + timedelta(hours=2)) == timedelta()
    assert Throttle.objects.get().failures == 1


def test_one_right_password_does_not_clear_the_address(made: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "ADDRESS", Limit(3, timedelta(minutes=1), timedelta(minutes=1)))
    for name in ("mot", "hai"):
        attempt(Client(), name, "sai")
    assert attempt(Client(), made.actors["commune_officer"].username, PASSWORD).status_code == 302
    attempt(Client(), "ba", "sai")
    assert attempt(Client(), made.actors["commune_chair"].username, PASSWORD).status_code == 429


def test_the_address_is_what_our_proxy_saw(made: Province) -> None:
    with override_settings(PROXIES=1):
        client = Client(
            HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT) Firefox/140.0"
        )
        attempt(client, made.actors["payer"].username, PASSWORD)
    device = Device.objects.get()
    assert (device.address, device.agent) == ("10.1.2.3", "Firefox trên Windows")
    assert device_of("curl/8 <script>") == "Trình duyệt khác"


def test_a_second_step_is_asked_and_a_code_is_good_once(made: Province) -> None:
    chair = made.actors["commune_chair"]
    _, recovery = enrolled(made, "commune_chair")
    assert len(set(recovery)) == 10
    client = Client()
    answer = attempt(client, chair.username, PASSWORD, next="/de-nghi/")
    assert answer["Location"] == "/dang-nhap/buoc-hai/?next=%2Fde-nghi%2F"
    assert client.get("/de-nghi/").status_code == 302
    used = code_now(chair.user_id)
    assert client.post("/dang-nhap/buoc-hai/", {"code": used}).status_code == 422  # it confirmed the application
    answer = client.post("/dang-nhap/buoc-hai/", {"code": code_now(chair.user_id, 1), "next": "/de-nghi/"})
    assert answer["Location"] == "/de-nghi/"
    assert client.get("/de-nghi/").status_code == 200
    assert Device.objects.filter(user_id=chair.user_id, factor="codes").count() == 1


def test_a_recovery_code_is_good_once(made: Province) -> None:
    chair = made.actors["commune_chair"]
    _, recovery = enrolled(made, "commune_chair")
    for status in (302, 422):
        client = Client()
        attempt(client, chair.username, PASSWORD)
        assert client.post("/dang-nhap/buoc-hai/", {"code": recovery[3].upper()}).status_code == status
    assert access.recovery_codes_left(chair.user_id or 0) == 9
    assert recovery[3] not in str(list(AuditEntry.objects.values_list("details", flat=True)))


def test_the_second_step_is_not_guessed_nor_reached_without_the_first(made: Province) -> None:
    chair = made.actors["commune_chair"]
    enrolled(made, "commune_chair")
    assert Client().post("/dang-nhap/buoc-hai/", {"code": code_now(chair.user_id, 1)})["Location"] == "/dang-nhap/"
    client = Client()
    attempt(client, chair.username, PASSWORD)
    assert [client.post("/dang-nhap/buoc-hai/", {"code": "000000"}).status_code for _ in range(6)] == [422] * 5 + [429]
    session = client.session
    session["halfway"] |= {"until": 0}
    session.save()
    assert client.get("/dang-nhap/buoc-hai/").status_code == 302


def test_secrets_lie_sealed_and_are_told_once(made: Province) -> None:
    client, recovery = enrolled(made, "commune_chair")
    secret = str(Factor.objects.get().secret)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT secret, (SELECT string_agg(code_hash, ' ') FROM access_recovery_code) FROM access_factor"
        )
        kept, hashes = cursor.fetchone()
    assert secret not in kept
    assert not any(code.replace("-", "") in hashes for code in recovery)
    page = client.get("/tai-khoan/").content.decode()
    assert secret not in page
    assert not any(code in page for code in recovery)
    assert client.get("/tai-khoan/ung-dung/").status_code == 302


def test_codes_drift_by_one_step_and_no_more() -> None:
    secret, at = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", datetime.fromtimestamp(1111111109, UTC)
    assert totp_of(secret).generate(1111111109) == b"081804"  # RFC 6238, appendix B, in six digits
    step = 1111111109 // STEP
    later = [matching_step(secret, "081804", at + timedelta(seconds=30 * n)) for n in (-2, -1, 0, 1, 2)]
    assert later == [None, step, step, step, None]


def test_roles_that_decide_are_led_to_the_second_step_before_anything_else(made: Province) -> None:
    with override_settings(SECOND_FACTOR_ROLES=None):
        assert access.demanding_roles() >= {"commune_chair", "commune_accountant", "administrator", "province_leader"}
        assert not access.demanding_roles() & {"commune_officer", "auditor", "payer", "inspector", "facility"}
        client = signed_in(made, "commune_chair")
        assert client.get("/de-nghi/")["Location"] == settings.ACCOUNT_URL
        assert client.post("/de-nghi/lam/", {"act": "decide"})["Location"] == settings.ACCOUNT_URL
        assert "bắt buộc xác thực hai bước" in client.get("/tai-khoan/").content.decode()
        client.get("/tai-khoan/ung-dung/")
        client.post("/tai-khoan/ung-dung/", {"code": code_now(made.actors["commune_chair"].user_id)})
        assert client.get("/de-nghi/").status_code == 200
        said = client.post(
            "/tai-khoan/bo-cach/", {"factor": Factor.objects.get().pk, "password": PASSWORD}, follow=True
        ).content.decode()
        assert "hãy thêm cách khác trước" in said
        assert signed_in(made, "commune_officer").get("/de-nghi/").status_code == 200
        User.objects.filter(pk=made.actors["province_leader"].user_id).update(factor_waived=True)
        assert signed_in(made, "province_leader").get("/tong-quan/").status_code == 200
    with override_settings(SECOND_FACTOR_ROLES=frozenset({"chu-tich"})), pytest.raises(ValueError, match="chu-tich"):
        access.demanding_roles()


def test_a_first_password_is_changed_before_anything_else(made: Province) -> None:
    User.objects.filter(pk=made.actors["payer"].user_id).update(must_change_password=True)
    client, other = signed_in(made, "payer"), signed_in(made, "payer")
    assert client.get("/chi-tra/")["Location"] == settings.ACCOUNT_URL
    form = {"old": PASSWORD, "new": "mot-mat-khau-khac", "again": "mot-mat-khau-khac"}
    for wrong, said in (
        ({"old": "sai"}, "không đúng"),
        ({"again": "x"}, "không giống nhau"),
        ({"new": "ngan", "again": "ngan"}, "10"),
    ):
        assert said in client.post("/tai-khoan/mat-khau/", form | wrong, follow=True).content.decode()
    assert "Đã đổi mật khẩu" in client.post("/tai-khoan/mat-khau/", form, follow=True).content.decode()
    assert client.get("/chi-tra/").status_code == 200
    assert other.get("/chi-tra/").status_code == 302
    assert Device.objects.get(user_id=made.actors["payer"].user_id).session_key == client.session.session_key


def test_devices_are_listed_and_signed_out_elsewhere(made: Province) -> None:
    here, there, third = (signed_in(made, "commune_officer") for _ in range(3))
    foreign = signed_in(made, "commune_chair")
    page = here.get("/tai-khoan/")
    assert len(page.context["devices"]) == 3
    for device in Device.objects.filter(session_key__in=[there.session.session_key, foreign.session.session_key]):
        here.post("/tai-khoan/thiet-bi/", {"device": device.pk})
    assert [client.get("/").status_code for client in (here, there, third, foreign)] == [200, 302, 200, 200]
    assert there.get("/")["Location"].startswith("/dang-nhap/?next=/")
    assert "Đã đăng xuất ở 1 thiết bị khác" in here.post("/tai-khoan/thiet-bi/", follow=True).content.decode()
    assert [client.get("/").status_code for client in (here, third)] == [200, 302]


def test_a_session_that_ended_says_so(made: Province) -> None:
    client = signed_in(made, "commune_officer")
    User.objects.filter(pk=made.actors["commune_officer"].user_id).update(is_active=False)
    answer = client.get("/de-nghi/", follow=True)
    assert "Phiên làm việc đã kết thúc" in answer.content.decode()
