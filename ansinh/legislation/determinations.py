"""Answers for many people, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

NOT_ELIGIBLE, ELIGIBLE, UNDETERMINED = 0, 1, 2
OUTCOMES = ("not_eligible", "eligible", "undetermined")
NAMED_AMOUNT = -1  # in coefficient_tenths: the law names an amount


@dataclass(frozen=True, slots=True)
class Benefits:
    """Benefits in long form, sorted by person and category.

    ``row`` int32, ``category`` int16 (index into CATEGORIES), ``coefficient_tenths`` int16 (-1: named amount),
    ``base_vnd`` and ``amount_vnd`` int64 đồng.
    """

    row: Array
    category: Array
    coefficient_tenths: Array
    base_vnd: Array
    amount_vnd: Array


@dataclass(frozen=True, slots=True)
class Determinations:
    """One answer a person.

    ``outcome`` int8 (OUTCOMES); ``total_vnd`` int64 (0 unless eligible); ``true_mask``, ``known_mask`` uint64 over the
    conditions; ``missing`` uint64 over FACTS, 0 unless undetermined.
    """

    outcome: Array
    total_vnd: Array
    true_mask: Array
    known_mask: Array
    missing: Array
    benefits: Benefits


def joined(parts: Sequence[Determinations], sizes: Sequence[int]) -> Determinations:
    """Put the answers of consecutive blocks together; rows of later blocks are moved on."""
    if len(parts) == 1:
        return parts[0]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def people(name: str) -> Array:
        return np.concatenate([getattr(part, name) for part in parts])

    def lines(name: str) -> Array:
        return np.concatenate([getattr(part.benefits, name) for part in parts])

    rows = np.concatenate([part.benefits.row + np.int32(start) for part, start in zip(parts, starts, strict=True)])
    benefits = Benefits(rows, lines("category"), lines("coefficient_tenths"), lines("base_vnd"), lines("amount_vnd"))
    return Determinations(
        people("outcome"), people("total_vnd"), people("true_mask"), people("known_mask"), people("missing"), benefits
    )
