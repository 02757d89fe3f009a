"""Seconds of the parts of a month, and the memory they took."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Stopwatch:
    """Seconds by name of part; parts within parts are counted in both."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time a block."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - started

    @contextmanager
    def within(self, owner: Any, function: str, name: str) -> Iterator[None]:
        """Time every call of a module's function while the block runs."""
        original: Callable[..., Any] = getattr(owner, function)

        def timed(*args: Any, **named: Any) -> Any:
            with self.part(name):
                return original(*args, **named)

        setattr(owner, function, timed)
        try:
            yield
        finally:
            setattr(owner, function, original)


def forget_peak() -> None:
    """Begin the peak of this process's memory anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_mib() -> int:
    """The peak of this process's memory since ``forget_peak``, in MiB. The database's processes are not in it."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def load() -> str:
    """The load average of the last minute, to be read beside each figure: on 2 cores, more than 2 is waiting."""
    return f"{os.getloadavg()[0]:.1f}"
