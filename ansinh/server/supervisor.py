"""One process that holds database, job worker and web server; the three start, and stop, together.

A child that ends for whatever reason ends the others: half a system that looks alive is worse than one that is down and
says why. Should this process itself be killed, the kernel signals the children.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from ansinh.kernel.errors import Refusal
from ansinh.server.cluster import Cluster, ask_for_signal_at_parents_death, is_alive
from ansinh.server.embedded import Embedded
from ansinh.server.places import PROJECT, data_directory
from ansinh.server.postgres import uses_embedded
from ansinh.server.progress_lines import say, step

STOP_SECONDS = 15.0
WEB_START_SECONDS = 180.0
LOOK_EVERY_SECONDS = 0.2
LIVED_SECONDS = 3.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Program:
    """A child to run: its name for people, its arguments after ``python -P -m``, what its environment adds.

    ``kept_up``: started again when it ends. ``apart``: its end is said and ends nobody else.
    """

    name: str
    label: str
    arguments: Sequence[str]
    environment: dict[str, str]
    kept_up: bool = False
    apart: bool = False


def web_program(host: str, port: int) -> Program:
    """gunicorn with threads; the process gets the restricted database role by ANSINH_PROCESS."""
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--bind", _address(host, port)]
    options += ["--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "8", "--no-control-socket"]  # noqa: S108
    arguments = ["gunicorn", *options, "ansinh.config.wsgi:application"]
    return Program("web", "máy chủ web", arguments, {"ANSINH_PROCESS": "web"})


def worker_program(*, kept_up: bool = False) -> Program:
    """The process that runs the jobs. ``kept_up``: where its database may be replaced under it."""
    arguments, environment = ["ansinh", "worker"], {"ANSINH_PROCESS": "worker"}
    return Program("worker", "tiến trình chạy việc nền", arguments, environment, kept_up=kept_up)


def practice_program(host: str, port: int) -> Program:
    """A practice installation beside the real one, under a supervisor of its own."""
    arguments = ["ansinh", "practice", "--host", host, "--port", str(port)]
    return Program("practice", "bản tập làm", arguments, {}, apart=True)


@dataclass
class Child:
    """A running program."""

    program: Program
    process: subprocess.Popen[bytes]
    log: Path
    began: float = field(default_factory=time.monotonic)

    @classmethod
    def start(cls, program: Program) -> Child:
        """Start it in a session of its own: Ctrl+C at the terminal reaches the supervisor only."""
        folder = data_directory() / "log"
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / f"{program.name}.log"
        paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", *program.arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **program.environment},
                start_new_session=True,
                preexec_fn=ask_for_signal_at_parents_death(signal.SIGTERM),  # noqa: PLW1509 - see there
            )
        return cls(program, process, log)

    def lived(self) -> bool:
        """Whether it ran long enough to be worth starting again."""
        return time.monotonic() - self.began > LIVED_SECONDS

    def why_it_ended(self) -> str:
        """A sentence with the exit code or signal and the end of its log."""
        code = self.process.returncode
        how = f"tín hiệu {signal.Signals(-code).name}" if code < 0 else f"mã {code}"
        lines = self.log.read_text(errors="replace").splitlines()[-8:]
        return "\n".join([f"{self.program.label} đã dừng ({how}); nhật ký: {self.log}", *lines])


@dataclass
class Supervisor:
    """Runs until a signal or until a child ends."""

    programs: Sequence[Program]
    embedded: Embedded | None = field(default_factory=lambda: Embedded.at() if uses_embedded() else None)
    _asked_to_stop: bool = False
    _database: int = 0
    _children: list[Child] = field(default_factory=list)

    def run(self, *, ready: Callable[[], bool], when_ready: Callable[[], None]) -> int:
        """Start everything, watch, call ``when_ready`` once ``ready``; returns 0 after a signal, 1 after a death.

        Raises:
            Refusal: the database cannot be started.
        """
        before = {number: signal.signal(number, self._on_signal) for number in SIGNALS}
        try:
            self._start()
            trouble = self._watch(ready, when_ready)
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)
        if trouble:
            say(f"✗ {trouble}\n✗ Đã dừng tất cả. Dữ liệu đã ghi vẫn còn nguyên; chạy lại ./run để tiếp tục.")
            return 1
        say(f"Đã dừng {'cơ sở dữ liệu, ' if self.embedded else ''}việc nền và máy chủ web.")
        return 0

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        """A plain flag: the handler runs between two steps of our own loop, which may hold the lock of an Event."""
        self._asked_to_stop = True

    def _start(self) -> None:
        if self.embedded:
            with step("Khởi động cơ sở dữ liệu"):
                self._database = self.embedded.join(die_with_us=True)
        for program in self.programs:
            self._children.append(Child.start(program))

    def _watch(self, ready: Callable[[], bool], when_ready: Callable[[], None]) -> str:
        told = False
        deadline = time.monotonic() + WEB_START_SECONDS
        while not self._asked_to_stop:
            if trouble := self._trouble():
                return trouble
            if not told and ready():
                when_ready()
                told = True
            if not told and time.monotonic() > deadline:
                return f"Máy chủ web không trả lời sau {WEB_START_SECONDS:.0f} giây; nhật ký: {self._children[-1].log}"
            time.sleep(LOOK_EVERY_SECONDS)
        return ""

    def _trouble(self) -> str:
        """Why we cannot go on, or nothing."""
        if self.embedded and not _runs(self.embedded.cluster, self._database):
            return f"Cơ sở dữ liệu đã dừng; nhật ký: {self.embedded.cluster.places.log}"
        for child in [child for child in self._children if child.process.poll() is not None]:
            if not (child.program.apart or (child.program.kept_up and child.lived())):
                return child.why_it_ended()
            self._children.remove(child)
            if child.program.kept_up:
                self._children.append(Child.start(child.program))
            else:
                say(f"✗ {child.why_it_ended()}\n  Bản chính vẫn chạy.")
        return ""

    def _stop(self) -> None:
        """Those who use the database first, then the database."""
        for child in self._children:
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self._children:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
        if self.embedded:
            self.embedded.leave(stop_for_all=True)


def _runs(cluster: Cluster, pid: int) -> bool:
    """Whether the database lives, be it our child or one that a command had started before."""
    return cluster.process.poll() is None if cluster.process else is_alive(pid)


def check_port_is_free(host: str, port: int) -> None:
    """Say so before anything is started.

    Raises:
        Refusal: another program listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                f"Không mở được cổng {port} ({error.strerror}). Chọn cổng khác: ./run --port 9000",
                code="port_in_use",
                port=port,
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether the web server answers a request (with any status)."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(reachable, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
