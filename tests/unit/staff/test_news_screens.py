"""News at the counter: the form with errors beside the fields, the side-by-side page, the queue, within the areas."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ansinh.kernel.models import AuditEntry
from ansinh.registry import public as registry
from tests import builders

from .province import Province

PAPER = {"document_kind": "Giấy báo tử", "document_number": "12", "document_on": "", "document_issuer": "UBND xã"}


def text(answer: Any) -> str:
    return answer.content.decode()


def today() -> str:
    return timezone.localdate().isoformat()


def drafted(made: Province, code: str = "school", **values: str) -> registry.ChangeRequest:
    """A draft by way of its form."""
    values = values or {"studying": "yes"}
    made.client("commune_officer").post(
        f"/nguoi-dan/{made.here.pk}/bao-tin/{code}/", {**PAPER, "effective_on": today(), **values}
    )
    return registry.ChangeRequest.objects.latest("pk")


def sent(made: Province, code: str = "death", **values: str) -> registry.ChangeRequest:
    """A request in the queue."""
    one = drafted(made, code, **(values or {"spouse": ""}))
    made.client("commune_officer").post(f"/tin-moi/{one.pk}/lam/", {"act": "submit"})
    one.refresh_from_db()
    return one


@pytest.mark.parametrize("code", [code for code, kind in registry.REQUEST_KINDS.items() if not kind.newcomer])
def test_every_form_opens_and_says_what_is_missing_beside_the_field(made: Province, code: str) -> None:
    client = made.client("commune_officer")
    address = f"/nguoi-dan/{made.here.pk}/bao-tin/{code}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"effective_on": "32/13/2026", "document_kind": ""})
    assert answer.status_code == 422
    assert "Không có ngày này trong lịch" in text(answer)
    assert 'id="document_kind-w"' in text(answer)
    assert registry.ChangeRequest.objects.count() == 0


def test_the_form_of_an_arrival(made: Province) -> None:
    client = made.client("commune_officer")
    assert "Họ và tên" in text(client.get("/tin-moi/nguoi-den/"))
    values = {**PAPER, "effective_on": today(), "full_name": "Đặng Văn Hòa", "born": "1944", "sex": "male"}
    answer = client.post("/tin-moi/nguoi-den/", values, follow=True)
    assert "Họ và tên" in text(answer)
    assert "Đặng Văn Hòa" in text(answer)
    assert client.get("/tin-moi/nguoi-den/", {"xa": made.other.code}).status_code == 404


def test_a_form_starts_with_what_is_known_and_a_draft_is_taken_up_again(made: Province) -> None:
    builders.circumstance(made.here, "studying", "interrupted", "2024-01-01")
    client = made.client("commune_officer")
    address = f"/nguoi-dan/{made.here.pk}/bao-tin/school/"
    assert '<option value="interrupted" selected>' in text(client.get(address))
    one = drafted(made)
    assert '<option value="yes" selected>' in text(client.get(address, {"nhap": one.pk}))
    client.post(f"{address}?nhap={one.pk}", {**PAPER, "effective_on": today(), "studying": "no"})
    assert registry.ChangeRequest.objects.get().values["studying"] == "no"


def test_side_by_side_then_recorded_at_once_where_nobody_approves(made: Province) -> None:
    one = drafted(made)
    client = made.client("commune_officer")
    page = text(client.get(f"/tin-moi/{one.pk}/"))
    assert "chưa ghi nhận" in page
    assert "Ghi vào sổ" in page
    answer = client.post(f"/tin-moi/{one.pk}/lam/", {"act": "submit"}, follow=True)
    assert "Đã ghi vào sổ" in text(answer)
    assert registry.Circumstance.objects.filter(kind="studying", retracted_at=None).exists()


def test_one_brings_news_and_another_approves(made: Province) -> None:
    one = sent(made)
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    assert "Bạn là người báo tin này" in text(officer.get(f"/tin-moi/{one.pk}/"))
    assert "phải do người khác duyệt" in text(officer.post(f"/tin-moi/{one.pk}/lam/", {"act": "approve"}, follow=True))
    assert "Tin mới chờ duyệt" in text(chair.get("/"))
    answer = chair.post("/tin-moi/duyet/", {"id": [one.pk]}, follow=True)
    assert "Đã duyệt 1 tin" in text(answer)
    made.here.refresh_from_db()
    assert made.here.died_on == timezone.localdate()
    assert "Sổ trở lại" in text(chair.get(f"/tin-moi/{one.pk}/"))
    assert "Đã hoàn tác" in text(chair.post(f"/tin-moi/{one.pk}/lam/", {"act": "undo"}, follow=True))
    made.here.refresh_from_db()
    assert made.here.died_on is None


def test_a_refusal_needs_a_reason(made: Province) -> None:
    one = sent(made)
    chair = made.client("commune_chair")
    assert "Hãy ghi lý do" in text(chair.post(f"/tin-moi/{one.pk}/lam/", {"act": "refuse"}, follow=True))
    chair.post(f"/tin-moi/{one.pk}/lam/", {"act": "refuse", "because": "Thiếu trích lục"})
    assert "Thiếu trích lục" in text(made.client("commune_officer").get("/tin-moi/?trang-thai=refused"))


def test_conflicts_stand_first_on_both_and_cannot_be_ticked(made: Province) -> None:
    sent(made, "disability", degree="severe")
    first = sent(made, "channel", channel="post_office", recipient_name="Vàng A Tủa")
    second = sent(made, "channel", channel="post_office", recipient_name="Sùng A Chu")
    chair = made.client("commune_chair")
    listed = chair.get("/tin-moi/").context["rows"]
    assert [(one.pk, tick) for one, _, tick in listed][:2] == [(first.pk, False), (second.pk, False)]
    for here, there in ((first, second), (second, first)):
        assert f"tin số {there.pk}" in text(chair.get(f"/tin-moi/{here.pk}/"))
    assert "hãy duyệt hoặc từ chối tin đó trước" in text(
        chair.post(f"/tin-moi/{second.pk}/lam/", {"act": "approve"}, follow=True)
    )


SAME = {
    "birth": {"full_name": "Giàng Thị Xuân", "sex": "female", "mother": "me", "mother_state": "caring",
              "father_state": "caring"},
    "death": {"spouse": ""}, "move_within": {"village": "Bản Ngoài"}, "move_commune": {"to_unit": "other"},
    "move_out": {"destination": ""}, "disability": {"degree": "severe"}, "pension": {"drawn": "yes"},
    "school": {"studying": "yes"}, "marriage": {"marital": "widowed"}, "poverty": {"status": "poor"},
    "split": {"status": "none", "remaining_head": "wife"}, "join": {"target": "neighbour", "remaining_head": "wife"},
    "head": {"head": "wife"}, "paper": {"number": "015050000009"},
    "correction": {"full_name": "Giàng A Phánh", "born": "1946", "sex": "male"},
    "phone": {"reached": "yes", "number": "0912345678"}, "channel": {"channel": "post_office"},
    "care": {"care": "foster"}, "support": {"support": "none"}, "facility": {"in_facility": "yes"},
    "income": {"stable_income": "yes"}, "covered": {"imprisoned": "yes"},
}  # fmt: skip


OF_CHILDREN = ("parents",)


@pytest.mark.parametrize(
    "code",
    [code for code, kind in registry.REQUEST_KINDS.items() if not kind.newcomer and code not in OF_CHILDREN],
)
def test_other_news_about_the_same_is_told_on_the_form_and_before_it_is_sent(made: Province, code: str) -> None:
    wife = builders.person(made.own, name="Sùng Thị Mỷ", born="1955-03-01", sex="female")
    neighbour = builders.person(made.own, name="Vàng A Tủa")
    builders.household(made.own, neighbour)
    home = registry.Membership.objects.get(person=made.here).household
    if code not in ("death", "move_commune", "move_out"):  # they would have to name who heads the rest
        builders.fact(registry.Membership, person=wife, household=home, valid=builders.period("2023-01-01"))
    people = {"me": made.here.pk, "wife": wife.pk, "neighbour": neighbour.pk, "other": made.other.pk}
    values = {name: str(people.get(value, value)) for name, value in SAME[code].items()}
    chair, address = made.client("province_officer"), f"/nguoi-dan/{made.here.pk}/bao-tin/{code}/"
    assert "về cùng thông tin" not in text(chair.get(address))
    first = drafted(made, code, **values)
    registry.ChangeRequest.objects.filter(pk=first.pk).update(state="open", opened_at=timezone.now())
    for kind, seen in ((code, True), ("phone" if code != "phone" else "pension", False)):
        page = text(chair.get(f"/nguoi-dan/{made.here.pk}/bao-tin/{kind}/"))
        assert (f"tin số {first.pk}" in page) is seen
    second = drafted(made, code, **values)
    assert second.state == "draft"
    officer = made.client("commune_officer")
    assert "Trùng với tin khác" in text(officer.get(f"/tin-moi/{second.pk}/"))
    assert "Bạn đang soạn một tin" in text(officer.get(address))
    assert "Bạn đang soạn một tin" not in text(officer.get(f"{address}?nhap={second.pk}"))


def test_what_speaks_against_news_is_told_before_it_is_sent(made: Province) -> None:
    def page(one: registry.ChangeRequest) -> str:
        return text(made.client("commune_officer").get(f"/tin-moi/{one.pk}/"))

    year = made.here.born_on.year % 100
    wrong = page(drafted(made, "paper", number=f"0151{year + 1:02d}000009"))  # 1: a woman of the century before
    assert f"Số định danh nói giới tính nữ, năm sinh 19{year + 1}" in wrong
    assert "Số định danh bắt đầu bằng 003" in page(drafted(made, "paper", number=f"0030{year:02d}000009"))
    right = drafted(made, "paper", number=f"0150{year:02d}000009")
    assert "hãy nhìn lại giấy tờ" not in page(right)
    registry.ChangeRequest.objects.exclude(pk=right.pk).update(state="withdrawn")
    made.client("commune_officer").post(f"/tin-moi/{right.pk}/lam/", {"act": "submit"})
    made.client("commune_chair").post(f"/tin-moi/{right.pk}/lam/", {"act": "approve"})
    corrected = drafted(made, "correction", full_name="Giàng A Páo", born=f"19{year + 1}", sex="male")
    assert f"Số định danh nói năm sinh 19{year}" in page(corrected)

    builders.circumstance(made.here, "studying", "yes", "2024-01-01")
    assert "Sổ đã ghi đúng như vậy" in page(drafted(made, "school", studying="yes"))
    assert "Sổ đã ghi đúng như vậy" not in page(drafted(made, "school", studying="no"))


def test_two_who_bring_the_same_arrival_see_each_other(made: Province) -> None:
    arrives = {**PAPER, "effective_on": today(), "full_name": "Đặng Văn Hòa", "born": "1944", "sex": "male"}
    for name, born in (("Đặng Văn Hòa", "1944"), ("đặng văn hoà", "1944"), ("Đặng Văn Hòa", "1945")):
        typed = arrives | {"full_name": name, "born": born}
        made.client("commune_officer").post("/tin-moi/nguoi-den/", typed)
    first, second, third = registry.ChangeRequest.objects.order_by("pk")
    registry.ChangeRequest.objects.update(state="open", opened_at=timezone.now())
    client = made.client("commune_chair")
    for one, other in ((first, second), (second, first)):
        page = text(client.get(f"/tin-moi/{one.pk}/"))
        assert "Có thể đã có người báo" in page
        assert f"tin số {other.pk}</a>" in page
    assert "Có thể đã có người báo" not in text(client.get(f"/tin-moi/{third.pk}/"))


def test_a_scan_is_read_within_the_areas_and_recorded(made: Province) -> None:
    client = made.client("commune_officer")
    address = f"/nguoi-dan/{made.here.pk}/bao-tin/school/"
    form = {**PAPER, "effective_on": today(), "studying": "yes"}
    wrong = client.post(address, form | {"scan": SimpleUploadedFile("a.pdf", b"khong phai pdf")})
    assert "Bản chụp phải là tệp PDF" in text(wrong)
    client.post(address, form | {"scan": SimpleUploadedFile("a.pdf", b"%PDF-1.7 thu")})
    one = registry.ChangeRequest.objects.get()
    answer = client.get(f"/tin-moi/{one.pk}/ban-chup/")
    assert answer.content == b"%PDF-1.7 thu"
    assert AuditEntry.objects.filter(action="person.read", details__part="scan").count() == 1
    registry.ChangeRequest.objects.update(area=made.other)
    assert client.get(f"/tin-moi/{one.pk}/ban-chup/").status_code == 404


def test_nobody_sees_or_brings_news_about_other_communes(made: Province) -> None:
    client = made.client("commune_officer")
    assert client.get(f"/nguoi-dan/{made.there.pk}/bao-tin/").status_code == 404
    assert client.post(f"/nguoi-dan/{made.there.pk}/bao-tin/death/", PAPER).status_code == 404
    made.client("province_officer").post(
        f"/nguoi-dan/{made.there.pk}/bao-tin/school/", {**PAPER, "effective_on": today(), "studying": "yes"}
    )
    foreign = registry.ChangeRequest.objects.get(person=made.there)
    made.client("province_officer").post(f"/tin-moi/{foreign.pk}/lam/", {"act": "submit"})
    assert client.get(f"/tin-moi/{foreign.pk}/").status_code == 404
    assert client.post(f"/tin-moi/{foreign.pk}/lam/", {"act": "undo"}).status_code == 404
    assert client.post(f"/tin-moi/{foreign.pk}/lam/", {"act": "withdraw"}).status_code == 404
    for state in registry.RequestState.values:
        assert "Giàng A Ngoài" not in text(client.get("/tin-moi/", {"trang-thai": state}))


def test_a_draft_is_its_makers_own(made: Province) -> None:
    one = drafted(made)
    assert made.client("commune_chair").get(f"/tin-moi/{one.pk}/").status_code == 404
    assert made.client("auditor").get(f"/tin-moi/{one.pk}/").status_code == 404


def test_opening_news_is_recorded(made: Province) -> None:
    one = sent(made)
    made.client("commune_chair").get(f"/tin-moi/{one.pk}/")
    entry = AuditEntry.objects.filter(action="person.read", details__request=one.pk).latest("pk")
    assert (entry.object_id, entry.actor_id) == (str(made.here.pk), made.actors["commune_chair"].user_id)


def test_looking_at_what_would_change_leaves_nothing(made: Province) -> None:
    one = sent(made)
    before = {m: m.objects.count() for m in (registry.Identity, registry.Source, registry.Membership)}
    made.client("commune_chair").get(f"/tin-moi/{one.pk}/")
    assert {m: m.objects.count() for m in before} == before
