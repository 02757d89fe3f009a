"""The worked cases written from the decrees' text."""

from __future__ import annotations

import json

import pytest

from ansinh import legislation
from tests.paths import shared

NOT_FACTS = {"case", "note", "source_kind", "expected_outcome", "expected_total_vnd", "expected_benefits"}


@pytest.fixture(scope="module")
def cases() -> list[dict[str, object]]:
    text = shared("law", "cases", "derived_facts.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_cases(cases: list[dict[str, object]]) -> None:
    assert len(cases) > 80
    wrong = []
    for case in cases:
        facts = {name: value for name, value in case.items() if name not in NOT_FACTS}
        answer = legislation.determine_one(facts, str(case["month"]))
        expected = case["expected_benefits"]
        assert isinstance(expected, list)
        benefits = answer["benefits"]
        assert isinstance(benefits, list)
        # A case names only the fields it is sure of (a tie leaves the category open).
        named = [{k: got[k] for k in want} for got, want in zip(benefits, expected, strict=False)]
        seen = (answer["outcome"], answer["total_vnd"], len(benefits), named)
        if seen != (case["expected_outcome"], case["expected_total_vnd"], len(expected), expected):
            wrong.append((case["case"], seen))
    assert wrong == []
