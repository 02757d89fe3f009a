"""Every row of combination.md: titles, what is paid of them, and the rules by which."""

from __future__ import annotations

from typing import Any

import pytest

from ansinh import legislation
from ansinh.cli._spec_tables import Case, read_table
from tests.spec.law.table_rows import typed
from tests.spec.law.test_tables import HERE, KINDS

TABLE = read_table(HERE / "combination.md")


def told(combination: dict[str, Any]) -> str:
    titles = [
        f"{'+' if title['paid'] else '–'} {title['category']} {title['amount_vnd']}"
        + (f" ({title['dropped_by']})" if title["dropped_by"] else "")
        for title in combination["titles"]
    ]
    return "; ".join(titles + [f"nhờ {step['rule']}" for step in combination["steps"] if not step["dropped"]])


@pytest.mark.parametrize("case", TABLE.cases, ids=lambda case: case.words)
def test_row(case: Case) -> None:
    certificate: dict[str, Any] = legislation.certificate(typed(case.facts, KINDS), case.month)
    assert told(certificate["combination"]) == case.expected
    assert all(step["article"] for step in certificate["combination"]["steps"])
