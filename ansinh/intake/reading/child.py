"""The reading process: `python -m ansinh.intake.reading.child`, with its own limits on memory and time.

Standard input: one JSON object {path, out, on, bases, remembered}. It writes `out` (JSON Lines: the tables, then the
rows) and ends 0; or it
prints {code, message} and ends 3 when the file is refused. Any other end (killed, out of memory) is explained by
`separate_process`.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import resource
import sys
from bisect import bisect_right
from pathlib import Path
from typing import Any

from ansinh.intake.reading import limits
from ansinh.intake.reading.person_row import BaseOfMonth
from ansinh.intake.reading.read_file import as_line, read_file, tables_as_lines
from ansinh.intake.reading.read_sheet import Circumstances
from ansinh.intake.reading.refusal import NotReadable, too_big

REFUSED = 3


def main() -> int:
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, limits.CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # a million small objects which all live to the end
    known = Circumstances(
        on=dt.date.fromisoformat(asked["on"]), base_of=base_from_steps(asked["bases"]), remembered=asked["remembered"]
    )
    try:
        _write(Path(asked["path"]), Path(asked["out"]), known)
    except NotReadable as refused:
        return _refuse(refused)
    except MemoryError:
        return _refuse(too_big())
    return 0


def base_from_steps(steps: list[list[Any]]) -> BaseOfMonth:
    """[["2021-07", 360000], …] (first month, base amount, in order) → the base of a month, None before the first."""
    months = [step[0] for step in steps]

    def base_of(month: str) -> int | None:
        place = bisect_right(months, month)
        return int(steps[place - 1][1]) if place else None

    return base_of


def _write(path: Path, out: Path, known: Circumstances) -> None:
    reading = read_file(path, known)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with out.open("w", encoding="utf-8", errors="replace") as stream:
        stream.write(encode({"tables": list(tables_as_lines(reading.tables))}) + "\n")
        for row in reading.rows:
            stream.write(encode(as_line(row)) + "\n")


def _refuse(refused: NotReadable) -> int:
    print(json.dumps({"code": refused.code, "message": refused.message_vi}, ensure_ascii=False))
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
