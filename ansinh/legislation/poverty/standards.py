"""Poverty standards by month (values/poverty_standards.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ansinh.legislation.calendar_days import month_number
from ansinh.legislation.errors import NoLawError, RuleSetError
from ansinh.legislation.own_files import values_file

Area = Literal["rural", "urban"]
Ruling = Literal["none", "near_poor", "poor", "unknown"]
_RULINGS = {"none", "near_poor", "poor", "unknown"}
_AREAS = {"rural", "urban"}


@dataclass(frozen=True, slots=True)
class Standard:
    """``lines_vnd``: đồng a person and month, by area; an income at the line is not above it.

    ``poor_from``: of ``indicators`` deprivation indicators so many make a household poor. The three rulings say what it
    is at or below the line with as many, at or below it with fewer, and above it.
    """

    code: str
    first: str
    label_vi: str
    article: str
    source: str
    lines_vnd: Mapping[Area, int]
    indicators: int
    poor_from: int
    at_most_and_enough: Ruling
    at_most_only: Ruling
    above: Ruling
    note_vi: str

    def ruling(self, at_most: bool, enough: bool) -> Ruling:
        """What a household is by the two tests."""
        if not at_most:
            return self.above
        return self.at_most_and_enough if enough else self.at_most_only


@cache
def standards() -> tuple[Standard, ...]:
    """All standards by their first month. Raises RuleSetError for a wrong file."""
    found = []
    for code, entry in values_file("poverty_standards.yaml").items():
        fields = {name: value for name, value in entry.items() if name != "from"}
        standard = Standard(code=code, first=entry["from"], **fields)
        month_number(standard.first)
        rulings = {standard.at_most_and_enough, standard.at_most_only, standard.above}
        whole = all(type(vnd) is int and vnd > 0 for vnd in standard.lines_vnd.values())
        if not whole or set(standard.lines_vnd) != _AREAS or not rulings <= _RULINGS:
            raise RuleSetError(f"poverty_standards.yaml: {code}")
        if not 0 < standard.poor_from <= standard.indicators:
            raise RuleSetError(f"poverty_standards.yaml: {code}: {standard.poor_from} of {standard.indicators}")
        found.append(standard)
    return tuple(sorted(found, key=lambda standard: standard.first))


def standard_of(month: str) -> Standard:
    """The standard of a month "YYYY-MM". Raises NoLawError before the first."""
    month_number(month)
    reached = [standard for standard in standards() if standard.first <= month]
    if not reached:
        raise NoLawError(month, standards()[0].first)
    return reached[-1]
