"""The compiled kernel: blocks of people over all processors, each answer written where it belongs.

Facts that are not known are settled as in the kernel on NumPy (open_rows.py); all other rows by the compiled loops.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.answer_room import AnswerRoom
from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.decide import titles
from ansinh.legislation.determinations import Answers, Benefits, Determinations
from ansinh.legislation.fast import loops
from ansinh.legislation.fast.tables import Lines, Room, tables_of
from ansinh.legislation.kernel import written
from ansinh.legislation.marks import PLANES, by_age, bytes_of, plan_for, stored_codes
from ansinh.legislation.open_rows import counts_of, provinces_of, settled
from ansinh.legislation.processors import spread

Array = npt.NDArray[Any]
BLOCK = 131_072  # people at a time: what is worked on stays in the processor's cache


class _Month:
    """What all threads share: a month's law, the plan of the masks, and the columns as the compiled loops take them."""

    def __init__(self, batch: FactBatch, rules: MonthRules) -> None:
        self.batch, self.rules = batch, rules
        self.law = tables_of(rules)
        self.plan = plan_for(batch, rules)
        self.uncertain = self.plan.uncertain
        self.columns = [
            (each, None if by_age(each.classes.column) else _read_only(batch.columns[each.classes.column.name]))
            for each in self.plan.columns
        ]
        self.category = np.array([rule.index for rule in rules.rules], dtype=np.int16)


class _Worker:
    """What one thread works with: room that is used again for each block."""

    def __init__(self, month: _Month) -> None:
        self.month, self.rules, self.law = month, month.rules, month.law
        people, groups = min(BLOCK, month.batch.n), self.law.combined.parents
        self.true, self.known, self.maybe = (np.empty((PLANES, people), dtype=np.uint8) for _ in range(3))
        shape = (len(self.rules.rules) + 7) // 8, people
        self.found, self.certain = np.empty(shape, dtype=np.uint8), np.empty(shape, dtype=np.uint8)
        self.pieces = np.empty((4, loops.PIECE), dtype=np.uint8)
        self.rows = np.empty(people + 1, dtype=np.int64)
        self.open_rows = np.empty(people + 1, dtype=np.int64)
        self.lines = Lines.of(people * (groups + 1))  # of each group one line, and the parent's beside
        self.room = Room.of(self.law)

    def block(self, start: int, answers: Answers) -> Benefits:
        """Answer for the people from ``start``; their lines."""
        batch = self.month.batch.rows(start, start + BLOCK)
        self._masks(batch, start, answers)
        rows = self._holders(batch)
        counts, province = counts_of(batch, rows, self.rules), provinces_of(batch, rows)
        if not self.month.uncertain:
            return self._decided(rows, start, counts, province, answers)
        where = self.open_rows[: loops.opened(
            self.law.measures, rows, self.found, self.certain, answers.known_mask, counts, province, self.open_rows
        )]  # fmt: skip
        settled_ = np.ones(len(rows), dtype=np.bool_)
        settled_[where] = False
        lines = self._decided(rows[settled_], start, counts[settled_], province[settled_], answers)
        return _merged(lines, self._settled(rows[where], start, counts[where], province[where], answers))

    def _masks(self, batch: FactBatch, start: int, answers: Answers) -> None:
        """The planes of this block, and the masks joined from them in the answers."""
        plan = self.month.plan
        loops.fill(self.true, bytes_of(plan.true_bits))
        if self.month.uncertain:
            loops.fill(self.known, bytes_of(plan.known_bits))
        for each, whole in self.month.columns:
            if whole is None:
                column = _read_only(stored_codes(each.classes.column, batch, self.rules))
            else:
                column = whole[start : start + BLOCK]
            loops.mark(self.true, column, each.true.cut, each.true.plane, each.true.delta)
            if len(each.known.cut):
                loops.mark(self.known, column, each.known.cut, each.known.plane, each.known.delta)
        loops.joined(self.true, answers.true_mask)
        if self.month.uncertain:
            loops.joined(self.known, answers.known_mask)

    def _holders(self, batch: FactBatch) -> Array:
        """Positions of those who may have a title; the planes of titles that may, and that surely hold, are made."""
        if self.month.uncertain:
            loops.possible(self.true, self.known, bytes_of(self.rules.used_bits), self.maybe)
            loops.titled(self.law.asked, self.maybe, self.true, batch.n, self.pieces, self.found)
            loops.titled(self.law.asked, self.true, self.maybe, batch.n, self.pieces, self.certain)
        else:
            loops.titled(self.law.asked, self.true, self.true, batch.n, self.pieces, self.found)
        return self.rows[: loops.holders(self.found, batch.n, self.pieces[0], self.rows)]

    def _decided(self, rows: Array, start: int, counts: Array, province: Array, answers: Answers) -> Benefits:
        """The lines of rows whose facts settle the answer; outcomes and totals go into the block's answers."""
        count = loops.decided(
            self.law, rows, self.found, answers.true_mask, counts, province, self.room,
            answers.outcome, answers.total_vnd, self.lines,
        )  # fmt: skip
        row, rule, tenths, base, amount = (array[:count] for array in self.lines)
        return Benefits(row + np.int32(start), self.month.category[rule], tenths.copy(), base.copy(), amount.copy())

    def _settled(self, rows: Array, start: int, counts: Array, province: Array, answers: Answers) -> Benefits:
        """As _decided, of rows whose unknown facts may matter."""
        missing, completed = settled(answers.true_mask[rows], answers.known_mask[rows], counts, province, self.rules)
        answers.leave_open(rows, missing)
        held = np.where(missing != 0, np.uint64(0), titles(completed.true, completed.true, self.rules))
        return written(rows, start, completed, held, answers, self.rules)


def determine(batch: FactBatch, rules: MonthRules, room: AnswerRoom | None = None) -> Determinations:
    """Answers for all people of a batch in one month, in a room or in new memory."""
    month, answers = _Month(batch, rules), Answers.of(batch.n, room)
    known_bits = None if month.uncertain else month.plan.known_bits

    def worker() -> Callable[[int], Benefits]:
        block = _Worker(month).block
        return lambda start: block(start, answers.rows(start, start + BLOCK))

    return answers.with_lines(spread(range(0, max(batch.n, 1), BLOCK), worker), known_bits)


def _read_only(array: Array) -> Array:
    """The same array in one piece, read-only: one compiled form whether it could be written to or not."""
    view = np.ascontiguousarray(array).view()
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
