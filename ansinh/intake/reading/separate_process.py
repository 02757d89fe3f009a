"""Reading a file in a process of its own, so that no file can take the server down."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansinh.intake.reading import limits, refusal
from ansinh.kernel.limited_process import Limits, Refused, TooBig, TooSlow, run_limited

_CHILD = "ansinh.intake.reading.child"


@dataclass
class ReadFile:
    """The tables found, and the paths of two JSON Lines files: one line a row, one line a notice."""

    tables: list[dict[str, Any]]
    path: Path
    notices_path: Path

    def lines(self) -> Iterator[str]:
        """The rows' lines as written, without line ends."""
        with self.path.open(encoding="utf-8") as stream:
            next(stream)
            for line in stream:
                yield line.rstrip("\n")

    def rows(self) -> Iterator[dict[str, Any]]:
        return map(json.loads, self.lines())

    def notices(self) -> Iterator[list[Any]]:
        """See read_file.notices_as_lines; in the order of the rows."""
        with self.notices_path.open(encoding="utf-8") as stream:
            yield from map(json.loads, stream)


@contextmanager
def read_in_child(
    path: Path,
    *,
    on: dt.date,
    bases: Sequence[tuple[str, int]] = (),
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    memory_bytes: int = limits.MEMORY_BYTES,
    wall_seconds: float = limits.WALL_SECONDS,
) -> Iterator[ReadFile]:
    """Read a workbook under limits. Raises NotReadable; the result lives as long as the context.

    bases: (first month, base amount in đồng) in order of months. remembered: {signature of headings: {column
    letter: key}}.
    """
    limits.check_size(path)
    with tempfile.TemporaryDirectory(prefix="ansinh-intake-") as folder:
        out, notices = Path(folder) / "rows.jsonl", Path(folder) / "notices.jsonl"
        asked = {
            "path": str(path.resolve()),
            "out": str(out),
            "notices": str(notices),
            "on": on.isoformat(),
            "bases": list(bases),
            "remembered": {signature: dict(columns) for signature, columns in (remembered or {}).items()},
        }
        try:
            run_limited(_CHILD, asked, Limits(memory_bytes, limits.CPU_SECONDS, wall_seconds))
        except Refused as refused:
            raise refusal.NotReadable(refused.code, refused.message) from None
        except TooBig:
            raise refusal.too_big() from None
        except TooSlow:
            raise refusal.too_slow() from None
        with out.open(encoding="utf-8") as stream:
            head = json.loads(next(stream))
        yield ReadFile(tables=head["tables"], path=out, notices_path=notices)
