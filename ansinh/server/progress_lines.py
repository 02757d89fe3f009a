"""Lines that tell a person at a terminal what is being done and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def vietnamese_seconds(seconds: float) -> str:
    """1.25 → "1,2 giây"."""
    return f"{seconds:.1f}".replace(".", ",") + " giây"


def say(text: str) -> None:
    """One line on standard output, at once."""
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Show ``what`` while the block runs, then the seconds it took; ✗ when it failed (the error goes on)."""
    live = sys.stdout.isatty()
    if live:
        print(f"  … {what}", end="", flush=True)
    began = time.monotonic()
    mark = "✗"
    try:
        yield
        mark = "✓"
    finally:
        line = f"  {mark} {what} ({vietnamese_seconds(time.monotonic() - began)})"
        say(f"\r{line}" if live else line)
