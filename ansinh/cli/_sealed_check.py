"""Whether everything that has to be sealed is: columns, stored files, and the folders that things are sent to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from ansinh.kernel.sealing.columns import verify_sealed
from ansinh.kernel.sealing.files import wrong_files
from ansinh.kernel.sealing.put_down import lying_open, quiet_since

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
    left, fresh = [], []
    for path in lying_open(settings.INBOX, settings.RETURNS):
        (left if quiet_since(path, now - WITHIN) else fresh).append(path)
    files = tuple(f"{path}: tệp để rõ, chưa mã hóa" for path in left)
    closing = f"{verdict.closing}; {len(stored) + len(files)} sai lệch trong các tệp"
    return Sealed(tuple(map(str, verdict.wrong)) + stored + files, tuple(fresh), closing)
