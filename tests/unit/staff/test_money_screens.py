"""The screens of budget lines, closed books and the reconciliation: who may do what, and nothing from elsewhere."""

from __future__ import annotations

from datetime import date

from ansinh.funds import public as funds
from ansinh.kernel.models import AuditEntry
from tests import builders

from .province import Province

ENTRY = {"kind": "given", "number": "7/QĐ", "decided_on": "2026-01-05", "source-0": "central", "content-0": "all",
         "chapter-0": "423", "item-0": "7150", "amount-0": "9.000.000", "source-2": "provincial", "content-2": "all",
         "chapter-2": "423", "item-2": "7150", "amount-2": "1 000 000"}  # fmt: skip


def text(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode()


def enter(made: Province, **more: str) -> str:
    client = made.client("commune_accountant")
    form = ENTRY | {"area": str(made.own.pk), "year": "2026"} | more
    return text(client.post("/du-toan/nhap/", form, follow=True))


def test_an_estimate_is_entered_by_the_accountant_and_approved_by_the_chair(made: Province) -> None:
    assert "Đã nhập quyết định" in enter(made)
    found = funds.Estimate.objects.get()
    page = text(made.client("commune_chair").get("/du-toan/?nam=2026"))
    assert "7/QĐ" in page
    assert "Duyệt</button>" in page
    assert "Duyệt</button>" not in text(made.client("commune_accountant").get("/du-toan/?nam=2026"))
    answer = made.client("commune_chair").post(f"/du-toan/{found.pk}/lam/", {"act": "approve"}, follow=True)
    assert "dự toán đã ghi sổ" in text(answer)
    page = text(made.client("commune_accountant").get("/du-toan/?nam=2026"))
    assert "10.000.000" in page
    assert "423-370-398-7150" in page
    book = made.client("commune_accountant").get("/du-toan/?nam=2026&tep=xlsx")
    assert book["Content-Disposition"].endswith('filename="du-toan-2026.xlsx"')
    assert book.content[:2] == b"PK"


def test_what_is_wrong_in_the_form_is_said(made: Province) -> None:
    assert "không phải là số tiền" in enter(made, **{"amount-0": "9,5"})
    assert "Hãy chọn địa bàn" in enter(made, area=str(made.other.pk))
    assert "ngày quyết định" in enter(made, decided_on="hôm qua")
    assert not funds.Estimate.objects.exists()


def test_budgets_of_other_communes_are_not_seen_and_not_decided(made: Province) -> None:
    enter(made)
    found = funds.Estimate.objects.get()
    funds.approve_estimate(actor=made.actors["commune_chair"], estimate_id=found.pk, on=date(2026, 11, 1))
    funds.enter_estimate(
        actor=builders.officer("province_accountant", made.own, "ke-toan-khac"),
        area_id=made.other.pk, year=2026, kind="given", number="99/QĐ-KHÁC", decided_on=date(2026, 1, 5),
        amounts=[funds.Amount("central", "all", 77_000_000, chapter="423")],
    )  # fmt: skip
    page = text(made.client("commune_accountant").get("/du-toan/?nam=2026"))
    assert "99/QĐ-KHÁC" not in page
    assert made.other.name not in page
    foreign = funds.Estimate.objects.get(number="99/QĐ-KHÁC")
    assert made.client("commune_chair").post(f"/du-toan/{foreign.pk}/lam/", {"act": "approve"}).status_code == 404
    assert "99/QĐ-KHÁC" in text(made.client("province_leader").get("/du-toan/?nam=2026"))


def test_the_check_is_switched_with_a_reason(made: Province) -> None:
    leader = made.client("province_leader")
    assert "Không kiểm tra" in text(leader.get("/du-toan/?nam=2026"))
    leader.post("/du-toan/kiem-tra/", {"year": "2026", "checked": "1", "because": "đủ dự toán"})
    assert "Có kiểm tra dự toán" in text(leader.get("/du-toan/?nam=2026"))
    assert made.client("commune_chair").post("/du-toan/kiem-tra/", {"year": "2026", "because": "x"}).status_code == 302
    assert funds.year_is_checked(2026)
    assert made.client("auditor").post("/du-toan/kiem-tra/", {"year": "2026", "because": "x"}).status_code == 403


def test_a_month_is_closed_and_opened_by_another(made: Province) -> None:
    accountant, chair = made.client("commune_accountant"), made.client("commune_chair")
    form = {"area": str(made.own.pk), "first": "2026-01-01", "months": "1"}
    assert "Đã khóa sổ tháng 01/2026" in text(accountant.post("/khoa-so/khoa/", form, follow=True))
    closed = funds.Closing.objects.get()
    assert "Mở lại</button>" in text(chair.get("/khoa-so/?nam=2026"))
    assert chair.post("/khoa-so/khoa/", form).status_code == 403
    assert "lý do" in text(chair.post(f"/khoa-so/{closed.pk}/mo-lai/", {"because": ""}, follow=True))
    answer = chair.post(f"/khoa-so/{closed.pk}/mo-lai/", {"because": "sót chứng từ"}, follow=True)
    assert "Đã mở lại tháng 01/2026" in text(answer)
    assert made.client("commune_accountant").get("/khoa-so/", {"noi": made.other.code}).status_code == 404


def test_the_reconciliation_shows_ones_own_areas_and_its_rows_are_a_recorded_read(made: Province) -> None:
    client = made.client("commune_officer")
    page = text(client.get("/doi-chieu/?thang=2026-11"))
    assert "Cộng lại bằng 0" in page
    assert "810.000" in page
    assert "1.620.000" not in page
    assert "1.620.000" in text(made.client("province_officer").get("/doi-chieu/?thang=2026-11"))
    assert client.get("/doi-chieu/", {"thang": "2026-11", "xa": made.other.code}).status_code == 404
    rows = text(client.get("/doi-chieu/not_listed/?thang=2026-11"))
    assert f"Hồ sơ {made.here.pk}" in rows
    assert str(made.there.pk) not in [word.split("<")[0] for word in rows.split("Hồ sơ ")[1:]]
    read = AuditEntry.objects.filter(action="person.list").latest("pk")
    assert read.details == {"shown": 1, "difference": "not_listed", "month": "2026-11"}
    assert client.get("/doi-chieu/everything/").status_code == 404
    assert client.get("/doi-chieu/?thang=2026-13").status_code == 404
    assert client.get("/doi-chieu/?thang=2026-11&tep=xlsx").content[:2] == b"PK"
    assert made.client("payer").get("/doi-chieu/").status_code == 403
