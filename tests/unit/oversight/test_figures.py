"""Figures from stored totals are those of the lines that somebody sees, counted one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.areas.public import province
from ansinh.kernel.period import Month
from ansinh.oversight import payrolls, queries
from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.payments.payroll import NOVEMBER, Office, award, lines, locked, office, released, retract

pytestmark = pytest.mark.django_db
OCTOBER = Month(2026, 10)
MONTHS = (OCTOBER, NOVEMBER)


@pytest.fixture
def offices() -> tuple[Office, Office, Office]:
    """Two communes and the province, whose lists hold both."""
    here, there = office(), office(1)
    whole = province(date(2026, 1, 1))
    roles = ("province_officer", "province_leader", "province_accountant", "province_account_holder")
    return here, there, Office(whole, *(builders.officer(role, whole) for role in roles))


@pytest.fixture
def year(offices: tuple[Office, Office, Office]) -> list[int]:
    """Two months with all that can happen to a list. Runs: October, November, a late one, a cancelled one."""
    here, there, whole = offices
    names = ("An", "Bình", "Chi", "Dậu", "Én", "Giàng")
    stays, two, gone, mover, late, new = (
        builders.person(there.area if name == "Chi" else here.area, name=f"Lò Thị {name}") for name in names
    )
    old = award(here, stays, 500_000, first="2026-10-01")
    award(here, two, first="2026-10-01", category="disability")
    award(here, two, 270_000, first="2026-10-01", programme="care_support", category="household_carer")
    ended = award(there, gone, first="2026-09-01")
    left = award(here, mover, first="2026-10-01")
    october = released(whole, OCTOBER)
    paid, back = lines(october.pk)[:2]
    told = fake_payers.statement([fake_payers.booked(paid), fake_payers.booked(back, returned=True)])
    payments.import_returns(
        actor=whole.accountant, run_id=october.pk, content=told, name="sk.xml", on=date(2026, 10, 20)
    )
    payments.settle_run(actor=whole.accountant, run_id=october.pk, on=date(2026, 10, 25))
    for before in (old, ended, left):
        retract(here, before)
    award(here, stays, 500_000, first="2026-10-01", end="2026-11-01")
    award(there, gone, first="2026-09-01", end="2026-11-01")
    award(here, mover, first="2026-10-01", end="2026-11-01")
    raised = award(here, stays, 540_000, first="2026-11-01")
    award(there, mover, first="2026-11-01")
    award(there, new, first="2026-11-01")
    november = locked(whole).run_id
    retract(here, raised)
    award(here, stays, 600_000, first="2026-11-01")
    award(here, late, first="2026-09-01")
    again = locked(here, NOVEMBER, 1).run_id
    award(there, new, 100_000, first="2026-11-01", programme="care_support", category="household_carer")
    lapsed = locked(there, NOVEMBER, 2).run_id
    payments.cancel_run(actor=there.maker, run_id=lapsed, because="Nhầm", on=date(2026, 11, 9))
    return [october.pk, november, again, lapsed]


Held = tuple[payments.PayrollLine, payments.LinePart]


def held(month: Month) -> Iterator[Held]:
    """Every part of every line of a month that is seen and was not cancelled."""
    found = payments.PayrollLine.objects.filter(month=month.first).exclude(state="cancelled").select_related("commune")
    for line in found.prefetch_related("parts"):
        for part in line.parts.all():
            yield line, part


def counted(rows: list[Held], key: Callable[[Held], tuple[str, ...]]) -> dict[tuple[str, ...], tuple[int, int, int]]:
    """People, đồng listed and đồng received by a key, one by one."""
    people: dict[tuple[str, ...], set[int]] = {}
    listed: dict[tuple[str, ...], int] = {}
    paid: dict[tuple[str, ...], int] = {}
    for line, part in rows:
        at = key((line, part))
        people.setdefault(at, set()).add(line.person_id)
        listed[at] = listed.get(at, 0) + part.amount_vnd
        paid[at] = paid.get(at, 0) + (part.amount_vnd if line.state == "paid" else 0)
    return {at: (len(people[at]), listed[at], paid[at]) for at in people}


def stored(figures: list[queries.Figure], keys: int = 2) -> dict[tuple[str, ...], tuple[int, int, int]]:
    return {figure.key[:keys]: (figure.people, figure.listed_vnd, figure.paid_vnd) for figure in figures}


@pytest.mark.parametrize("who", [0, 1, 2])
def test_each_sees_the_figures_of_the_lines_they_see(
    offices: tuple[Office, Office, Office], year: list[int], who: int
) -> None:
    with acting_as(offices[who].chair):
        for month in MONTHS:
            rows = list(held(month))
            assert rows
            by_category = counted(rows, lambda row: (row[0].programme, row[1].category))
            assert stored(queries.by_category(month)) == by_category
            assert stored(queries.by_commune(month), 1) == counted(rows, lambda row: (row[0].commune.code,))
            for only in offices[:2]:
                some = [row for row in rows if row[0].commune_id == only.area.pk]
                seen = queries.by_category(month, area_ids=[only.area.pk])
                assert stored(seen) == counted(some, lambda row: (row[0].programme, row[1].category))
        for figure in queries.by_month(NOVEMBER):
            rows = [row for row in held(Month.of(figure.key[0])) if row[0].programme == figure.key[1]]
            assert figure.listed_vnd == sum(part.amount_vnd for _, part in rows)
            assert figure.paid_vnd == sum(part.amount_vnd for line, part in rows if line.state == "paid")
            assert figure.people == len({line.pk for line, _ in rows if line.number == 0})


@pytest.mark.parametrize("who", [0, 1, 2])
def test_a_run_adds_up_to_its_lines(offices: tuple[Office, Office, Office], year: list[int], who: int) -> None:
    with acting_as(offices[who].chair):
        for run in year:
            found = list(payments.PayrollLine.objects.filter(run_id=run).prefetch_related("parts"))
            figures, totals = payments.figures_of(run), payrolls.totals_and_changes(run)[0]
            assert (figures.lines, figures.total_vnd) == (len(found), sum(line.amount_vnd for line in found))
            for state, pair in figures.by_state.items():
                amounts = [line.amount_vnd for line in found if line.state == state]
                assert pair == (len(amounts), sum(amounts))
            for kind, pair in figures.by_kind.items():
                amounts = [part.amount_vnd for line in found for part in line.parts.all() if part.kind == kind]
                assert pair == (len(amounts), sum(amounts))
            assert sum(n for _, n, _ in totals.by_programme) == sum(n for *_, n, _ in totals.by_commune) == len(found)


def test_what_differs_from_the_month_before(offices: tuple[Office, Office, Office], year: list[int]) -> None:
    here, there, whole = offices
    _, november, again, _ = year
    seen = []
    for actor in (whole.chair, here.chair, there.chair):
        with acting_as(actor):
            seen.append(payrolls.totals_and_changes(november)[1])
            assert payrolls.totals_and_changes(again)[1] == {}
    moved = {"arrive": (1, 540_000), "leave": (1, -540_000)}
    assert seen[0] == {"start": (1, 540_000), "adjust": (1, 40_000), "stop": (1, -540_000)} | moved
    assert seen[1] == {"adjust": (1, 40_000), "leave": (1, -540_000)}
    assert seen[2] == {"start": (1, 540_000), "stop": (1, -540_000), "arrive": (1, 540_000)}


def test_the_auditor_finds_nothing(year: list[int]) -> None:
    assert payments.verify_money(date(2026, 10, 20)).findings == ()


def test_whoever_has_several_lines_is_marked(year: list[int]) -> None:
    marked = payments.PayrollLine.objects.filter(again=True).values_list("month", "number", "person__full_name")
    assert sorted((f"{month:%m}", number, name) for month, number, name in marked) == [
        ("10", 0, "Lò Thị Bình"), ("11", 0, "Lò Thị Bình"), ("11", 1, "Lò Thị An"), ("11", 2, "Lò Thị Giàng"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_total SET total_vnd = 1",
        "DELETE FROM payments_total",
        "UPDATE payments_change SET line_count = 1",
        "INSERT INTO payments_total (run_id, commune_id, programme, category, kind, part_count, total_vnd)"
        " SELECT run_id, commune_id, programme, 'x', kind, 1, 1 FROM payments_total LIMIT 1",
        "INSERT INTO payments_change (run_id, commune_id, kind, line_count, difference_vnd)"
        " SELECT run_id, commune_id, 'leave', 1, 1 FROM payments_change WHERE kind = 'start' LIMIT 1",
        "UPDATE payments_line SET again = NOT again",
        "UPDATE payments_result SET category_count = 0",
    ],
)
def test_the_database_refuses_to_change_totals(year: list[int], statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("verb", ["UPDATE payments_result SET total_vnd = 1", "DELETE FROM payments_result"])
def test_nobody_writes_results_but_the_database(
    offices: tuple[Office, Office, Office], year: list[int], verb: str
) -> None:
    for actor in (offices[0].chair, offices[2].chair):
        with pytest.raises(DatabaseError, match="permission denied"), acting_as(actor), connection.cursor() as cursor:
            cursor.execute(verb)


def test_a_list_with_wrong_totals_cannot_be_locked(offices: tuple[Office, Office, Office], year: list[int]) -> None:
    here = offices[0]
    run = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=date(2026, 11, 10), number=3)
    line = payments.PayrollLine.objects.create(
        run=run, key="K", month=run.month, number=3, person=builders.person(here.area), commune=here.area,
        programme="social_allowance", amount_vnd=5, full_name="x", born="1950", channel="post_office",
    )  # fmt: skip
    given = payments.LinePart.objects.exclude(award=None).first()
    payments.LinePart.objects.create(
        line=line,
        list_month=run.month,
        for_month=run.month,
        category="x",
        kind="current",
        amount_vnd=5,
        award_id=given.award_id,
    )
    payments.PayrollShare.objects.create(run=run, commune=here.area, line_count=1, total_vnd=5)
    with pytest.raises(DatabaseError, match="payroll totals"), transaction.atomic():
        payments.PayrollRun.objects.filter(pk=run.pk).update(
            state="locked", locked_at="2026-11-01T00:00Z", manifest_sha256="0" * 64
        )
