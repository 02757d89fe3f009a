"""Answers for many people, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.answer_room import AnswerRoom
from ansinh.legislation.processors import spread

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
    conditions, to be read only; ``missing`` uint64 over FACTS, 0 unless undetermined.
    """

    outcome: Array
    total_vnd: Array
    true_mask: Array
    known_mask: Array
    missing: Array
    benefits: Benefits


@dataclass(frozen=True, slots=True)
class Answers:
    """The arrays of Determinations that have a place for each person, to be written block by block."""

    outcome: Array
    total_vnd: Array
    true_mask: Array
    known_mask: Array
    missing: Array
    room: AnswerRoom | None = None

    @classmethod
    def of(cls, n: int, room: AnswerRoom | None = None) -> Answers:
        """Places for ``n`` people, new or in a room; nobody is eligible in what ``rows`` gives of them."""
        if room is None:
            outcome, total = np.zeros(n, np.int8), np.zeros(n, np.int64)
            true, known = np.empty(n, np.uint64), np.empty(n, np.uint64)
        else:
            outcome, total = room.array("outcome", n, np.int8), room.array("total_vnd", n, np.int64)
            true, known = room.array("true_mask", n, np.uint64), room.array("known_mask", n, np.uint64)
        return cls(outcome, total, true, known, np.zeros(n, np.uint64), room)

    def places(self, start: int, stop: int) -> Answers:
        """The places from ``start`` to before ``stop``; writing there writes here."""
        places = slice(start, stop)
        return Answers(
            self.outcome[places],
            self.total_vnd[places],
            self.true_mask[places],
            self.known_mask[places],
            self.missing[places],
        )

    def rows(self, start: int, stop: int) -> Answers:
        """As ``places``, to be answered now: nobody is eligible yet."""
        part = self.places(start, stop)
        if self.room is not None:  # what was there is another month's
            part.outcome.fill(NOT_ELIGIBLE)
            part.total_vnd.fill(0)
        return part

    def leave_open(self, rows: Array, missing: Array) -> None:
        """Note what is missing for each of these rows (uint64 over FACTS, 0: nothing); who misses something is open."""
        self.missing[rows] = missing
        self.outcome[rows] = np.where(missing != 0, UNDETERMINED, NOT_ELIGIBLE)

    def with_lines(self, lines: Sequence[Benefits], known_bits: int | None = None) -> Determinations:
        """The answers with the lines of consecutive blocks put together.

        ``known_bits``: what is known of everybody alike, where no block has written ``known_mask``; it is then one
        number seen from every place, which spares eight bytes a person.
        """
        known = self.known_mask
        if known_bits is not None:
            known = np.broadcast_to(np.uint64(known_bits), self.outcome.shape)
        return Determinations(self.outcome, self.total_vnd, self.true_mask, known, self.missing, self._together(lines))

    def _together(self, lines: Sequence[Benefits]) -> Benefits:
        if len(lines) == 1:
            return lines[0]

        def column(name: str) -> Array:
            parts = [getattr(part, name) for part in lines]
            return np.concatenate(parts) if self.room is None else self.room.joined(name, parts)

        names = "row", "category", "coefficient_tenths", "base_vnd", "amount_vnd"
        return Benefits(*spread(names, lambda: column))
