"""A province's own categories and names of ages in a text: what is written is what holds, and nothing else of it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from ansinh import legislation
from ansinh.legislation import WRITTEN_BOOK, RuleBook
from ansinh.legislation.conditions.age import age_condition
from ansinh.legislation.dated_values import province_of
from ansinh.legislation.regimes_table import ND20
from ansinh.legislation.rules.combination import COMBINATIONS
from ansinh.legislation.rules.combination_articles import COMBINATION_RULES

VERSION = {"from": "2026-10", "citation": "Điều 3 nghị quyết thử nghiệm", "vnd": 300_000}
FACTS: dict[str, object] = {"born": "1960-01-01", "marital": "married"}


def book(**more: object) -> RuleBook:
    category = {"code": "own", "label_vi": "Nhóm của tỉnh", "versions": [VERSION | more]}
    province = {"province": "15", "name_vi": "Lào Cai", "base": [], "social_pension": [], "categories": [category]}
    provinces = {**WRITTEN_BOOK.provinces, "15": province_of(province)}
    return RuleBook(WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, provinces)


def paid(book: RuleBook, month: str = "2026-11", **facts: object) -> object:
    return legislation.determine_one(FACTS | facts, month, book)["total_vnd"]


def test_who_meets_the_criteria_and_lives_there_is_paid() -> None:
    own = book(all_of=["poor"])
    assert paid(own, poverty="poor") == 300_000
    assert paid(own, poverty="near_poor") == 0
    assert [paid(own, poverty="poor", province=other) for other in ("14", "17", "01")] == [0, 0, 0]
    assert paid(own, "2026-09", poverty="poor") == 0


def test_without_criteria_everybody_there_is_paid_until_the_last_month() -> None:
    own = book(to="2026-12")
    assert [paid(own, month) for month in ("2026-12", "2027-01")] == [300_000, 0]
    assert paid(book(), "2027-01") == 300_000
    assert paid(own, province="14") == 0


@pytest.mark.parametrize(
    ("more", "found"), [({}, False), ({"paid_from": "signing"}, False), ({"paid_from": "title"}, True)]
)
def test_it_counts_from_the_signature_unless_the_resolution_says_otherwise(more: dict[str, str], found: bool) -> None:
    (category,) = (each for each in book(**more).categories if each.code == "own")
    assert [version.paid_from_title for version in category.versions] == [found]


def test_an_age_that_is_named_is_that_age() -> None:
    for name, words in (("full_73", "từ đủ 73 tuổi"), ("under_73", "dưới 73 tuổi")):
        found = age_condition(name)
        assert found is not None
        assert (found.name, found.text_vi[: len(words)]) == (name, words)
    assert [age_condition(name) for name in ("full_0", "under_120", "over_73", "full_73 ", "poor")] == [None] * 5


def criterion(facts: dict[str, object], category: str, name: str) -> bool:
    found = next(each for each in legislation.explain(facts, "2026-11") if each["category"] == category)
    (told,) = (each for each in found["criteria"] if each["condition"] == name)  # type: ignore[attr-defined]
    return bool(told["held"])


def test_criteria_that_move_no_money_are_explained_as_they_are() -> None:
    """The title of 70 to 75 gives as much as the one from 75 on, and a student who is not there counts for nothing."""
    turned = {"born": "1951-10-31", "poverty": "poor"}
    assert not criterion(turned, "pension_70_poor", "under_75")
    assert criterion(turned | {"born": "1951-11-01"}, "pension_70_poor", "under_75")
    parent = {"born": "1970-01-01", "poverty": "poor", "marital": "widowed", "had_single_parent_allowance": True}
    assert not criterion(parent, "single_parent", "raising_older_student")
    assert criterion(parent | {"children_over_22_studying": 1}, "single_parent", "raising_older_student")


def test_rules_of_combination_cannot_be_altered_while_the_program_runs() -> None:
    """Compiled months are kept: a rule that changed under them would be applied to some months only."""
    _, combination = COMBINATIONS[0]
    with pytest.raises(FrozenInstanceError):
        combination.higher_of = ("allowance", "pension")  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        COMBINATION_RULES["paid_beside"].older_vi = ""  # type: ignore[misc]


def test_words_of_combination_change_with_the_decree() -> None:
    rule = COMBINATION_RULES["paid_beside"]
    assert rule.text("2021-06") == rule.older_vi != rule.text(ND20.first) == rule.text("2026-11") == rule.text_vi
    assert COMBINATION_RULES["higher_of"].text("2020-01") == COMBINATION_RULES["higher_of"].text_vi
