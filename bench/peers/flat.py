"""One form for every engine's answers: per group the amount and the category paid, and from them the lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ansinh.legislation import WRITTEN_CATEGORIES, Determinations

Array = np.ndarray[Any, np.dtype[Any]]
ALLOWANCES = [
    "orphan_child", "orphan_student", "hiv_child", "single_parent", "elderly_alone", "elderly_hard_area", "elderly_80",
    "elderly_fostered", "disability", "small_child_hard_area", "hiv_adult",
]  # fmt: skip
PENSIONS = ["pension_75", "pension_70_poor"]
CARERS = ["foster_child", "foster_elderly", "foster_disabled", "household_carer"]
# What a peer gives for each person: amounts in đồng, and for three of them a place in the lists above.
FLAT = (
    "allowance_vnd", "allowance_code", "parent_beside_vnd", "pension_vnd", "pension_code", "carer_vnd", "carer_code",
    "disabled_parent_vnd", "facility_vnd", "total_vnd",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """Totals a person, and lines sorted by person and category (index into WRITTEN_CATEGORIES): row, category, đồng."""

    total: Array
    row: Array
    category: Array
    amount: Array


def lines_of(flat: Mapping[str, Array]) -> Lines:
    """The lines of a peer's flat answers. ``allowance_vnd`` is without what is paid to the single parent beside it."""
    codes = list(WRITTEN_CATEGORIES)

    def part(amounts: Array, names: list[str], place: Array | int) -> tuple[Array, Array, Array]:
        rows = np.flatnonzero(amounts > 0)
        places = np.broadcast_to(place, amounts.shape)[rows].astype(np.int64)
        return rows, np.array([codes.index(name) for name in names])[places], amounts[rows].astype(np.int64)

    parts = [
        part(flat["allowance_vnd"], ALLOWANCES, flat["allowance_code"]),
        part(flat["parent_beside_vnd"], ["single_parent"], 0),
        part(flat["pension_vnd"], PENSIONS, flat["pension_code"]),
        part(flat["carer_vnd"], CARERS, flat["carer_code"]),
        part(flat["disabled_parent_vnd"], ["disabled_parent"], 0),
        part(flat["facility_vnd"], ["facility_resident"], 0),
    ]
    row, category, amount = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.lexsort((category, row))
    return Lines(flat["total_vnd"].astype(np.int64), row[order], category[order], amount[order])


def lines_of_ours(found: Determinations) -> Lines:
    """Our answers in the same form."""
    paid = found.benefits
    return Lines(found.total_vnd, paid.row.astype(np.int64), paid.category.astype(np.int64), paid.amount_vnd)


def differing(one: Lines, other: Lines) -> Array:
    """People whose totals or lines differ."""
    rows = set(np.flatnonzero(one.total != other.total).tolist())
    mine, theirs = (set(zip(x.row.tolist(), x.category.tolist(), x.amount.tolist(), strict=True)) for x in (one, other))
    return np.array(sorted(rows | {line[0] for line in mine ^ theirs}), dtype=np.int64)


def same(one: Lines, other: Lines) -> bool:
    """Whether every total and every line is the same."""
    pairs = ((one.total, other.total), (one.row, other.row), (one.category, other.category), (one.amount, other.amount))
    return all(np.array_equal(left, right) for left, right in pairs)
