"""Where a run writes until its results are whole: hidden, beside them, and locked as long as the run lives.

Whoever is killed leaves it there. The system lets go of a dead process's lock, so the next run beside it sees that
nobody holds it and takes it away. Names carry the machine's, for whether another machine's lock is seen is up to the
file system.
"""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

PREFIX = ".determine-"
_NUMBER = "[0-9a-f]" * 32  # so that vm-2 is not taken for vm
_ours: set[Path] = set()


@contextmanager
def unfinished_folder(beside: Path) -> Iterator[Path]:
    """A new folder in ``beside``; gone afterwards whatever happens. Raises OSError."""
    with _held(beside, "", Path.mkdir) as folder:
        yield folder


@contextmanager
def unfinished_file(beside: Path, suffix: str) -> Iterator[Path]:
    """A new empty file in ``beside``, for this account only; gone afterwards unless it was renamed. Raises OSError."""
    with _held(beside, suffix, lambda path: path.touch(0o600, exist_ok=False)) as file:
        yield file


@contextmanager
def _held(beside: Path, suffix: str, make: Callable[[Path], None]) -> Iterator[Path]:
    prefix = f"{PREFIX}{platform.node()}-"
    for left in beside.glob(f"{prefix}{_NUMBER}*"):
        _remove_if_dead(left)
    while True:
        path = beside / f"{prefix}{uuid4().hex}{suffix}"
        make(path)
        try:
            lock = _lock(path)
        except (BlockingIOError, FileNotFoundError):
            continue  # another run took what is just made for a dead one's
        except OSError:
            lock = None  # a file system without locks, where nobody removes anything
        if path.exists():
            break
        _release(lock)
    _ours.add(path)
    try:
        yield path
    finally:
        _remove(path)
        _ours.discard(path)
        _release(lock)


def put_away() -> None:
    """Remove what this process has unfinished, since it ends now."""
    for path in tuple(_ours):
        _remove(path)


def _lock(path: Path) -> int:
    """The only lock on a file or folder, as a handle; until that is closed or the process ends. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _release(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _remove_if_dead(path: Path) -> None:
    with suppress(OSError):  # alive, gone, another account's, or not to be told
        lock = _lock(path)
        try:
            _remove(path)
        finally:
            _release(lock)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
