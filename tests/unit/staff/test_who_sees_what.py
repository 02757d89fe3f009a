"""Nobody sees another commune's people: not in lists, searches, counts, drop-downs, maps, pages or acts."""

from __future__ import annotations

import re

import pytest

from ansinh.casework.public import Proposal
from ansinh.kernel.models import AuditEntry

from .province import CANARY, Province, waiting_at

OUTSIDE = "Giàng A Ngoài"
SEARCH = "/nguoi-dan/tim/"


def text(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode()


def shown(answer) -> str:  # type: ignore[no-untyped-def]
    """The text of a page without the marks of what was found."""
    return re.sub(r"</?mark>", "", text(answer))


def test_lists_and_searches_stay_inside(made: Province) -> None:
    client = made.client("commune_officer")
    for words in ("giang", "ngoai", "giang a ngoai", "015050000002", "giang ban ngoai"):
        assert OUTSIDE not in shown(client.post(SEARCH, {"q": words})), words
        assert client.post(f"{SEARCH}?xa={made.other.code}", {"q": words}).status_code == 404
    assert OUTSIDE not in text(client.get("/nguoi-dan/?thang=2026-10&thon=Bản+Ngoài"))
    assert "Giàng A Páo" in shown(client.post(SEARCH, {"q": "giang"}))
    assert "Giàng A Páo" in shown(client.post(SEARCH, {"q": "015050000001"}))


def test_search_works_without_diacritics_and_in_any_order_of_words(made: Province) -> None:
    client = made.client("commune_officer")
    for words in ("giang a pao", "pao giang", "PÁO", "Páo  giàng"):
        assert "Giàng A Páo" in shown(client.post(SEARCH, {"q": words})), words
    assert "Không tìm thấy ai" in shown(client.post(SEARCH, {"q": "không có ai tên này"}))


def test_nobody_is_browsed(made: Province) -> None:
    """Without a month or words the page names nobody, and the filters of a list alone are refused."""
    for role in ("commune_officer", "province_officer"):
        client = made.client(role)
        page = text(client.get("/nguoi-dan/"))
        assert "Giàng" not in page
        assert "Giàng" not in text(client.post(SEARCH, {"q": ""}))
        for query in ("nhom=disability", "thon=Bản+Trong", f"sau={made.here.pk}"):
            assert client.get(f"/nguoi-dan/?{query}").status_code == 404, query
        assert "Giàng" not in text(client.get("/nguoi-dan/?q=giang"))


def test_a_search_is_recorded_without_what_was_typed(made: Province) -> None:
    made.client("commune_officer").post(SEARCH, {"q": "giang a pao 1950"})
    made.client("province_officer").post(SEARCH, {"q": "015050000001"})
    mine, theirs = AuditEntry.objects.filter(action="person.search").order_by("pk")
    assert (mine.details, mine.purpose, mine.area_id) == ({"shown": 1, "by": ["name"]}, "", made.own.pk)
    assert (theirs.details, theirs.purpose) == ({"shown": 1, "by": ["number"]}, "Kiểm tra theo kế hoạch số 12")
    assert not any("pao" in str(vars(entry)).lower() for entry in AuditEntry.objects.filter(action="person.search"))
    assert not any("015050000001" in str(vars(entry)) for entry in AuditEntry.objects.all())


def test_a_search_is_sent_in_the_body_and_an_address_with_words_finds_nobody(made: Province) -> None:
    client = made.client("commune_officer")
    assert client.get(f"{SEARCH}?q=giang").headers["Location"] == "/nguoi-dan/"
    part = client.post(SEARCH, {"q": "giang a pao"}, headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "Giàng A Páo" in shown(part)
    assert made.client("payer").post(SEARCH, {"q": "giang"}).status_code == 403


@pytest.mark.parametrize("part", ["", "tro-cap/", "chi-tra/", "lich-su/"])
def test_a_foreign_persons_page_does_not_exist(made: Province, part: str) -> None:
    client = made.client("commune_officer")
    assert client.get(f"/nguoi-dan/{made.there.pk}/{part}").status_code == 404
    assert client.get(f"/nguoi-dan/{made.here.pk}/{part}").status_code == 200


def test_a_foreign_commune_cannot_be_chosen(made: Province) -> None:
    client = made.client("commune_officer")
    for address in ("/nguoi-dan/", "/de-nghi/", "/tong-quan/", "/thang/2026-11/"):
        assert client.get(address, {"xa": made.other.code}).status_code == 404, address
        assert made.other.name not in text(client.get(address)), address


def test_desks_and_counts_stay_inside(made: Province) -> None:
    client = made.client("commune_officer")
    assert OUTSIDE not in text(client.get("/de-nghi/"))
    assert client.get(f"/de-nghi/{made.foreign_proposal.pk}/").status_code == 404
    counted = {task.label: task.count for task in waiting_at(client.get("/"))}
    assert counted["Đề nghị cần trình"] == 1
    both = {task.label: task.count for task in waiting_at(made.client("province_officer").get("/"))}
    assert both["Đề nghị cần trình"] == 2


def test_a_foreign_proposal_cannot_be_submitted(made: Province) -> None:
    client = made.client("commune_officer")
    answer = client.post("/de-nghi/lam/", {"act": "submit", "id": [made.foreign_proposal.pk]}, follow=True)
    assert "ngoài địa bàn" in text(answer)
    answer = client.post("/de-nghi/lam/", {"act": "submit:clear", "trang-thai": "open", "xa": ""}, follow=True)
    assert "Đã trình 1 đề nghị" in text(answer)
    made.foreign_proposal.refresh_from_db()
    assert made.foreign_proposal.state == "open"


def test_who_prepares_does_not_sign(made: Province) -> None:
    made.client("commune_officer").post("/de-nghi/lam/", {"act": "submit", "id": [made.proposal.pk]})
    Proposal.objects.filter(pk=made.proposal.pk).update(prepared_by=made.actors["commune_chair"].user_id)
    answer = made.client("commune_chair").post(
        "/de-nghi/lam/", {"act": "decide", "id": [made.proposal.pk]}, follow=True
    )
    assert "Bạn là người lập" in text(answer)
    Proposal.objects.filter(pk=made.proposal.pk).update(prepared_by=made.actors["commune_officer"].user_id)
    answer = made.client("commune_chair").post(
        "/de-nghi/lam/", {"act": "decide", "id": [made.proposal.pk]}, follow=True
    )
    assert "Đã ký 1 quyết định" in text(answer)


def test_a_return_needs_a_reason(made: Province) -> None:
    made.client("commune_officer").post("/de-nghi/lam/", {"act": "submit", "id": [made.proposal.pk]})
    chair = made.client("commune_chair")
    assert "Hãy ghi lý do" in text(
        chair.post("/de-nghi/lam/", {"act": "return", "id": [made.proposal.pk]}, follow=True)
    )
    chair.post("/de-nghi/lam/", {"act": "return", "id": [made.proposal.pk], "because": "Thiếu giấy xác nhận"})
    assert "Thiếu giấy xác nhận" in text(made.client("commune_officer").get("/de-nghi/?trang-thai=returned"))


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        ("payer", ["/nguoi-dan/", "/de-nghi/", "/tong-quan/", "/nhat-ky/", "/nap-danh-sach/", "/thang/2026-11/"]),
        ("administrator", ["/nhat-ky/", "/nguoi-dan/", "/de-nghi/", "/chi-tra/", "/tong-quan/", "/nap-danh-sach/"]),
        ("auditor", ["/de-nghi/", "/nap-danh-sach/", "/cai-dat/"]),
        ("commune_accountant", ["/cai-dat/", "/nhat-ky/"]),
        ("commune_chair", ["/nap-danh-sach/", "/nhat-ky/"]),
        ("province_leader", ["/nguoi-dan/", "/nap-danh-sach/", "/nhat-ky/"]),
    ],
)
def test_screens_open_to_those_they_are_for(made: Province, role: str, refused: list[str]) -> None:
    client = made.client(role)
    assert client.get("/").status_code == 200
    for address in refused:
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "không có quyền" in text(answer)
    for entry in client.get("/").content.decode().split('href="')[1:]:
        address = entry.split('"')[0]
        if address.startswith("/") and not address.startswith("/static"):
            assert client.get(address, follow=True).status_code == 200, address


def test_a_wide_role_names_its_purpose_before_it_reads(made: Province) -> None:
    client = made.client("province_officer", purpose=False)
    answer = client.get(f"/nguoi-dan/{made.here.pk}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/muc-dich/")
    assert client.post("/muc-dich/", {"purpose": "xem"}).status_code == 422
    wanted = f"/nguoi-dan/{made.here.pk}/"
    assert client.post("/muc-dich/", {"purpose": "Đối chiếu theo công văn 15", "next": wanted})["Location"] == wanted
    client.get(wanted)
    entry = AuditEntry.objects.get(action="person.read")
    assert (entry.object_id, entry.purpose) == (str(made.here.pk), "Đối chiếu theo công văn 15")
    assert client.post("/muc-dich/", {"purpose": "Đối chiếu số liệu", "next": "//evil.example/"})["Location"] == "/"


def test_every_opening_of_a_person_is_recorded(made: Province) -> None:
    client = made.client("commune_officer")
    for part in ("", "tro-cap/", "chi-tra/", "lich-su/"):
        client.get(f"/nguoi-dan/{made.here.pk}/{part}")
    read = AuditEntry.objects.filter(action="person.read", object_id=str(made.here.pk))
    assert read.count() == 4
    assert {entry.actor_id for entry in read} == {made.actors["commune_officer"].user_id}
    assert not any("Giàng" in str(entry.details) for entry in AuditEntry.objects.all())


def test_sensitive_facts_are_opened_one_by_one_and_recorded(made: Province) -> None:
    client = made.client("commune_officer")
    address = f"/nguoi-dan/{made.here.pk}/"
    assert "HIV" not in text(client.get(address))
    assert "HIV" not in text(client.get(f"{address}lich-su/"))
    assert "Nhiễm HIV/AIDS: có" in text(client.get(address, {"nhay-cam": "1"}))
    assert AuditEntry.objects.filter(action="person.read", details__sensitive=True).count() == 1


def test_names_are_text_wherever_they_stand(made: Province) -> None:
    client = made.client("commune_officer")
    page = text(client.post(SEARCH, {"q": "sung"}))
    assert "<script>document" not in page
    assert "&lt;script&gt;" in page
    assert "<script>document" not in text(client.post(SEARCH, {"q": CANARY}))


@pytest.mark.parametrize(
    "address",
    [
        "/nguoi-dan/?thang=2026-10&nhom=tat-ca", "/nguoi-dan/?thang=2026-13", "/nguoi-dan/?thang=2026-10&sau=abc",
        "/de-nghi/?trang-thai=x",
        "/tong-quan/?xem=gi", "/thang/thang-sau/", "/nguoi-dan/1/?vao-ngay=32",
    ],
)  # fmt: skip
def test_an_unknown_filter_is_an_error_and_never_everyone(made: Province, address: str) -> None:
    assert made.client("commune_officer").get(address).status_code == 404


def test_the_policy_forbids_inline_code(made: Province) -> None:
    answer = made.client("commune_officer").get("/tong-quan/")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = text(answer)
    assert "style=" not in page
    assert "onclick" not in page
