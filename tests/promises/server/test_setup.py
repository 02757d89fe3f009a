"""`ansinh setup` can be killed at any moment, or given twice at once: the next one finishes the job."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import psycopg

from ansinh.server.cluster import DATABASE, OWNER
from ansinh.server.places import places
from tests.promises.server.processes import Running, database_pid, run

KILLED_AFTER = (0.6, 1.2, 1.8, 2.4)  # seconds: before, within and after making the cluster and its tables


def test_killed_again_and_again_it_is_finished_by_the_next(data: Path) -> None:
    for seconds in KILLED_AFTER:
        running = Running.start(data, "setup", "--without-demo")
        time.sleep(seconds)
        running.finish(signal.SIGKILL)
    done = run(data, "setup", "--without-demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert database_pid(data) is None


def test_two_at_once_make_one_database(data: Path) -> None:
    both = [Running.start(data, "setup", "--without-demo") for _ in range(2)]
    assert [running.wait() for running in both] == [0, 0], "\n".join(running.output for running in both)
    holder = Running.holder(data).wait_for("using")
    with psycopg.connect(host=str(places(data).socket), user=OWNER, dbname=DATABASE) as connection:
        applied = connection.execute("SELECT count(*), count(DISTINCT (app, name)) FROM django_migrations").fetchone()
    assert applied is not None
    assert applied[0] == applied[1]
    holder.finish()
