"""Undetermined if, and only if, two completions of the unknown facts have different answers; the facts named matter."""

from __future__ import annotations

import itertools
import random
from datetime import date

import pytest

from ansinh import legislation
from ansinh.legislation import FACTS
from ansinh.legislation.facts_table import fact
from tests.unit.legislation.people import person

MONTHS = ("2024-06", "2025-07", "2026-11")
# Values of facts that have no list: one in every stretch between the law's boundaries.
COUNTS = (0, 1, 2, 3, 4)
AMOUNTS = (0, 1, 499_999, 500_000, 539_999, 540_000)


def values_of(name: str, month: str) -> list[object]:
    column = fact(name)
    if column.kind == "province":
        return ["15", "22", "01"]
    if column.kind == "choice":
        return list(column.values)
    if column.kind == "yes_no":
        return [False, True]
    if column.kind in {"count", "amount"}:
        return list(COUNTS if column.kind == "count" else AMOUNTS)
    year, number = int(month[:4]), int(month[5:])
    ages = (0, 3, 4, 16, 22, 60, 70, 75, 80)
    days = [date(year - age, number, 15) for age in ages]
    years = [date(year - age - 1, number, 15) for age in ages]
    return sorted({day.isoformat() for day in [*days, *years]})


def answer(facts: dict[str, object], month: str) -> str:
    found = legislation.determine_one(facts, month)
    return repr((found["outcome"], found["total_vnd"], found["benefits"]))


def facts_that_matter(facts: dict[str, object], unknown: list[str], month: str) -> set[str]:
    """By trying everything."""
    options = [values_of(name, month) for name in unknown]
    answers = {
        values: answer(facts | dict(zip(unknown, values, strict=True)), month) for values in itertools.product(*options)
    }
    found = set()
    for i, name in enumerate(unknown):
        groups: dict[tuple[object, ...], set[str]] = {}
        for values, got in answers.items():
            groups.setdefault(values[:i] + values[i + 1 :], set()).add(got)
        if any(len(group) > 1 for group in groups.values()):
            found.add(name)
    return found


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("seed", range(60))
def test_missing_is_exact(month: str, seed: int) -> None:
    chance = random.Random(seed)
    known = person(seed, chance, month)
    names = [f.name for f in FACTS if f.kind not in {"id", "month", "date_or_none"}]
    # Facts that touch the same titles, so that they depend on one another.
    favourites = ["poverty", "disability", "pension_vnd", "care", "support", "marital", "hiv", "in_facility", "father"]
    unknown = chance.sample(favourites if seed % 2 else names, 3)
    facts = known | dict.fromkeys(unknown)
    found = legislation.determine_one(facts, month)
    matter = facts_that_matter(known, unknown, month)
    assert set(found["missing"]) == matter  # type: ignore[call-overload]
    assert (found["outcome"] == "undetermined") == bool(matter)
    if not matter:
        assert answer(facts, month) == answer(known, month)


def test_all_unknown_is_undetermined_and_names_many() -> None:
    facts = {f.name: None for f in FACTS if f.kind not in {"id", "month"}}
    found = legislation.determine_one(facts, "2026-11")
    assert found["outcome"] == "undetermined"
    assert found["total_vnd"] is None
    assert found["benefits"] == []
    # Everything a rule looks at; sex and the day of death are not among it.
    named = set(found["missing"])  # type: ignore[call-overload]
    rules = legislation.WRITTEN_BOOK.rules("2026-11")
    assert named == {name for name in rules.facts if name not in {"died", "disability_certified"}} | {"province"}


def test_irrelevant_unknown_facts_are_not_named() -> None:
    found = legislation.determine_one({"born": "1990-01-01", "sex": None, "marital": None, "father": None}, "2026-11")
    assert (found["outcome"], found["missing"]) == ("not_eligible", [])


def test_default_of_marital_status_depends_on_age() -> None:
    facts = {"poverty": "poor", "children_under_16": 1}
    grown = legislation.determine_one({"born": "1990-01-01", **facts}, "2026-11")
    assert (grown["outcome"], grown["missing"]) == ("undetermined", ["marital"])
    # Below 18 the default is single; the child turns 18 within the month of the first row.
    assert legislation.determine_one({"born": "2008-11-30", **facts}, "2026-11")["outcome"] == "undetermined"
    assert legislation.determine_one({"born": "2008-12-01", **facts}, "2026-11")["outcome"] == "eligible"
    batch = legislation.FactBatch.from_columns(
        {"born": ["2008-11-30", "2008-12-01"], "poverty": ["poor", "poor"], "children_under_16": [1, 1]}, 2
    )
    assert legislation.determine_batch(batch, "2026-11").outcome.tolist() == [2, 1]


def test_unknown_province_matters_only_where_amounts_differ() -> None:
    facts = {"born": "2015-01-01", "abandoned": True, "province": None}
    assert legislation.determine_one(facts, "2024-10")["missing"] == ["province"]
    assert legislation.determine_one(facts, "2021-07")["outcome"] == "eligible"  # no province had its own amount yet
    assert legislation.determine_one(facts | {"imprisoned": True}, "2024-10")["outcome"] == "not_eligible"
