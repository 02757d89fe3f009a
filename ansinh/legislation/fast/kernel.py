"""The compiled kernel: blocks of people over all processors, each answer written where it belongs.

Facts that are not known are settled as in the kernel on NumPy (open_rows.py); all other rows by the compiled loops.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.decide import titles
from ansinh.legislation.determinations import Answers, Benefits, Determinations
from ansinh.legislation.fast import loops
from ansinh.legislation.fast.tables import Lines, Room, tables_of
from ansinh.legislation.kernel import written
from ansinh.legislation.marks import PLANES, Marks, bytes_of, plan_for, stored_codes
from ansinh.legislation.open_rows import counts_of, provinces_of, settled

Array = npt.NDArray[Any]
BLOCK = 131_072  # people at a time: what is worked on stays in the processor's cache


class _Worker:
    """What one thread works with: a month's law, and room that is used again for each block."""

    def __init__(self, batch: FactBatch, rules: MonthRules) -> None:
        self.batch, self.rules = batch, rules
        self.law = tables_of(rules)
        self.plan = plan_for(batch, rules)
        known = self.plan.known_bits & rules.used_bits == rules.used_bits
        self.uncertain = self.plan.unknown or not known or "province" in batch.nullable
        people, groups = min(BLOCK, batch.n), self.law.parents
        self.true, self.known, self.maybe = (np.empty((PLANES, people), dtype=np.uint8) for _ in range(3))
        shape = (len(rules.rules) + 7) // 8, people
        self.found, self.certain = np.empty(shape, dtype=np.uint8), np.empty(shape, dtype=np.uint8)
        self.pieces = np.empty((4, loops.PIECE), dtype=np.uint8)
        self.rows = np.empty(people + 1, dtype=np.int64)
        self.open_rows = np.empty(people, dtype=np.int64)
        self.lines = Lines.of(people * (groups + 1))  # of each group one line, and the parent's beside
        self.room = Room.of(self.law)
        self.category = np.array([rule.index for rule in rules.rules], dtype=np.int16)

    def block(self, start: int, answers: Answers) -> Benefits:
        """Answer for the people from ``start``; their lines."""
        batch = self.batch.rows(start, start + BLOCK)
        self._masks(batch, answers)
        rows = self._holders(batch)
        counts, province = counts_of(batch, rows, self.rules), provinces_of(batch, rows)
        if not self.uncertain:
            return self._decided(rows, start, counts, province, answers)
        where = self.open_rows[: loops.opened(
            self.law, rows, self.found, self.certain, answers.known_mask, counts, province, self.open_rows
        )]  # fmt: skip
        settled_ = np.ones(len(rows), dtype=np.bool_)
        settled_[where] = False
        lines = self._decided(rows[settled_], start, counts[settled_], province[settled_], answers)
        return _merged(lines, self._settled(rows[where], start, counts[where], province[where], answers))

    def _masks(self, batch: FactBatch, answers: Answers) -> None:
        """The planes of this block, and the masks joined from them in the answers."""
        loops.fill(self.true, bytes_of(self.plan.true_bits))
        if not self.plan.unknown:
            answers.known_mask.fill(self.plan.known_bits)
        else:
            loops.fill(self.known, bytes_of(self.plan.known_bits))
        for each in self.plan.columns:
            column = stored_codes(each.classes.column, batch, self.rules)
            _mark(self.true, each.true, column)
            if len(each.known.cut):
                _mark(self.known, each.known, column)
        loops.joined(self.true, answers.true_mask)
        if self.plan.unknown:
            loops.joined(self.known, answers.known_mask)

    def _holders(self, batch: FactBatch) -> Array:
        """Positions of those who may have a title; the planes of titles that may, and that surely hold, are made."""
        if self.uncertain:
            if not self.plan.unknown:
                loops.fill(self.known, bytes_of(self.plan.known_bits))
            loops.possible(self.true, self.known, bytes_of(self.rules.used_bits), self.maybe)
            loops.titled(self.law, self.maybe, self.true, batch.n, self.pieces, self.found)
            loops.titled(self.law, self.true, self.maybe, batch.n, self.pieces, self.certain)
        else:
            loops.titled(self.law, self.true, self.true, batch.n, self.pieces, self.found)
        return self.rows[: loops.holders(self.found, batch.n, self.rows)]

    def _decided(self, rows: Array, start: int, counts: Array, province: Array, answers: Answers) -> Benefits:
        """The lines of rows whose facts settle the answer; outcomes and totals go into the block's answers."""
        count = loops.decided(
            self.law, rows, self.found, answers.true_mask, counts, province, self.room,
            answers.outcome, answers.total_vnd, self.lines,
        )  # fmt: skip
        row, rule, tenths, base, amount = (array[:count] for array in self.lines)
        return Benefits(row + np.int32(start), self.category[rule], tenths.copy(), base.copy(), amount.copy())

    def _settled(self, rows: Array, start: int, counts: Array, province: Array, answers: Answers) -> Benefits:
        """As _decided, of rows whose unknown facts may matter."""
        missing, completed = settled(answers.true_mask[rows], answers.known_mask[rows], counts, province, self.rules)
        answers.missing[rows] = missing
        held = np.where(missing != 0, np.uint64(0), titles(completed.true, completed.true, self.rules))
        return written(rows, start, completed, held, answers, self.rules)


def determine(batch: FactBatch, rules: MonthRules) -> Determinations:
    """Answers for all people of a batch in one month."""
    answers = Answers.of(batch.n)
    starts = range(0, max(batch.n, 1), BLOCK)
    threads = min(len(starts), threads_at_most())

    def work(own: Iterable[int]) -> list[Benefits]:
        worker = _Worker(batch, rules)
        return [worker.block(start, answers.rows(start, start + BLOCK)) for start in own]

    if threads == 1:
        return answers.with_lines(work(starts))
    with ThreadPoolExecutor(threads) as pool:
        shares = list(pool.map(work, [starts[i::threads] for i in range(threads)]))
    found = [shares[i % threads][i // threads] for i in range(len(starts))]
    return answers.with_lines(found)


def threads_at_most() -> int:
    """One for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _mark(planes: Array, marks: Marks, column: Array) -> None:
    loops.mark(planes, _read_only(np.ascontiguousarray(column)), marks.cut, marks.plane, marks.delta)


def _read_only(array: Array) -> Array:
    """The same array, read-only: one compiled form whether it could be written to or not."""
    view = array.view()
    view.flags.writeable = False
    return view


def _merged(one: Benefits, other: Benefits) -> Benefits:
    """Lines of two sets of people, sorted by person."""
    rows = np.concatenate([one.row, other.row])
    order = np.argsort(rows, kind="stable")

    def column(name: str) -> Array:
        joined: Array = np.concatenate([getattr(one, name), getattr(other, name)])[order]
        return joined

    return Benefits(
        rows[order], column("category"), column("coefficient_tenths"), column("base_vnd"), column("amount_vnd")
    )
