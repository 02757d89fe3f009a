"""A piece of work done by the worker: whatever happens to it, the page it was asked on is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal

BROKEN = "Dừng vì lỗi của hệ thống; chạy lại sẽ làm tiếp, phần đã xong không làm lại."


@contextmanager
def reported_stage(work: str, stage: str) -> Iterator[None]:
    """Report the stage as running, and as failed with the reason when it stops. What was raised goes on."""
    progress.report(work, stage, state=progress.State.RUNNING)
    try:
        yield
    except BaseException as error:
        message = error.message if isinstance(error, Refusal) else BROKEN
        progress.report(work, stage, state=progress.State.FAILED, message=message)
        raise
