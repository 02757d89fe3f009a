"""The operating-system account under which the embedded database runs.

PostgreSQL refuses to run as root. When we are root the server gets an unprivileged account that is on every Debian;
nothing is created and no folder's mode is loosened for it.
"""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CANDIDATES = ("postgres", "nobody")
WORLD_SEARCH = 0o001


@dataclass(frozen=True)
class Account:
    """Who owns the database's files: user and group ids, and whether that is somebody other than ourselves."""

    uid: int
    gid: int
    name: str
    other: bool

    def popen_arguments(self) -> dict[str, Any]:
        """Arguments for subprocess that make the child run under this account."""
        if not self.other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, path: Path) -> bool:
        """Whether the account may walk down to ``path`` (its parents are searchable for everybody or its own)."""
        if not self.other:
            return True
        return all(_searchable(folder, self.uid) for folder in (path, *path.parents) if folder.exists())


def _searchable(folder: Path, uid: int) -> bool:
    status = folder.stat()
    return bool(status.st_mode & WORLD_SEARCH) or status.st_uid == uid


def database_account(existing: Path | None = None) -> Account:
    """The account for the server; files that exist already keep their owner."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), str(os.geteuid()), other=False)
    if existing is not None and existing.exists():
        status = existing.stat()
        if status.st_uid != 0:
            return Account(status.st_uid, status.st_gid, str(status.st_uid), other=True)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name, other=True)
    raise LookupError("no unprivileged account (postgres, nobody) on this machine")
