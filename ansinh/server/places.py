"""Where the embedded database keeps its files. Looks only; creates nothing."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from ansinh.server.account import Account, database_account

PROJECT = Path(__file__).resolve().parents[2]
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # sun_path of Linux without its closing zero
SHARED_STATE = Path("/var/lib/ansinh")
PRACTICE = "ANSINH_PRACTICE"


@dataclass(frozen=True)
class Places:
    """Folders and lock files of one embedded database.

    ``cluster`` is PGDATA; ``socket`` is the folder of the Unix socket, a sibling so that tools that copy PGDATA do not
    meet it; ``start_lock`` is held while the server is started or stopped, ``users_lock`` is shared by all who use it.
    """

    root: Path
    cluster: Path
    socket: Path
    log: Path
    start_lock: Path
    users_lock: Path
    account: Account


def is_practice() -> bool:
    """Whether this process belongs to a practice installation."""
    return os.environ.get(PRACTICE) == "1"


def installation_directory() -> Path:
    """ANSINH_DATA, or .data in the project: the real installation's folder, with the embedded server."""
    return Path(os.environ.get("ANSINH_DATA") or PROJECT / ".data").absolute()


def data_directory() -> Path:
    """Everything An Sinh writes that is not in the database; a practice installation has a folder of its own below."""
    return installation_directory() / "practice" if is_practice() else installation_directory()


def places(folder: Path | None = None) -> Places:
    """The places of the database that belongs to a data folder (default: ``installation_directory()``).

    When we are root and the folder lies in somebody's closed home, the server's own account could not reach it: then
    the database lives under /var/lib/ansinh, in a folder named after the one that was asked for.
    """
    wanted = folder or installation_directory()
    account = database_account(wanted / "pg")
    root = wanted
    if not account.can_reach(wanted):
        root = SHARED_STATE / _short_hash(wanted)
        account = database_account(root / "pg")
    return Places(
        root=root,
        cluster=root / "pg",
        socket=_socket_folder(root),
        log=root / "postgres.log",
        start_lock=root / "start.lock",
        users_lock=root / "users.lock",
        account=account,
    )


def _socket_folder(root: Path) -> Path:
    beside = root / "socket"
    if len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return beside
    return Path("/tmp") / f"ansinh-{os.geteuid()}-{_short_hash(root)}"  # noqa: S108 - 0700, owner is checked at start


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
