"""In what a list differs from the month before, person by person, with decision and reason."""

from __future__ import annotations

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, Office, award, died, locked, office, retract

pytestmark = pytest.mark.django_db
OCTOBER = Month(2026, 10)


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def draft(here: Office) -> payments.PayrollRun:
    """November: one is new, one has another amount, one died, one stays."""
    names = ("An", "Bình", "Chi", "Dậu")
    new, other, dead, stays = (builders.person(here.area, name=f"Lò Thị {name}") for name in names)
    old = award(here, other, 500_000, first="2026-10-01")
    was = award(here, dead, 500_000, first="2026-08-01")
    retract(here, was)  # raised once, long before: no reason why it stops
    award(here, dead, 500_000, first="2026-08-01", end="2026-10-01")
    award(here, dead, first="2026-10-01")
    award(here, stays, first="2026-10-01")
    locked(here, OCTOBER)
    retract(here, old)
    award(here, other, 500_000, first="2026-10-01", end="2026-11-01")
    award(here, other, 540_000)
    award(here, new)
    died(dead, date(2026, 10, 20))
    return payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=date(2026, 11, 10))


def told(run: payments.PayrollRun, kind: str = "") -> list[tuple[str, str, int | None, int | None, bool, str]]:
    run.refresh_from_db()
    return [
        (row.kind, row.full_name, row.before_vnd, row.now_vnd, bool(row.decision), row.reason)
        for row in payments.differences_of(run, communes=[run.area_id], kind=kind)
    ]


EXPECTED = [
    ("stop", "Lò Thị Chi", 540_000, None, False, "Mất ngày 20/10/2026."),
    ("start", "Lò Thị An", None, 540_000, True, ""),
    ("adjust", "Lò Thị Bình", 500_000, 540_000, True, ""),
]


def test_a_draft_shows_before_locking_what_it_shows_after(here: Office, draft: payments.PayrollRun) -> None:
    assert told(draft) == EXPECTED
    payments.lock_run(actor=here.maker, run_id=draft.pk)
    assert told(draft) == EXPECTED
    assert told(draft, "stop") == EXPECTED[:1]


def test_nobody_of_another_commune_is_told_of(draft: payments.PayrollRun) -> None:
    assert payments.differences_of(draft, communes=[office(1).area.pk]) == []


def test_the_workbook_has_a_row_for_each(here: Office, draft: payments.PayrollRun) -> None:
    rows = payments.differences_of(draft, communes=None)
    content = payments.differences_book(rows, {"social_allowance": "Trợ cấp xã hội hằng tháng"})
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    assert [row[3] for row in found[1:]] == [row.full_name for row in rows]
    assert found[1][10] == "Mất ngày 20/10/2026."


def test_a_supplementary_run_is_compared_with_nothing(here: Office, draft: payments.PayrollRun) -> None:
    payments.lock_run(actor=here.maker, run_id=draft.pk)
    extra = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=date(2026, 11, 20), number=1)
    assert payments.differences_of(extra, communes=None) == []
