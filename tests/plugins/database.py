"""A throw-away PostgreSQL for one run of the tests; loaded before Django reads its settings.

DATABASE_URL in the environment is respected (the tests then make their own databases on that server). Otherwise a
cluster without fsync is made in a temporary folder when the first test asks for the database, and deleted at the end.
ANSINH_PG_BIN chooses another PostgreSQL than the embedded one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from ansinh.server.embedded import Embedded
from ansinh.server.places import places

FOLDER = "ANSINH_TEST_FOLDER"
_REAL_SERVER = bool(os.environ.get("DATABASE_URL"))


def _prepare_environment() -> bool:
    """Point this process and its children at a temporary data folder; True in the process that owns it."""
    if FOLDER in os.environ:
        return False
    folder = tempfile.mkdtemp(prefix="ansinh-test-")
    Path(folder).chmod(0o755)  # the database's own account has to walk through it
    os.environ[FOLDER] = os.environ["ANSINH_DATA"] = folder
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's synchronous interface runs inside a loop
    os.environ.pop("ANSINH_PROCESS", None)
    return True


_OWNER = _prepare_environment()
_shares: list[Embedded] = []


def join_database() -> None:
    """Start the run's database if nobody of this run has; it is stopped when the run ends."""
    if _shares or _REAL_SERVER:
        return
    share = Embedded.at(places(), durable=False)
    share.join(die_with_us=True)
    _shares.append(share)


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process of a parallel run holds the database, so that it outlives any one worker."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        join_database()


def pytest_unconfigure() -> None:
    """Stop the database when we are its last user; delete the folder when we made it."""
    for share in _shares:
        share.leave()
    _shares.clear()
    if _OWNER:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(os.environ[FOLDER])
