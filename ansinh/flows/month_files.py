"""The communes' files of a month, taken in: a folder a commune, named by its code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ansinh.access.public import Actor
from ansinh.areas import public as areas
from ansinh.determination.public import law_in_force
from ansinh.intake import public as intake
from ansinh.kernel.period import Month
from ansinh.legislation import base_steps
from ansinh.registry import public as registry

KINDS = (".xlsx", ".xls", ".ods", ".csv")


def files_of(inbox: Path | None, month: Month, communes: Sequence[areas.Unit]) -> list[tuple[areas.Unit, Path]]:
    """The files that lie in the inbox for a month, with their communes. An unknown folder is a Refusal."""
    if inbox is None or not inbox.is_dir():
        return []
    wanted = {commune.code for commune in communes}
    folders = [
        folder for folder in sorted(inbox.iterdir()) if folder.is_dir() and (not wanted or folder.name in wanted)
    ]
    return [
        (areas.commune(folder.name, month.first), path)
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in KINDS
    ]


def take_in_lists(
    inbox: Path | None, month: Month, communes: Sequence[areas.Unit], *, on: date, by: Actor
) -> dict[str, int]:
    """Receive each file and accept the rows in which nothing is doubtful; the others wait for a person.

    A file that was taken in before is recognised and adds nothing.
    """
    files = files_of(inbox, month, communes)
    accepted = left = changes = 0
    for commune, path in files:
        file = intake.receive_file(actor=by, path=path, area=commune, on=on, bases=base_steps(law_in_force()))
        done = registry.accept_import(actor=by, file=file, positions=None, on=on)
        accepted, left, changes = accepted + done.accepted, left + done.left, changes + done.new + done.changed
    return {"files": len(files), "rows_accepted": accepted, "rows_with_problems": left, "changes": changes}
