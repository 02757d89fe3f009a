"""Work spread over the processors that this process may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


def spread(items: Sequence[_Item], worker: Callable[[], Callable[[_Item], _Found]]) -> list[_Found]:
    """What workers give for the items, in their order. Each thread has a worker of its own, with room to work in.

    Threads serve because NumPy and compiled loops let go of Python's lock; one item needs none. Who is done takes the
    next item, so that a thread that others hold up does less and nobody waits for it longer than for one item.
    """
    threads = min(len(items), threads_at_most())
    if threads <= 1:
        return list(map(worker(), items))
    waiting = enumerate(items)

    def share(_: int) -> list[tuple[int, _Found]]:
        work = worker()
        return [(place, work(item)) for place, item in waiting]

    with ThreadPoolExecutor(threads) as pool:
        found = dict(pair for pairs in pool.map(share, range(threads)) for pair in pairs)
    return [found[place] for place in range(len(items))]


def threads_at_most() -> int:
    """One for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
