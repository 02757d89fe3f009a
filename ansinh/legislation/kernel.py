"""The batch kernel: NumPy in blocks, two masks a person, decisions only for those who may have a title."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import NULL_NUMBER, MonthRules
from ansinh.legislation.decide import Lines, Profiles, has_title, lines, titles
from ansinh.legislation.determinations import (
    ELIGIBLE,
    NAMED_AMOUNT,
    NOT_ELIGIBLE,
    UNDETERMINED,
    Benefits,
    Determinations,
    joined,
)
from ansinh.legislation.facts_table import fact
from ansinh.legislation.masks import default_code, masks
from ansinh.legislation.unknowns import DEFAULT_PROVINCE, Profile, Resolution, amounts_of_provinces, resolve
from ansinh.legislation.unwritten import refuse_unwritten

Array = npt.NDArray[Any]
BLOCK = 131_072  # people at a time: temporary arrays stay in the processor's cache
_SAMPLE = 1024


def determine(batch: FactBatch, rules: MonthRules) -> Determinations:
    """Answers for all people of a batch in one month. Raises NoLawForTitleError."""
    starts = range(0, max(batch.n, 1), BLOCK)
    blocks = [batch.rows(start, start + BLOCK) for start in starts]
    found = joined([_block(block, rules) for block in blocks], [block.n for block in blocks])
    refuse_unwritten(found.outcome, found.true_mask, found.known_mask, rules)
    return found


def _block(batch: FactBatch, rules: MonthRules) -> Determinations:
    true, known = masks(batch, rules)
    maybe = true | (np.uint64(rules.used_bits) & ~known)
    rows = _candidates(maybe, rules)
    possible = titles(maybe[rows], true[rows], rules)
    some = possible != 0
    rows, possible = rows[some], possible[some]
    profiles, children, province = _profiles(batch, rows, true, rules)
    open_rows = _open(rows, possible, true, maybe, known, children, province, rules)
    missing = np.zeros(batch.n, dtype=np.uint64)
    if open_rows.any():
        profiles = _completed(profiles, known[rows], children, province, open_rows, missing, rows, rules)
        possible = np.where(open_rows, titles(profiles.true, profiles.true, rules), possible)
        possible[missing[rows] != 0] = 0
    return _assembled(batch.n, rows, profiles, lines(profiles, possible, rules), true, known, missing, rules)


def _candidates(maybe: Array, rules: MonthRules) -> Array:
    """People who may have a title: of each alternative of each rule, the rarest wanted bit (in a sample) is looked for.

    A necessary condition, so nobody is lost; it only saves work.
    """
    sample = maybe[:: max(1, len(maybe) // _SAMPLE)]
    often = [int(np.count_nonzero(sample & np.uint64(1 << bit))) for bit in range(64)]
    trigger = 0
    for wanted in sorted({wanted for rule in rules.rules for wanted, _ in rule.terms}, key=int.bit_count):
        if not wanted & trigger:
            bits = [bit for bit in range(64) if wanted >> bit & 1]
            trigger |= 1 << min(bits, key=often.__getitem__)
    return np.flatnonzero(maybe & np.uint64(trigger))


def _profiles(
    batch: FactBatch, rows: Array, true: Array, rules: MonthRules
) -> tuple[Profiles, dict[str, Array], Array]:
    """Profiles of the rows, with unknown counts as 0; the counts with -1 for unknown; stored province codes."""
    children = {}
    for name in rules.count_facts:
        default = default_code(fact(name)) or 0
        column = batch.columns.get(name)
        children[name] = np.full(len(rows), default, dtype=np.int32) if column is None else column[rows]
    column = batch.columns.get("province")
    province = np.full(len(rows), DEFAULT_PROVINCE, dtype=np.uint8) if column is None else column[rows]
    base, pension = amounts_of_provinces(rules)
    counts = {name: np.maximum(values, 0) for name, values in children.items()}
    return Profiles(true[rows], counts, base[province], pension[province]), children, province


def _open(
    rows: Array,
    possible: Array,
    true: Array,
    maybe: Array,
    known: Array,
    children: dict[str, Array],
    province: Array,
    rules: MonthRules,
) -> Array:
    """Rows whose answer two-mask logic alone does not settle: a title possible but not certain, or its measure open."""
    own_known = known[rows]
    open_rows: Array = province == 0
    if not ((own_known & np.uint64(rules.used_bits)) != np.uint64(rules.used_bits)).any():
        return open_rows
    open_rows |= possible != titles(true[rows], maybe[rows], rules)
    for column, rule in enumerate(rules.rules):
        bits = np.uint64(rule.band_bits)
        measured = (own_known & bits) == bits
        for name, gate in rule.per_child:
            bit = np.uint64(gate)
            measured &= (children[name] != NULL_NUMBER) & ((own_known & bit) == bit)
        open_rows |= has_title(possible, column) & ~measured
    return open_rows


def _completed(
    profiles: Profiles,
    known: Array,
    children: dict[str, Array],
    province: Array,
    open_rows: Array,
    missing: Array,
    rows: Array,
    rules: MonthRules,
) -> Profiles:
    """Resolve each distinct open profile once; ``missing`` is filled in, the profiles returned are completed."""
    where = np.flatnonzero(open_rows)
    table = np.column_stack(
        [profiles.true[where].view(np.int64), known[where].view(np.int64)]
        + [children[name][where].astype(np.int64) for name in rules.count_facts]
        + [province[where].astype(np.int64)]
    )
    distinct, member = np.unique(table, axis=0, return_inverse=True)
    found: list[Resolution] = []
    for true_, known_, *counts, code in distinct.tolist():
        full = 0xFFFF_FFFF_FFFF_FFFF
        found.append(resolve(Profile(true_ & full, known_ & full, tuple(counts), code), rules))
    member = member.ravel()
    missing[rows[where]] = np.array([each.missing for each in found], dtype=np.uint64)[member]
    completed = profiles.take(np.arange(len(rows)))
    completed.true[where] = np.array([each.completed.true for each in found], dtype=np.uint64)[member]
    for i, name in enumerate(rules.count_facts):
        completed.counts[name][where] = np.array([each.completed.counts[i] for each in found])[member]
    base, pension = amounts_of_provinces(rules)
    codes = np.array([each.completed.province for each in found])[member]
    completed.base[where], completed.pension[where] = base[codes], pension[codes]
    return completed


def _assembled(
    n: int,
    rows: Array,
    profiles: Profiles,
    paid: Lines,
    true: Array,
    known: Array,
    missing: Array,
    rules: MonthRules,
) -> Determinations:
    total = np.zeros(n, dtype=np.int64)
    np.add.at(total, rows[paid.row], paid.amount)
    outcome = np.full(n, NOT_ELIGIBLE, dtype=np.int8)
    outcome[total > 0] = ELIGIBLE
    outcome[missing != 0] = UNDETERMINED
    index = np.array([rule.index for rule in rules.rules], dtype=np.int16)
    return Determinations(
        outcome,
        total,
        true,
        known,
        missing,
        Benefits(
            rows[paid.row].astype(np.int32),
            index[paid.column],
            paid.tenths,
            np.where(paid.tenths == NAMED_AMOUNT, paid.amount, profiles.base[paid.row]),
            paid.amount,
        ),
    )
