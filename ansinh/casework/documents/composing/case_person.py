"""Whom a file is about, as its documents say it."""

from __future__ import annotations

from datetime import date

from ansinh.areas.public import Unit
from ansinh.casework.case_people import home_of
from ansinh.casework.documents.composing.cases import number_of
from ansinh.casework.documents.composing.persons import identified_person
from ansinh.casework.documents.words import lower_first
from ansinh.casework.models import Case


def whom(case: Case, commune: Unit, on: date) -> str:
    """Within a sentence, with birth, number and place: ``commune``, or the one they have moved to."""
    place = home_of(case, commune).name
    return lower_first(identified_person(case.person, number_of(case.person_id), place, on))
