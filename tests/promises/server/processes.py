"""Running the project's commands as a person does, on a data folder of their own, and looking at processes."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

from ansinh.server.cluster import DATABASE, Cluster
from ansinh.server.places import places
from tests.paths import ROOT

PATIENCE, TO_AN_END = 180.0, 900.0
"""Seconds to wait for a word, and for a command to end: bounds on hanging, not on how quick a busy machine is."""
HOLDER = """
import sys
from ansinh.server.postgres import ensure_running
ensure_running()
print("using", flush=True)
sys.stdin.readline()
"""


def environment(data: Path) -> dict[str, str]:
    """Ours, without what the tests' own database set."""
    dropped = ("DATABASE_URL", "ANSINH_PROCESS", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"ANSINH_DATA": str(data), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def command(data: Path, *arguments: str) -> list[str]:
    """``ansinh`` as .venv/bin/ansinh runs it."""
    return [sys.executable, "-P", "-m", "ansinh", *arguments]


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(data, *arguments),
        env=environment(data),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=TO_AN_END,
        check=False,
    )


@dataclass
class Running:
    """A command in the background; ``output`` is everything it has said so far."""

    process: subprocess.Popen[str]
    output: str = field(default="")

    @classmethod
    def start(cls, data: Path, *arguments: str) -> Running:
        return cls.program(data, command(data, *arguments))

    @classmethod
    def holder(cls, data: Path) -> Running:
        """A process that uses the database until told to end."""
        return cls.program(data, [sys.executable, "-c", HOLDER])

    @classmethod
    def program(cls, data: Path, arguments: list[str]) -> Running:
        process = subprocess.Popen(
            arguments,
            env=environment(data),
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return cls(process)

    def wait_for(self, text: str) -> Running:
        """Until it has said ``text``; fails with all it said when it ends first or takes too long."""
        assert self.process.stdout is not None
        deadline = time.monotonic() + PATIENCE
        while text not in self.output:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, deadline - time.monotonic()))
            piece = os.read(self.process.stdout.fileno(), 65536).decode() if ready else ""
            assert piece, f"never said {text!r}, only: {self.output}"
            self.output += piece
        return self

    def children(self) -> dict[str, psutil.Process]:
        """The supervised processes by name: database, worker, web."""
        found = {}
        for child in psutil.Process(self.process.pid).children():
            words = child.cmdline()
            kinds = {"database": words[0].endswith("postgres"), "worker": "worker" in words, "web": "gunicorn" in words}
            found |= {name: child for name, is_it in kinds.items() if is_it}
        return found

    def finish(self, number: signal.Signals | None = None) -> int:
        """Send a signal (or close its input) and wait for its end; returns the exit code."""
        if number is not None:
            self.process.send_signal(number)
            rest, _ = self.process.communicate(timeout=PATIENCE)
        else:
            rest, _ = self.process.communicate("\n", timeout=PATIENCE)
        self.output += rest
        return self.process.returncode

    def wait(self) -> int:
        """Wait for it to end by itself; returns the exit code."""
        rest, _ = self.process.communicate(timeout=PATIENCE)
        self.output += rest
        return self.process.returncode


def database_pid(data: Path) -> int | None:
    """The server that runs on this data folder, as the project itself sees it."""
    return Cluster(places(data)).pid()


def working(data: Path) -> bool:
    """Whether a worker has signed on and takes jobs."""
    with psycopg.connect(Cluster(places(data)).superuser_url(DATABASE)) as connection:
        return connection.execute("SELECT FROM procrastinate_workers").fetchone() is not None


def soon(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether something becomes true within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def gone(process: psutil.Process) -> bool:
    """Whether a process has ended (a zombie that waits for a parent has)."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
