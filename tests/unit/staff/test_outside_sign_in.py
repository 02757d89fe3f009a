"""Signing in through another office, against a server that checks what it is asked and signs real tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from joserfc.jwk import RSAKey

from ansinh.access import public as access
from ansinh.access.models import Device
from ansinh.access.public import User
from ansinh.kernel.errors import Refusal
from tests import builders

from .fake_issuer import CLIENT, SECRET, Issuer, serve
from .province import Province
from .test_sign_in import enrolled

GO, BACK = "/dang-nhap/ngoai/", "/dang-nhap/ngoai/ve/"
SUBJECT = "can-bo-0017"
ON = builders.NEW_LEVEL.replace(year=2026)


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """Another office; on this machine it is asked without TLS."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    made = Issuer()
    server = serve(made)
    with override_settings(OIDC_ISSUER=made.url, OIDC_CLIENT_ID=CLIENT, OIDC_CLIENT_SECRET=SECRET):
        yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def linked(made: Province, issuer: Issuer) -> User:
    """The officer, whom the administrator has linked."""
    user = User.objects.get(pk=made.actors["commune_officer"].user_id)
    access.link_outside(actor=made.actors["administrator"], user_id=user.pk, subject=SUBJECT, on=ON)
    return user


def through(client: Client, issuer: Issuer, subject: str = SUBJECT) -> Any:
    """There and back."""
    there = client.get(GO, {"next": "/de-nghi/"})["Location"]
    assert there.startswith(f"{issuer.url}/authorize?")
    back = issuer.page(there, subject)
    return client.get(back.replace("http://testserver", ""))


def refused(client: Client, answer: Any) -> str:
    assert answer["Location"] == "/dang-nhap/"
    assert client.get("/de-nghi/").status_code == 302
    return client.get("/dang-nhap/").content.decode()


def test_it_is_off_unless_configured(made: Province) -> None:
    assert [Client().get(address).status_code for address in (GO, BACK)] == [404, 404]
    assert "/dang-nhap/ngoai/" not in Client().get("/dang-nhap/").content.decode()
    with pytest.raises(Refusal, match="Chưa cấu hình"):
        access.link_outside(
            actor=made.actors["administrator"], user_id=made.actors["payer"].user_id or 0, subject="x", on=ON
        )


def test_a_linked_account_signs_in(linked: User, issuer: Issuer) -> None:
    client = Client()
    assert "/dang-nhap/ngoai/?next=" in client.get("/dang-nhap/").content.decode()
    assert through(client, issuer)["Location"] == "/de-nghi/"
    assert client.get("/de-nghi/").status_code == 200
    assert Device.objects.get().factor == ""


def test_nobody_else_does_and_nothing_is_made(linked: User, issuer: Issuer) -> None:
    before = User.objects.count()
    client = Client()
    assert "Không có tài khoản nào gắn" in refused(client, through(client, issuer, "nguoi-la"))
    User.objects.filter(pk=linked.pk).update(is_active=False)
    assert "Không có tài khoản nào gắn" in refused(client, through(client, issuer))
    assert User.objects.count() == before


def test_the_same_subject_of_another_office_is_somebody_else(linked: User, issuer: Issuer) -> None:
    User.objects.filter(pk=linked.pk).update(outside_subject=f"https://cong-khac.example {SUBJECT}")
    client = Client()
    refused(client, through(client, issuer))


def test_a_subject_is_of_one_account_and_an_account_is_not_linked_by_its_holder(made: Province, linked: User) -> None:
    keeper = made.actors["administrator"]
    with pytest.raises(Refusal, match="đã gắn với một tài khoản khác"):
        access.link_outside(actor=keeper, user_id=made.actors["payer"].user_id or 0, subject=SUBJECT, on=ON)
    with pytest.raises(Refusal, match="Không ai tự sửa"):
        access.link_outside(actor=keeper, user_id=keeper.user_id or 0, subject="x", on=ON)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://cong-khac.example"}, {"aud": "ung-dung-khac"}, {"exp": 1_700_000_000}, {"nonce": "khac"},
        {"sub": ""},
    ],
    ids=["issuer", "audience", "expired", "nonce", "nobody"],
)  # fmt: skip
def test_a_token_that_is_off_opens_nothing(linked: User, issuer: Issuer, claims: dict[str, Any]) -> None:
    issuer.claims = claims
    client = Client()
    assert "Cổng đăng nhập không" in refused(client, through(client, issuer))


@pytest.mark.parametrize("how", ["none", "HS256", "foreign key"])
def test_a_token_that_is_not_signed_by_the_office_opens_nothing(linked: User, issuer: Issuer, how: str) -> None:
    if how == "foreign key":
        issuer.signs_with = RSAKey.generate_key(2048, {"kid": "mot"})
    else:
        issuer.alg = how
    client = Client()
    assert "Cổng đăng nhập không xác nhận" in refused(client, through(client, issuer))


def test_an_answer_that_nobody_asked_for_opens_nothing(linked: User, issuer: Issuer) -> None:
    first, client = Client(), Client()
    back = issuer.page(first.get(GO)["Location"], SUBJECT).replace("http://testserver", "")
    refused(client, client.get(back))
    refused(client, client.get(BACK, {"error": "access_denied"}))
    assert first.get(back)["Location"] == "/"
    assert client.get(back)["Location"] == "/dang-nhap/"


def test_an_office_that_does_not_answer_is_no_error_page(made: Province) -> None:
    with override_settings(OIDC_ISSUER="http://127.0.0.1:9", OIDC_CLIENT_ID=CLIENT, OIDC_CLIENT_SECRET=SECRET):
        client = Client()
        assert client.get(GO)["Location"] == "/dang-nhap/"
        assert "không trả lời" in client.get("/dang-nhap/").content.decode()


def test_our_second_step_is_asked_unless_theirs_was(made: Province, issuer: Issuer) -> None:
    enrolled(made, "commune_chair")
    chair = made.actors["commune_chair"].user_id or 0
    access.link_outside(actor=made.actors["administrator"], user_id=chair, subject=SUBJECT, on=ON)
    client = Client()
    assert through(client, issuer)["Location"] == "/dang-nhap/buoc-hai/?next=%2Fde-nghi%2F"
    assert client.get("/de-nghi/").status_code == 302
    issuer.claims = {"amr": ["pwd", "otp"]}
    assert through(client, issuer)["Location"] == "/de-nghi/"
    assert Device.objects.filter(factor="outside").count() == 1
