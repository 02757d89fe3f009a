"""The batch kernel: NumPy in blocks, two masks a person, decisions only for those who may have a title."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import NULL_NUMBER, MonthRules
from ansinh.legislation.decide import Profiles, has_title, lines, titles
from ansinh.legislation.determinations import (
    ELIGIBLE,
    NAMED_AMOUNT,
    UNDETERMINED,
    Answers,
    Benefits,
    Determinations,
)
from ansinh.legislation.masks import masks
from ansinh.legislation.open_rows import counts_of, profiles_of, provinces_of, settled, trigger_bits

Array = npt.NDArray[Any]
BLOCK = 131_072  # people at a time: temporary arrays stay in the processor's cache


def determine(batch: FactBatch, rules: MonthRules) -> Determinations:
    """Answers for all people of a batch in one month."""
    answers = Answers.of(batch.n)
    found = [
        _block(batch.rows(start, start + BLOCK), start, answers.rows(start, start + BLOCK), rules)
        for start in range(0, max(batch.n, 1), BLOCK)
    ]
    return answers.with_lines(found)


def _block(batch: FactBatch, start: int, answers: Answers, rules: MonthRules) -> Benefits:
    true, known = masks(batch, rules)
    answers.true_mask[:], answers.known_mask[:] = true, known
    maybe = true | (np.uint64(rules.used_bits) & ~known)
    rows = np.flatnonzero(maybe & np.uint64(trigger_bits(maybe, rules)))
    possible = titles(maybe[rows], true[rows], rules)
    some = possible != 0
    rows, possible = rows[some], possible[some]
    counts, province = counts_of(batch, rows, rules), provinces_of(batch, rows)
    profiles = profiles_of(true[rows], counts, province, rules)
    where = np.flatnonzero(_open(true[rows], known[rows], possible, counts, province, rules))
    if len(where):
        at = rows[where]
        missing, completed = settled(true[at], known[at], counts[where], province[where], rules)
        answers.missing[at] = missing
        possible[where] = np.where(missing != 0, np.uint64(0), titles(completed.true, completed.true, rules))
        profiles.put(where, completed)
    return written(rows, start, profiles, possible, answers, rules)


def _open(true: Array, known: Array, possible: Array, counts: Array, province: Array, rules: MonthRules) -> Array:
    """Rows whose answer two-mask logic alone does not settle: a title possible but not certain, or its measure open."""
    open_rows: Array = province == 0
    used = np.uint64(rules.used_bits)
    if not ((known & used) != used).any():
        return open_rows
    open_rows |= possible != titles(true, true | (used & ~known), rules)
    for column, rule in enumerate(rules.rules):
        bits = np.uint64(rule.band_bits)
        measured = (known & bits) == bits
        for name, gate in rule.per_child:
            bit = np.uint64(gate)
            measured &= (counts[:, rules.count_facts.index(name)] != NULL_NUMBER) & ((known & bit) == bit)
        open_rows |= has_title(possible, column) & ~measured
    return open_rows


def written(rows: Array, start: int, profiles: Profiles, held: Array, answers: Answers, rules: MonthRules) -> Benefits:
    """The lines of a block's rows for the titles they hold; outcomes and totals go into the block's answers.

    ``start``: where the block begins in the batch, to which the rows of the lines are counted.
    """
    paid = lines(profiles, held, rules)
    np.add.at(answers.total_vnd, rows[paid.row], paid.amount)
    answers.outcome[rows[paid.row]] = ELIGIBLE
    answers.outcome[answers.missing != 0] = UNDETERMINED
    index = np.array([rule.index for rule in rules.rules], dtype=np.int16)
    return Benefits(
        (rows[paid.row] + start).astype(np.int32),
        index[paid.column],
        paid.tenths,
        np.where(paid.tenths == NAMED_AMOUNT, paid.amount, profiles.base[paid.row]),
        paid.amount,
    )
