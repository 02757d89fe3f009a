"""Reading something from outside in a process of its own, so that nothing in it can take the server down.

The parent calls `run_limited`; the module it names ends with `sys.exit(answer(work))`. The child reads one JSON object
from standard input, puts the limits on itself and calls `work`; results go to a file that the parent named. It ends 0,
or prints {code, message} and ends 3 when `work` refused. Any other end (killed, out of memory) the parent explains.
"""

from __future__ import annotations

import gc
import json
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansinh.kernel.errors import Refusal

_ROOT = Path(__file__).resolve().parents[2]
_REFUSED = 3
_OUT_OF_MEMORY = 4
_KILLED = (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGBUS)


@dataclass(frozen=True)
class Limits:
    """What one piece of work may cost: address space in bytes, seconds of processor time and of the clock."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: float


class Refused(Exception):
    """The child will not read it; `message` is one sentence for the person who sent it, `code` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class TooBig(Exception):
    """The work needs more memory than it may have."""


class TooSlow(Exception):
    """The work needs more time than it may have."""


class UnexpectedEnd(RuntimeError):
    """A fault of ours in the child; the text has its traceback."""


@contextmanager
def naming_file(name: str) -> Iterator[None]:
    """Around ``run_limited`` on a file that somebody sent: what limits or a fault stopped is a Refusal naming it."""
    try:
        yield
    except TooBig:
        raise Refusal(
            "Tệp %(name)s cần nhiều bộ nhớ hơn mức cho phép.", code="file_too_large", file=name, name=name
        ) from None
    except TooSlow:
        raise Refusal(
            "Tệp %(name)s cần nhiều thời gian hơn mức cho phép.", code="file_too_slow", file=name, name=name
        ) from None
    except UnexpectedEnd as fault:
        raise Refusal("Tệp %(name)s không đọc được.", code="unreadable_file", file=name, name=name) from fault


def run_limited(module: str, asked: Mapping[str, Any], limits: Limits) -> None:
    """Run `python -m module` on `asked` (JSON) under limits. Raises Refused, TooBig, TooSlow or UnexpectedEnd."""
    told = json.dumps({"asked": asked, "memory": limits.memory_bytes, "cpu": limits.cpu_seconds})
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=told,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            cwd=_ROOT,
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooSlow from None
    if done.returncode == 0:
        return
    if done.returncode == _REFUSED:
        said = json.loads(done.stdout.splitlines()[-1])
        raise Refused(said["code"], said["message"])
    if done.returncode == -signal.SIGXCPU:
        raise TooSlow
    if done.returncode in (*_KILLED, _OUT_OF_MEMORY) or "MemoryError" in done.stderr:
        raise TooBig
    raise UnexpectedEnd(f"{module} ended {done.returncode}: {done.stderr[-2000:]}")


def answer(work: Callable[[dict[str, Any]], None]) -> int:
    """In the child: do the work under the limits that standard input names; the exit code."""
    told = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (told["memory"], told["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (told["cpu"], told["cpu"] + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # a million small objects which all live to the end
    try:
        work(told["asked"])
    except Refused as refused:
        print(json.dumps({"code": refused.code, "message": refused.message}, ensure_ascii=False))
        return _REFUSED
    except MemoryError:
        return _OUT_OF_MEMORY
    return 0
