"""Signed sheets: every line stands on one page, as printed; copies are checked, sealed, counted and taken back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.payments.public import signed_sheets
from ansinh.registry import public as registry
from tests import builders
from tests.unit.payments.payroll import Office, award, lines, locked, office, released

pytestmark = pytest.mark.django_db
PDF, PNG = b"%PDF-1.7 thu", b"\x89PNG\r\n\x1a\n" + b"0" * 20
PEOPLE = 33


@pytest.fixture
def here() -> Office:
    at = office()
    for n in range(PEOPLE):
        who = builders.person(at.area, name=f"Lò Thị Số {n}", village="Bản Mới")
        award(at, who, amount=540_000 + n)
        if n % 11 == 0:
            builders.fact(registry.PaymentChannel, person=who, kind="home", valid=builders.period("2026-01-01"))
    return at


def keep(at: Office, run: payments.PayrollRun, pages: str, content: bytes = PDF, **more: Any) -> Any:
    given = {"actor": at.accountant, "run_id": run.pk, "commune": at.area, "channel": "post_office", "name": "a.pdf"}
    return signed_sheets.keep_signed_copy(pages=pages, content=content, **(given | more))


def code(at: Office, run: payments.PayrollRun, pages: str = "1", content: bytes = PDF, **more: Any) -> str:
    with pytest.raises(Refusal) as told:
        keep(at, run, pages, content, **more)
    return told.value.code


@pytest.mark.parametrize("channel", ["post_office", "home"])
def test_every_line_stands_on_the_page_it_is_printed_on(here: Office, channel: str) -> None:
    run = released(here)
    sheets = signed_sheets.plan_sheets(run, here.area, channel)
    own = [line for line in lines(run.pk) if line.channel == channel]
    assert sorted(key for sheet in sheets for key in sheet.keys) == [line.key for line in own]
    assert sum(sheet.amount_vnd for sheet in sheets) == sum(line.amount_vnd for line in own)
    write = payments.signed_list if channel == "post_office" else payments.home_delivery.home_sheets
    printed = [page.extract_text() for page in PdfReader(io.BytesIO(write(run, here.area))).pages]
    named = {line.key: " ".join(line.full_name.split()) for line in own}
    for sheet in sheets:
        text = " ".join(printed[sheet.page - 1].split())
        assert [named[key] for key in sheet.keys if named[key] not in text] == []
    assert len(sheets) > 1 or channel == "home"
    again = signed_sheets.plan_sheets(run, here.area, channel)
    assert [sheet.pk for sheet in again] == [sheet.pk for sheet in sheets]
    assert signed_sheets.sheet_of(own[-1]) == next(sheet for sheet in sheets if own[-1].key in sheet.keys)


def test_what_lacks_is_counted_and_does_not_hold_the_closing_up(here: Office) -> None:
    run = released(here)
    assert signed_sheets.lacking_in(run.pk) == signed_sheets.Lacking(sheets=0, lists=0, unknown=2)
    pages = [sheet.page for sheet in signed_sheets.plan_sheets(run, here.area, "post_office")]
    assert signed_sheets.lacking_in(run.pk) == signed_sheets.Lacking(sheets=len(pages), lists=1, unknown=1)
    kept = keep(here, run, "1")
    keep(here, run, f"1-{len(pages)}", PNG, name="nhiều trang.png")
    assert signed_sheets.lacking_in(run.pk) == signed_sheets.Lacking(sheets=0, lists=0, unknown=1)
    (copy,) = [one for one in signed_sheets.copies_of(run.pk, here.area.pk, "post_office") if one.type == "png"]
    signed_sheets.take_back_copy(actor=here.accountant, copy_id=copy.pk, because="Chụp mờ")
    assert signed_sheets.lacking_in(run.pk).sheets == len(pages) - 1
    with pytest.raises(Refusal) as told:
        signed_sheets.take_back_copy(actor=here.accountant, copy_id=copy.pk, because="Chụp mờ")
    assert told.value.code == "taken_back"
    keep(here, run, "2", PNG), "what was taken back may be handed in anew"
    assert signed_sheets.copy_content(kept) == PDF
    with default_storage.open(kept.stored) as stream:
        assert PDF not in stream.read(), "kept encrypted"
    payments.settle_run(actor=here.accountant, run_id=run.pk, on=run.pay_on)
    keep(here, run, "1", PDF + b"2"), "also after the run was closed"


def test_what_is_refused(here: Office) -> None:
    drawn = payments.PayrollRun.objects.get(pk=locked(here).run_id)
    assert code(here, drawn) == "state"
    run = released(here)
    assert code(here, run, content=b"") == "empty_file"
    assert code(here, run, content=b"GIF89a") == "unknown_type"
    assert code(here, run, content=PDF + b"0" * (10 * 1024 * 1024)) == "file_too_large"
    assert code(here, run, pages="99") == "no_page"
    assert code(here, run, pages="0") == "no_page"
    assert code(here, run, pages="2-1") == "no_page"
    assert code(here, run, pages="một") == "bad_pages"
    assert code(here, run, channel="bank") == "no_list"
    assert code(here, run, actor=here.chair) == "not_permitted"
    assert code(here, run, commune=builders.commune(1)) == "outside_scope"
    keep(here, run, "1")
    assert code(here, run) == "attached_already"


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE payments_sign_sheet SET page = 9", "DELETE FROM payments_sign_sheet",
        "DELETE FROM payments_signed_copy",
        "UPDATE payments_signed_copy SET pages = '{2}'", "UPDATE payments_signed_copy SET name = 'khac'",
        "UPDATE payments_signed_copy SET taken_back_at = now()", "UPDATE payments_signed_copy SET key = 'lo'",
        "INSERT INTO payments_sign_sheet (run_id, commune_id, channel, page, keys, amount_vnd)"
        " SELECT run_id, commune_id, channel, page, keys, amount_vnd FROM payments_sign_sheet",
        "INSERT INTO payments_sign_sheet (run_id, commune_id, channel, page, keys, amount_vnd)"
        " SELECT run_id, commune_id, 'bank', page, keys, amount_vnd FROM payments_sign_sheet",
    ],
)  # fmt: skip
def test_the_database_refuses(here: Office, wrong: str) -> None:
    keep(here, released(here), "1")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(wrong)


def test_other_communes_see_nothing(here: Office) -> None:
    run = released(here)
    keep(here, run, "1")
    with acting_as(builders.officer("commune_accountant", builders.commune(1), "ke-toan-khac")):
        assert signed_sheets.lists_to_sign(run.pk) == []
        assert signed_sheets.copies_of(run.pk, here.area.pk, "post_office") == []
        assert not signed_sheets.SignSheet.objects.exists()
