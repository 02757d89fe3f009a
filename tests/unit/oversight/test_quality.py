"""Each check of the data's quality finds its people and nobody else, in one's own areas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from ansinh.access.public import acting_as
from ansinh.areas import public as areas
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.oversight import queries_quality as quality
from ansinh.oversight.models import QualityFigure
from ansinh.oversight.operations.count_quality import count_quality
from ansinh.oversight.quality_table import BY_CODE, CHECKS
from ansinh.registry import public as registry
from tests import builders
from tests.builders import circumstance, commune, fact, household, period, person
from tests.unit.payments import payroll

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


def sound(index: int = 0, **fields: str) -> registry.Person:
    """Somebody with whom nothing is the matter."""
    who = person(commune(index), sex="male", **fields)
    household(who.area, who)
    number = f"0151{who.pk:08d}"
    fact(registry.Paper, person=who, kind="personal", number=number, valid=period("2021-01-01"))
    return who


def dead_drawing(who: registry.Person) -> registry.Person:
    payroll.award(payroll.office(pays=False), who, first="2026-01-01")
    registry.Person.objects.filter(pk=who.pk).update(died_on=date(2026, 3, 31))
    return who


def pension_twice(who: registry.Person) -> registry.Person:
    payroll.award(
        payroll.office(pays=False), who, first="2026-01-01", programme="social_pension", category="pension_75"
    )
    fact(registry.Pension, person=who, amount_vnd=1, valid=period("2026-01-01"))
    return who


def child_older(who: registry.Person) -> registry.Person:
    fact(registry.Upbringing, person=who, child=sound(born="1955-01-01"), valid=period("2024-01-01"))
    return who


def certificate_before_birth(who: registry.Person) -> registry.Person:
    fact(registry.Disability, person=who, degree="mild", certified_on=date(1940, 1, 1), valid=period("2024-01-01"))
    return who


def two_heads(who: registry.Person) -> registry.Person:
    home = registry.Membership.objects.get(person=who).household
    second = person(who.area, sex="male")
    fact(registry.Paper, person=second, kind="personal", number="015199999999", valid=period("2021-01-01"))
    gone = registry.Membership.objects.create(
        person=second, household=home, is_head=False, valid=period("2024-01-01", "2025-01-01"), source=builders.source()
    )
    fact(registry.Membership, person=second, household=gone.household, is_head=True, valid=period("2025-01-01"))
    return second


def no_head(who: registry.Person) -> registry.Person:
    registry.Membership.objects.filter(person=who).update(
        retracted_at="2026-11-01T00:00Z", retracted_by=builders.source()
    )
    empty = registry.Household.objects.create(area=who.area)
    registry.Membership.objects.create(
        person=who,
        household=empty,
        valid=period("2023-01-01"),
        recorded_at="2026-11-01T00:00Z",
        source=builders.source(),
    )
    return who


def household_elsewhere(who: registry.Person) -> registry.Person:
    registry.Household.objects.filter(pk=registry.Membership.objects.get(person=who).household_id).update(
        area=commune(1)
    )
    return who


def too_old(who: registry.Person) -> registry.Person:
    return sound(born="1910-01-01")


def drawing_nowhere(who: registry.Person) -> registry.Person:
    payroll.award(payroll.office(pays=False), who, first="2026-01-01")
    registry.Residence.objects.filter(person=who).update(
        retracted_at="2026-11-01T00:00Z", retracted_by=builders.source()
    )
    return who


def paid_elsewhere(who: registry.Person) -> registry.Person:
    payroll.award(payroll.office(1, pays=False), who, first="2026-01-01")
    return who


def no_number(who: registry.Person) -> registry.Person:
    registry.Paper.objects.filter(person=who).update(retracted_at="2026-11-01T00:00Z", retracted_by=builders.source())
    return who


def no_household(who: registry.Person) -> registry.Person:
    registry.Membership.objects.filter(person=who).update(
        retracted_at="2026-11-01T00:00Z", retracted_by=builders.source()
    )
    return who


def no_sex(who: registry.Person) -> registry.Person:
    registry.Person.objects.filter(pk=who.pk).update(sex=None)
    return who


def born_year_only(who: registry.Person) -> registry.Person:
    return sound(precision="year")


PROBLEMS: dict[str, Callable[[registry.Person], registry.Person]] = {
    make.__name__: make
    for make in (
        dead_drawing, pension_twice, child_older, certificate_before_birth, two_heads, no_head, household_elsewhere,
        too_old, drawing_nowhere, paid_elsewhere, no_number, no_household, no_sex, born_year_only,
    )
}  # fmt: skip


def test_every_check_has_somebody_who_has_the_problem() -> None:
    assert list(PROBLEMS) == [check.code for check in CHECKS]


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_check_finds_those_with_the_problem(code: str) -> None:
    who = sound()
    assert set(quality.counts(None, ON)[who.area_id]) == {quality.PEOPLE}
    ill = PROBLEMS[code](who)
    found = quality.counts(ill.area_id, ON)[ill.area_id]
    assert {name for name in found if name != quality.PEOPLE} == {code}
    named = quality.people_of(BY_CODE[code], ill.area_id, ON)
    assert sorted(pk for pk, *_ in named) == found[code].ids
    count_quality(on=ON)
    assert quality.people_of(BY_CODE[code], ill.area_id, ON) == quality.people_of(BY_CODE[code], None, ON) == named
    assert ill.pk in {pk for pk, *_ in named}
    assert quality.people_of(BY_CODE[code], commune(1).pk, ON) == []


def test_figures_and_people_stop_at_the_edge_of_ones_areas() -> None:
    here, there = no_number(sound(0)), no_number(sound(1))
    count_quality(on=ON)
    with acting_as(builders.officer("commune_officer", here.area)):
        assert set(quality.counts(None, ON)) == {here.area_id}
        assert [pk for pk, *_ in quality.people_of(BY_CODE["no_number"], None, ON)] == [here.pk]
        assert set(QualityFigure.objects.values_list("area_id", flat=True)) == {here.area_id}
        assert quality.people_of(BY_CODE["no_number"], there.area_id, ON) == []


def test_whom_another_commune_pays_is_told_to_the_one_where_they_live() -> None:
    who, there = sound(), payroll.office(1, pays=False)
    payroll.award(there, who, first="2026-01-01")
    count_quality(on=ON)
    for actor, found in ((builders.officer("commune_officer", who.area), [who.pk]), (there.chair, [])):
        with acting_as(actor):
            assert [pk for pk, *_ in quality.people_of(BY_CODE["paid_elsewhere"], who.area_id, ON)] == found


def test_a_commune_pays_by_what_was_decided_before_it_came_of_others() -> None:
    who = paid_elsewhere(sound())
    areas.Succession.objects.create(predecessor=commune(1), successor=who.area, on=date(2026, 7, 1))
    assert "paid_elsewhere" not in quality.counts(None, ON)[who.area_id]


def test_those_who_were_counted_are_asked_anew_and_the_next_come_with_the_next_count() -> None:
    first, second = no_number(sound()), no_number(sound())
    count_quality(on=ON)

    def named(area_id: int | None = first.area_id) -> set[int]:
        return {pk for pk, *_ in quality.people_of(BY_CODE["no_number"], area_id, ON)}

    assert named() == named(None) == {first.pk, second.pk}
    fact(registry.Paper, person=first, kind="personal", number="015155555555", valid=period("2026-11-02"),
         recorded_at=datetime(2026, 11, 2, tzinfo=UTC))  # fmt: skip
    third = no_number(sound())
    registry.Person.objects.filter(pk=second.pk).update(area=commune(1))  # what is of another commune is not shown here
    assert named() == set()
    count_quality(on=ON)
    assert (named(), named(commune(1).pk)) == ({third.pk}, {second.pk})


def test_many_are_found_along_their_names_instead_of_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = no_number(sound()), no_number(sound())
    count_quality(on=ON)
    monkeypatch.setattr(quality, "MANY", 1)
    third = no_number(sound())
    named = {pk for pk, *_ in quality.people_of(BY_CODE["no_number"], first.area_id, ON)}
    assert named == {first.pk, second.pk, third.pk}


def test_a_figure_and_its_people_are_as_many() -> None:
    no_number(sound())
    count_quality(on=ON)
    with pytest.raises(IntegrityError, match="quality_people_are_so_many"), transaction.atomic():
        QualityFigure.objects.filter(code="no_number").update(person_ids=[1, 2])


def test_the_kept_figures_are_those_of_a_count_and_replaced_as_a_whole() -> None:
    who = no_number(sound())
    assert count_quality(on=ON) == 1
    counted_at, kept = quality.kept_figures()
    assert counted_at is not None
    assert kept == {who.area_id: {quality.PEOPLE: 1, "no_number": 1}}
    fact(registry.Paper, person=who, kind="personal", number="015155555555", valid=period("2026-11-02"),
         recorded_at=datetime(2026, 11, 2, tzinfo=UTC))  # fmt: skip
    count_quality(on=ON)
    assert quality.kept_figures()[1] == {who.area_id: {quality.PEOPLE: 1}}


def test_a_kind_is_stale_when_its_newest_entry_is_older_than_its_term() -> None:
    who = sound()
    count_quality(on=ON)
    fresh = {one.kind.code: one for one in quality.board(who.area_id, ON).fresh}
    assert (fresh["residence"].people, fresh["residence"].stale, fresh["residence"].source) == (1, True, "thử")
    assert (fresh["disability"].latest, fresh["disability"].stale) == (None, True)
    fact(
        registry.Disability,
        person=who,
        degree=None,
        valid=period("2026-01-01"),
        recorded_at=datetime(2026, 6, 1, tzinfo=UTC),
    )
    count_quality(on=ON)
    fresh = {one.kind.code: one for one in quality.board(who.area_id, ON).fresh}
    assert (fresh["disability"].people, fresh["disability"].known, fresh["disability"].stale) == (1, 0, False)
    later = {one.kind.code: one for one in quality.board(who.area_id, date(2026, 12, 1)).fresh}
    assert later["disability"].stale  # 183 days


def test_a_missing_fact_names_those_of_whom_it_cannot_be_told() -> None:
    unclear = person(commune(), born="2020-02-01", sex="male")
    circumstance(unclear, "abandoned", None, "2024-01-01")
    sound()
    run = determination.determine_month(month=Month(2026, 11), known_at=datetime(2026, 11, 10, tzinfo=UTC))
    people, facts = quality.missing_facts(run, unclear.area_id)
    assert people == 1
    assert ("abandoned", 1) in [(one.code, one.people) for one in facts]
    assert [pk for pk, *_ in quality.people_missing(run, "abandoned", None)] == [unclear.pk]
    assert quality.people_missing(run, "abandoned", commune(1).pk) == []
    assert quality.last_run(unclear.area_id) == run
    assert quality.undetermined_by_commune(run) == {unclear.area_id: 1}
