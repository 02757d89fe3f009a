"""Rows of a table in Markdown, by the headings of its columns, and facts as values of their kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NUMBERS = {"count", "days", "km", "people", "amount"}


def table_rows(path: Path) -> list[dict[str, str]]:
    """One mapping a row, heading to cell; a dash stands for nothing and becomes an empty text."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    headings, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line)
    assert rows, path
    return [dict(zip(headings, ("" if cell == "–" else cell for cell in row), strict=True)) for row in rows]


def typed(facts: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, object]:
    """Facts as they stand in a table, as values; "null" is not known. ``kinds``: what each column holds."""
    return {name: _value(kinds[name], text) for name, text in facts.items()}


def _value(kind: str, text: str) -> object:
    if text == "null":
        return None
    if kind == "yes_no":
        return {"true": True, "false": False}[text]
    return int(text) if kind in NUMBERS else text
