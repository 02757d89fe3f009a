"""Reading a big statement in a process of its own, with limits on memory and time."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from ansinh.kernel.errors import Refusal
from ansinh.kernel.limited_process import (
    Limits,
    Refused,
    TooBig,
    TooSlow,
    UnexpectedEnd,
    answer,
    run_limited,
)
from ansinh.payments.formats.camt_entries import Entries, Entry, read_entries

LIMITS = Limits(memory_bytes=6 * 2**30, cpu_seconds=300, wall_seconds=400)
SMALL = 4 * 2**20


def read_entries_apart(content: bytes, name: str, limits: Limits = LIMITS) -> Entries:
    """As ``read_entries``. Raises Refusal that names the file and what is wrong."""
    if len(content) <= SMALL:
        return read_entries(content, name)
    with tempfile.TemporaryDirectory(prefix="ansinh-statement-") as folder:
        given, out = Path(folder) / "given", Path(folder) / "found.json"
        given.write_bytes(content)
        try:
            run_limited(__name__, {"path": str(given), "out": str(out), "name": name}, limits)
        except Refused as refused:
            raise Refusal(refused.message, code=refused.code, file=name) from None
        except (TooBig, TooSlow):
            raise Refusal(
                "Tệp %(name)s quá lớn: hãy chia theo ngày.", code="file_too_large", file=name, name=name
            ) from None
        except UnexpectedEnd as fault:
            raise Refusal("Tệp %(name)s không đọc được.", code="unreadable_file", file=name, name=name) from fault
        told = json.loads(out.read_text(encoding="utf-8"))
    entries = (Entry(**{**one, "booked_on": date.fromisoformat(one["booked_on"])}) for one in told["entries"])
    return Entries(told["kind"], told["account"], tuple(entries), told["pending"])


def read(asked: dict[str, Any]) -> None:
    """The work of the other process. Raises Refused for a file that cannot be read."""
    try:
        found = read_entries(Path(asked["path"]).read_bytes(), asked["name"])
    except Refusal as refusal:
        raise Refused(refusal.code, refusal.message) from None
    with Path(asked["out"]).open("w", encoding="utf-8", errors="replace") as out:
        json.dump(asdict(found), out, ensure_ascii=False, default=str)


if __name__ == "__main__":
    sys.exit(answer(read))
