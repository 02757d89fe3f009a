"""How masks are made from columns, as tables: where a fact reaches a cut, some bits change.

A mask of 64 bits is kept as eight planes of one byte a person while it is made, so that a processor compares and joins
some dozens of people at a time. A mark says: for whoever's value is not below ``cut``, turn over the bits ``delta`` of
the plane ``plane``. Stored codes of words are cut as numbers are (0, not known, lies below all others).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.batch import BY_AGE, NOT_KNOWN, FactBatch
from ansinh.legislation.compiled import NULL_DATE, NULL_NUMBER, FactClasses, MonthRules
from ansinh.legislation.expression import holds
from ansinh.legislation.facts_table import NO_DATE, FactColumn, code_of

Array = npt.NDArray[Any]
PLANES = 8
_FULL_AGE = 18
_WIDTHS: dict[str, type[np.integer[Any]]] = {"date": np.int32, "date_or_none": np.int32, "count": np.int32,
                                             "amount": np.int64}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one column, as arrays of one length: ``cut`` (the column's type), ``plane`` int64, ``delta`` uint8."""

    cut: Array
    plane: Array
    delta: Array


@dataclass(frozen=True, slots=True)
class ColumnMarks:
    """What one column does to the mask of conditions that hold, and to that of conditions that are known."""

    classes: FactClasses
    true: Marks
    known: Marks


@dataclass(frozen=True, slots=True)
class MaskPlan:
    """The masks before any column is looked at, and what each column does to them."""

    true_bits: int
    known_bits: int
    columns: tuple[ColumnMarks, ...]
    unknown: bool  # whether what is known differs from person to person
    uncertain: bool  # whether what may hold and what surely holds are two things


def plan_for(batch: FactBatch, rules: MonthRules) -> MaskPlan:
    """The plan for the columns that a batch has, and for what may be unknown in them; kept with the month's rules."""
    present = tuple(name for name in rules.facts if name in batch.columns or by_age(rules.facts[name].column))
    unknown = tuple(name for name in present if name in batch.nullable or name not in batch.columns)
    open_province = "province" in batch.nullable
    key = ("marks", present, unknown, open_province)
    return rules.kept(key, MaskPlan, lambda: _plan(present, unknown, open_province, rules))


def bytes_of(bits: int) -> Array:
    """The eight bytes of a mask, one for each plane."""
    return np.array([bits >> 8 * plane & 0xFF for plane in range(PLANES)], dtype=np.uint8)


def stored_codes(column: FactColumn, batch: FactBatch, rules: MonthRules) -> Array:
    """A column of the batch as marks read it: where the default waits for the age, it is settled for the month."""
    array = batch.columns.get(column.name)
    if not by_age(column) or (array is not None and column.name not in batch.nullable):
        assert array is not None  # noqa: S101  # plans hold columns that are present, or wait for the age
        return array
    waiting = np.ones(batch.n, dtype=np.bool_) if array is None else array == BY_AGE
    born = batch.columns["born"]
    unknown = (born <= rules.parameters[f"full_{_FULL_AGE}"]) | (born == NULL_DATE)
    settled = np.where(unknown, np.uint8(NOT_KNOWN), np.uint8(NOT_KNOWN + 1))
    return settled if array is None else np.where(waiting, settled, array)


def width_of(column: FactColumn) -> type[np.integer[Any]]:
    """The type of a column's stored values."""
    return _WIDTHS.get(column.kind, np.uint8)


def by_age(column: FactColumn) -> bool:
    """Whether the default of an absent value waits for the age."""
    return column.default == "by_age"


def default_code(column: FactColumn) -> int | None:
    """The coded value of an absent column; None when it is not known."""
    if column.default == "none" and column.kind == "date_or_none":
        return NO_DATE
    if column.default is None or column.default in {"required", "given", "by_age"}:
        return None
    assert isinstance(column.default, str | int)  # noqa: S101  # the table of facts has no other defaults
    return code_of(column, column.default)


def _plan(present: tuple[str, ...], unknown: tuple[str, ...], open_province: bool, rules: MonthRules) -> MaskPlan:
    true = known = 0
    columns = []
    for name, classes in rules.facts.items():
        if name in present:
            columns.append(_column(classes, name in unknown))
            if name not in unknown:
                true |= classes.true_bits[1]
                known |= classes.bits
        elif (code := default_code(classes.column)) is not None:
            known |= classes.bits
            own = [condition for condition in rules.conditions if condition.fact == name]
            true |= sum(1 << rules.bits[c.name] for c in own if holds(c.node, code, rules.parameters))
    differs = any(len(each.known.cut) for each in columns)
    uncertain = differs or known & rules.used_bits != rules.used_bits or open_province
    return MaskPlan(true, known, tuple(columns), differs, uncertain)


def _column(classes: FactClasses, unknown: bool) -> ColumnMarks:
    kind = classes.column.kind
    coded = kind not in _WIDTHS
    width = width_of(classes.column)
    null = NOT_KNOWN if coded else NULL_DATE if "date" in kind else NULL_NUMBER
    inner = range(2, len(classes.true_bits)) if coded else classes.cuts
    cuts = [null + 1, *inner]
    changes = [now ^ before for before, now in zip(classes.true_bits, classes.true_bits[1:], strict=False)]
    first = 0 if unknown else 1  # whoever is surely known starts in the first class
    true = _marks(zip(cuts[first:], changes[first:], strict=True), width)
    known = _marks(iter([(null + 1, classes.bits)] if unknown else []), width)
    return ColumnMarks(classes, true, known)


def _marks(changes: Iterator[tuple[int, int]], width: type[np.integer[Any]]) -> Marks:
    found = [
        (cut, plane, bits >> 8 * plane & 0xFF)
        for cut, bits in changes
        for plane in range(PLANES)
        if bits >> 8 * plane & 0xFF
    ]
    cut, plane, delta = zip(*found, strict=True) if found else ((), (), ())
    return Marks(np.array(cut, dtype=width), np.array(plane, dtype=np.int64), np.array(delta, dtype=np.uint8))
