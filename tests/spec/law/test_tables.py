"""Every row of the tables beside this file, through the evaluator for one person and through the batch kernel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ansinh import legislation
from ansinh.cli._spec_tables import read_table
from ansinh.kernel.period import Month
from ansinh.legislation import FACTS, WRITTEN_BOOK, WRITTEN_CATEGORIES, FactBatch, NoLawForTitleError
from tests.spec.law.table_rows import typed

HERE = Path(__file__).parent
# Tables about something else than what a person is entitled to have their own test beside them.
ELSEWHERE = {"timing", "deadlines", "poverty", "one_off"}
TABLES = sorted(table for table in HERE.glob("*/*.md") if table.parent.name not in ELSEWHERE)
KINDS = {fact.name: fact.kind for fact in FACTS}


CHANGES = ("2012-06", "2015-01", "2021-07", "2024-07", "2025-07", "2026-07", "2026-10")


@dataclass(frozen=True)
class Row:
    table: str
    case: str
    month: str
    facts: dict[str, object]
    expected: str


def rows_of(table: Path) -> list[Row]:
    read = read_table(table)
    name = str(table.relative_to(HERE))
    return [Row(name, c.words, c.month, typed(read.defaults | c.facts, KINDS), c.expected) for c in read.cases]


ROWS = [row for table in TABLES for row in rows_of(table)]


def shown(answer: dict[str, object]) -> str:
    if answer["outcome"] == "undetermined":
        return "? " + ", ".join(answer["missing"])  # type: ignore[arg-type]
    lines = [f"{b['category']} {b['coefficient'] or '-'} {b['amount_vnd']}" for b in answer["benefits"]]  # type: ignore[attr-defined]
    return "; ".join(lines) or "–"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.table}:{row.case}")
def test_row(row: Row) -> None:
    if row.expected.startswith("!"):
        with pytest.raises(NoLawForTitleError, match=f"no law for {row.month}") as refused:
            legislation.determine_one(row.facts, row.month)
        assert refused.value.category == row.expected.removeprefix("! ")
        return
    answer = legislation.determine_one(row.facts, row.month)
    assert shown(answer) == row.expected
    assert answer["total_vnd"] == (
        None if row.expected.startswith("?") else sum(b["amount_vnd"] for b in answer["benefits"])  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.table}:{row.case}")
def test_row_in_a_batch(row: Row) -> None:
    day = str(row.facts["born"] or "")
    born = (day + "-01-01")[:10] if day else None
    columns = {name: [born if name == "born" else value] for name, value in row.facts.items()}
    if row.expected.startswith("!"):
        with pytest.raises(NoLawForTitleError) as refused:
            legislation.determine_batch(FactBatch.from_columns(columns, 1), row.month)
        assert (refused.value.row, refused.value.category) == (0, row.expected.removeprefix("! "))
        return
    found = legislation.determine_batch(FactBatch.from_columns(columns, 1), row.month)
    codes = list(WRITTEN_CATEGORIES)
    lines = [
        f"{codes[category]} {legislation.coefficient_text(int(tenths)) or '-'} {amount}"
        for category, tenths, amount in zip(
            found.benefits.category, found.benefits.coefficient_tenths, found.benefits.amount_vnd, strict=True
        )
    ]
    missing = ", ".join(legislation.names_of(int(found.missing[0])))
    assert ("? " + missing if missing else "; ".join(lines) or "–") == row.expected


def test_every_category_has_a_table() -> None:
    assert {table.stem for table in TABLES} >= {c.code for c in WRITTEN_BOOK.categories if c.programme != "provincial"}


def test_every_month_of_change_is_in_a_table() -> None:
    edges = {change for first in CHANGES for change in (first, str(Month.parse(first).minus(1)))} - {"2012-05"}
    assert {row.month for row in ROWS} >= edges
