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
from ansinh.legislation.fast.columns import Columns, tables_of_plan
from ansinh.legislation.fast.room import Lines, Places, Room
from ansinh.legislation.fast.tables import tables_of
from ansinh.legislation.kernel import written
from ansinh.legislation.marks import plan_for
from ansinh.legislation.open_rows import counts_of, provinces_of, settled
from ansinh.legislation.processors import spread

Array = npt.NDArray[Any]
BLOCK = 131_072  # people at a time: few enough that no processor waits for another at the end


def determine(batch: FactBatch, rules: MonthRules, room: AnswerRoom | None = None) -> Determinations:
    """Answers for all people of a batch in one month, in a room or in new memory."""
    answers, plan, law = Answers.of(batch.n, room), plan_for(batch, rules), tables_of(rules)
    marks, people = tables_of_plan(plan, rules), min(BLOCK, batch.n)

    def worker() -> Callable[[int], Benefits]:
        columns, work, lines = (
            Columns(rules, people),
            Room.of(law, loops.PIECE, people),
            Lines.of(people * law.combined.partners),
        )

        def block(start: int) -> Benefits:
            facts, own = batch.rows(start, start + BLOCK), answers.places(start, start + BLOCK)
            places = Places(own.outcome, own.total_vnd, own.true_mask, own.known_mask, start, answers.room is not None)
            count, opened = loops.answered(law, marks, columns.of(facts), work, places, lines)
            found = _taken(lines, count, room, start)
            return _merged(found, _settled(facts, work.open_rows[:opened], start, own, rules)) if opened else found

        return block

    found = spread(range(0, max(batch.n, 1), BLOCK), worker)
    return answers.with_lines(found, None if plan.uncertain else plan.known_bits)


def _taken(lines: Lines, count: int, room: AnswerRoom | None, start: int) -> Benefits:
    """The lines of a block, out of the thread's room."""
    if room is None:
        return Benefits(*(array[:count].copy() for array in lines))
    names = Lines._fields
    return Benefits(*(room.copied(f"{name} {start}", array[:count]) for name, array in zip(names, lines, strict=True)))


def _settled(batch: FactBatch, rows: Array, start: int, answers: Answers, rules: MonthRules) -> Benefits:
    """Answers of rows of a block whose unknown facts may matter; their lines."""
    counts, province = counts_of(batch, rows, rules), provinces_of(batch, rows)
    missing, completed = settled(answers.true_mask[rows], answers.known_mask[rows], counts, province, rules)
    answers.leave_open(rows, missing)
    held = np.where(missing != 0, np.uint64(0), titles(completed.true, completed.true, rules))
    return written(rows, start, completed, held, answers, rules)


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
