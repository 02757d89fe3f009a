"""The batch kernel: NumPy in blocks, two masks a person, decisions only for those who may have a title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.answer_room import AnswerRoom
from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import NULL_NUMBER, MonthRules
from ansinh.legislation.decide import Profiles, has_title, lines, maybe_of, titles
from ansinh.legislation.determinations import (
    NAMED_AMOUNT,
    Answers,
    Benefits,
    Determinations,
)
from ansinh.legislation.marks import plan_for
from ansinh.legislation.open_rows import counts_of, profiles_of, provinces_of, settled
from ansinh.legislation.planes import Planes
from ansinh.legislation.processors import spread

Array = npt.NDArray[Any]
# People at a time: few enough that temporary arrays stay in the processor's cache, so many that an operation is long
# beside the wait for Python's lock that two threads have at its end.
BLOCK = 262_144


def determine(batch: FactBatch, rules: MonthRules, room: AnswerRoom | None = None) -> Determinations:
    """Answers for all people of a batch in one month, in a room or in new memory."""
    answers, plan = Answers.of(batch.n, room), plan_for(batch, rules)

    def worker() -> Callable[[int], Benefits]:
        planes = Planes(plan, rules, min(BLOCK, batch.n))
        return lambda start: _block(batch.rows(start, start + BLOCK), start, answers.rows(start, start + BLOCK), planes)

    found = spread(range(0, max(batch.n, 1), BLOCK), worker)
    return answers.with_lines(found, None if plan.uncertain else plan.known_bits)


def _block(batch: FactBatch, start: int, answers: Answers, planes: Planes) -> Benefits:
    rules = planes.rules
    planes.fill(batch)
    planes.masks_into(answers.true_mask, answers.known_mask)
    rows, held = planes.titles(answers.true_mask, answers.known_mask)
    true, counts, province = answers.true_mask[rows], counts_of(batch, rows, rules), provinces_of(batch, rows)
    profiles = profiles_of(true, counts, province, rules)
    if planes.uncertain:
        known = answers.known_mask[rows]
        certain = titles(true, maybe_of(true, known, rules), rules)
        where = np.flatnonzero((province == 0) | (held != certain) | _unmeasured(known, held, counts, rules))
        missing, completed = settled(true[where], known[where], counts[where], province[where], rules)
        answers.leave_open(rows[where], missing)
        held[where] = np.where(missing != 0, np.uint64(0), titles(completed.true, completed.true, rules))
        profiles.put(where, completed)
    return written(rows, start, profiles, held, answers, rules)


def _unmeasured(known: Array, possible: Array, counts: Array, rules: MonthRules) -> Array:
    """Rows with a title that depends in its amount on facts that are not known."""
    found = np.zeros(len(possible), dtype=np.bool_)
    for column, rule in enumerate(rules.rules):
        bits = np.uint64(rule.band_bits)
        measured = (known & bits) == bits
        for name, gate in rule.per_child:
            bit = np.uint64(gate)
            measured &= (counts[:, rules.count_facts.index(name)] != NULL_NUMBER) & ((known & bit) == bit)
        found |= has_title(possible, column) & ~measured
    return found


def written(rows: Array, start: int, profiles: Profiles, held: Array, answers: Answers, rules: MonthRules) -> Benefits:
    """The lines of a block's rows for the titles they hold; outcomes and totals go into the block's answers.

    ``start``: where the block begins in the batch, to which the rows of the lines are counted.
    """
    paid = lines(profiles, held, rules)
    answers.total_vnd[rows] = paid.total
    answers.outcome[rows] |= paid.total > 0  # ELIGIBLE, or what was there: NOT_ELIGIBLE or UNDETERMINED
    index = np.array([rule.index for rule in rules.rules], dtype=np.int16)
    return Benefits(
        (rows[paid.row] + start).astype(np.int32),
        index[paid.column],
        paid.tenths,
        np.where(paid.tenths == NAMED_AMOUNT, paid.amount, profiles.base[paid.row]),
        paid.amount,
    )
