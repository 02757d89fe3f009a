"""Person facts of a month as known on a day: which days count, what is unknown, what was believed when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ansinh.areas import public as areas
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import circumstance, commune, fact, household, period, person, source

NOW = datetime(2026, 11, 20, tzinfo=UTC)
MARCH = Month(2026, 3)


def facts(who: registry.Person, month: Month = MARCH, known_at: datetime = NOW) -> dict[str, Any]:
    frame = registry.facts_of_month(month, known_at=known_at)
    rows = [row for row in frame.to_dicts() if row["person_id"] == who.pk]
    assert len(rows) == 1
    return rows[0]


@pytest.mark.django_db
def test_a_person_without_recorded_circumstances_has_the_defaults() -> None:
    here = commune()
    row = facts(person(here, sex="female"))
    assert row["province"] == "15"
    assert row["area_id"] == here.pk
    assert (row["born"], row["sex"], row["citizen"], row["died"]) == ("1950-05-20", "female", True, None)
    assert (row["poverty"], row["father"], row["studying"], row["support"], row["care"]) == (
        "none",
        "caring",
        "no",
        "present",
        "none",
    )
    assert (row["disability"], row["pension_vnd"], row["children_under_16"]) == ("none", 0, 0)
    assert (row["hiv"], row["imprisoned"], row["hard_area"]) == (False, False, False)
    assert row["marital"] is None


@pytest.mark.django_db
def test_marital_status_of_a_child_is_single() -> None:
    assert facts(person(commune(), born="2015-01-01"))["marital"] == "single"


@pytest.mark.django_db
@pytest.mark.parametrize(("precision", "born"), [("day", "1950-05-20"), ("month", "1950-05"), ("year", "1950")])
def test_a_birth_is_told_as_far_as_it_is_known(precision: str, born: str) -> None:
    assert facts(person(commune(), precision=precision))["born"] == born


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        ("2026-03-31", None, True),
        ("2026-04-01", None, False),
        ("2026-01-01", "2026-03-02", True),
        ("2026-01-01", "2026-03-01", False),
        ("2026-03-10", "2026-03-11", True),
    ],
)
def test_a_title_counts_for_any_day_of_the_month(start: str, end: str | None, holds: bool) -> None:
    who = person(commune())
    circumstance(who, "hiv", "yes", start, end)
    assert facts(who)["hiv"] is holds


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        ("2026-03-02", None, False),
        ("2026-03-01", None, True),
        ("2026-01-01", "2026-03-31", False),
        ("2026-01-01", "2026-04-01", True),
    ],
)
def test_a_bar_counts_only_when_it_held_the_whole_month(start: str, end: str | None, holds: bool) -> None:
    who = person(commune())
    circumstance(who, "imprisoned", "yes", start, end)
    fact(registry.Pension, person=who, amount_vnd=2_000_000, valid=period(start, end))
    row = facts(who)
    assert row["imprisoned"] is holds
    assert row["pension_vnd"] == (2_000_000 if holds else 0)


@pytest.mark.django_db
def test_what_is_known_to_be_unknown_is_null() -> None:
    who = person(commune(), citizen=None)
    circumstance(who, "father", None, "2026-01-01")
    circumstance(who, "hiv", None, "2026-01-01")
    fact(registry.Pension, person=who, amount_vnd=None, valid=period("2026-01-01"))
    fact(registry.Disability, person=who, degree=None, valid=period("2026-01-01"))
    home = household(commune(), who)
    fact(registry.Poverty, household=home, status=None, valid=period("2026-01-01"))
    row = facts(who)
    assert [row[k] for k in ("citizen", "father", "hiv", "pension_vnd", "disability", "poverty")] == [None] * 6
    assert row["mother"] == "caring"


@pytest.mark.django_db
def test_the_highest_poverty_status_of_any_day_counts_and_the_household_carries_it() -> None:
    head, child = person(commune()), person(commune(), born="2016-01-01")
    home = household(commune(), head, child)
    fact(registry.Poverty, household=home, status="poor", valid=period("2025-01-01", "2026-03-05"))
    fact(registry.Poverty, household=home, status="near_poor", valid=period("2026-03-05"))
    assert [facts(who)["poverty"] for who in (head, child)] == ["poor", "poor"]
    assert facts(head, Month(2026, 4))["poverty"] == "near_poor"


@pytest.mark.django_db
def test_the_latest_certificate_of_the_month_counts() -> None:
    who = person(commune())
    day = date(2026, 3, 20)
    fact(registry.Disability, person=who, degree="severe", valid=period("2024-01-01", "2026-03-20"))
    fact(registry.Disability, person=who, degree="extremely_severe", certified_on=day, valid=period("2026-03-20"))
    assert facts(who, Month(2026, 2))["disability"] == "severe"
    row = facts(who)
    assert (row["disability"], row["disability_certified"]) == ("extremely_severe", day)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("born", "studying", "counts"),
    [
        ("2010-03-01", "yes", (0, 1, 0, 0)),  # sixteen on the first day: no day of the month under sixteen
        ("2010-03-02", "yes", (1, 0, 0, 0)),
        ("2004-03-02", "yes", (0, 1, 0, 0)),
        ("2004-03-01", "yes", (0, 0, 1, 0)),
        ("2004-03-02", "no", (0, 0, 0, 0)),
        ("2023-03-02", "no", (1, 0, 0, 1)),
        ("2023-03-01", "no", (1, 0, 0, 0)),
        ("2026-03-31", "no", (1, 0, 0, 1)),
        ("2026-04-01", "no", (0, 0, 0, 0)),
    ],
)
def test_children_are_counted_by_their_age_in_the_month(born: str, studying: str, counts: tuple[int, ...]) -> None:
    parent, child = person(commune()), person(commune(), born=born)
    circumstance(child, "studying", studying, "2020-01-01")
    fact(registry.Upbringing, person=parent, child=child, valid=period("2004-01-01"))
    row = facts(parent)
    names = ("children_under_16", "children_16_22_studying", "children_over_22_studying", "children_under_36_months")
    assert tuple(row[name] for name in names) == counts


@pytest.mark.django_db
def test_a_child_whose_schooling_is_unknown_makes_the_count_unknown() -> None:
    parent, child = person(commune()), person(commune(), born="2008-01-01")
    circumstance(child, "studying", None, "2020-01-01")
    fact(registry.Upbringing, person=parent, child=child, valid=period("2008-01-01"))
    assert facts(parent)["children_16_22_studying"] is None


@pytest.mark.django_db
def test_a_hard_village_counts_where_its_commune_does_not() -> None:
    here = commune()
    inside, outside = person(here, village="Bản Mới"), person(here, village="Thôn 1")
    areas.Hardship.objects.create(unit=here, village="Bản Mới", valid=period("2025-07-01"), citation="thử")
    assert (facts(inside)["hard_area"], facts(outside)["hard_area"]) == (True, False)


@pytest.mark.django_db
def test_before_july_2025_a_resident_belongs_to_the_former_commune() -> None:
    here = commune()
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    who = person(former)
    assert facts(who, Month(2024, 7))["area_id"] == former.pk


@pytest.mark.django_db
def test_the_registry_answers_as_it_was_known_on_a_day() -> None:
    who = person(commune())
    heard = datetime(2026, 5, 10, tzinfo=UTC)
    old = registry.Identity.objects.get(person=who)
    news = source("giấy báo tử")
    registry.Identity.objects.filter(pk=old.pk).update(retracted_at=heard, retracted_by=news)
    registry.Identity.objects.create(
        person=who,
        full_name=old.full_name,
        born_on=old.born_on,
        died_on=date(2026, 1, 15),
        recorded_at=heard,
        source=news,
    )
    assert facts(who, MARCH, datetime(2026, 5, 9, tzinfo=UTC))["died"] is None
    assert facts(who, MARCH, heard)["died"] == date(2026, 1, 15)


@pytest.mark.django_db
def test_those_not_yet_born_or_not_resident_are_left_out_and_the_query_can_be_restricted() -> None:
    here, there = commune(0), commune(1)
    person(here, born="2026-04-01")
    person(here, lives_from="2026-04-01")
    resident, other = person(here), person(there)
    assert set(registry.facts_of_month(MARCH, known_at=NOW)["person_id"]) == {resident.pk, other.pk}
    assert registry.facts_of_month(MARCH, known_at=NOW, area_ids=[here.pk])["person_id"].to_list() == [resident.pk]
    assert registry.facts_of_month(MARCH, known_at=NOW, person_ids=[other.pk])["person_id"].to_list() == [other.pk]
