"""Chance without a stream: every draw is a pure function of seed, place, what is drawn and for whom.

So a commune alone is the same as within the province, the first thousand households are the same in a commune of any
size, and a new kind of draw leaves all others as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


class Dice:
    """Draws for one commune. ``keys`` name the people or households drawn for; results come in their order."""

    def __init__(self, seed: int, place: str) -> None:
        self.seed = seed
        self.place = place

    def _salt(self, name: str) -> np.uint64:
        digest = hashlib.blake2b(f"{self.seed}/{self.place}/{name}".encode(), digest_size=8).digest()
        return np.uint64(int.from_bytes(digest, "big"))

    def uniform(self, name: str, keys: Keys) -> Floats:
        """Numbers in [0, 1), by the finalizer of SplitMix64."""
        mixed = (keys + np.uint64(1)) * _GOLDEN
        mixed ^= self._salt(name)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
        mixed ^= mixed >> np.uint64(31)
        return (mixed >> np.uint64(11)).astype(np.float64) * (1.0 / 9007199254740992.0)

    def happens(self, name: str, keys: Keys, probability: float | Floats) -> Bools:
        """Whether it happens to each."""
        return np.asarray(self.uniform(name, keys) < probability)

    def integer(self, name: str, keys: Keys, low: int, high: int | Ints) -> Ints:
        """Whole numbers from ``low`` up to but not including ``high``."""
        return np.asarray(low + (self.uniform(name, keys) * (high - low))).astype(np.int64)

    def choice(self, name: str, keys: Keys, weights: Sequence[float]) -> Ints:
        """Positions in ``weights``, which need not add up to one."""
        total = np.cumsum(np.asarray(weights, dtype=np.float64))
        return np.searchsorted(total / total[-1], self.uniform(name, keys), side="right").astype(np.int64)
