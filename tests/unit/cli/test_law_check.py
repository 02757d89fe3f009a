"""The check of the law finds what is missing, and says nothing of what is there."""

from __future__ import annotations

import re

import pytest

from ansinh.cli import _law_check
from ansinh.cli._law_check import check_law
from ansinh.cli._spec_tables import Table
from ansinh.legislation import WRITTEN_BOOK
from ansinh.legislation.dated_values import Dated
from ansinh.legislation.instruments import Article, Instrument, load_instruments
from tests.paths import shared


def findings(part: str) -> list[str]:
    return [sentence for sentence in check_law().findings if part in sentence]


def test_nothing_is_missing() -> None:
    assert check_law().findings == ()


def test_articles_of_a_decree_that_was_read_are_all_counted() -> None:
    text = shared("law", "texts", "nd335_2026.txt").read_text(encoding="utf-8")
    last = max(int(number) for number in re.findall(r"^Điều (\d+)\. ", text, re.MULTILINE))
    decree = next(each for each in load_instruments() if each.code == "335/2026/NĐ-CP")
    assert decree.last_article == last


def test_every_article_of_every_text_beside_the_project_is_carried_out_or_excused() -> None:
    given: set[tuple[str, int]] = set()
    for text in shared("law", "texts").glob("*.txt"):
        for number, code in re.findall(
            r"^\(Điều (\d+) \D*? số (\S+?),? ", text.read_text(encoding="utf-8"), re.MULTILINE
        ):
            given.add((code, int(number)))
    assert len(given) > 300
    named = {
        (each.code, number)
        for each in load_instruments()
        for article in each.articles
        for number in _law_check.numbers_in(article.article)
    }
    assert sorted(given - named) == []


def test_a_rule_without_cases_at_its_boundaries_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_law_check, "table_of", lambda *_: Table({}, ()))
    found = findings("orphan_child:")
    assert any("2026-10" in sentence for sentence in found)
    assert any("full_4" in sentence for sentence in found)
    assert any("under_16" in sentence for sentence in found)


def test_a_value_without_a_citation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRITTEN_BOOK.amounts, "base", (Dated("2012-06", 180_000, " "),))  # type: ignore[arg-type]
    assert findings("base từ 2012-06")


def test_an_article_that_nobody_names_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = (Article("khoản 1 và khoản 2 Điều 1", "implemented", "x", ""), Article("Điều 3–4", "not_yet", "", "y"))
    made = Instrument("1/2000/NĐ-CP", "thử", "2000-01-01", None, "read", articles, 5)
    monkeypatch.setattr(_law_check, "load_instruments", lambda: (made,))
    assert [re.findall(r"Điều [\d–]+", sentence)[0] for sentence in findings("1/2000")] == [
        "Điều 3–4", "Điều 2", "Điều 5",
    ]  # fmt: skip
