"""What is owed for months before a stop: by amounts raised since, and until another benefit takes its place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import died, fact, household, period, person, take_back
from tests.unit.casework.office import awards, decide, disabled, propose

pytestmark = pytest.mark.django_db
JUNE, OCTOBER = Month(2026, 6), Month(2026, 10)


def of_june(maker: access.Actor, chair: access.Actor) -> None:
    """June is decided by the amounts that held in June; the decree of 21 August was not thought of yet."""
    propose(JUNE, datetime(2026, 6, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 6, 12))


def in_october() -> list[tuple[str, str, str, int, int, list[int]]]:
    """What is proposed in October, when the decree is carried out."""
    return sorted(
        (p.programme, p.kind, str(Month.of(p.first_month)), p.before_vnd, p.after_vnd, [m.month for m in p.past_months])
        for p in propose(OCTOBER, datetime(2026, 10, 10, tzinfo=UTC))
    )


def test_who_died_since_july_is_owed_the_new_amount_for_the_months_before(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    """NĐ 335/2026 Đ32.3: whoever was receiving is paid by the new amounts from 1 July 2026."""
    who, other = disabled(here, since="2025-08-01"), disabled(here, since="2025-08-01")
    of_june(maker, chair)
    died(who, date(2026, 8, 15), datetime(2026, 9, 20, tzinfo=UTC))
    assert in_october() == [
        ("social_allowance", "adjust", "2026-07", 750_000, 810_000, []),
        ("social_allowance", "past", "2026-07", 1_500_000, 1_620_000, [7, 8]),
        ("social_allowance", "stop", "2026-09", 750_000, 0, []),
    ]
    decide(maker, chair, date(2026, 10, 12))
    given = [row[2:] for row in awards() if row[0] == who.pk]
    assert (given[0], {row[0] for row in given[1:]}) == ((750_000, "2026-06-01", "2026-07-01"), {810_000})
    assert (given[1][1], given[-1][2]) == ("2026-07-01", "2026-09-01")
    assert in_october() == []
    assert {row[0] for row in awards()} == {who.pk, other.pk}


def test_whose_stop_had_been_decided_before_the_decree_is_owed_it_too(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here, since="2025-08-01")
    of_june(maker, chair)
    given = casework.Award.objects.get(person=who)
    stopped = datetime.now(UTC)
    casework.Award.objects.filter(pk=given.pk).update(retracted_at=stopped, retracted_by=given.decision)
    given.pk, given.recorded_at, given.months = None, stopped, period("2026-06-01", "2026-08-01")
    given.save()
    old = registry.Disability.objects.get(person=who)
    heard = datetime(2026, 7, 20, tzinfo=UTC)
    take_back(old, heard, old.source)
    valid = period("2025-08-01", "2026-07-20")
    fact(registry.Disability, person=who, degree="severe", valid=valid, recorded_at=heard)
    assert in_october() == [("social_allowance", "past", "2026-07", 750_000, 810_000, [7])]


def certificate(who: registry.Person, since: str) -> None:
    fact(registry.Disability, person=who, degree="extremely_severe", certified_on=since, valid=period(since))


def test_who_moves_to_a_benefit_that_counts_from_its_decision_keeps_the_other_until_then(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    """A pensioner is certified in August and decided on in October: neither of the two is missing in between."""
    who = person(here, born="1945-06-01")
    of_june(maker, chair)
    certificate(who, "2026-08-05")
    assert in_october() == [
        ("social_allowance", "start", "2026-10", 0, 1_350_000, []),
        ("social_pension", "past", "2026-07", 1_500_000, 1_620_000, [7, 8, 9]),
        ("social_pension", "stop", "2026-10", 500_000, 0, []),
    ]


def test_what_ended_by_itself_is_not_kept(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    """The social pension of those from 70 is for poor households: this one ceased to be poor in September."""
    who = person(here, born="1954-06-01")
    home = household(here, who)
    fact(registry.Poverty, household=home, status="poor", valid=period("2024-01-01", "2026-09-01"))
    fact(registry.Poverty, household=home, status="none", valid=period("2026-09-01"))
    of_june(maker, chair)
    certificate(who, "2026-08-05")
    assert in_october() == [
        ("social_allowance", "start", "2026-10", 0, 1_350_000, []),
        ("social_pension", "past", "2026-07", 1_000_000, 1_080_000, [7, 8]),
        ("social_pension", "stop", "2026-09", 500_000, 0, []),
    ]
