"""The communes' files of a month, taken in: those of the inbox, or of a folder with a folder a commune."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from ansinh.access.public import Actor
from ansinh.areas import public as areas
from ansinh.determination.public import law_in_force
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import base_steps
from ansinh.registry import public as registry


def _lying_there(
    folder: Path, month: Month, communes: Sequence[areas.Unit], *, on: date, by: Actor
) -> Iterator[intake.SourceFile]:
    """Files that somebody keeps in a folder of their own, read where they lie. An unknown commune is a Refusal."""
    wanted = {commune.code for commune in communes}
    for place in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not place.is_dir() or (wanted and place.name not in wanted):
            continue
        area = areas.commune(place.name, month.first)
        for path in sorted(place.iterdir()):
            if path.suffix.lower() in intake.KINDS:
                yield intake.receive_file(actor=by, path=path, area=area, on=on, bases=base_steps(law_in_force()))


def _waiting(month: Month, communes: Sequence[areas.Unit], *, on: date, by: Actor) -> Iterator[intake.SourceFile]:
    """Files of the inbox; what was put there a moment ago is sealed before it is read. What lies there for the month
    and is nobody's list is a Refusal."""
    left = intake.seal_inbox(settings.INBOX).left
    if strange := [path for path in left if path.is_relative_to(settings.INBOX / str(month))]:
        raise Refusal(
            "Hộp nhận có tệp không phải danh sách của một xã trong tháng: %(file)s.",
            code="unknown_commune", file=str(strange[0].relative_to(settings.INBOX)),
        )  # fmt: skip
    for waiting in intake.waiting_files(month, [commune.pk for commune in communes]):
        yield intake.receive_waiting(actor=by, waiting=waiting, on=on, bases=base_steps(law_in_force()))


def take_in_lists(
    folder: Path | None, month: Month, communes: Sequence[areas.Unit], *, on: date, by: Actor
) -> dict[str, int]:
    """Receive each file and accept the rows in which nothing is doubtful; the others wait for a person.

    ``folder``: None for the inbox. A file that was taken in before is recognised and adds nothing.
    """
    files = accepted = left = changes = 0
    given = _lying_there(folder, month, communes, on=on, by=by) if folder else _waiting(month, communes, on=on, by=by)
    for file in given:
        done = registry.accept_import(actor=by, file=file, positions=None, on=on)
        files, accepted, left = files + 1, accepted + done.accepted, left + done.left
        changes += done.new + done.changed
    return {"files": files, "rows_accepted": accepted, "rows_with_problems": left, "changes": changes}
