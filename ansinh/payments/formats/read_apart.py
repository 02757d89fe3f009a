"""Reading a file from a payer in a process of its own: whatever it contains, it can only be refused."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from ansinh.kernel.errors import Refusal
from ansinh.kernel.limited_process import Limits, Refused, naming_file, run_limited
from ansinh.payments.formats.detect import is_workbook, read_return
from ansinh.payments.formats.reports import GroupReport, Outcome, Problem, Report, ReturnFile

LIMITS = Limits(memory_bytes=2**30, cpu_seconds=120, wall_seconds=180)
# Messages of this size are parsed here: without entities they cost some twenty times their size, and starting a process
# for each would cost more than reading it.
SMALL_XML = 4 * 2**20
_CHILD = "ansinh.payments.formats.child"


def read_apart(content: bytes, name: str, limits: Limits = LIMITS) -> ReturnFile:
    """As `read_return`, with limits on memory and time. Raises Refusal that names the file and what is wrong."""
    if not is_workbook(content) and len(content) <= SMALL_XML:
        return read_return(content, name)
    with tempfile.TemporaryDirectory(prefix="ansinh-returns-") as folder:
        given, out = Path(folder) / "given", Path(folder) / "found.json"
        given.write_bytes(content)
        try:
            with naming_file(name):
                run_limited(_CHILD, {"path": str(given), "out": str(out), "name": name}, limits)
        except Refused as refused:
            raise Refusal(refused.message, code=refused.code, file=name) from None
        return _found(json.loads(out.read_text(encoding="utf-8")))


def _found(told: dict[str, Any]) -> ReturnFile:
    return ReturnFile(
        kind=told["kind"],
        run_code=told["run_code"],
        reports=tuple(Report(**{**one, "outcome": Outcome(one["outcome"])}) for one in told["reports"]),
        groups=tuple(GroupReport(**{**one, "outcome": Outcome(one["outcome"])}) for one in told["groups"]),
        problems=tuple(Problem(**one) for one in told["problems"]),
    )
