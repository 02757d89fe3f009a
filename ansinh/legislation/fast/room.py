"""Where the compiled loops work and write; one of each a thread, used again for each block."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ansinh.legislation.fast.tables import LawTables
from ansinh.legislation.marks import PLANES

Array = npt.NDArray[Any]


class TitleRoom(NamedTuple):
    """Room for the titles of one person: rule, tenths and amount int64, paid bool; and for totals of groups, int64."""

    rule: Array
    tenths: Array
    amount: Array
    paid: Array
    total: Array

    @classmethod
    def of(cls, law: LawTables) -> TitleRoom:
        """Room for all rules and groups of a month."""
        groups, rules = law.combined.parents, len(law.measures.named)
        rule, tenths, amount = (np.empty(rules, dtype=np.int64) for _ in range(3))
        return cls(rule, tenths, amount, np.empty(rules, dtype=np.bool_), np.empty(groups, dtype=np.int64))


class Room(NamedTuple):
    """Room for a piece of people: planes of a byte a person, the rows of those who may have a title, and which."""

    true: Array
    known: Array
    maybe: Array
    found: Array  # planes of titles
    gate: Array
    own: Array
    some: Array
    rows: Array  # int64
    held: Array  # uint64, a bit for each rule
    open_rows: Array  # int64, of the whole block
    titles: TitleRoom

    @classmethod
    def of(cls, law: LawTables, piece: int, people: int) -> Room:
        """Room for pieces of so many people of blocks of so many, and for all rules of a month."""
        true, known, maybe = (np.empty((PLANES, piece), dtype=np.uint8) for _ in range(3))
        found = np.empty(((len(law.measures.named) + 7) // 8, piece), dtype=np.uint8)
        gate, own, some = (np.empty(piece, dtype=np.uint8) for _ in range(3))
        rows, held = np.empty(piece + 1, dtype=np.int64), np.empty(piece, dtype=np.uint64)
        open_rows = np.empty(people, dtype=np.int64)
        return cls(true, known, maybe, found, gate, own, some, rows, held, open_rows, TitleRoom.of(law))


class Places(NamedTuple):
    """Places of a block's answers; ``start``: where it begins; ``stale``: another month's answers stand there."""

    outcome: Array
    total: Array
    true: Array
    known: Array
    start: int
    stale: bool


class Lines(NamedTuple):
    """Room for the lines of a block, as Benefits."""

    row: Array
    category: Array
    tenths: Array
    base: Array
    amount: Array

    @classmethod
    def of(cls, most: int) -> Lines:
        """Room for so many lines; only what is written takes memory."""
        return cls(*(np.empty(most, dtype) for dtype in (np.int32, np.int16, np.int16, np.int64, np.int64)))
