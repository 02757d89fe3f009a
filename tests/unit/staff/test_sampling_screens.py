"""Verification after payment at the screens: drawn, asked, corrected, handed on; rates; who sees what."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from ansinh.casework.public import Case
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.models import Receipt
from ansinh.payments.public import sampling
from ansinh.registry.public import Phone
from tests import builders

from .province import Province, award

MONTH = Month(2026, 10)
PAID_ON = date(2026, 10, 10)


@pytest.fixture
def run(made: Province) -> payments.PayrollRun:
    """The commune's run of October, paid and settled."""
    maker, chair, accountant = (
        made.actors[role] for role in ("commune_officer", "commune_chair", "commune_accountant")
    )
    for n in range(3):
        award(builders.person(made.own, name=f"Lò Thị Số {n}"), maker, chair, builders.next_number(made.own, 2026))
    builders.fact(Phone, person=made.here, number="0912345678", valid=builders.period("2024-01-01"))
    builders.paying_office(made.own)
    opened = payments.open_run(actor=maker, month=MONTH, area=made.own, pay_on=PAID_ON)
    drawn = payments.lock_run(actor=maker, run_id=opened.pk)
    sums = {"run_id": opened.pk, "manifest_sha256": drawn.manifest_sha256, "on": PAID_ON}
    payments.approve_run(actor=chair, **sums)
    payments.authorise_run(actor=made.actors["commune_account_holder"], **sums)
    payments.release_run(actor=accountant, run_id=opened.pk, on=PAID_ON)
    payments.hand_in_scans(actor=accountant, run_id=opened.pk, rest_paid=[made.own.code], on=PAID_ON)
    payments.settle_run(actor=accountant, run_id=opened.pk, on=PAID_ON)
    return payments.PayrollRun.objects.get(pk=opened.pk)


def drawn(made: Province) -> list[sampling.SampledLine]:
    """By the officer's press of the button."""
    answer = made.client("commune_officer").post("/kiem-tra-sau-chi/rut/", {"month": str(MONTH)}, follow=True)
    assert "Đã rút 1 mẫu, 4 khoản" in answer.content.decode()
    return list(sampling.SampledLine.objects.select_related("line").order_by("line__full_name"))


def test_a_line_is_asked_about_corrected_and_handed_on(made: Province, run: payments.PayrollRun) -> None:
    rows, client = drawn(made), made.client("commune_officer")
    one = next(row for row in rows if row.line.person_id == made.here.pk)
    assert "Kiểm tra sau chi trả" in client.get(f"/chi-tra/{run.pk}/").content.decode()
    assert "Giàng A Páo" in client.get(f"/kiem-tra-sau-chi/mau/{one.sample_id}/").content.decode()
    page = client.get(f"/kiem-tra-sau-chi/{one.pk}/").content.decode()
    assert "tel:0912345678" in page
    assert AuditEntry.objects.filter(action="person.read", object_id=str(made.here.pk)).exists()
    today = timezone.localdate().isoformat()
    told = {"act": "contact", "how": "phone", "on": today, "told": "part", "received": "500.000", "collected": "self"}
    client.post(f"/kiem-tra-sau-chi/{one.pk}/lam/", told | {"satisfaction": "2", "remark": "Thiếu tiền phí"})
    (contact,) = sampling.contacts_of(one.pk)
    assert (contact.received_vnd, contact.satisfaction) == (500_000, 2)
    worse = {"act": "contact", "how": "visit", "on": today, "told": "none", "remark": "Con trai nói nhầm"}
    client.post(f"/kiem-tra-sau-chi/{one.pk}/lam/", worse | {"corrects": str(contact.pk)})
    assert [told.told for told in sampling.contacts_of(one.pk)] == ["none", "part"]
    page = client.get(f"/kiem-tra-sau-chi/{one.pk}/").content.decode()
    assert "<s>Nhận thiếu</s>" in page
    assert "người duyệt danh sách làm" in page, "a correction is the chair's"
    follow = sampling.follow_ups_of(one.pk)[0]
    assert "Giàng A Páo" in client.get("/kiem-tra-sau-chi/sai-lech/").content.decode()
    assert "Sai lệch sau chi trả chờ xử lý" in client.get("/").content.decode()
    handed = {"act": "route", "follow_up": str(follow.pk), "route": "grievance", "because": "Cần xác minh"}
    answer = client.post(f"/kiem-tra-sau-chi/{one.pk}/lam/", handed)
    assert answer["Location"] == f"/ho-so/{Case.objects.get().pk}/"
    end = {"act": "conclude", "follow_up": str(follow.pk), "conclusion": "Đã trả đủ"}
    client.post(f"/kiem-tra-sau-chi/{one.pk}/lam/", end)
    assert sampling.follow_ups_of(one.pk)[0].state == "closed"


def test_an_answer_that_was_refused_stays_as_it_was_typed(made: Province, run: payments.PayrollRun) -> None:
    one, client = drawn(made)[0], made.client("commune_officer")
    today = timezone.localdate().isoformat()
    told = {"act": "contact", "how": "visit", "on": today, "told": "part", "received": "9.000.000", "remark": "Kể rõ"}
    told |= {"collected": "self", "collector": "Chị Hoa", "satisfaction": "4"}
    answer = client.post(f"/kiem-tra-sau-chi/{one.pk}/lam/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not sampling.contacts_of(one.pk)
    for part in (
        '<option value="visit" selected>', '<option value="part" selected>', 'value="9.000.000"', ">Kể rõ</textarea>",
        '<option value="self" selected>', 'value="Chị Hoa"', '<option value="4" selected>',
    ):  # fmt: skip
        assert part in page, part
    assert "Nhận thiếu: ghi số đồng" in page.split('id="received-w"')[1][:60]


def test_the_chair_corrects_the_result_from_it(made: Province, run: payments.PayrollRun) -> None:
    one = drawn(made)[0]
    today = timezone.localdate().isoformat()
    told = {"act": "contact", "how": "phone", "on": today, "told": "none", "remark": "Chưa nhận"}
    made.client("commune_officer").post(f"/kiem-tra-sau-chi/{one.pk}/lam/", told)
    follow = sampling.follow_ups_of(one.pk)[0]
    chair = made.client("commune_chair")
    assert 'value="correction"' in chair.get(f"/kiem-tra-sau-chi/{one.pk}/").content.decode()
    chair.post(f"/kiem-tra-sau-chi/{one.pk}/lam/", {"act": "route", "follow_up": follow.pk, "route": "correction"})
    assert payments.PayrollLine.objects.get(pk=one.line_id).state == "returned"


def test_others_do_not_see_or_do(made: Province, run: payments.PayrollRun) -> None:
    one = drawn(made)[0]
    accountant = made.client("commune_accountant")
    assert accountant.post("/kiem-tra-sau-chi/rut/", {"month": str(MONTH)}).status_code == 403
    assert accountant.post(f"/kiem-tra-sau-chi/{one.pk}/lam/", {"act": "contact"}).status_code == 403
    assert made.client("payer").get(f"/kiem-tra-sau-chi/{one.pk}/").status_code == 403
    department = made.client("province_officer", purpose=False)
    assert department.get(f"/kiem-tra-sau-chi/{one.pk}/")["Location"].startswith("/muc-dich/")
    elsewhere = builders.officer("commune_officer", made.other, "can-bo-xa-khac")
    made.actors["elsewhere"] = elsewhere
    other = made.client("elsewhere")
    for address in (f"/kiem-tra-sau-chi/{one.pk}/", f"/kiem-tra-sau-chi/mau/{one.sample_id}/"):
        assert other.get(address).status_code == 404
    assert one.line.full_name not in other.get("/kiem-tra-sau-chi/toi/").content.decode()
    assert "Tháng này chưa rút mẫu nào" in other.get("/kiem-tra-sau-chi/?thang=2026-10").content.decode()


def test_lines_are_given_to_a_colleague(made: Province, run: payments.PayrollRun) -> None:
    rows, client = drawn(made), made.client("commune_officer")
    colleague = builders.officer("commune_officer", made.own, "dong-nghiep")
    ids = {"id": [row.pk for row in rows], "to": colleague.user_id, "next": "/"}
    client.post(f"/kiem-tra-sau-chi/mau/{rows[0].sample_id}/giao/", ids)
    assert set(sampling.SampledLine.objects.values_list("assigned_to_id", flat=True)) == {colleague.user_id}
    assert "Không còn khoản nào phải hỏi" in client.get("/kiem-tra-sau-chi/toi/").content.decode()
    made.actors["colleague"] = colleague
    assert "Lò Thị Số 0" in made.client("colleague").get("/kiem-tra-sau-chi/toi/").content.decode()


def test_rates_say_what_may_be_said(made: Province, run: payments.PayrollRun) -> None:
    one, *rest = drawn(made)
    client = made.client("commune_officer")
    for row in (one, *rest):
        more = {"told": "none", "remark": "Chưa nhận"} if row == one else {"told": "whole", "collected": "self"}
        told = {"act": "contact", "how": "phone", "on": timezone.localdate().isoformat(), "satisfaction": "4"}
        client.post(f"/kiem-tra-sau-chi/{row.pk}/lam/", told | more)
    found = sampling.rates(MONTH.first, MONTH.first)
    assert (found.whole.discrepant, found.whole.asked, found.whole.paid) == (1, 4, 4)
    assert [(row.name, row.none) for row in found.communes] == [(made.own.name, 1)]
    page = client.get("/kiem-tra-sau-chi/ty-le/?tu=2026-10&den=2026-10").content.decode()
    assert "mẫu quá nhỏ" in page
    assert "1 trên 4 trả lời" in page
    assert "25,0%" not in page, "four answers are no rate"
    book = client.get("/kiem-tra-sau-chi/ty-le/excel/?tu=2026-10&den=2026-10")
    sheet = openpyxl.load_workbook(BytesIO(book.content))["Theo xã"]
    assert [cell.value for cell in sheet[3]][:9] == [made.own.code, made.own.name, 4, 4, 4, 0, 0, 1, 0]
    assert "mẫu quá nhỏ" in str(sheet[3][16].value)
    assert client.get("/kiem-tra-sau-chi/ty-le/?cua=ai").status_code == 404


def test_receipts_are_printed_from_the_person_the_line_and_the_list(made: Province, run: payments.PayrollRun) -> None:
    client = made.client("commune_officer")
    line = payments.PayrollLine.objects.get(run=run, person=made.here)
    for address in (f"/nguoi-dan/{made.here.pk}/chi-tra/", f"/chi-tra/{run.pk}/khoan/"):
        assert f'action="/chi-tra/khoan/{line.pk}/giay/"' in client.get(address).content.decode()
    assert f'action="/chi-tra/{run.pk}/giay/"' in client.get(f"/chi-tra/{run.pk}/").content.decode()
    one = client.post(f"/chi-tra/khoan/{line.pk}/giay/")
    assert one["Content-Type"] == "application/pdf"
    assert AuditEntry.objects.filter(action="person.receipt", object_id=str(made.here.pk)).count() == 1
    assert client.post(f"/chi-tra/{run.pk}/giay/", {"xa": made.own.code})["Content-Type"] == "application/pdf"
    assert client.post(f"/chi-tra/{run.pk}/giay/", {"xa": made.other.code}).status_code == 404
    code = Receipt.objects.get(line=line).code
    page = Client().get(f"/xac-minh/{code}").content.decode()
    assert "Giấy xác nhận chi trả này có thật" in page
    assert line.key in page
    assert "Giàng A Páo" not in page
    assert "810.000" not in page
    made.actors["elsewhere"] = builders.officer("commune_officer", made.other, "can-bo-xa-khac")
    assert made.client("elsewhere").post(f"/chi-tra/khoan/{line.pk}/giay/").status_code == 404
    assert made.client("auditor").post(f"/chi-tra/khoan/{line.pk}/giay/").status_code == 403


def test_the_rule_is_set_on_the_settings_page(made: Province) -> None:
    keeper = made.client("administrator")
    assert "quy tắc mặc định" in keeper.get("/cai-dat/").content.decode()
    typed = {
        "since": timezone.localdate().isoformat(), "kind": "share", "share": "2,5", "width": "5", "expected": "5",
        "least_commune": "10", "least_channel": "2", "days": "15", "settle_days": "10", "because": "KH kiểm tra 2026",
    }  # fmt: skip
    keeper.post("/cai-dat/quy-tac-rut-mau/", typed)
    rule = sampling.rule_on(timezone.localdate())
    assert (rule.share_permille, rule.least_commune, rule.days) == (25, 10, 15)
    page = keeper.get("/cai-dat/").content.decode()
    assert "Mỗi xã 2,5% số khoản đã nhận, ít nhất 10" in page
    assert "KH kiểm tra 2026" in page
    answer = keeper.post("/cai-dat/quy-tac-rut-mau/", typed | {"share": "2,55", "days": "17"})
    assert answer.status_code == 422
    refused = answer.content.decode()
    assert "nhiều nhất một số lẻ" in refused
    for kept in ('value="2,55"', 'value="17"', 'value="KH kiểm tra 2026"'):
        assert kept in refused
    assert made.client("commune_officer").post("/cai-dat/quy-tac-rut-mau/", typed).status_code == 403
