"""Masks and titles on NumPy: bits in planes of one byte a person (marks.py), so that an operation does many people.

Arrays are made once and used again for each block; of a block of ``n`` people their first ``n`` places are used.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.asked import Checks, asked_of
from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.decide import any_term, maybe_of
from ansinh.legislation.formula import Term
from ansinh.legislation.marks import PLANES, Marks, MaskPlan, bytes_of, stored_codes

Array = npt.NDArray[Any]


class Planes:
    """The planes of blocks of up to ``people`` people in one month."""

    def __init__(self, plan: MaskPlan, rules: MonthRules, people: int) -> None:
        self.rules, self.plan = rules, plan
        self.uncertain = plan.uncertain
        self.n = 0
        self._people = people
        self._true, self._known, self._maybe = (np.empty((PLANES, people), dtype=np.uint8) for _ in range(3))
        self._held, self._byte = np.empty(people, dtype=np.bool_), np.empty(people, dtype=np.uint8)
        self._amiss = [np.empty(people, dtype=np.uint8) for _ in range(3)]

    def fill(self, batch: FactBatch) -> None:
        """Make the planes of a block."""
        self.n = batch.n
        _start(self._true, self.plan.true_bits)
        if self.uncertain:
            _start(self._known, self.plan.known_bits)
        for each in self.plan.columns:
            column = stored_codes(each.classes.column, batch, self.rules)
            self._mark(self._true, each.true, column)
            if len(each.known.cut):
                self._mark(self._known, each.known, column)
        if self.uncertain:
            used = bytes_of(self.rules.used_bits)[:, None]
            np.bitwise_and(~self._known, used, out=self._maybe)
            self._maybe |= self._true

    def masks_into(self, true: Array, known: Array) -> None:
        """Write the block's masks, uint64 a person; what is known only where facts may be unknown."""
        _join(self._true[:, : self.n], self.rules.used_bits, true)
        if self.plan.unknown:
            _join(self._known[:, : self.n], self.rules.used_bits, known)
        elif self.uncertain:
            known.fill(self.plan.known_bits)

    def titles(self, true: Array, known: Array) -> tuple[Array, Array]:
        """(positions of people who may have a title, their titles: a bit a rule in uint64), by the block's masks."""
        planes = self._titles(true, known)
        some = planes[0].copy()
        for plane in planes[1:]:
            some |= plane
        rows = np.flatnonzero(some)
        return rows, _bits(planes, rows)

    def _mark(self, planes: Array, marks: Marks, column: Array) -> None:
        held, changed = self._held[: self.n], self._byte[: self.n]
        for cut, plane, delta in zip(marks.cut, marks.plane.tolist(), marks.delta, strict=True):
            np.greater_equal(column, cut, out=held)
            np.multiply(held.view(np.uint8), delta, out=changed)
            target = planes[plane, : self.n]
            np.bitwise_xor(target, changed, out=target)

    def _titles(self, true: Array, known: Array) -> list[Array]:
        """Planes of titles that may hold. What is amiss is gathered: 0 is a title."""
        asked = asked_of(self.rules)
        maybe, present = ((self._maybe if self.uncertain else self._true)[:, : self.n], self._true[:, : self.n])
        absent = ~maybe
        gate, own, some = (array[: self.n] for array in self._amiss)
        byte = self._byte[: self.n]
        found = [np.zeros(self.n, dtype=np.uint8) for _ in range((len(asked.titles) + 7) // 8)]
        gate.fill(0)
        self._amiss_in(asked.gate, absent, present, gate, gate)
        for position, title in enumerate(asked.titles):
            self._amiss_in(title.shared, absent, present, gate, own)
            if title.one_of:
                some.fill(0)
                for plane, bits in title.one_of:
                    np.bitwise_and(maybe[plane], np.uint8(bits), out=byte)
                    some |= byte
                own |= np.equal(some, 0, out=byte.view(np.bool_))
            held = np.equal(own, 0, out=byte.view(np.bool_))
            if title.alternatives:
                self._confirm(held, title.alternatives, true, known)
            np.multiply(byte, np.uint8(1 << position % 8), out=byte)
            found[position // 8] |= byte
        return found

    def _confirm(self, held: Array, alternatives: tuple[Term, ...], true: Array, known: Array) -> None:
        """Leave those for whom, by their whole masks, an alternative may hold."""
        rows = np.flatnonzero(held)
        surely = true[rows]
        maybe = maybe_of(surely, known[rows], self.rules) if self.uncertain else surely
        held[rows] = any_term(alternatives, maybe, surely)

    def _amiss_in(self, checks: Checks, absent: Array, present: Array, before: Array, out: Array) -> None:
        """What was amiss before, and what of the checks is."""
        byte = self._byte[: self.n]
        for plane, wanted, unwanted in checks:
            for planes, bits in ((absent, wanted), (present, unwanted)):
                if bits:
                    np.bitwise_and(planes[plane], np.uint8(bits), out=byte)
                    np.bitwise_or(before, byte, out=out)
                    before = out
        if before is not out:
            out[:] = before


def _start(planes: Array, bits: int) -> None:
    planes[:] = bytes_of(bits)[:, None]


def _join(planes: Array, used: int, masks: Array) -> None:
    """Masks of 64 bits of planes; planes in which no condition of the month lies are 0 for everybody."""
    bytes_ = masks.view(np.uint8).reshape(-1, PLANES)
    for plane in range(PLANES):
        bytes_[:, plane] = planes[plane]


def _bits(planes: list[Array], rows: Array) -> Array:
    held = planes[0][rows].astype(np.uint64)
    for place, plane in enumerate(planes[1:], 1):
        held |= plane[rows].astype(np.uint64) << np.uint64(8 * place)
    return held
