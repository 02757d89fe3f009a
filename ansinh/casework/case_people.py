"""Whoever sees a case sees whom it is about, also where another commune has them."""

from __future__ import annotations

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas.public import Unit
from ansinh.casework.models import Case
from ansinh.registry.public import Person


def with_people(cases: list[Case]) -> list[Case]:
    """Cases that one sees, each with its person."""
    with acting_as(SYSTEM):
        people = Person.objects.select_related("area").in_bulk({case.person_id for case in cases})
    for case in cases:
        case.person = people[case.person_id]
    return cases


def home_of(case: Case, otherwise: Unit) -> Unit:
    """Where its person lives: the commune they move to once they are there, for whoever writes of them."""
    return case.to_area if case.to_area and case.person.area_id == case.to_area_id else otherwise
