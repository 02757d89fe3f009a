"""Take in a file that waits in the inbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ansinh.access.public import Actor
from ansinh.intake.inbox import opened
from ansinh.intake.models import SourceFile, WaitingFile
from ansinh.intake.operations.receive_file import receive_file


def receive_waiting(
    *, actor: Actor | None, waiting: WaitingFile, on: dt.date, bases: Sequence[tuple[str, int]]
) -> SourceFile:
    """Keep its rows as ``receive_file`` does; it is opened only when that was not done before. Raises Refusal."""
    if waiting.file is not None:
        return waiting.file
    file = SourceFile.objects.filter(area=waiting.area, sha256=waiting.sha256).first()
    if file is None:
        with opened(waiting) as path:
            file = receive_file(actor=actor, path=path, area=waiting.area, on=on, bases=bases, name=waiting.name)
    WaitingFile.objects.filter(pk=waiting.pk, file=None).update(file=file)
    return file
