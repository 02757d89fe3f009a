"""Whether everything that has to be sealed is: columns, stored files, and the folders that things are sent to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from ansinh.intake.public import lying_open
from ansinh.kernel.sealing.columns import verify_sealed
from ansinh.kernel.sealing.files import wrong_files

WITHIN = timedelta(hours=2)
"""What was put down less than so long ago may still wait for the hour that seals it."""


@dataclass(frozen=True)
class Sealed:
    """What is wrong, as sentences; files that came just now; the closing figures."""

    wrong: tuple[str, ...]
    fresh: tuple[Path, ...]
    closing: str


def check_sealed(now: datetime) -> Sealed:
    """Look at every sealed value, every stored file, and where lists and answers come in.

    Needs a role that sees all rows.
    """
    verdict = verify_sealed()
    stored = tuple(map(str, wrong_files()))
    folders = settings.INBOX, settings.RETURNS
    lying, left = lying_open(*folders), set(lying_open(*folders, until=now - WITHIN))
    files = tuple(f"{path}: tệp để rõ, chưa mã hóa" for path in lying if path in left)
    closing = f"{verdict.closing}; {len(stored) + len(files)} sai lệch trong các tệp"
    return Sealed(
        tuple(map(str, verdict.wrong)) + stored + files, tuple(path for path in lying if path not in left), closing
    )
