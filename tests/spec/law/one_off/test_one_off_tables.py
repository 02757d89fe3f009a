"""Every row of the tables beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ansinh.cli._spec_tables import read_table
from ansinh.legislation.one_off import EVENT_COLUMNS, KINDS, NoLawForEventError, one_off
from tests.spec.law.table_rows import typed

HERE = Path(__file__).parent
TABLES = sorted(HERE.glob("*.md"))
COLUMN_KINDS = {column.name: column.kind for column in EVENT_COLUMNS}
BEFORE_ANY_LAW = "0001-01-01"


@dataclass(frozen=True)
class Row:
    table: str
    case: str
    day: str
    facts: dict[str, object]
    expected: str


def rows_of(table: Path) -> list[Row]:
    read = read_table(table)
    return [
        Row(table.stem, c.words, c.month, typed(read.defaults | c.facts, COLUMN_KINDS), c.expected) for c in read.cases
    ]


ROWS = [row for table in TABLES for row in rows_of(table)]


def shown(answer: dict[str, object]) -> str:
    if answer["outcome"] == "undetermined":
        return "? " + ", ".join(answer["missing"])  # type: ignore[arg-type]
    lines = [f"{b['title']} {b['multiple'] or '-'} {amount_of(b)} {b['bound']}" for b in answer["benefits"]]  # type: ignore[attr-defined]
    return "; ".join(lines) or "–"


def amount_of(line: dict[str, object]) -> str:
    if line["kg"] is not None:
        return f"{line['kg']} kg"
    return "in_kind" if line["amount_vnd"] is None else str(line["amount_vnd"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.table}:{row.case}")
def test_row(row: Row) -> None:
    facts = {"happened": row.day, **row.facts}
    if row.expected == "!":
        with pytest.raises(NoLawForEventError, match=f"no law for {row.day}"):
            one_off(facts)
        return
    answer = one_off(facts)
    assert shown(answer) == row.expected
    amounts = [b["amount_vnd"] for b in answer["benefits"]]  # type: ignore[attr-defined]
    if answer["outcome"] == "eligible":
        assert answer["amount_vnd"] == (None if None in amounts else sum(amounts))
    else:
        assert answer["amount_vnd"] == (0 if answer["outcome"] == "not_eligible" else None)


def test_every_kind_and_title_is_in_a_table() -> None:
    assert {row.facts["kind"] for row in ROWS} == {kind.code for kind in KINDS}
    named = {word for row in ROWS for word in row.expected.split()}
    assert {title.code for kind in KINDS for title in kind.titles} - named == set()


def test_every_version_has_rows_on_its_first_and_last_day() -> None:
    for kind in KINDS:
        days = {row.day for row in ROWS if row.facts["kind"] == kind.code}
        for title in kind.titles:
            for version in title.versions:
                edges = {version.days.first, version.days.last} - {None, BEFORE_ANY_LAW}
                assert edges - days == set(), (kind.code, title.code)


def test_every_day_of_change_is_in_a_table() -> None:
    days = {row.day for row in ROWS}
    assert days >= {"2014-12-31", "2015-01-01", "2021-06-30", "2021-07-01", "2024-06-30", "2024-07-01", "2025-06-30",
                    "2025-07-01", "2026-06-30", "2026-07-01", "2026-10-04", "2026-10-05"}  # fmt: skip
