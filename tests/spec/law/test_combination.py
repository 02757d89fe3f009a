"""Every row of combination.md: titles, what is paid of them, and the rules by which."""

from __future__ import annotations

from typing import Any

import pytest

from ansinh import legislation
from tests.spec.law.test_tables import HERE, facts_of

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (HERE / "combination.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]


def told(combination: dict[str, Any]) -> str:
    titles = [
        f"{'+' if title['paid'] else '–'} {title['category']} {title['amount_vnd']}"
        + (f" ({title['dropped_by']})" if title["dropped_by"] else "")
        for title in combination["titles"]
    ]
    return "; ".join(titles + [f"nhờ {step['rule']}" for step in combination["steps"] if not step["dropped"]])


@pytest.mark.parametrize(("month", "facts", "titles"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_row(month: str, facts: str, titles: str) -> None:
    certificate: dict[str, Any] = legislation.certificate(facts_of(facts), month)
    assert told(certificate["combination"]) == titles
    assert all(step["article"] for step in certificate["combination"]["steps"])
