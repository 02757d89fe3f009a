"""The screens of budget lines, closed books and the reconciliation: who may do what, and nothing from elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from ansinh.access.public import SYSTEM, acting_as
from ansinh.funds import public as funds
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.oversight import reconciled, reconciliation
from ansinh.oversight.operations.keep_differences import keep_differences
from ansinh.payments import public as payments
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


def test_a_decision_that_was_refused_stays_as_it_was_typed(made: Province) -> None:
    typed = ENTRY | {"area": str(made.own.pk), "year": "2026", "note": "Giao đầu năm", "amount-2": "nhiều"}
    answer = made.client("commune_accountant").post("/du-toan/nhap/", typed)
    page = text(answer)
    assert answer.status_code == 422
    for part in ('value="7/QĐ"', 'value="Giao đầu năm"', 'value="9.000.000"', 'value="nhiều"', 'value="2026-01-05"'):
        assert part in page, part
    assert page.count('<option value="provincial" selected>') == 1
    assert "không phải là số tiền" in page.split('id="amount-2-w"')[1][:60]
    assert not funds.Estimate.objects.exists()


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


def test_a_provinces_month_of_long_lists_is_counted_by_the_worker_first(
    made: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A province's page waits for nobody's count: it says so, asks the worker once, and shows the figures then."""
    monkeypatch.setattr(reconciliation, "takes_long", lambda month: True)
    officer, address = made.client("province_officer"), "/doi-chieu-kinh-phi/?thang=2026-11"
    for _ in range(2):
        page = text(officer.get(address))
        assert "Chưa đếm, đang đếm" in page
        assert 'hx-select="#books"' in page
    assert ProcrastinateJob.objects.filter(task_name="reconciliation.count").count() == 1
    assert "810.000" in text(made.client("commune_officer").get(address)), "a commune's own is counted at once"
    assert officer.get(f"{address}&tep=xlsx").content[:2] == b"PK"
    keep_differences(month=date(2026, 11, 1))
    assert "1.620.000" in text(officer.get(address))


def test_what_takes_long_is_told_by_the_lists_until_then(made: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    run = payments.open_run(
        actor=made.actors["commune_officer"], month=Month(2026, 11), area=made.own, pay_on=date(2026, 11, 10)
    )
    payments.lock_run(actor=made.actors["commune_officer"], run_id=run.pk)
    lines = payments.PayrollLine.objects.filter(run=run).count()
    assert lines > 0
    for most, answers in ((lines, (False, False, False)), (lines - 1, (False, True, True))):
        monkeypatch.setattr(reconciled, "MANY", most)
        with acting_as(SYSTEM):
            found = tuple(reconciled.takes_long(date(2026, month, 1)) for month in (10, 11, 12))
        assert found == answers


def test_the_reconciliation_shows_ones_own_areas_and_its_rows_are_a_recorded_read(made: Province) -> None:
    client = made.client("commune_officer")
    page = text(client.get("/doi-chieu-kinh-phi/?thang=2026-11"))
    assert "Cộng lại bằng 0" in page
    assert "810.000" in page
    assert "1.620.000" not in page
    assert "1.620.000" in text(made.client("province_officer").get("/doi-chieu-kinh-phi/?thang=2026-11"))
    assert client.get("/doi-chieu-kinh-phi/", {"thang": "2026-11", "xa": made.other.code}).status_code == 404
    rows = text(client.get("/doi-chieu-kinh-phi/not_listed/?thang=2026-11"))
    assert f"Hồ sơ {made.here.pk}" in rows
    assert str(made.there.pk) not in [word.split("<")[0] for word in rows.split("Hồ sơ ")[1:]]
    read = AuditEntry.objects.filter(action="person.list").latest("pk")
    assert read.details == {"shown": 1, "difference": "not_listed", "month": "2026-11"}
    assert client.get("/doi-chieu-kinh-phi/everything/").status_code == 404
    assert client.get("/doi-chieu-kinh-phi/?thang=2026-13").status_code == 404
    assert client.get("/doi-chieu-kinh-phi/?thang=2026-11&tep=xlsx").content[:2] == b"PK"
    assert made.client("payer").get("/doi-chieu-kinh-phi/").status_code == 403


def test_goods_come_in_go_to_people_and_are_counted(made: Province) -> None:
    keeper, chair = made.client("commune_accountant"), made.client("commune_chair")
    home = builders.household(made.own, builders.person(made.own, name="Lò Thị Nghèo", village="Bản Trong"))
    builders.fact(builders.registry.Poverty, household=home, status="poor", valid=builders.period("2024-01-01"))
    keeper.post("/kho-hang/lam/", {"act": "open", "area": made.own.pk, "name": "Kho xã"})
    (store,) = funds.stores()
    goods = {"store": store.pk, "goods": "rice", "source": "reserve", "reference": "PN 1"}
    assert "Đã nhập kho" in text(
        keeper.post("/kho-hang/lam/", goods | {"act": "receive", "quantity": "1.250,5"}, follow=True)
    )
    assert "1.250,5 kg" in text(keeper.get("/kho-hang/"))
    assert "không phải là số lượng" in text(
        keeper.post("/kho-hang/lam/", goods | {"act": "receive", "quantity": "nhiều"}, follow=True)
    )
    form = goods | {"area": made.own.pk, "reason": "hardship", "months": "2", "number": "9/QĐ", "status": ["poor"]}
    page = text(keeper.post("/kho-hang/cap-phat/", form, follow=True))
    assert "Lò Thị Nghèo" in page
    assert "Ký nhận" in page
    assert "còn thiếu" not in page
    short = keeper.post("/kho-hang/cap-phat/", form | {"goods": "salt", "each": "2", "number": "10/QĐ"}, follow=True)
    assert "Kho xã còn thiếu 2 kg cho danh sách này" in text(short)
    listed = funds.Handover.objects.get(goods="rice")
    address = f"/kho-hang/cap-phat/{listed.pk}/"
    assert "Duyệt, xuất 30 kg" in text(chair.get(address))
    chair.post(f"{address}lam/", {"act": "approve"})
    held = keeper.get(address).content.decode()
    assert '<th scope="col" class="print-only">Ký nhận</th>' in held, (
        "on paper there is room to sign, not a box to tick"
    )
    assert '<td class="no-print"><label class="tick">' in held
    row = listed.rows.get()
    answer = keeper.post(f"{address}lam/", {"act": "close", "id": [row.pk]}, follow=True)
    assert "trả lại kho 30 kg" in text(answer)
    (batch,) = funds.Batch.objects.values_list("pk", flat=True)
    count = {
        "act": "count",
        "store": store.pk,
        "kind": "loss",
        "number": "BB",
        "because": "ướt",
        f"batch-{batch}": "0,5",
    }
    assert "vào sổ kho khi người khác duyệt" in text(keeper.post("/kho-hang/lam/", count, follow=True))
    found = funds.Stocktaking.objects.get()
    assert "Đã duyệt" in text(chair.post("/kho-hang/lam/", {"act": "approve_count", "id": found.pk}, follow=True))
    assert "1.250 kg" in text(keeper.get("/kho-hang/"))
    assert AuditEntry.objects.filter(action="person.list", details__handover=listed.pk).exists()
    assert funds.verify_funds()[0] == []


def test_what_was_typed_of_goods_stays_in_the_form_that_is_refused(made: Province) -> None:
    keeper = made.client("commune_accountant")
    keeper.post("/kho-hang/lam/", {"act": "open", "area": made.own.pk, "name": "Kho xã"})
    (store,) = funds.stores()
    received = {"act": "receive", "store": store.pk, "goods": "rice", "source": "reserve", "reference": "PN 1"}
    answer = keeper.post("/kho-hang/lam/", received | {"quantity": "nhiều"})
    assert answer.status_code == 422
    page = text(answer)
    assert 'name="quantity" value="nhiều"' in page
    assert 'name="reference" value="PN 1"' in page
    assert page.count('value="PN 1"') == 1, "in its own form alone"
    keeper.post("/kho-hang/lam/", received | {"quantity": "10"})
    (batch,) = funds.Batch.objects.values_list("pk", flat=True)
    count = {
        "act": "count",
        "store": store.pk,
        "kind": "loss",
        "number": "BB 7",
        "because": "ướt",
        f"batch-{batch}": "ba",
    }
    page = text(keeper.post("/kho-hang/lam/", count))
    assert f'name="batch-{batch}" value="ba"' in page
    assert 'name="number" value="BB 7"' in page
    assert '<option value="loss" selected>' in page
    listed = {
        "act": "list",
        "store": store.pk,
        "goods": "rice",
        "area": made.own.pk,
        "reason": "hardship",
        "months": "x",
    }
    page = text(keeper.post("/kho-hang/cap-phat/", listed | {"number": "9/QĐ", "village": "Bản Trong"}))
    assert 'name="number" value="9/QĐ"' in page
    assert 'name="village" value="Bản Trong"' in page


def test_lists_and_stores_of_other_communes_are_not_there(made: Province) -> None:
    other = builders.officer("commune_accountant", made.other, "kho-khac")
    store = funds.open_store(actor=other, area_id=made.other.pk, name="Kho nơi khác")
    listed = funds.enter_handover(
        actor=other, store_id=store.pk, area_id=made.other.pk, goods="rice", number="1", decided_on=date(2026, 11, 1),
        reason="đói", citation="Điều 12", receivers=[funds.Receiver(made.there.pk, "Giàng A Ngoài", "", 15)],
    )  # fmt: skip
    keeper = made.client("commune_accountant")
    assert "Kho nơi khác" not in text(keeper.get("/kho-hang/"))
    for address in (f"/kho-hang/cap-phat/{listed.pk}/", f"/kho-hang/cap-phat/{listed.pk}/lam/"):
        assert keeper.post(address, {"act": "drop"}).status_code == 404
    answer = keeper.post("/kho-hang/lam/", {"act": "receive", "store": store.pk, "goods": "rice"}, follow=True)
    assert "Hãy chọn kho" in text(answer)


def test_donations_from_the_promise_to_the_use(made: Province) -> None:
    keeper, chair = made.client("commune_accountant"), made.client("commune_chair")
    form = {"act": "promise", "area": made.own.pk, "donor": "Hội thử", "content": "emergency", "amount": "5.000.000"}
    assert "Đã ghi cam kết" in text(keeper.post("/ung-ho/lam/", form, follow=True))
    gift = funds.Gift.objects.get()
    assert "Hội thử" not in text(made.client("province_officer").get("/kho-hang/"))
    assert "số phiếu thu" in text(keeper.post("/ung-ho/lam/", {"act": "receive", "id": gift.pk}, follow=True))
    keeper.post("/ung-ho/lam/", {"act": "receive", "id": gift.pk, "receipt": "PT 1"})
    use = {"act": "use", "area": made.own.pk, "content": "emergency", "amount": "2.000.000", "number": "3",
           "purpose": "mua chăn"}  # fmt: skip
    keeper.post("/ung-ho/lam/", use)
    (found,) = funds.GiftUse.objects.all()
    assert keeper.post("/ung-ho/lam/", {"act": "approve", "id": found.pk}).status_code == 422
    assert funds.GiftUse.objects.get().state == "entered"
    chair.post("/ung-ho/lam/", {"act": "approve", "id": found.pk})
    page = text(keeper.get("/ung-ho/"))
    assert "3.000.000" in page
    keeper.post("/kho-hang/lam/", {"act": "open", "area": made.own.pk, "name": "Kho xã"})
    goods = form | {"goods": "blanket", "quantity": "20", "store": funds.stores()[0].pk, "receipt": "PN 2"}
    assert "Đã ghi hàng ủng hộ" in text(keeper.post("/ung-ho/lam/", goods, follow=True))
    assert "20 cái" in text(keeper.get("/kho-hang/"))
    refused = keeper.post("/ung-ho/lam/", goods | {"receipt": ""}, follow=True)
    assert "số phiếu" in text(refused)
    assert funds.StockMove.objects.count() == 1
    assert funds.verify_funds()[0] == []
