"""Changes of the areas: people, files, rights and payments go over; what held before stays; undoing is exact."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.access.public import Grant, acting_as, actor_of, User
from ansinh.areas import public as areas
from ansinh.flows import area_change
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight import queries
from ansinh.oversight.geography import by_commune_on
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests import builders
from tests.unit.flows.area_world import CITATION, World, account, list_of, on_the_rolls, open_proposal, world

DAY = date(2024, 7, 1)
EVE = date(2024, 6, 30)
pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world()


def lives_in(who: registry.Person, on: date) -> str:
    return registry.Residence.objects.get(person=who, retracted_at=None, valid__contains=on).unit.name


def merged(made: World) -> areas.Change:
    ids = [unit.pk for unit in made.communes[:2]]
    return made.change(areas.merge_units, units=ids, code="90001", name="Xã Mới", on=DAY)


def test_merged_people_live_in_the_new_commune_from_the_day_on(made: World) -> None:
    change = merged(made)
    who = made.people[0]
    assert (lives_in(who, EVE), lives_in(who, DAY)) == ("Xã 1", "Xã Mới")
    who.refresh_from_db()
    assert who.area.name == "Xã Mới"
    source = registry.Residence.objects.get(person=who, retracted_at=None, valid__contains=DAY).source
    assert CITATION in source.reference
    assert change.figures["before"] == change.figures["after"]
    assert change.figures["before"]["people"] == 4


def test_what_was_known_before_the_change_stays_known(made: World) -> None:
    before = registry.facts_of_month(Month(2024, 7), known_at=builders.LONG_AGO.replace(year=2024))
    merged(made)
    again = registry.facts_of_month(Month(2024, 7), known_at=builders.LONG_AGO.replace(year=2024))
    assert before.equals(again)
