"""Every list of the tables is read as a person would read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.spec.intake.books import write_case
from tests.spec.intake.layouts_table import LAYOUTS
from tests.spec.intake.lists_of_communes_table import COMMUNES
from tests.spec.intake.more_layouts_table import MORE
from tests.unit.intake.lists import read

CASES = LAYOUTS | MORE | COMMUNES


@pytest.mark.parametrize("name", CASES)
def test_layout(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    rows = read(write_case(tmp_path / "ds.xlsx", case)).rows
    assert [row.row for row in rows] == [line for line, _, _ in case["expect"]]
    for row, (line, person, problems) in zip(rows, case["expect"], strict=True):
        understood: dict[str, Any] = {key: row.person.get(key, "(no column)") for key in person}
        assert understood == person, line
        assert [f"{problem.column} {problem.code}" for problem in row.problems] == problems, line
