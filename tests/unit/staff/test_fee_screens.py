"""Contracts about fees on the screens, what a run and a month cost by them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from ansinh.cli.fees import fees as command
from ansinh.payments import public as payments
from ansinh.payments.public import fees
from tests.unit.staff.test_layout_screens import handed_over, text

from .province import Province

FORM = {
    "channel": "post_office", "provider": "Bưu điện thử", "number": "12/HĐ", "signed_on": "2026-01-02",
    "since": "2026-01-05", "until": "2027-12-31", "bearer": "budget", "per_line_vnd": "2.000", "percent": "0,5",
    "rounding": "up", "minimum_vnd": "", "maximum_vnd": "",
}  # fmt: skip


def entered(made: Province, **more: str) -> Any:
    form = FORM | {"place": made.own.code} | more
    return made.client("administrator").post("/phi-chi-tra/lam/", form, follow=True)


def test_a_contract_is_entered_charged_and_shown(made: Province) -> None:
    assert "Đã ghi hợp đồng số 12/HĐ" in text(entered(made))
    (one,) = fees.FeeContract.objects.all()
    assert (one.per_line_vnd, one.per_million_vnd, one.rounding, one.maximum_vnd) == (2_000, 5_000, "up", None)
    run = handed_over(made)
    cost = fees.fees_of_run(run).fee_vnd
    figure = f"{cost:,}".replace(",", ".")
    accountant = made.client("commune_accountant")
    assert figure in text(accountant.get(f"/chi-tra/{run.pk}/"))
    assert figure in text(accountant.get("/phi-chi-tra/"))
    books = text(accountant.get("/doi-chieu-kinh-phi/?thang=2026-11"))
    assert "Phí ngân sách chịu theo hợp đồng" in books
    assert figure in books
    assert accountant.post("/phi-chi-tra/lam/", FORM).status_code == 403
    told = made.client("administrator").post(
        "/phi-chi-tra/lam/", {"end": one.pk, f"last-{one.pk}": "2026-11-09"}, follow=True
    )
    assert "đã tính phí cho kỳ chi trả ngày 10/11/2026" in text(told)
    made.client("administrator").post("/phi-chi-tra/lam/", {"end": one.pk, f"last-{one.pk}": "2026-12-31"})
    one.refresh_from_db()
    assert one.last_day == date(2026, 12, 31)


def test_what_is_owed_is_paid_by_three_people_on_the_screen(made: Province) -> None:
    entered(made, due="received")
    run = handed_over(made)
    accountant = made.actors["commune_accountant"]
    payments.hand_in_scans(actor=accountant, run_id=run.pk, rest_paid=[made.own.code], on=run.pay_on)
    (owed,) = fees.owed_fees()
    page = act = "/phi-chi-tra/tra/"
    figure = f"{owed.open_vnd:,}".replace(",", ".")
    officer, chair, holder = (
        made.client(role) for role in ("commune_officer", "commune_chair", "commune_account_holder")
    )
    shown = text(officer.get(page))
    assert figure in shown
    assert "Lập chứng từ" in shown
    draw = {"act": "draw", "contract": owed.contract.pk, "since": "2026-11", "until": "2026-11"}
    assert "chờ người khác duyệt" in text(officer.post(act, draw, follow=True))
    assert "Không còn phí phải trả" in text(officer.post(act, draw, follow=True))
    paper = fees.FeePayment.objects.get()
    assert "Duyệt trả" not in text(officer.get(page))
    bill = SimpleUploadedFile("hoa-don.pdf", b"%PDF-1.7 hoa don")
    attach = {"act": "attach", "paper": paper.pk, "file": bill}
    assert "Đã đính hóa đơn" in text(officer.post(act, attach, follow=True))
    assert "Hãy chọn tệp hóa đơn" in text(officer.post(act, {"act": "attach", "paper": paper.pk}, follow=True))
    (invoice,) = fees.FeeInvoice.objects.all()
    opened = f"/phi-chi-tra/hoa-don/{invoice.pk}/"
    assert opened in text(chair.get(page))
    assert chair.get(opened).content == b"%PDF-1.7 hoa don"
    assert chair.get("/phi-chi-tra/hoa-don/999/").status_code == 404
    assert "Đã duyệt chứng từ" in text(chair.post(act, {"act": "approve", "paper": paper.pk}, follow=True))
    pay = {"act": "pay", "paper": paper.pk, "document": "UNC 7", "on": "2026-11-20"}
    made.client("commune_accountant").post(act, pay)
    paper.refresh_from_db()
    assert paper.state == "approved", "who hands lists over does not pay fees"
    assert "Đã ghi trả phí" in text(holder.post(act, pay, follow=True))
    paper.refresh_from_db()
    assert (paper.state, paper.document, paper.net_vnd) == ("paid", "UNC 7", owed.open_vnd)
    book = load_workbook(io.BytesIO(officer.get("/phi-chi-tra/tra/?tep=xlsx").content))
    totals = [cell for row in book["Phải trả"].iter_rows(min_row=3, values_only=True) for cell in row]
    assert totals[6:] == [paper.net_vnd, 0, paper.net_vnd, 0, 0]
    each = [row[7] for row in book["Từng khoản phí"].iter_rows(min_row=2, values_only=True)]
    assert sum(each) == paper.net_vnd
    assert figure in text(officer.get("/doi-chieu-kinh-phi/?thang=2026-11"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"percent": "một"}, "Tỷ lệ phí"), ({"percent": "0,00001"}, "Tỷ lệ phí"), ({"percent": "101"}, "Tỷ lệ phí"),
        ({"percent": "nan"}, "Tỷ lệ phí"), ({"per_line_vnd": "2,5"}, "số đồng nguyên"), ({"since": ""}, "ngày bắt đầu"),
        ({"number": " "}, "số hợp đồng"), ({"place": "99999"}, "chọn địa bàn"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_stays(made: Province, change: dict[str, str], said: str) -> None:
    page = entered(made, **change)
    assert page.status_code == 422
    assert said in text(page)
    assert 'value="Bưu điện thử"' in text(page)
    assert not fees.FeeContract.objects.exists()


def test_by_command(made: Province) -> None:
    by = ["--by", made.actors["administrator"].username]
    words = [
        "set",
        "--area",
        made.own.code,
        "--channel",
        "post_office",
        "--provider",
        "Bưu điện thử",
        "--number",
        "1/HĐ",
    ]
    days = ["--signed-on", "2026-01-02", "--since", "2026-01-05", "--until", "2026-12-31"]
    call = CliRunner().invoke(command, [*words, *days, "--percent", "0.55", "--maximum", "9000", *by])
    assert call.exit_code == 0, call.output
    one = fees.FeeContract.objects.get()
    assert (one.per_million_vnd, one.maximum_vnd) == (5_500, 9_000)
    assert "1/HĐ" in CliRunner().invoke(command, ["list", *by]).output
    assert CliRunner().invoke(command, ["end", str(one.pk), "--last-day", "2026-06-30", *by]).exit_code == 0
    handed_over(made)
    assert CliRunner().invoke(command, ["report", *by]).output == "", "nothing holds on the pay day"
