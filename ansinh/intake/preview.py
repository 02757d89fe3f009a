"""A file's rows as a frame, for comparing with the registry and for loading into tables."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import polars

from ansinh.intake.models import RememberedColumn
from ansinh.intake.reading.refusal import NOT_A_WORKBOOK, NotReadable
from ansinh.intake.reading.separate_process import ReadFile, read_in_child
from ansinh.kernel.errors import Refusal
from ansinh.kernel.limited_process import UnexpectedEnd

_TEXTS = (
    "full_name", "born", "sex", "ethnicity", "id_number", "village", "household_head", "poverty", "disability",
    "category_text", "coefficient",
    "from_month", "died", "recipient", "phone", "bank_account", "bank", "note",
)  # fmt: skip
_SCHEMA: dict[str, Any] = {
    "position": polars.Int32,
    "sheet": polars.String,
    "row_number": polars.Int32,
    "status": polars.String,
    "keys": polars.List(polars.String),
    **dict.fromkeys(_TEXTS, polars.String),
    "disability_type": polars.List(polars.String),
    "amount_vnd": polars.Int64,
}
_AT_ONCE = 5_000  # rows held as Python objects: ten times what they take in the frame


@dataclass
class Preview:
    """What was read: the lines of the contract and the tables found."""

    read: ReadFile

    @property
    def tables(self) -> list[dict[str, Any]]:
        return self.read.tables

    def frame(self) -> polars.DataFrame:
        """One row a data row in order; columns: position (from 0), sheet, row_number, status, keys and the
        contract's keys."""
        parts = [polars.DataFrame(schema=_SCHEMA)]
        numbered = enumerate(self.read.rows())
        while chunk := list(islice(numbered, _AT_ONCE)):
            parts.append(_part(chunk))
        return polars.concat(parts)

    def lines(self, statuses: Sequence[str]) -> Iterator[str]:
        """The contract's JSON lines with the statuses that comparing with the registry gave."""
        for line, status in zip(self.read.lines(), statuses, strict=True):
            yield line if status in ("new", "problem") else line.replace('"status": "new"', f'"status": "{status}"', 1)


def _part(lines: Sequence[tuple[int, dict[str, Any]]]) -> polars.DataFrame:
    columns: dict[str, list[Any]] = {name: [] for name in _SCHEMA}
    for position, line in lines:
        person = line["person"]
        columns["position"].append(position)
        columns["sheet"].append(line["sheet"])
        columns["row_number"].append(line["row"])
        columns["status"].append(line["status"])
        columns["keys"].append(list(person))
        for key in (*_TEXTS, "disability_type", "amount_vnd"):
            columns[key].append(person.get(key))
    return polars.DataFrame(columns, schema=_SCHEMA)


@contextmanager
def preview_file(
    path: Path, *, on: dt.date, bases: Sequence[tuple[str, int]], area_id: int | None = None
) -> Iterator[Preview]:
    """Read a file in a process of its own; writes nothing. Raises Refusal for a file that cannot be read.

    bases: (first month, base amount in đồng). area_id: the commune whose remembered mappings apply.
    """
    try:
        with read_in_child(path, on=on, bases=bases, remembered=remembered(area_id)) as read:
            yield Preview(read)
    except NotReadable as refused:
        raise Refusal("%(file)s: %(problem)s", code=refused.code, file=path.name, problem=refused.message_vi) from None
    except UnexpectedEnd as fault:
        raise Refusal("%(file)s: %(problem)s", code="not_a_workbook", file=path.name, problem=NOT_A_WORKBOOK) from fault


def remembered(area_id: int | None) -> dict[str, dict[str, str]]:
    """{signature of headings: {column letter: key}} of a commune."""
    found: dict[str, dict[str, str]] = {}
    if area_id is not None:
        for signature, letter, key in RememberedColumn.objects.filter(area_id=area_id).values_list(
            "signature", "letter", "key"
        ):
            found.setdefault(signature, {})[letter] = key
    return found


def content_hash(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
