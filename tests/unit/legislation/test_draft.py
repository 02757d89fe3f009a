"""Drafts laid over the law: what they change, from which month, and what they may not say."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh import legislation
from ansinh.legislation import WRITTEN_BOOK, FactBatch, LawError, RuleSetError
from ansinh.legislation.draft import laid, overlaid, read_draft
from tests.unit.legislation.people import columns_of, people

HEAD = {"title": "Nâng mức chuẩn", "number": "Dự thảo thử nghiệm", "from": "2027-01"}
BASE = {"amounts": {"base": {"vnd": 600_000, "citation": "Điều 4 dự thảo"}}}


def book_with(changes: dict[str, Any]) -> legislation.RuleBook:
    return overlaid(WRITTEN_BOOK, read_draft(HEAD | changes))


def paid(facts: dict[str, object], month: str, book: legislation.RuleBook) -> list[tuple[str, int]]:
    answer = legislation.determine_one(facts, month, book)
    return [(line["category"], line["amount_vnd"]) for line in answer["benefits"]]  # type: ignore[attr-defined]


def test_an_amount_holds_from_its_month() -> None:
    book = book_with(BASE)
    facts = {"born": "1990-01-01", "disability": "severe"}
    assert paid(facts, "2026-12", book) == [("disability", 810_000)]
    assert paid(facts, "2027-01", book) == [("disability", 900_000)]
    assert paid(facts, "2027-01", WRITTEN_BOOK) == [("disability", 810_000)]


def test_before_its_month_a_draft_changes_nobody() -> None:
    book = book_with(BASE | {"categories": [{"code": "hiv_adult", "end": True}]})
    rows = people(2_000, 3, "2026-12")
    batch = FactBatch.from_columns(columns_of(rows), len(rows))
    before, after = (legislation.determine_batch(batch, "2026-12", each) for each in (WRITTEN_BOOK, book))
    assert before.total_vnd.tolist() == after.total_vnd.tolist()
    assert before.missing.tolist() == after.missing.tolist()
    assert book.version("2026-12") == WRITTEN_BOOK.version("2026-12")
    assert book.version("2027-01") != WRITTEN_BOOK.version("2027-01")


def test_a_category_ends() -> None:
    book = book_with({"categories": [{"code": "hiv_adult", "end": True}]})
    facts = {"born": "1990-01-01", "hiv": True, "poverty": "poor"}
    assert paid(facts, "2026-12", book) == [("hiv_adult", 810_000)]
    assert paid(facts, "2027-01", book) == []


def test_a_measure_changes_and_the_criteria_stay() -> None:
    change = {"code": "hiv_adult", "citation": "Điều 6 dự thảo", "coefficient": "2.0"}
    book = book_with({"categories": [change]})
    facts = {"born": "1990-01-01", "hiv": True, "poverty": "poor"}
    assert paid(facts, "2027-01", book) == [("hiv_adult", 1_080_000)]
    assert paid(facts | {"poverty": "near_poor"}, "2027-01", book) == []
    assert legislation.determine_one(facts, "2027-01", book)["benefits"][0]["citation"] == "Điều 6 dự thảo"  # type: ignore[index]


def test_criteria_change_to_an_age_that_no_rule_knew() -> None:
    change = {
        "code": "pension_75",
        "citation": "Điều 21 dự thảo",
        "all_of": ["full_72", "citizen"],
        "none_of": ["pension_bars"],
    }
    book = book_with({"categories": [change]})
    assert paid({"born": "1955-01-31"}, "2027-01", book) == [("pension_75", 540_000)]
    assert paid({"born": "1955-02-01"}, "2027-01", book) == []
    assert paid({"born": "1955-01-31"}, "2026-12", book) == []
    assert paid({"born": "1955-01-31", "pension_vnd": 540_000}, "2027-01", book) == []


def test_a_new_category_with_bands_and_groups() -> None:
    new = {
        "code": "elderly_65",
        "programme": "social_allowance",
        "group": "allowance",
        "label_vi": "Người từ đủ 65 tuổi hộ nghèo",
        "citation": "Điều 5 dự thảo",
        "all_of": ["full_65", "poor", {"any_of": ["hard_area", "no_supporter"]}],
        "bands": [{"coefficient": "1.5", "all_of": ["full_70"]}, {"coefficient": "1.0"}],
    }
    book = book_with({"categories": [new]})
    facts = {"born": "1961-05-01", "poverty": "poor", "hard_area": True}
    assert paid(facts, "2027-01", book) == [("elderly_65", 540_000)]
    assert paid(facts | {"hard_area": False}, "2027-01", book) == []
    columns = {"born": ["1961-05-01", "1956-01-31"], "poverty": ["poor"] * 2, "hard_area": [True] * 2}
    batch = legislation.determine_batch(FactBatch.from_columns(columns, 2), "2027-01", book)
    assert batch.total_vnd.tolist() == [540_000, 810_000]


def test_a_province_gets_an_amount_and_a_category_and_ends_it_again() -> None:
    own = {
        "code": "lao_cai_60",
        "label_vi": "Người từ đủ 60 tuổi hộ nghèo",
        "citation": "Nghị quyết thử nghiệm",
        "all_of": ["full_60", "poor"],
        "vnd": 300_000,
    }
    change = {"15": {"base": {"vnd": 700_000, "citation": "Nghị quyết thử nghiệm"}, "categories": [own]}}
    book = book_with({"provinces": change})
    assert paid({"born": "1962-01-01", "poverty": "poor"}, "2027-01", book) == [("lao_cai_60", 300_000)]
    assert paid({"born": "1962-01-01", "poverty": "poor", "province": "01"}, "2027-01", book) == []
    assert paid({"born": "1990-01-01", "disability": "severe"}, "2027-01", book) == [("disability", 1_050_000)]
    ended = {"15": {"categories": [{"code": "lao_cai_60", "end": True}]}}
    later = overlaid(book, read_draft(HEAD | {"from": "2028-01", "provinces": ended}))
    assert paid({"born": "1962-01-01", "poverty": "poor"}, "2027-12", later) == [("lao_cai_60", 300_000)]
    assert paid({"born": "1962-01-01", "poverty": "poor"}, "2028-01", later) == []


def test_a_reading_changes() -> None:
    change = {"pension_below_social_pension": {"value": "bars", "source": "Điều 3 dự thảo"}}
    facts = {"born": "1940-01-01", "pension_vnd": 100_000}
    assert paid(facts, "2027-01", WRITTEN_BOOK) == [("pension_75", 540_000)]
    assert paid(facts, "2027-01", book_with({"readings": change})) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({}, "changes nothing"),
        ({"amount": {}}, "unknown amount"),
        ({"from": "2027-1", **BASE}, "2027-1"),
        ({"title": " ", **BASE}, "title"),
        ({"amounts": {"bases": {"vnd": 1, "citation": "x"}}}, "bases"),
        ({"amounts": {"base": {"vnd": 600_005, "citation": "x"}}}, "600005"),
        ({"amounts": {"base": {"vnd": 600_000}}}, "citation is missing"),
        ({"readings": {"certificate_without_date": {"source": "x"}}}, "value is missing"),
        ({"categories": [{"code": "hiv_adult", "coefficient": "2,0", "citation": "x"}]}, "2,0"),
        ({"categories": [{"code": "hiv_adult", "coefficient": "2.0"}]}, "citation is missing"),
        ({"categories": [{"code": "hiv_adult", "citation": "x"}]}, "changes nothing"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "coefficient": "1.0", "vnd": 10}]}, "either"),
        ({"categories": [{"code": "elderly_80", "citation": "x", "coefficient": "1.0"}]}, "not in force"),
        ({"categories": [{"code": "new", "citation": "x", "coefficient": "1.0", "all_of": ["poor"]}]}, "programme"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "all_of": ["full_0"]}]}, "full_0"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "all_of": ["rich"]}]}, "rich"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "all_of": "poor"}]}, "not a list"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "all_of": [{"all_off": []}]}]}, "all_off"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "vnd": "540000"}]}, "540000"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "amount": "pension"}]}, "pension"),
        ({"categories": [{"code": "hiv_adult", "citation": "x", "per_child": ["hiv"]}]}, "hiv"),
        ({"categories": [{"code": "hiv_child", "citation": "x", "bands": [{"coefficient": "1.0", "all_of": ["hiv"]}]}]},
         "otherwise"),
        ({"categories": [{"coefficient": "1.0"}]}, "code is missing"),
        ({"provinces": {"15": {"categories": [{"code": "x", "end": True}]}}}, "only what exists"),
        ({"provinces": {"15": {"basis": {}}}}, "basis"),
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_with_its_place(changes: dict[str, Any], place: str) -> None:
    with pytest.raises((RuleSetError, LawError), match=place):
        book_with(changes).rules("2027-01")


def test_what_comes_after_stays() -> None:
    """A text that is entered late does not undo a later one, nor what is written for later months."""
    book = overlaid(
        WRITTEN_BOOK,
        read_draft(HEAD | {"from": "2026-05"} | BASE | {"categories": [
            {"code": "hiv_adult", "citation": "Điều 6 dự thảo", "coefficient": "2.0"}]}),
    )  # fmt: skip
    facts = {"born": "1990-01-01", "hiv": True, "poverty": "poor"}
    assert paid(facts, "2026-04", book) == paid(facts, "2026-04", WRITTEN_BOOK)
    assert paid(facts, "2026-05", book) == [("hiv_adult", 1_200_000)]
    assert paid(facts, "2026-07", book) == [("hiv_adult", 1_080_000)]  # the rates of NĐ 335
    assert paid(facts, "2026-10", book) == paid(facts, "2026-10", WRITTEN_BOOK)  # its rules


def test_several_are_laid_by_their_first_months() -> None:
    early = read_draft(HEAD | {"from": "2027-01"} | BASE)
    late = read_draft(HEAD | {"from": "2027-03", "amounts": {"base": {"vnd": 700_000, "citation": "x"}}})
    again = read_draft(HEAD | {"from": "2027-01", "amounts": {"base": {"vnd": 610_000, "citation": "x"}}})
    amounts = {
        months: [laid(WRITTEN_BOOK, drafts).law(month, "15").base_vnd for month in ("2026-12", "2027-02", "2027-03")]
        for months, drafts in (("in order", [early, late]), ("not", [late, early]), ("again", [early, late, again]))
    }
    assert amounts["in order"] == amounts["not"] == [540_000, 600_000, 700_000]
    assert amounts["again"] == [540_000, 610_000, 700_000]


MONTHS = st.integers(0, 80).map(lambda n: f"{2021 + (6 + n) // 12}-{(6 + n) % 12 + 1:02}")
AMOUNTS = st.integers(40_000, 90_000).map(lambda n: n * 10)


@given(first=MONTHS, vnd=AMOUNTS, asked=MONTHS)
def test_a_text_changes_no_month_before_it_and_none_after_the_next_value(first: str, vnd: int, asked: str) -> None:
    draft = read_draft(HEAD | {"from": first, "amounts": {"base": {"vnd": vnd, "citation": "x"}}})
    base = overlaid(WRITTEN_BOOK, draft).law(asked, "15").base_vnd
    later = [value.first for value in WRITTEN_BOOK.amounts["base"] if value.first > first]
    holds = first <= asked and (not later or asked < min(later))
    assert base == (vnd if holds else WRITTEN_BOOK.law(asked, "15").base_vnd)


@given(text=st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["code", "15", "base", "vnd", "citation", "categories", "all_of", "coefficient", "bands",
                         "label_vi", "end", "any_of", "group", "programme", "value", "source", "per_child"]),
        inner, max_size=4),
    max_leaves=8,
), place=st.sampled_from(["amounts", "readings", "provinces", "categories", "from", "title"]))  # fmt: skip
def test_nonsense_is_refused_and_never_a_crash(text: object, place: str) -> None:
    with suppress(LawError):
        draft = read_draft(HEAD | BASE | {place: text})
        legislation.text_of(draft.text)
        overlaid(WRITTEN_BOOK, draft).rules("2027-01")


def test_what_is_no_mapping_is_refused() -> None:
    with pytest.raises(RuleSetError):
        read_draft(["title"])
