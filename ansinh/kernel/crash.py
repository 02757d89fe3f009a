"""Named places at which a fault test may kill the process, to prove that the same command finishes the job."""

from __future__ import annotations

import os

CRASHED = 137


def crash_here(name: str) -> None:
    """Die at once, as if by SIGKILL, when ANSINH_CRASH_AT holds this name; otherwise do nothing."""
    if os.environ.get("ANSINH_CRASH_AT") == name:
        os._exit(CRASHED)
