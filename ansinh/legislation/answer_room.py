"""Memory that answers are written into again and again.

Touching new memory costs the compiled kernel a third of its time. Who is done with one month's answers when asking for
the next (an outlook, arrears, sums by year) keeps a room and spares that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


@dataclass(slots=True)
class AnswerRoom:
    """Room for the answers of one call at a time: the next call overwrites them. Not for two threads at once."""

    _kept: dict[str, Array] = field(default_factory=dict)

    def array(self, name: str, n: int, dtype: type[np.generic]) -> Array:
        """``n`` places of whatever was there before; more are made when there were fewer."""
        kept = self._kept.get(name)
        if kept is None or len(kept) < n:
            kept = self._kept[name] = np.empty(n, dtype=dtype)
        return kept[:n]

    def copied(self, name: str, array: Array) -> Array:
        """A copy, to be used until the next of that name."""
        kept = self.array(name, len(array), array.dtype.type)
        kept[:] = array
        return kept

    def joined(self, name: str, parts: Sequence[Array]) -> Array:
        """The parts one after another."""
        found: Array = np.concatenate(parts, out=self.array(name, sum(map(len, parts)), parts[0].dtype.type))
        return found
