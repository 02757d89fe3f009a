"""Rows of a table in Markdown, by the headings of its columns."""

from __future__ import annotations

from pathlib import Path


def table_rows(path: Path) -> list[dict[str, str]]:
    """One mapping a row, heading to cell; a dash stands for nothing and becomes an empty text."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    headings, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line)
    assert rows, path
    return [dict(zip(headings, ("" if cell == "–" else cell for cell in row), strict=True)) for row in rows]
