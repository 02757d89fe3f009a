"""The reading process: `python -m ansinh.intake.reading.child`, started by `separate_process` under limits.

It is asked {path, out, notices, on, bases, remembered} and writes JSON Lines: `out` (the tables, then the rows) and
`notices`, row by row while it reads, so that nobody holds them all.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from bisect import bisect_right
from pathlib import Path
from typing import Any

from ansinh.intake.reading.person_row import BaseOfMonth
from ansinh.intake.reading.read_file import as_line, notices_as_lines, read_file, tables_as_lines
from ansinh.intake.reading.read_sheet import Circumstances
from ansinh.intake.reading.refusal import NotReadable
from ansinh.kernel.limited_process import Refused, answer


def read(asked: dict[str, Any]) -> None:
    """Raises Refused for a file that cannot be read."""
    known = Circumstances(
        on=dt.date.fromisoformat(asked["on"]), base_of=base_from_steps(asked["bases"]), remembered=asked["remembered"]
    )
    try:
        _write(Path(asked["path"]), Path(asked["out"]), Path(asked["notices"]), known)
    except NotReadable as refused:
        raise Refused(refused.code, refused.message_vi) from None


def base_from_steps(steps: list[list[Any]]) -> BaseOfMonth:
    """[["2021-07", 360000], …] (first month, base amount, in order) → the base of a month, None before the first."""
    months = [step[0] for step in steps]

    def base_of(month: str) -> int | None:
        place = bisect_right(months, month)
        return int(steps[place - 1][1]) if place else None

    return base_of


def _write(path: Path, out: Path, notices: Path, known: Circumstances) -> None:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with notices.open("w", encoding="utf-8", errors="replace") as stream:
        reading = read_file(
            path,
            known,
            lambda position, said: stream.writelines(encode(n) + "\n" for n in notices_as_lines(position, said)),
        )
    with out.open("w", encoding="utf-8", errors="replace") as stream:
        stream.write(encode({"tables": list(tables_as_lines(reading.tables))}) + "\n")
        for row in reading.rows:
            stream.write(encode(as_line(row)) + "\n")


if __name__ == "__main__":
    sys.exit(answer(read))
