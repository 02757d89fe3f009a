"""One embedded PostgreSQL: make it, start it, see whether it lives, stop it. No locks here (see ``embedded``)."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from ansinh.kernel.errors import Refusal
from ansinh.server.binaries import Binaries, find_binaries
from ansinh.server.places import Places

OWNER = "ansinh"
DATABASE = "ansinh"
SUPERUSER = "postgres"
START_SECONDS = 300  # recovery after a crash may take minutes; a dead server is noticed at once
STOP_SECONDS = 60
SMALL_SHARED_MEMORY = 512 * 2**20
PR_SET_PDEATHSIG = 1
MEBIBYTE = 2**20


@dataclass
class Cluster:
    """The database of one ``Places``; ``durable=False`` is for throw-away test databases only."""

    places: Places
    durable: bool = True
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def pid(self) -> int | None:
        """Process id of the running server, or None (a stale lock file counts as not running)."""
        lines = self._lock_file_lines()
        if not lines:
            return None
        pid = int(lines[0])
        if self.process is not None and self.process.pid == pid:
            return pid if self.process.poll() is None else None
        return pid if _is_server(pid, self.places.cluster) else None

    def start(self, *, die_with_us: bool = False) -> int:
        """Make the cluster if need be and start the server; returns its process id when it accepts connections.

        With ``die_with_us`` the kernel stops the server should the calling process die without stopping it.
        """
        binaries = find_binaries(self.places.account)
        self._make_folders()
        fresh = not (self.places.cluster / "PG_VERSION").exists()
        if fresh:
            self._initialise(binaries)
        self._check_version(binaries)
        self._clear_after_crash()
        pid = self._launch(binaries, die_with_us)
        self._create_owner_and_database()
        return pid

    def stop(self) -> None:
        """Stop the server cleanly: connections are ended, everything committed is written."""
        pid = self.pid()
        if pid is None:
            return
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
            if self._gone_within(seconds):
                break
        if self.process is not None:
            self.process.wait()

    def superuser_url(self, database: str = SUPERUSER) -> str:
        """Connection text for the server's own superuser; only this folder's owner can use it."""
        return f"host={self.places.socket} user={SUPERUSER} dbname={database}"

    def _make_folders(self) -> None:
        places, account = self.places, self.places.account
        places.root.mkdir(parents=True, exist_ok=True, mode=0o755)
        places.socket.mkdir(exist_ok=True, mode=0o700)
        places.cluster.mkdir(exist_ok=True, mode=0o700)
        for folder in (places.cluster, places.socket):
            if folder.is_symlink() or folder.stat().st_uid not in (0, account.uid):
                raise Refusal(
                    f"Thư mục dữ liệu {folder} thuộc tài khoản khác; hãy chạy bằng tài khoản ấy hoặc đặt ANSINH_DATA.",
                    code="foreign_data_folder",
                    folder=str(folder),
                )
            os.chown(folder, account.uid, account.gid)

    def _initialise(self, binaries: Binaries) -> None:
        """initdb beside the final place, then rename: a killed initdb leaves nothing that looks like a database."""
        account = self.places.account
        for leftover in self.places.root.glob("pg.new.*"):
            shutil.rmtree(leftover)
        unfinished = Path(tempfile.mkdtemp(prefix="pg.new.", dir=self.places.root))
        os.chown(unfinished, account.uid, account.gid)
        options = ["-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-k"]
        options += [] if self.durable else ["--no-sync"]
        done = subprocess.run(
            [binaries.program("initdb"), "-D", str(unfinished), *options],
            capture_output=True,
            text=True,
            env=_server_environment(),
            cwd="/",
            check=False,
            **account.popen_arguments(),
        )
        if done.returncode:
            raise Refusal(f"Không tạo được cơ sở dữ liệu: {done.stderr.strip()[-500:]}", code="initdb_failed")
        self.places.cluster.rmdir()
        unfinished.rename(self.places.cluster)

    def _check_version(self, binaries: Binaries) -> None:
        data = (self.places.cluster / "PG_VERSION").read_text().strip()
        answer = subprocess.run([binaries.program("postgres"), "-V"], capture_output=True, text=True, check=True)
        program = answer.stdout.split()[2].split(".")[0]
        if data != program:
            raise Refusal(
                f"Dữ liệu ở {self.places.cluster} thuộc PostgreSQL {data}, chương trình tìm thấy là {program}. "
                "Đặt ANSINH_PG_BIN cho đúng bản, hoặc ANSINH_DATA để dùng thư mục khác.",
                code="postgres_version",
            )

    def _clear_after_crash(self) -> None:
        """Remove a lock file whose server is dead.

        PostgreSQL does so itself, except when the number lives on as a zombie that nobody reaps or was given to
        another process of the same account.
        """
        if self._lock_file_lines() and self.pid() is None:
            (self.places.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self, binaries: Binaries, die_with_us: bool) -> int:
        deadline = time.monotonic() + START_SECONDS
        with self.places.log.open("ab") as log:
            while True:
                self.process = process = subprocess.Popen(
                    [binaries.program("postgres"), "-D", str(self.places.cluster), *self._options()],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=_server_environment(),
                    cwd="/",
                    start_new_session=True,
                    preexec_fn=ask_for_signal_at_parents_death(signal.SIGINT) if die_with_us else None,  # noqa: PLW1509
                    **self.places.account.popen_arguments(),
                )
                if self._ready_before(deadline, process):
                    return process.pid
                # orphans of a killed server may hold its shared memory for a moment: try again
                if time.monotonic() > deadline or not self._orphans_are_leaving():
                    break
        raise Refusal(
            f"Cơ sở dữ liệu không khởi động được; xem {self.places.log}.\n{_tail(self.places.log)}",
            code="postgres_start",
        )

    def _ready_before(self, deadline: float, process: subprocess.Popen[bytes]) -> bool:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                return False
            lines = self._lock_file_lines()
            if lines and int(lines[0]) == process.pid and lines[-1].strip() == "ready":
                return True
            time.sleep(0.02)
        return False

    def _orphans_are_leaving(self) -> bool:
        if "still in use" not in _tail(self.places.log):
            return False
        time.sleep(0.5)
        return True

    def _options(self) -> list[str]:
        shared = min(max(_memory() // 16, 128 * MEBIBYTE), 1024 * MEBIBYTE) // MEBIBYTE
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.places.socket),
            "unix_socket_permissions": "0700",
            "shared_buffers": f"{shared}MB",
            "effective_cache_size": f"{_memory() // 2 // MEBIBYTE}MB",
            "work_mem": "32MB",
            "maintenance_work_mem": "256MB",
            "max_wal_size": "4GB",
            "random_page_cost": "1.1",
            "jit": "off",  # plans here are short or set-based; compiling them costs more than it gives
            "log_line_prefix": "%m [%p] ",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        if shutil.disk_usage("/dev/shm").total < SMALL_SHARED_MEMORY:  # noqa: S108 - looked at, not written to
            options["dynamic_shared_memory_type"] = "mmap"
        return [word for name, value in options.items() for word in ("-c", f"{name}={value}")]

    def _create_owner_and_database(self) -> None:
        """The login that owns the database: it may create roles and test databases, and is no superuser."""
        with psycopg.connect(self.superuser_url(), autocommit=True) as connection:
            if not connection.execute("select 1 from pg_roles where rolname = %s", [OWNER]).fetchone():
                connection.execute(sql.SQL("create role {} login createdb createrole").format(sql.Identifier(OWNER)))
            if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
                names = (sql.Identifier(DATABASE), sql.Identifier(OWNER))
                connection.execute(sql.SQL("create database {} owner {}").format(*names))

    def _lock_file_lines(self) -> list[str]:
        try:
            return (self.places.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _gone_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.pid() is None:
                return True
            time.sleep(0.02)
        return False


def ask_for_signal_at_parents_death(number: signal.Signals) -> Callable[[], None]:
    """A function for the child to run before it becomes the program: the kernel signals it when its parent dies.

    It makes one system call and takes no lock, so that running it in a forked child is safe.
    """
    library = ctypes.CDLL(None)

    def ask() -> None:
        library.prctl(PR_SET_PDEATHSIG, int(number))

    return ask


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in ("Z", "X")


def _is_server(pid: int, cluster: Path) -> bool:
    """Whether the process is this cluster's postmaster, and not a stranger who was given the number later."""
    if not is_alive(pid):
        return False
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return words[0].endswith(b"postgres") and os.fsencode(cluster) in words


def _server_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:])
