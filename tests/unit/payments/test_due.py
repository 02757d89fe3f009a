"""What a run draws: this month, arrears, what was carried over, and what was paid too much."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import Person
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, Office, award, lines, locked, office, parts, retract

pytestmark = pytest.mark.django_db
DECEMBER = Month(2026, 12)


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def elder(here: Office) -> Person:
    return builders.person(here.area, name="Giàng Thị Mỷ", born="1940-01-01", precision="year", village="Bản Lìm")


def test_a_first_month_is_paid_once_and_frozen(here: Office, elder: Person) -> None:
    builders.fact(
        builders.registry.Paper,
        person=elder,
        kind="personal",
        number="015140000123",
        valid=builders.period("2020-01-01"),
    )
    builders.fact(
        builders.registry.PaymentChannel, person=elder, kind="bank", bank="Agribank", account="8800123",
        recipient_name="", valid=builders.period("2026-01-01"),
    )  # fmt: skip
    award(here, elder)
    drawn = locked(here)
    (line,) = lines(drawn.run_id)
    assert (drawn.lines, drawn.total_vnd) == (1, 540_000)
    assert (line.full_name, line.born, line.id_number, line.village) == (
        "Giàng Thị Mỷ", "1940", "015140000123", "Bản Lìm",
    )  # fmt: skip
    assert (line.channel, line.bank, line.account) == ("bank", "Agribank", "8800123")
    assert line.key == f"AS2611-{drawn.run_id:05d}-000001"
    assert parts(drawn.run_id) == [("2026-11", "elderly_80", "current", 540_000)]


def test_a_decision_that_reaches_back_brings_arrears(here: Office, elder: Person) -> None:
    award(here, elder, first="2026-08-01")
    drawn = locked(here)
    assert drawn.total_vnd == 4 * 540_000
    assert [kind for _, _, kind, _ in parts(drawn.run_id)] == ["arrears"] * 3 + ["current"]


def test_a_rate_raised_backwards_pays_exactly_the_difference(here: Office, elder: Person) -> None:
    """Arrears = Σ(new − old) to the đồng, the old line untouched."""
    old = award(here, elder, 500_000, first="2026-10-01")
    before = locked(here, Month(2026, 10))
    retract(here, old)
    award(here, elder, 540_000, first="2026-10-01")
    drawn = locked(here)
    assert parts(drawn.run_id) == [
        ("2026-10", "elderly_80", "arrears", 40_000),
        ("2026-11", "elderly_80", "current", 540_000),
    ]
    assert parts(before.run_id) == [("2026-10", "elderly_80", "current", 500_000)]


def test_another_category_for_a_paid_month_is_set_off_openly(here: Office, elder: Person) -> None:
    old = award(here, elder, 540_000, first="2026-10-01")
    locked(here, Month(2026, 10))
    retract(here, old)
    award(here, elder, 810_000, first="2026-10-01", category="disability", coefficient_tenths=15)
    drawn = locked(here)
    assert parts(drawn.run_id) == [
        ("2026-10", "disability", "arrears", 810_000),
        ("2026-10", "elderly_80", "set_off", -540_000),
        ("2026-11", "disability", "current", 810_000),
    ]
    assert drawn.total_vnd == 810_000 + 270_000


def test_paid_too_much_is_recorded_and_never_taken_off_another_month(here: Office, elder: Person) -> None:
    old = award(here, elder, 540_000, first="2026-10-01")
    locked(here, Month(2026, 10))
    retract(here, old)
    award(here, elder, 540_000, first="2026-11-01")
    drawn = locked(here)
    assert drawn.total_vnd == 540_000
    (over,) = payments.Overpayment.objects.all()
    assert (over.for_month, over.amount_vnd, over.state) == (date(2026, 10, 1), 540_000, "open")
    assert payments.verify_money(date(2026, 11, 10)).findings == ()


def test_an_overpayment_that_was_right_after_all_is_closed(here: Office, elder: Person) -> None:
    old = award(here, elder, 540_000, first="2026-10-01")
    locked(here, Month(2026, 10))
    retract(here, old)
    award(here, elder, 540_000, first="2026-11-01")
    locked(here)
    award(here, elder, 540_000, first="2026-10-01", end="2026-11-01")
    locked(here, DECEMBER)
    assert [o.state for o in payments.Overpayment.objects.all()] == ["superseded"]


def test_nobody_is_paid_for_a_month_after_death(here: Office, elder: Person) -> None:
    award(here, elder, first="2026-09-01")
    Person.objects.filter(pk=elder.pk).update(died_on=date(2026, 10, 31))
    drawn = locked(here)
    assert [month for month, *_ in parts(drawn.run_id)] == ["2026-09", "2026-10"]


def test_death_on_the_first_day_of_a_month_still_pays_that_month(here: Office, elder: Person) -> None:
    award(here, elder)
    Person.objects.filter(pk=elder.pk).update(died_on=date(2026, 11, 1))
    assert locked(here).total_vnd == 540_000


def test_death_known_too_late_becomes_an_overpayment(here: Office, elder: Person) -> None:
    award(here, elder, first="2026-10-01")
    award(here, builders.person(here.area, name="Lò Văn Ún"))
    locked(here, Month(2026, 10))
    Person.objects.filter(pk=elder.pk).update(died_on=date(2026, 9, 30))
    drawn = locked(here)
    assert [line.full_name for line in lines(drawn.run_id)] == ["Lò Văn Ún"]
    assert payments.Overpayment.objects.get().amount_vnd == 540_000


def test_two_programmes_are_two_lines(here: Office, elder: Person) -> None:
    award(here, elder)
    award(here, elder, 500_000, programme="social_pension", category="pension_75", coefficient_tenths=None)
    assert locked(here).lines == 2


def test_a_supplementary_run_pays_only_what_the_monthly_one_did_not(here: Office, elder: Person) -> None:
    award(here, elder)
    locked(here)
    late = builders.person(here.area, name="Lò Văn Ún")
    award(here, late)
    extra = locked(here, number=1)
    assert [line.full_name for line in lines(extra.run_id)] == ["Lò Văn Ún"]


def test_a_person_is_drawn_by_the_commune_of_the_latest_award_only(here: Office, elder: Person) -> None:
    there = office(1)
    award(here, elder, first="2026-10-01", end="2026-11-01")
    award(there, elder, first="2026-11-01")
    with pytest.raises(Refusal, match="Không có ai"):
        locked(here)
    assert locked(there).total_vnd == 2 * 540_000


def test_an_award_of_a_merged_commune_is_paid_by_its_successor(here: Office) -> None:
    old = builders.areas.Succession.objects.filter(successor=here.area).order_by("pk")[0].predecessor
    who = builders.person(here.area)
    award(here, who, area=old)
    (line,) = lines(locked(here).run_id)
    assert line.commune_id == here.area.pk


def test_nothing_due_is_said_and_the_draft_stays(here: Office) -> None:
    run = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=date(2026, 11, 10))
    with pytest.raises(Refusal) as refusal:
        payments.lock_run(actor=here.maker, run_id=run.pk)
    assert refusal.value.code == "nothing_to_pay"
    run.refresh_from_db()
    assert run.state == "draft"


def test_a_preview_shows_what_locking_would_draw(here: Office, elder: Person) -> None:
    award(here, elder, first="2026-10-01")
    run = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=date(2026, 11, 10))
    assert payments.preview(run) == [(here.area.pk, 1, 1_080_000, 540_000)]
