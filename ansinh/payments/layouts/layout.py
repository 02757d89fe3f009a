"""A layout: which columns a payer's file has and what each of them holds. Plain values, no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading. Of a file to send: a ``field`` or a ``constant``; ``shape`` of an amount or date."""

    heading: str
    field: str = ""
    constant: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """As ``layout_of`` has found it sound.

    ``before``: lines above the table of a file to send. ``heading_row``: where the headings of a file to read stand,
    counted from 1. ``words``: what a result may say, by outcome. ``every_row``: the outcome of files without such a
    column. ``ends_at``: what the first cell of the row below the table says; ``total``: what is written there.
    """

    code: str
    name: str
    provider: str
    direction: str
    format: str
    columns: tuple[Column, ...]
    channels: tuple[str, ...] = ()
    delimiter: str = ";"
    encoding: str = "utf-8"
    decimal: str = ","
    sheet: str = ""
    before: tuple[str, ...] = ()
    total: str = ""
    heading_row: int = 1
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    every_row: str = ""
    ends_at: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The sign between thousands."""
        return "." if self.decimal == "," else ","


def stamp_of(content: Mapping[str, Any]) -> str:
    """A short mark of what a layout says, the same for the same content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
