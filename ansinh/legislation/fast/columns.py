"""Facts and marks as the compiled loops take them: columns by their width, since a loop is compiled for each width."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.facts_table import FACTS, fact
from ansinh.legislation.marks import Marks, MaskPlan, by_age, bytes_of, stored_codes, width_of
from ansinh.legislation.unknowns import DEFAULT_PROVINCE

Array = npt.NDArray[Any]


def _names(width: type[np.generic]) -> tuple[str, ...]:
    return tuple(column.name for column in FACTS if column.kind not in {"id", "month"} and width_of(column) is width)


# Every column has its place, given or not, so that one compiled form serves all batches.
ONE_BYTE, FOUR_BYTES, EIGHT_BYTES = _names(np.uint8), _names(np.int32), _names(np.int64)


class Facts(NamedTuple):
    """The columns of a block: read-only and in one piece. Those that are not given are read only where decisions do."""

    one: tuple[Array, ...]
    four: tuple[Array, ...]
    eight: tuple[Array, ...]
    province: Array  # which is among those of one byte too


class MarkTable(NamedTuple):
    """Marks of the columns of one width (marks.py); ``places``: first and last of each column."""

    places: Array
    cut: Array
    plane: Array
    delta: Array


class MaskTables(NamedTuple):
    """How one of the two masks is made: its bytes before any column is looked at, and the marks of each width."""

    first: Array
    one: MarkTable
    four: MarkTable
    eight: MarkTable


class PlanTables(NamedTuple):
    """A plan of masks; ``used``: the bytes of conditions in use in the month."""

    true: MaskTables
    known: MaskTables
    used: Array
    uncertain: bool


class Columns:
    """Gives the facts of blocks of up to ``people`` people."""

    def __init__(self, rules: MonthRules, people: int) -> None:
        self._rules = rules
        widths: tuple[type[np.generic], ...] = (np.uint8, np.int32, np.int64)
        self._absent = {width: np.zeros(people, width) for width in widths}
        self._province = np.full(people, DEFAULT_PROVINCE, dtype=np.uint8)

    def of(self, block: FactBatch) -> Facts:
        """The facts of a block."""
        one, four, eight = (
            tuple(self._column(name, block) for name in names) for names in (ONE_BYTE, FOUR_BYTES, EIGHT_BYTES)
        )
        return Facts(one, four, eight, one[ONE_BYTE.index("province")])

    def _column(self, name: str, block: FactBatch) -> Array:
        column = fact(name)
        if name in block.columns or by_age(column):
            found = stored_codes(column, block, self._rules)
        else:
            found = self._province if name == "province" else self._absent[width_of(column)]
        # read-only: one compiled form whether it could be written to or not
        view = np.ascontiguousarray(found, dtype=width_of(column)).view()
        view.flags.writeable = False
        return view


def tables_of_plan(plan: MaskPlan, rules: MonthRules) -> PlanTables:
    """A plan as tables."""
    true = {each.classes.column.name: each.true for each in plan.columns}
    known = {each.classes.column.name: each.known for each in plan.columns}
    return PlanTables(
        _masks(plan.true_bits, true), _masks(plan.known_bits, known), bytes_of(rules.used_bits), plan.uncertain
    )


def _masks(first: int, marks: dict[str, Marks]) -> MaskTables:
    one = _marks([marks.get(name) for name in ONE_BYTE], np.uint8)
    four = _marks([marks.get(name) for name in FOUR_BYTES], np.int32)
    return MaskTables(bytes_of(first), one, four, _marks([marks.get(name) for name in EIGHT_BYTES], np.int64))


def _marks(columns: Iterable[Marks | None], width: type[np.generic]) -> MarkTable:
    cut, plane, delta = np.empty(0, width), np.empty(0, np.int64), np.empty(0, np.uint8)
    places = []
    for marks in columns:
        first = len(cut)
        if marks is not None:
            cut, plane, delta = (
                np.concatenate(pair) for pair in ((cut, marks.cut), (plane, marks.plane), (delta, marks.delta))
            )
        places.append((first, len(cut)))
    return MarkTable(np.array(places, dtype=np.int64), cut, plane, delta)
