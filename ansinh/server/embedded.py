"""Who holds the embedded database up: whoever comes first starts it, whoever leaves last stops it.

Every process that uses the database holds a shared lock on one file for its life; the kernel lets go of it even after
kill -9. Starting and stopping happen under a second, exclusive lock. So two commands at once start one server, a
command beside ``ansinh serve`` uses the server that is there, and nothing is left running when the last one is gone.
``ansinh serve`` alone stops it for all: database, worker and web server go down together.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ansinh.server.cluster import Cluster
from ansinh.server.places import Places, places


@dataclass
class Embedded:
    """Our share in the embedded database. Not re-entrant: one a process."""

    cluster: Cluster
    _users: int | None = field(default=None, repr=False)

    @classmethod
    def at(cls, where: Places | None = None, *, durable: bool = True) -> Embedded:
        """The database of a data folder (default: the one that ANSINH_DATA or the project names)."""
        return cls(Cluster(where or places(), durable=durable))

    def join(self, *, die_with_us: bool = False) -> int:
        """Use the database: start it unless it runs. Returns the server's process id."""
        self.cluster.places.root.mkdir(parents=True, exist_ok=True, mode=0o755)
        with self._starting_or_stopping():
            self._users = os.open(self.cluster.places.users_lock, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._users, fcntl.LOCK_SH)
            return self.cluster.pid() or self.cluster.start(die_with_us=die_with_us)

    def leave(self, *, stop_for_all: bool = False) -> bool:
        """Stop using it; the last one, or whoever says ``stop_for_all``, stops the server. Returns whether it was."""
        descriptor, self._users = self._users, None
        if descriptor is None:
            return False
        with self._starting_or_stopping():
            stop = stop_for_all or _nobody_else_holds(descriptor)
            if stop:
                self.cluster.stop()
            os.close(descriptor)
            return stop

    @contextmanager
    def _starting_or_stopping(self) -> Iterator[None]:
        descriptor = os.open(self.cluster.places.start_lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def _nobody_else_holds(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
