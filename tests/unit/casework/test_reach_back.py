"""From which month a change counts, and with which amount in each month."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.reasons import stop_article
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import circumstance, died, district_officer, fact, household, period, person, take_back
from tests.unit.casework.office import awards, decide, disabled, propose


@pytest.mark.django_db
def test_a_change_reaches_back_to_the_month_of_the_new_certificate(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here, since="2025-08-01")
    propose(Month(2026, 1), datetime(2026, 1, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 1, 12))
    old = registry.Disability.objects.get(person=who)
    heard = datetime(2026, 11, 1, tzinfo=UTC)
    news = old.source
    registry.Disability.objects.filter(pk=old.pk).update(retracted_at=heard, retracted_by=news)
    fact(registry.Disability, person=who, degree="severe", valid=period("2025-08-01", "2026-09-15"), recorded_at=heard)
    fact(registry.Disability, person=who, degree="extremely_severe", valid=period("2026-09-15"), recorded_at=heard)
    (proposal,) = propose()
    assert (proposal.kind, proposal.before_vnd, proposal.after_vnd) == ("adjust", 750_000, 1_080_000)
    assert proposal.first_month == date(2026, 7, 1)  # the new rate was never decided on either
    decide(maker, chair)
    assert awards() == [
        (who.pk, "disability", 750_000, "2026-01-01", "2026-07-01"),
        (who.pk, "disability", 810_000, "2026-07-01", "2026-09-01"),
        (who.pk, "disability", 1_080_000, "2026-09-01", None),
    ]


@pytest.mark.django_db
def test_a_death_heard_of_late_stops_from_the_month_after_it(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here, since="2025-08-01")
    propose(Month(2026, 7), datetime(2026, 7, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 7, 12))
    heard = datetime(2026, 11, 1, tzinfo=UTC)
    died(who, date(2026, 8, 31), heard)
    (proposal,) = propose()
    assert (proposal.kind, proposal.after_vnd, proposal.first_month) == ("stop", 0, date(2026, 9, 1))
    assert proposal.reason == "Đã chết ngày 31/08/2026."
    decide(maker, chair)
    assert awards() == [(who.pk, "disability", 810_000, "2026-07-01", "2026-09-01")]


@pytest.mark.django_db
def test_a_stop_speaks_of_what_happened_in_the_first_month_and_not_of_what_came_after(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    """Poor no more since January, told in November together with a death of September."""
    who = person(here, born="1953-05-01")
    home = household(here, who)
    poor = fact(registry.Poverty, household=home, status="poor", valid=period("2024-01-01"))
    propose(Month(2025, 12), datetime(2025, 12, 10, tzinfo=UTC))
    decide(maker, chair, date(2025, 12, 12))
    heard = datetime(2026, 11, 1, tzinfo=UTC)
    take_back(poor, heard, poor.source)
    for status, valid in (("poor", period("2024-01-01", "2026-01-01")), ("none", period("2026-01-01"))):
        fact(registry.Poverty, household=home, status=status, valid=valid, recorded_at=heard)
    died(who, date(2026, 9, 10), heard)
    (proposal,) = propose()
    assert (proposal.kind, proposal.first_month, proposal.before_vnd) == ("stop", date(2026, 1, 1), 500_000)
    assert proposal.reason.startswith("Tháng 01/2026: ")
    assert "hộ nghèo" in proposal.reason
    assert "chết" not in proposal.reason
    assert proposal.citation == stop_article("social_pension", Month(2026, 11))
    assert proposal.facts["died"] == "2026-09-10"  # what the determination knew stays frozen


@pytest.mark.django_db
def test_an_adjustment_of_two_causes_names_both_the_first_first(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    """Another degree since March, and the new standard amount of July, decided together."""
    who = disabled(here, since="2025-08-01")
    propose(Month(2026, 1), datetime(2026, 1, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 1, 12))
    old = registry.Disability.objects.get(person=who)
    heard = datetime(2026, 11, 1, tzinfo=UTC)
    take_back(old, heard, old.source)
    for degree, valid in (("severe", period("2025-08-01", "2026-03-15")), ("extremely_severe", period("2026-03-15"))):
        fact(registry.Disability, person=who, degree=degree, valid=valid, recorded_at=heard)
    (proposal,) = propose()
    first, now = proposal.reason.split(" Tháng 11/2026: ")
    assert first.startswith("Tháng 03/2026: Mức hưởng thay đổi từ 750.000 đồng thành 1.000.000 đồng")
    assert "hệ số" in first
    assert "1.080.000" in now


@pytest.mark.django_db
def test_the_new_rate_of_july_2026_is_an_adjustment_that_names_both_bases(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    disabled(here, since="2025-08-01")
    propose(Month(2026, 6), datetime(2026, 6, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 6, 12))
    (proposal,) = propose(Month(2026, 9), datetime(2026, 9, 10, tzinfo=UTC))
    assert (proposal.kind, proposal.before_vnd, proposal.after_vnd) == ("adjust", 750_000, 810_000)
    assert proposal.first_month == date(2026, 7, 1)
    assert "500.000" in proposal.reason
    assert "540.000" in proposal.reason


@pytest.mark.django_db
def test_under_the_procedure_of_2021_disability_starts_from_the_month_of_the_certificate(here: areas.Unit) -> None:
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    disabled(former, since="2025-02-10")
    (proposal,) = propose(Month(2025, 5), datetime(2025, 5, 10, tzinfo=UTC))
    assert proposal.first_month == date(2025, 2, 1)


@pytest.mark.django_db
def test_a_start_dated_back_over_a_new_rate_has_the_amounts_of_each_month(
    here: areas.Unit, maker: access.Actor
) -> None:
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    who = disabled(former, since="2024-05-10")
    (proposal,) = propose(Month(2024, 8), datetime(2024, 8, 10, tzinfo=UTC))
    assert (proposal.first_month, proposal.after_vnd) == (date(2024, 5, 1), 750_000)
    signed_on = date(2024, 8, 12)
    decide(maker, district_officer("district_chair", former.parent, signed_on), signed_on)
    assert awards() == [
        (who.pk, "disability", 540_000, "2024-05-01", "2024-07-01"),
        (who.pk, "disability", 750_000, "2024-07-01", None),
    ]


@pytest.mark.django_db
def test_only_what_the_law_dates_back_is_dated_back(here: areas.Unit, maker: access.Actor) -> None:
    """A certificate counts from its month, a child of a poor widow from the signing, in one and the same programme."""
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    who = disabled(former, since="2025-02-10")
    child = person(former, born="2015-01-01")
    fact(registry.Upbringing, person=who, child=child, valid=period("2024-01-01"))
    fact(registry.Poverty, household=household(former, who, child), status="poor", valid=period("2024-01-01"))
    circumstance(who, "marital", "widowed", "2024-01-01")
    propose(Month(2025, 4), datetime(2025, 4, 10, tzinfo=UTC))
    signed_on = date(2025, 4, 12)
    decide(maker, district_officer("district_chair", former.parent, signed_on), signed_on)
    assert awards() == [
        (who.pk, "disability", 750_000, "2025-02-01", None),
        (who.pk, "single_parent", 500_000, "2025-04-01", None),
    ]


@pytest.mark.django_db
def test_what_was_paid_elsewhere_is_taken_over_without_looking_back(here: areas.Unit) -> None:
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    disabled(former, since="2024-02-10")
    run = determination.determine_month(month=Month(2024, 8), known_at=datetime(2024, 8, 10, tzinfo=UTC))
    casework.propose_changes(run=run, taking_over=True)
    proposal = casework.Proposal.objects.get()
    assert (proposal.first_month, proposal.doubt) == (date(2024, 8, 1), "")


@pytest.mark.django_db
def test_two_stretches_of_a_proposed_category_do_not_overlap(here: areas.Unit) -> None:
    disabled(here)
    (proposal,) = propose()
    with pytest.raises(IntegrityError), transaction.atomic():
        casework.ProposedBenefit.objects.create(
            proposal=proposal,
            category="disability",
            base_vnd=1,
            amount_vnd=1,
            months=period("2026-10-01", "2026-12-01"),
        )


@pytest.mark.django_db
def test_from_july_2025_a_start_is_not_dated_back(here: areas.Unit) -> None:
    disabled(here, since="2025-06-10")
    (proposal,) = propose(Month(2025, 7), datetime(2025, 7, 10, tzinfo=UTC))
    assert proposal.first_month == date(2025, 7, 1)
