"""From facts to two 64-bit masks a person: conditions that are known, and those of them that hold.

Each fact is cut into a few classes (compiled.FactClasses); classes of several facts are packed into one number, and
one look-up table a pack gives the bits. So a person costs a handful of look-ups, whatever the number of conditions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.batch import BY_AGE, NOT_KNOWN, FactBatch
from ansinh.legislation.compiled import NULL_DATE, NULL_NUMBER, FactClasses, MonthRules
from ansinh.legislation.expression import holds
from ansinh.legislation.facts_table import FactColumn
from ansinh.legislation.marks import default_code

Array = npt.NDArray[Any]
_LARGEST_PACK = 16384
_FULL_AGE = 18


@dataclass(frozen=True, slots=True)
class Pack:
    """Facts whose classes are packed together, with strides, and the bits for every combination."""

    facts: tuple[tuple[FactClasses, int], ...]
    true_bits: Array
    known_bits: Array


@dataclass(frozen=True, slots=True)
class Plan:
    """How the masks are made for a given set of columns; constants come from defaults of absent columns."""

    packs: tuple[Pack, ...]
    true_bits: int
    known_bits: int


def masks(batch: FactBatch, rules: MonthRules) -> tuple[Array, Array]:
    """(true, known): uint64 arrays over RuleBook.conditions, only bits used in the month being set."""
    plan = plan_for(batch, rules)
    true = np.full(batch.n, plan.true_bits, dtype=np.uint64)
    fixed = plan.known_bits
    changing: list[tuple[Pack, Array]] = []
    for pack in plan.packs:
        index = _pack_index(pack, batch, rules)
        true |= pack.true_bits[index]
        if any(_may_be_unknown(classes.column, batch) for classes, _ in pack.facts):
            changing.append((pack, index))
        else:
            fixed |= sum(classes.bits for classes, _ in pack.facts)
    known = np.full(batch.n, fixed, dtype=np.uint64)
    for pack, index in changing:
        known |= pack.known_bits[index]
    return true, known


def plan_for(batch: FactBatch, rules: MonthRules) -> Plan:
    """The plan for the columns that a batch has; kept with the month's rules."""
    present = tuple(name for name in rules.facts if name in batch.columns or _by_age(rules.facts[name].column))
    key = ("plan", present)
    if key not in rules.cache:
        rules.cache[key] = _plan(present, rules)
    plan = rules.cache[key]
    assert isinstance(plan, Plan)  # noqa: S101  # the cache is keyed by kind
    return plan


def classes_in(classes: FactClasses, batch: FactBatch, rules: MonthRules) -> Array:
    """Class of each person's fact, 0 for not known (uint8)."""
    name = classes.column.name
    if name not in batch.columns:  # only the default that waits for the age gets here
        return _settled_by_age(classes, np.full(batch.n, BY_AGE, dtype=np.uint8), batch, rules)
    array = batch.columns[name]
    if array.dtype == np.uint8:
        return _settled_by_age(classes, array, batch, rules) if _by_age(classes.column) else array
    found = np.empty(batch.n, dtype=np.uint8)
    if name in batch.nullable:
        np.greater(array, NULL_DATE if "date" in classes.column.kind else NULL_NUMBER, out=found.view(np.bool_))
    else:
        found.fill(1)
    for cut in classes.cuts:
        found += (array >= cut).view(np.uint8)
    return found


def _may_be_unknown(column: FactColumn, batch: FactBatch) -> bool:
    return column.name in batch.nullable or (_by_age(column) and column.name not in batch.columns)


def _by_age(column: FactColumn) -> bool:
    return column.default == "by_age"


def _settled_by_age(classes: FactClasses, codes: Array, batch: FactBatch, rules: MonthRules) -> Array:
    waiting = codes == BY_AGE
    if not waiting.any():
        return codes
    born = batch.columns["born"]
    grown = born <= rules.parameters[f"full_{_FULL_AGE}"]
    unknown = grown | (born == NULL_DATE)
    return np.where(waiting, np.where(unknown, NOT_KNOWN, 1), codes).astype(np.uint8)


def _pack_index(pack: Pack, batch: FactBatch, rules: MonthRules) -> Array:
    index = np.zeros(batch.n, dtype=np.uint16)
    for classes, stride in pack.facts:
        index += classes_in(classes, batch, rules) * np.uint16(stride)
    return index


def _plan(present: tuple[str, ...], rules: MonthRules) -> Plan:
    true = known = 0
    for name, classes in rules.facts.items():
        code = default_code(classes.column)
        if name not in present and code is not None:
            known |= classes.bits
            own = [condition for condition in rules.conditions if condition.fact == name]
            true |= sum(1 << rules.bits[c.name] for c in own if holds(c.node, code, rules.parameters))
    packs: list[list[FactClasses]] = []
    size = _LARGEST_PACK
    for classes in sorted((rules.facts[name] for name in present), key=lambda c: len(c.true_bits)):
        if size * len(classes.true_bits) > _LARGEST_PACK:
            packs.append([])
            size = 1
        packs[-1].append(classes)
        size *= len(classes.true_bits)
    return Plan(tuple(_pack(facts) for facts in packs), true, known)


def _pack(facts: list[FactClasses]) -> Pack:
    true, known = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.uint64)
    strides: list[tuple[FactClasses, int]] = []
    for classes in facts:
        strides.append((classes, len(true)))
        own = np.array(classes.true_bits, dtype=np.uint64)
        certain = np.full(len(own), classes.bits, dtype=np.uint64)
        certain[0] = 0
        true = (own[:, None] | true[None, :]).ravel()
        known = (certain[:, None] | known[None, :]).ravel()
    return Pack(tuple(strides), true, known)
