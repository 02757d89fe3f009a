"""The month from facts to settled payments, run twice, and run after later months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.demo.post_office import EVERYBODY_COLLECTS, answers_of_made_up_payers
from ansinh.flows.cast import province_cast
from ansinh.flows.monthly_cycle import STAGES, Cycle, run_month
from ansinh.flows.summary import Summary
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests.builders import commune, fact, period, person


@pytest.fixture
def staff() -> None:
    """The four who run a month of the province, since before the months that are run."""
    areas.load_units()
    province = areas.province(areas.TWO_LEVELS_FROM)
    for role in ("province_officer", "province_leader", "province_account_holder", "province_accountant"):
        access.open_account(
            username=role, display_name=role, password=None, role=role, area=province, since=date(2023, 1, 1), by=None
        )


def cycle(month: Month, tmp_path: Path, communes: Sequence[areas.Unit] = ()) -> Cycle:
    on = date(month.year, month.number, 10)
    return Cycle(
        month=month,
        on=on,
        cast=province_cast(on),
        clock=lambda: datetime(on.year, on.month, 10, tzinfo=UTC),
        communes=communes,
        answer=lambda run: answers_of_made_up_payers(run, tmp_path / str(month), EVERYBODY_COLLECTS),
    )


def disabled(area: areas.Unit, since: str = "2023-05-01") -> registry.Person:
    who = person(area, born="1990-01-01")
    fact(registry.Disability, person=who, degree="severe", valid=period(since))
    fact(
        registry.Paper,
        person=who,
        kind="personal",
        number=f"015090{who.pk % 1_000_000:06d}",
        valid=period("2023-05-01"),
    )
    return who


@pytest.mark.django_db
def test_a_month_pays_what_the_law_gives_and_every_dong_comes_to_an_end(staff: None, tmp_path: Path) -> None:
    here, there = commune(0), commune(1)
    for area in (here, here, there):
        disabled(area)
    summary = run_month(cycle(Month(2026, 11), tmp_path))
    assert (summary.people, summary.eligible, summary.proposed, summary.decided) == (3, 3, 3, 3)
    assert (summary.lines, summary.listed_vnd) == (3, 3 * 810_000)
    assert (summary.paid, summary.returned, summary.unknown) == (3, 0, 0)
    assert summary.balances
    steps = progress.of("month:2026-11:all")
    assert [step.step for step in steps] == list(STAGES)
    assert {step.state for step in steps} == {"done"}
    assert payments.verify_money(on=date(2026, 11, 24)).findings == ()


@pytest.mark.django_db
def test_the_same_month_again_changes_nothing(staff: None, tmp_path: Path) -> None:
    disabled(commune())
    first = run_month(cycle(Month(2026, 11), tmp_path))
    second = run_month(cycle(Month(2026, 11), tmp_path))
    assert (second.lines, second.listed_vnd, second.paid_vnd) == (first.lines, first.listed_vnd, first.paid_vnd)
    assert casework.Award.objects.count() == 1
    assert payments.PayrollLine.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("month", "amount"),
    [
        (Month(2024, 6), 540_000),
        (Month(2024, 7), 750_000),
        (Month(2025, 7), 750_000),
        (Month(2026, 6), 750_000),
        (Month(2026, 7), 810_000),
        (Month(2026, 11), 810_000),
    ],
)
def test_the_months_in_which_the_law_changed(staff: None, tmp_path: Path, month: Month, amount: int) -> None:
    here = commune()
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    who = disabled(former, since=str(month.minus(2).first))
    if month >= Month(2025, 7):
        registry.Residence.objects.filter(person=who).update(
            retracted_at=datetime(2025, 7, 1, tzinfo=UTC), retracted_by=registry.Source.objects.first()
        )
        fact(
            registry.Residence,
            person=who,
            unit=here,
            valid=period("2025-07-01"),
            recorded_at=datetime(2025, 7, 1, tzinfo=UTC),
        )
    summary = run_month(cycle(month, tmp_path))
    # Under the procedure of 2021 disability counts from the certificate: the months since then are paid as arrears.
    (line,) = payments.PayrollLine.objects.all()
    current = sum(part.amount_vnd for part in line.parts.filter(kind="current"))
    assert (current, summary.balances) == (amount, True)


@pytest.mark.django_db
def test_a_month_that_has_passed_is_not_decided_anew(staff: None, tmp_path: Path) -> None:
    disabled(commune())
    run_month(cycle(Month(2026, 11), tmp_path))
    before = list(casework.Award.objects.values_list("pk", "months"))
    summary = run_month(cycle(Month(2026, 9), tmp_path), stages=("determine", "propose", "decide"))
    assert (summary.eligible, summary.proposed) == (1, 0)
    assert list(casework.Award.objects.values_list("pk", "months")) == before


@pytest.mark.django_db
def test_one_commune_alone_leaves_the_others_as_they_are(staff: None, tmp_path: Path) -> None:
    here, there = commune(0), commune(1)
    disabled(here)
    disabled(there)
    summary = run_month(cycle(Month(2026, 11), tmp_path, [here]))
    assert (summary.people, summary.lines) == (1, 1)
    assert payments.PayrollLine.objects.get().commune_id == here.pk


@pytest.mark.django_db
def test_a_stage_that_fails_says_so_and_the_stages_before_it_stay(staff: None, tmp_path: Path) -> None:
    disabled(commune())
    with pytest.raises(Refusal) as refusal:
        run_month(cycle(Month(2026, 11), tmp_path), stages=("determine", "propose", "settle"))
    assert refusal.value.code
    states = {step.step: step.state for step in progress.of("month:2026-11:all")}
    assert (states["determine"], states["propose"], states["settle"]) == ("done", "done", "failed")


def test_a_figure_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        Summary().take({"nonsense": 1})


def in_the_past(code: str, month: Month, today: str) -> registry.Person:
    """Somebody who has lived in a commune of that month since 2023 and is registered in a commune of today."""
    who = disabled(areas.commune(code, month.first))
    who.area = areas.commune(today, areas.TWO_LEVELS_FROM)
    who.save()
    return who


@pytest.mark.django_db
def test_a_month_before_july_2025_is_yen_bais_alone(staff: None, tmp_path: Path) -> None:
    june = Month(2025, 6)
    here = in_the_past("04303", june, "04303")
    in_the_past("02680", june, "02680")  # old Lào Cai
    summary = run_month(cycle(june, tmp_path))
    assert (summary.people, summary.decided, summary.lines) == (1, 1, 1)
    assert payments.PayrollLine.objects.get().person_id == here.pk
    again = run_month(cycle(june, tmp_path))
    assert (again.proposed, again.lines) == (0, 1)


@pytest.mark.django_db
def test_a_commune_that_went_into_another_is_paid_without_a_gap(staff: None, tmp_path: Path) -> None:
    november, december = Month(2024, 11), Month(2024, 12)
    in_the_past("04528", november, "04273")
    run_month(cycle(november, tmp_path))
    assert run_month(cycle(december, tmp_path)).proposed == 0
    lines = payments.PayrollLine.objects.order_by("month").select_related("commune")
    assert [(line.month, line.commune.name) for line in lines] == [
        (november.first, "Xã Nga Quán"),
        (december.first, "Xã Cường Thịnh"),
    ]


@pytest.mark.django_db
def test_three_months_at_the_old_amount_are_made_up_when_the_decree_comes(staff: None, tmp_path: Path) -> None:
    """NĐ 335/2026 is of 21 August and raises amounts from 1 July: each list in between was short by 60.000."""
    disabled(commune())
    run_month(cycle(Month(2026, 6), tmp_path))
    for number in (7, 8, 9):
        run_month(cycle(Month(2026, number), tmp_path), stages=("pay", "settle"))
    october = run_month(cycle(Month(2026, 10), tmp_path))
    assert (october.proposed, october.lines, october.listed_vnd) == (1, 1, 810_000 + 3 * 60_000)
    arrears = payments.LinePart.objects.filter(list_month="2026-10-01", kind="arrears")
    assert sorted((str(part.for_month), part.amount_vnd) for part in arrears) == [
        ("2026-07-01", 60_000),
        ("2026-08-01", 60_000),
        ("2026-09-01", 60_000),
    ]
    assert payments.verify_money(on=date(2026, 10, 24)).findings == ()
