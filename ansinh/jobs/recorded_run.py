"""Runs one job and leaves in the progress table whether, when and with what result it ran."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ansinh.kernel import progress


def recorded_run(name: str, run: Callable[[date], str], today: date) -> str:
    """The line that the job returned; a failure is recorded and goes on to the queue, which keeps it as failed."""
    progress.report(name, "run", state=progress.State.RUNNING, message=str(today))
    try:
        line = run(today)
    except Exception as error:
        progress.report(name, "run", state=progress.State.FAILED, message=f"{today}: {error}")
        raise
    progress.report(name, "run", state=progress.State.DONE, message=f"{today}: {line}")
    return line
