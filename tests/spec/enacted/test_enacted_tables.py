"""Texts that are published at run time, as tables: what the law gives with them laid over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansinh import legislation
from ansinh.cli._spec_tables import Case, read_table
from ansinh.determination.files.law_texts import law_texts
from ansinh.legislation import FACTS

HERE = Path(__file__).parent
TABLES = sorted(HERE.glob("*.md"))
ROWS = [(table, case) for table in TABLES for case in read_table(table).cases]
KINDS = {fact.name: fact.kind for fact in FACTS}


def facts_of(table: Path, case: Case) -> dict[str, object]:
    """The facts of a row, with its table's defaults."""
    given = read_table(table).defaults | case.facts
    return {name: int(value) if KINDS[name] in ("amount", "count") else value for name, value in given.items()}


@pytest.mark.parametrize(("table", "case"), ROWS, ids=[f"{table.stem}: {case.words}" for table, case in ROWS])
def test_row(table: Path, case: Case) -> None:
    book = legislation.book_with(law_texts([table.with_suffix(".yaml")]))
    answer = legislation.determine_one(facts_of(table, case), case.month, book)
    lines = answer["benefits"]
    assert isinstance(lines, list)
    assert " ".join(f"{line['category']}={line['amount_vnd']}" for line in lines) == case.expected


def test_every_text_has_its_table() -> None:
    assert {path.stem for path in TABLES} == {path.stem for path in HERE.glob("*.yaml")} != set()
