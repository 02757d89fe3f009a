"""A person and a household as of any day about any day: the same as the month's snapshot, corrections kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import hypothesis
import pytest
from django.db import transaction
from hypothesis import strategies as st

from ansinh.access.public import acting_as
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests import builders
from tests.builders import circumstance, commune, fact, household, period, person, source
from tests.unit.registry.requests.counter import counter

pytestmark = pytest.mark.django_db
FIRST = Month(2025, 1)
CORRECTED = datetime(2026, 2, 10, 3, tzinfo=UTC)
KINDS = {"hiv": ("yes", "no", None), "father": ("deceased", "missing", None), "imprisoned": ("yes", "no", None)}
POVERTY = ("poor", "near_poor", "none", None)
DEGREES = ("severe", "extremely_severe", None)


@st.composite
def stretches(draw: st.DrawFn, values: tuple[str | None, ...]) -> list[tuple[Month, Month | None, str | None, bool]]:
    """Months from–to with a value, side by side without overlap; whether it is corrected later."""
    edges = sorted(draw(st.sets(st.integers(0, 14), min_size=2, max_size=5)))
    found = []
    for index, start in enumerate(edges[:-1]):
        if draw(st.booleans()):
            end = None if index == len(edges) - 2 and draw(st.booleans()) else FIRST.plus(edges[index + 1])
            found.append((FIRST.plus(start), end, draw(st.sampled_from(values)), draw(st.booleans())))
    return found


LIVES = st.fixed_dictionaries(
    {kind: stretches(values) for kind, values in KINDS.items()}
    | {"poverty": stretches(POVERTY), "disability": stretches(DEGREES), "pension": stretches(("2000000", None))}
)


def _record(model: Any, rows: list[tuple[Month, Month | None, str | None, bool]], column: str, **key: Any) -> None:
    """Write stretches; the corrected ones are taken back in February 2026 and never were."""
    for start, end, value, corrected in rows:
        given = int(value) if column == "amount_vnd" and value else value
        until = end.first.isoformat() if end else None
        if model is registry.Circumstance:
            made = circumstance(key["person"], key["kind"], value, start.first.isoformat(), until)
        else:
            made = fact(model, valid=period(start.first.isoformat(), until), **key, **{column: given})
        if corrected:
            builders.take_back(made, CORRECTED, source("đính chính"))


@hypothesis.settings(max_examples=25, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(life=LIVES, at=st.integers(0, 14), before=st.booleans())
def test_on_the_last_day_of_a_month_it_equals_the_snapshot_of_the_month(
    life: dict[str, Any], at: int, before: bool
) -> None:
    with transaction.atomic():
        who = person(commune())
        home = household(commune(), who)
        for kind in KINDS:
            _record(registry.Circumstance, life[kind], "value", person=who, kind=kind)
        _record(registry.Poverty, life["poverty"], "status", household=home)
        _record(registry.Disability, life["disability"], "degree", person=who)
        _record(registry.Pension, life["pension"], "amount_vnd", person=who)
        month = FIRST.plus(at)
        known_at = CORRECTED - timedelta(days=1) if before else CORRECTED + timedelta(days=1)
        found = registry.history.person_as_of(who.pk, month.last, known_at)
        (row,) = registry.facts_of_month(month, known_at=known_at, person_ids=[who.pk]).to_dicts()
        assert {name: row[name] for name in (*KINDS, "poverty", "disability", "pension_vnd")} == _expected(found)
        transaction.set_rollback(True)


def _expected(found: registry.history.PersonAsOf) -> dict[str, Any]:
    """Those of the snapshot's columns that a fact answers, by the person as of the day and the contract's defaults."""
    values = {kind: found.value("circumstance", kind) for kind in KINDS}
    flags = {kind: {None: False, "": None, "yes": True, "no": False}[values[kind]] for kind in ("hiv", "imprisoned")}
    father = "caring" if values["father"] is None else values["father"] or None
    poverty, disability, pension = (found.value(kind) for kind in ("poverty", "disability", "pension"))
    return {
        **flags,
        "father": father,
        "poverty": "none" if poverty is None else poverty or None,
        "disability": "none" if disability is None else disability.partition("|")[0] or None,
        "pension_vnd": 0 if pension is None else int(pension) if pension else None,
    }


def test_a_correction_keeps_what_was_believed_before_with_both_sources_and_who_entered_them() -> None:
    here = commune()
    officer = builders.officer("commune_officer", here, "Lò Thị Cán Bộ")
    who = person(here)
    old = circumstance(who, "support", "present", "2025-01-01")
    news = registry.Source.objects.create(kind="form", reference="Tờ khai số 7", actor_id=officer.user_id)
    registry.Circumstance.objects.filter(pk=old.pk).update(retracted_at=CORRECTED, retracted_by=news)
    registry.Circumstance.objects.create(
        person=who, kind="support", value="none", valid=period("2025-01-01"), recorded_at=CORRECTED, source=news
    )
    day = date(2025, 6, 30)
    before = registry.history.person_as_of(who.pk, day, CORRECTED - timedelta(seconds=1))
    after = registry.history.person_as_of(who.pk, day, CORRECTED)
    assert (before.value("circumstance", "support"), after.value("circumstance", "support")) == ("present", "none")
    (struck,) = [f for f in before.facts if f.code == "support"]
    assert (struck.source, struck.ended_source, struck.ended_who) == ("thử", "Tờ khai số 7", "Lò Thị Cán Bộ")
    assert struck.ended_id == news.pk


def test_poverty_is_the_households_only_while_one_belongs_to_it() -> None:
    here = commune()
    who = person(here)
    old, new = (registry.Household.objects.create(area=here) for _ in range(2))
    fact(registry.Membership, person=who, household=old, valid=period("2025-01-01", "2025-07-01"))
    fact(registry.Membership, person=who, household=new, valid=period("2025-07-01"))
    fact(registry.Poverty, household=old, status="poor", valid=period("2025-01-01"))
    fact(registry.Poverty, household=new, status="near_poor", valid=period("2025-01-01"))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    told = [registry.history.person_as_of(who.pk, day, now).value("poverty") for day in _days()]
    assert told == [None, "poor", "near_poor"]


def _days() -> tuple[date, ...]:
    return date(2024, 12, 31), date(2025, 6, 30), date(2025, 7, 1)


def test_poverty_is_not_told_anew_when_the_belonging_is() -> None:
    """A death ends the belonging: the poverty of years before was believed all along, and nobody took it back."""
    at = counter()
    fact(registry.Poverty, household=at.home, status="near_poor", valid=period("2023-01-01", "2024-01-01"))
    before = [one for one in registry.history.history(at.wife.pk) if one.kind == "poverty"]
    assert [(one.value, one.retracted_at) for one in before] == [("poor", None), ("near_poor", None)]
    done = at.done("death", at.wife, "2026-11-10")
    poor, replaced, near_poor = [one for one in registry.history.history(at.wife.pk) if one.kind == "poverty"]
    assert near_poor == before[1]
    assert (str(poor.until), poor.retracted_at) == ("2026-11-11", None)
    assert (replaced.until, replaced.ended_id) == (None, done.source_id)


def test_a_household_as_of_a_day_names_people_as_they_were_then_believed_to_be() -> None:
    here = commune()
    head, child = person(here, name="Lò Văn Cha"), person(here, name="Lò Văn Con", born="2016-01-01")
    home = household(here, head, child, since="2025-01-01")
    fact(registry.Poverty, household=home, status="poor", valid=period("2025-01-01", "2026-01-01"))
    registry.Identity.objects.filter(person=head).update(retracted_at=CORRECTED, retracted_by=source())
    registry.Identity.objects.create(
        person=head, full_name="Lò Văn Chà", born_on=head.born_on, recorded_at=CORRECTED, source=source()
    )
    then = registry.history.household_as_of(child.pk, date(2025, 3, 1), CORRECTED - timedelta(days=1))
    now = registry.history.household_as_of(child.pk, date(2026, 3, 1), CORRECTED)
    assert then is not None
    assert now is not None
    assert [m.full_name for m in then.members] == ["Lò Văn Cha", "Lò Văn Con"]
    assert (now.members[0].full_name, now.poverty, then.poverty) == ("Lò Văn Chà", None, "poor")
    assert registry.history.household_as_of(child.pk, date(2024, 12, 31), CORRECTED) is None
    assert {m.person_id for m in registry.history.household_history(child.pk)} == {head.pk, child.pk}


def test_nobody_outside_ones_areas_is_told_of() -> None:
    here, there = commune(0), commune(1)
    who, other = person(here), person(there)
    household(here, who, other)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    with acting_as(builders.officer("commune_officer", here)):
        assert registry.history.person_as_of(other.pk, date(2026, 1, 1), now).facts == ()
        found = registry.history.household_as_of(who.pk, date(2026, 1, 1), now)
        assert found is not None
        assert [m.id for m in found.members] == [who.pk]
