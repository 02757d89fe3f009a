"""Folders in which files are put down by whoever sends them: what lies there open, and sealing one as it lies."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ansinh.kernel.crash import crash_here
from ansinh.kernel.sealing.files import Kept, pieces_of, seal_file

QUIET = timedelta(minutes=5)
"""A file that somebody has written to since may still be on its way."""


@dataclass(frozen=True)
class SealedFolder:
    """How many files were sealed, and those that stay as they lie: nobody can say whose they are."""

    sealed: int
    left: tuple[Path, ...]


def quiet_since(path: Path, moment: datetime | None) -> bool:
    """Whether nobody has written to a file since; always, without a moment."""
    return moment is None or path.stat().st_mtime <= moment.timestamp()


def lying_open(*folders: Path, until: datetime | None = None) -> list[Path]:
    """Files that lie open in folders meant for what is sent in, and have since ``until``."""
    found = (path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*")))
    return [path for path in found if path.is_file() and not path.name.startswith(".") and quiet_since(path, until)]


def seal_folder(folder: Path, seal: Callable[[Path], bool | None], until: datetime | None) -> SealedFolder:
    """Hand each file that lies open to ``seal``, which tells whether it was unknown and is sealed now.

    None when nobody can say whose it is.
    """
    told = [(path, seal(path)) for path in lying_open(folder, until=until)]
    return SealedFolder(
        sum(sealed is True for _, sealed in told), tuple(path for path, sealed in told if sealed is None)
    )


def seal_as_it_lies(path: Path, digest: str, to: str) -> Kept | None:
    """Seal a file whose SHA-256 was ``digest``; None when somebody is writing to it: the next time finds it whole."""
    with path.open("rb") as stream:
        before = os.fstat(stream.fileno())
        kept = seal_file(pieces_of(stream), to)
        after = os.fstat(stream.fileno())
    if kept.sha256 != digest or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return None
    return kept


def take_away(path: Path) -> None:
    """The open file goes, once its sealed copy is on the disk and what names it is committed."""
    crash_here("put_down.committed")
    path.unlink(missing_ok=True)
