"""Commands start the embedded database themselves: one server, gone with its last user, and back after any death."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import psutil
import psycopg
import pytest

from ansinh.server.cluster import DATABASE, OWNER, Cluster
from ansinh.server.embedded import Embedded
from ansinh.server.places import places
from tests.promises.server.processes import Running, database_pid, gone, soon


def _connect(data: Path) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(places(data).socket), user=OWNER, dbname=DATABASE, autocommit=True)


def test_many_commands_at_once_start_one_database_and_the_last_stops_it(data: Path) -> None:
    holders = [Running.holder(data) for _ in range(4)]
    for holder in holders:
        holder.wait_for("using")
    with psycopg.connect(Cluster(places(data)).superuser_url()) as connection:
        assert connection.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() == (1,)
    server = database_pid(data)
    assert server is not None
    starts = (data / "postgres.log").read_text().count("ready to accept connections")
    assert starts == 1
    for holder in holders[:-1]:
        assert holder.finish() == 0
        assert database_pid(data) == server
    assert holders[-1].finish() == 0
    assert database_pid(data) is None


def test_a_killed_command_leaves_a_database_that_the_next_one_uses_and_stops(data: Path) -> None:
    first = Running.holder(data).wait_for("using")
    server = database_pid(data)
    first.finish(signal.SIGKILL)
    assert database_pid(data) == server
    second = Running.holder(data).wait_for("using")
    assert database_pid(data) == server
    second.finish()
    assert database_pid(data) is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_command_that_is_asked_to_stop_takes_its_database_with_it(data: Path, number: signal.Signals) -> None:
    holder = Running.holder(data).wait_for("using")
    assert holder.finish(number) != 0
    assert database_pid(data) is None


def test_what_was_acknowledged_survives_kill_9_of_the_server(data: Path) -> None:
    first = Running.holder(data).wait_for("using")
    with _connect(data) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
        server = psutil.Process(database_pid(data))
        os.kill(server.pid, signal.SIGKILL)
    assert soon(lambda: gone(server))
    first.finish()
    second = Running.holder(data).wait_for("using")
    with _connect(data) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
    second.finish()


@pytest.mark.parametrize("impostor", ["ourselves", "a zombie"])
def test_a_stale_lock_file_is_no_obstacle(data: Path, impostor: str) -> None:
    """After a power cut the number in the lock file may belong to anybody, or to a process nobody reaps."""
    Running.holder(data).wait_for("using").finish()
    child = subprocess.Popen(["true"])
    assert soon(lambda: gone(psutil.Process(child.pid)))
    pid = os.getpid() if impostor == "ourselves" else child.pid
    (data / "pg" / "postmaster.pid").write_text(f"{pid}\n{data / 'pg'}\n1700000000\n5432\n\n\n\nready\n")
    assert database_pid(data) is None
    holder = Running.holder(data).wait_for("using")
    assert database_pid(data) not in (None, pid)
    holder.finish()
    child.wait()


def test_an_interrupted_creation_is_begun_again(data: Path) -> None:
    unfinished = data / "pg.new.killed"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("half")
    Running.holder(data).wait_for("using").finish()
    assert not unfinished.exists()
    assert (data / "pg" / "PG_VERSION").exists()


def test_only_the_owner_of_the_folder_reaches_the_socket(data: Path) -> None:
    embedded = Embedded.at(places(data))
    embedded.join()
    where = places(data)
    assert where.socket.stat().st_mode & 0o077 == 0
    with _connect(data) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
        assert connection.execute("SHOW jit").fetchone() == ("off",)
        assert connection.execute(
            "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (
            False,
            True,
        )
    embedded.leave()
    assert database_pid(data) is None
