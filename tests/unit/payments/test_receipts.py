"""Receipts of paid lines: what stands on the paper, what never does, what everybody may know of one."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.models import Receipt
from ansinh.registry.public import PaymentChannel
from tests import builders
from tests.unit.payments.payroll import PAY_DAY, Office, award, lines, office, released
from tests.unit.payments.sampled import settled

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


@pytest.fixture
def here() -> Office:
    return office()


def text_of(pdf: bytes) -> list[str]:
    """The text of each page, as a reader of PDF sees it."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def paid(at: Office, category: str = "elderly_80") -> payments.PayrollLine:
    """Somebody's line with arrears, paid in cash and collected by a daughter."""
    who = builders.person(at.area, name="Giàng Thị Mỷ", village="Bản Lùng")
    builders.fact(
        PaymentChannel,
        person=who,
        kind="post_office",
        recipient_name="Sùng Thị Dợ",
        valid=builders.period("2026-01-01"),
    )
    award(at, who, first="2026-09-01", category=category)
    run = released(at)
    payments.hand_in_scans(actor=at.accountant, run_id=run.pk, rest_paid=[at.area.code], on=PAY_DAY)
    return lines(run.pk)[0]


def test_the_paper_says_who_what_when_and_how(here: Office) -> None:
    line = paid(here)
    content = payments.print_receipt(actor=here.maker, line_id=line.pk, on=ON)
    (page,) = text_of(content)
    found = Receipt.objects.get()
    for told in (
        "GIẤY XÁC NHẬN CHI TRẢ", "Tháng 11 năm 2026", "Giàng Thị Mỷ, sinh 20/05/1950, Bản Lùng",
        "Trợ cấp xã hội hằng tháng", "1.620.000 đồng", "Một triệu sáu trăm hai mươi nghìn đồng", "Bưu điện",
        "Sùng Thị Dợ", "10/11/2026", line.key, "Truy lĩnh, tháng 09/2026: 540.000", here.area.name.upper(),
        " ".join(found.code[i : i + 4] for i in range(0, 20, 4)),
    ):  # fmt: skip
        assert told in page
    assert payments.print_receipt(actor=here.maker, line_id=line.pk, on=ON) == content, "the same paper again"
    assert Receipt.objects.get().code == found.code
    assert AuditEntry.objects.filter(action="receipt.print", object_id=str(line.pk)).count() == 2


def test_what_somebody_is_entitled_for_never_stands_on_it(here: Office) -> None:
    line = paid(here, category="hiv_adult")
    text = text_of(payments.print_receipt(actor=here.maker, line_id=line.pk, on=ON))[0].casefold()
    assert "trợ cấp xã hội hằng tháng" in text
    assert "hiv" not in text
    assert "nhiễm" not in text


def test_a_communes_list_is_two_on_a_sheet(here: Office) -> None:
    run_id = settled(here, cash=4, bank=2, back=(0,))
    print_all = {"actor": here.accountant, "run_id": run_id, "commune_id": here.area.pk, "on": ON}
    pages = text_of(payments.print_receipts(**print_all))
    assert [page.count("GIẤY XÁC NHẬN CHI TRẢ") for page in pages] == [2, 2, 1]
    assert Receipt.objects.count() == 5
    shown = "\n".join(pages)
    bank = payments.PayrollLine.objects.filter(run_id=run_id, channel="bank").latest("pk")
    assert f"Tài khoản ngân hàng, Ngân hàng thử …{bank.account[-4:]}" in shown
    with acting_as(here.maker):
        assert payments.print_receipt(actor=here.maker, line_id=bank.pk, on=ON)
    assert Receipt.objects.count() == 5, "each line has one code"
    assert payments.parts_of(601) == [(1, 1, 300), (2, 301, 600), (3, 601, 601)]
    with pytest.raises(Refusal):
        payments.print_receipts(**print_all, part=2)


def test_who_may_print_and_what(here: Office) -> None:
    line = paid(here)
    refused = (
        (here.chair, line.pk, "not_permitted"), (office(1).maker, line.pk, "not_paid"),
        (here.maker, 98_765, "not_paid"),
    )  # fmt: skip
    for actor, pk, code in refused:
        with pytest.raises(Refusal) as refusal:
            payments.print_receipt(actor=actor, line_id=pk, on=ON)
        assert refusal.value.code == code
    assert not Receipt.objects.exists()


def test_everybody_may_verify_and_learns_nothing_of_anybody(here: Office) -> None:
    line = paid(here)
    payments.print_receipt(actor=here.maker, line_id=line.pk, on=ON)
    code = Receipt.objects.get().code
    found = payments.verified_receipt(code)
    assert found is not None
    assert (found.reference, found.office, found.month, found.back) == (
        line.key,
        here.area.name,
        Month(2026, 11).first,
        False,
    )
    assert payments.verified_receipt(code[::-1]) is None
    payments.correct_result(actor=here.chair, line_id=line.pk, because="Người nhà báo chưa nhận", on=ON)
    later = payments.verified_receipt(code)
    assert later is not None
    assert later.back


def test_the_database_keeps_receipts(here: Office) -> None:
    line = paid(here)
    payments.print_receipt(actor=here.maker, line_id=line.pk, on=ON)
    who = here.maker.user_id
    more = "INSERT INTO payments_receipt (line_id, code, printed_on, printed_by_id) VALUES"
    waiting = builders.person(here.area, name="Lò Thị Chờ")
    award(here, waiting, first="2026-12-01")
    unpaid = lines(released(here, Month(2026, 12)).pk)[0]
    for wrong in (
        "UPDATE payments_receipt SET printed_on = '2020-01-01'",
        "DELETE FROM payments_receipt",
        f"{more} ({line.pk}, repeat('A', 20), '2026-11-20', {who})",
        f"{more} ({unpaid.pk}, repeat('A', 20), '2026-11-20', {who})",
        f"{more} ({unpaid.pk}, repeat('0', 20), '2026-11-20', {who})",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)
    with acting_as(office(1).maker):
        assert not Receipt.objects.exists()
