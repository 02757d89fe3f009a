"""What both batch kernels share: what a decision rests on, and rows with unknown facts.

Rows whose answer two masks alone do not settle are resolved exactly (unknowns.py), each distinct profile once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.decide import Profiles
from ansinh.legislation.facts_table import fact
from ansinh.legislation.marks import default_code
from ansinh.legislation.unknowns import DEFAULT_PROVINCE, Profile, amounts_of_provinces, resolve

Array = npt.NDArray[Any]
_FULL = 0xFFFF_FFFF_FFFF_FFFF


def counts_of(batch: FactBatch, rows: Array, rules: MonthRules) -> Array:
    """Rows × count facts of the month, int32, -1 for not known."""
    counts = np.empty((len(rows), len(rules.count_facts)), dtype=np.int32)
    for i, name in enumerate(rules.count_facts):
        column = batch.columns.get(name)
        counts[:, i] = default_code(fact(name)) or 0 if column is None else column[rows]
    return counts


def provinces_of(batch: FactBatch, rows: Array) -> Array:
    """Stored codes of the rows' provinces, 0 for not known."""
    column = batch.columns.get("province")
    return np.full(len(rows), DEFAULT_PROVINCE, dtype=np.uint8) if column is None else column[rows]


def profiles_of(true: Array, counts: Array, province: Array, rules: MonthRules) -> Profiles:
    """What decisions rest on, with unknown counts as 0."""
    base, pension = amounts_of_provinces(rules)
    children = {name: np.maximum(counts[:, i], 0) for i, name in enumerate(rules.count_facts)}
    return Profiles(true, children, base[province], pension[province])


def settled(true: Array, known: Array, counts: Array, province: Array, rules: MonthRules) -> tuple[Array, Profiles]:
    """(mask over FACTS of what is missing, 0 where nothing is; profiles completed) of rows with unknown facts."""
    table = np.column_stack(
        [true.view(np.int64), known.view(np.int64), counts.astype(np.int64), province.astype(np.int64)]
    )
    distinct, member = np.unique(table, axis=0, return_inverse=True)
    found = [
        resolve(Profile(own & _FULL, sure & _FULL, tuple(children), code), rules)
        for own, sure, *children, code in distinct.tolist()
    ]
    each = [resolution.completed for resolution in found]
    member = member.ravel()
    completed = profiles_of(
        np.array([profile.true for profile in each], dtype=np.uint64)[member],
        np.array([profile.counts for profile in each], dtype=np.int64).reshape(len(each), counts.shape[1])[member],
        np.array([profile.province for profile in each], dtype=np.int64)[member],
        rules,
    )
    return np.array([resolution.missing for resolution in found], dtype=np.uint64)[member], completed
