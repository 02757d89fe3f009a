"""A signal that comes at any moment of the supervisor's watch ends it."""

from __future__ import annotations

import subprocess
import sys

from tests.paths import ROOT

TIMES = 500
WATCHING = f"""
import contextlib, io, os, random, signal, threading, time
from ansinh.server import supervisor

def later(seconds):
    time.sleep(seconds)
    os.kill(os.getpid(), signal.SIGTERM)

supervisor.LOOK_EVERY_SECONDS = 0.0
signal.signal(signal.SIGTERM, signal.SIG_IGN)
chance = random.Random(2026)
for _ in range({TIMES}):
    sender = threading.Thread(target=later, args=[chance.uniform(0, 0.002)])
    with contextlib.redirect_stdout(io.StringIO()):
        assert supervisor.Supervisor([], None).run(ready=lambda: True, when_ready=sender.start) == 0
    sender.join()
"""


def test_a_signal_at_any_moment_of_the_watch_ends_it() -> None:
    """The handler once waited for a lock that the interrupted loop itself held; one signal in a hundred did so."""
    command = [sys.executable, "-c", WATCHING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
