"""What was determined stays, and comes out the same again from what was known then; if not, it is said in what."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests import builders
from tests.builders import circumstance, commune, fact, period, person

pytestmark = pytest.mark.django_db
NOVEMBER = Month(2026, 11)
THEN = datetime(2026, 11, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 20, tzinfo=UTC)


def disabled(area: Unit) -> registry.Person:
    who = person(area, born="1990-01-01")
    fact(registry.Disability, person=who, degree="severe", valid=period("2023-05-01"))
    return who


def stored(who: registry.Person) -> list[determination.Stored]:
    return determination.stored_of(who.pk, NOVEMBER, area_id=who.area_id)


def differing(one: determination.Stored, who: registry.Person) -> list[str]:
    return determination.differing(one, determination.determine_again(one.run, who.pk))


def test_the_same_facts_give_the_same_answer_by_another_evaluator() -> None:
    people = [disabled(commune()), person(commune(), born="1948-01-01"), person(commune(), born="1941-03-01")]
    unclear = person(commune(), born="2020-02-01")
    circumstance(unclear, "abandoned", None, "2024-01-01")
    determination.determine_month(month=NOVEMBER, known_at=THEN)
    for who in (*people, unclear):
        (one,) = stored(who)
        assert one.kept
        assert differing(one, who) == []
    assert stored(unclear)[0].answer.outcome == 2
    (one,) = stored(people[0])
    assert one.answer.amounts == {("social_allowance", "disability"): ("1.5", 540_000, 810_000)}
    assert (one.answer.outcome, one.answer.total_vnd, len(one.answer.facts_hash)) == (1, 810_000, 64)


def test_what_became_known_afterwards_does_not_count() -> None:
    who = disabled(commune())
    determination.determine_month(month=NOVEMBER, known_at=THEN)
    fact(registry.Pension, person=who, amount_vnd=3_000_000, valid=period("2026-01-01"), recorded_at=LATER)
    (one,) = stored(who)
    assert differing(one, who) == []


def test_a_fact_slipped_in_under_an_earlier_date_is_found() -> None:
    who = disabled(commune())
    determination.determine_month(month=NOVEMBER, known_at=THEN)
    fact(registry.Pension, person=who, amount_vnd=3_000_000, valid=period("2026-01-01"))
    (one,) = stored(who)
    assert "facts_hash" in differing(one, who)


def test_a_stored_amount_that_was_changed_is_found() -> None:
    who = disabled(commune())
    run = determination.determine_month(month=NOVEMBER, known_at=THEN)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE determination_benefit SET amount_vnd = 900000 WHERE run_id = %s", [run.pk])
    (one,) = stored(who)
    assert differing(one, who) == ["amounts"]


def test_another_version_of_the_law_is_told_apart_from_another_answer() -> None:
    who = disabled(commune())
    run = determination.determine_month(month=NOVEMBER, known_at=THEN)
    determination.Run.objects.filter(pk=run.pk).update(law_version="0" * 12)
    (one,) = stored(who)
    assert differing(one, who) == ["law_version"]


def test_somebody_to_whom_the_law_gave_nothing_is_not_stored_and_comes_out_so() -> None:
    who = person(commune(), born="1990-01-01")
    determination.determine_month(month=NOVEMBER, known_at=THEN)
    (one,) = stored(who)
    assert (one.kept, differing(one, who)) == (False, [])
    fact(registry.Disability, person=who, degree="severe", valid=period("2023-05-01"))
    assert differing(one, who) == ["outcome"]


def test_runs_of_other_communes_and_months_are_not_his() -> None:
    here, there = commune(0), commune(1)
    who = disabled(here)
    determination.determine_month(month=NOVEMBER, known_at=THEN, area_ids=[there.pk])
    determination.determine_month(month=Month(2026, 10), known_at=THEN)
    assert stored(who) == []
    own = determination.determine_month(month=NOVEMBER, known_at=LATER, area_ids=[here.pk])
    whole = determination.determine_month(month=NOVEMBER, known_at=LATER)
    assert [one.run.pk for one in stored(who)] == [whole.pk, own.pk]


def test_what_was_stored_elsewhere_is_out_of_sight() -> None:
    here, there = commune(0), commune(1)
    who = disabled(there)
    determination.determine_month(month=NOVEMBER, known_at=THEN)
    with acting_as(builders.officer("commune_officer", here)):
        assert [one.kept for one in stored(who)] == [False]
    with acting_as(builders.officer("commune_officer", there)):
        assert [one.kept for one in stored(who)] == [True]
