"""Blocks of people spread over the processors that this process may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


def spread(starts: Sequence[int], worker: Callable[[], Callable[[int], _T]]) -> list[_T]:
    """What workers give for the starts, in their order. Each thread has a worker of its own, with room to work in.

    Threads serve because NumPy and compiled loops let go of Python's lock; one block needs none.
    """
    threads = min(len(starts), threads_at_most())
    if threads <= 1:
        return list(map(worker(), starts))

    def share(number: int) -> list[_T]:
        return list(map(worker(), starts[number::threads]))

    with ThreadPoolExecutor(threads) as pool:
        shares = list(pool.map(share, range(threads)))
    return [shares[i % threads][i // threads] for i in range(len(starts))]


def threads_at_most() -> int:
    """One for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
