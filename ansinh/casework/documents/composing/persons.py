"""A person as documents name them."""

from __future__ import annotations

from datetime import date

from ansinh.casework.documents.offices import small
from ansinh.casework.documents.words import born_words, called
from ansinh.registry.public import Person

OLD_DIGITS = 9


def identified_person(person: Person, number: str, area_name: str, on: date) -> str:
    """The person with birth, number and place."""
    kind = "số định danh cá nhân" if len(number) > OLD_DIGITS else "số chứng minh nhân dân"
    place = ", ".join(filter(None, (person.village, small(area_name))))
    told = f", {kind} {number}" if number else ""
    return f"{called(person, on)}, {born_words(person)}{told}, cư trú tại {place}"
