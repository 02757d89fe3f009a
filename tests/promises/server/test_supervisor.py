"""`ansinh serve`: database, worker and web server start together and stop together."""

from __future__ import annotations

import http.client
import os
import signal
import socket
from pathlib import Path

import pytest

from tests.promises.server.processes import Running, database_pid, free_port, gone, run, soon, working

THREE = {"database", "worker", "web"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_all_three(served: Running, ready_data: Path, number: signal.Signals) -> None:
    children = served.children()
    assert set(children) == THREE
    assert served.finish(number) == 0
    assert "Đã dừng" in served.output
    assert all(gone(child) for child in children.values())
    assert database_pid(ready_data) is None


@pytest.mark.parametrize("victim", sorted(THREE))
def test_the_death_of_one_stops_the_others_and_says_which(served: Running, ready_data: Path, victim: str) -> None:
    children = served.children()
    os.kill(children[victim].pid, signal.SIGKILL)
    assert served.wait() == 1
    names = {"database": "Cơ sở dữ liệu đã dừng", "worker": "việc nền đã dừng", "web": "máy chủ web đã dừng"}
    assert names[victim] in served.output
    assert "chạy lại ./run" in served.output
    assert all(soon(lambda child=child: gone(child)) for child in children.values())
    again = Running.start(ready_data, "serve", "--port", str(free_port())).wait_for("sẵn sàng")
    assert again.finish(signal.SIGTERM) == 0


def test_nothing_outlives_a_killed_supervisor_and_the_next_run_recovers(served: Running, ready_data: Path) -> None:
    children = served.children()
    served.finish(signal.SIGKILL)
    assert all(soon(lambda child=child: gone(child)) for child in children.values())
    again = Running.start(ready_data, "serve", "--port", str(free_port())).wait_for("sẵn sàng")
    assert again.finish(signal.SIGTERM) == 0
    assert database_pid(ready_data) is None


def test_a_worker_whose_database_went_first_ends_soon(served: Running, ready_data: Path) -> None:
    """Whoever ends first is chance; here it is the database, and the worker cannot sign off in it any more."""
    children = served.children()
    assert soon(lambda: working(ready_data))
    children["worker"].suspend()
    served.finish(signal.SIGKILL)
    assert soon(lambda: database_pid(ready_data) is None)
    children["worker"].resume()
    assert soon(lambda: gone(children["worker"]))


def test_it_takes_over_a_database_that_a_command_had_started(ready_data: Path) -> None:
    holder = Running.holder(ready_data).wait_for("using")
    server = database_pid(ready_data)
    serving = Running.start(ready_data, "serve", "--port", str(free_port())).wait_for("sẵn sàng")
    assert database_pid(ready_data) == server
    holder.finish()
    assert database_pid(ready_data) == server
    assert serving.finish(signal.SIGTERM) == 0
    assert database_pid(ready_data) is None


def test_the_web_server_answers_on_its_port_only(served: Running) -> None:
    port = int(served.output.split("http://localhost:")[1].split()[0])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/", headers={"Host": "localhost"})
    status = connection.getresponse().status
    connection.close()
    assert status < 500


def test_a_port_in_use_is_refused_before_anything_starts(ready_data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(ready_data, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert database_pid(ready_data) is None
