"""The province's board: a row a commune, its figures tinted by how many of a thousand people they concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ansinh.areas.public import Unit
from ansinh.oversight import queries_quality as data

STEPS = (0, 5, 20, 60)
"""People of a thousand beyond which a cell takes the next tint."""


@dataclass(frozen=True)
class Cell:
    """People, and the tint from 0 (none) to 4."""

    people: int
    heat: int


@dataclass(frozen=True)
class HeatRow:
    """A commune: who lives there, then the columns of the board."""

    unit: Unit
    people: int
    contradictions: Cell
    undetermined: Cell
    no_number: Cell
    no_household: Cell
    late: Cell

    @property
    def worst(self) -> int:
        """By which the rows are ordered."""
        return sum(
            c.heat for c in (self.contradictions, self.undetermined, self.no_number, self.no_household, self.late)
        )


def _cell(people: int, of: int) -> Cell:
    share = 1000 * people / of if of else 0
    return Cell(people, sum(share > step for step in STEPS))


def heat_rows(communes: Sequence[Unit], kept: Mapping[int, dict[str, int]], late: Mapping[str, int]) -> list[HeatRow]:
    """The communes, those with most to do first."""
    rows = []
    for unit in communes:
        row = kept.get(unit.pk, {})
        of = row.get(data.PEOPLE, 0)
        rows.append(
            HeatRow(
                unit,
                of,
                _cell(data.contradictions_in(row), of),
                _cell(row.get(data.UNDETERMINED, 0), of),
                _cell(row.get("no_number", 0), of),
                _cell(row.get("no_household", 0), of),
                _cell(late.get(unit.code, 0), of),
            )
        )
    return sorted(rows, key=lambda row: (-row.worst, -row.contradictions.people, row.unit.name))
