"""What would change the answer, held against trying everything: every month, every value of every fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh import legislation
from ansinh.legislation import FACTS, WRITTEN_BOOK, NoLawForTitleError
from ansinh.legislation.articles import _APPLIED
from ansinh.legislation.calendar_days import month_number
from ansinh.legislation.calendar_days import month_text as iso_month
from ansinh.legislation.explanation.alternatives_table import ALTERNATIVES, LEFT_OUT
from ansinh.legislation.explanation.by_time import months_of_change
from ansinh.legislation.facts_table import FactColumn
from tests.unit.legislation.any_facts import MONTHS, facts_in

HORIZON = 36
NUMBERS = {"count": range(10), "amount": (0, 1, 499_999, 500_000, 539_999, 540_000, 10_000_000)}
Facts = dict[str, Any]


def answer(facts: Facts, month: str) -> tuple[object, list[tuple[object, ...]]]:
    found: Any = legislation.determine_one(facts, month)
    return found["outcome"], [tuple(benefit.values())[:-1] for benefit in found["benefits"]]  # all but the citation


@settings(max_examples=60, deadline=None)
@given(data=st.data(), month=MONTHS, unknown=st.booleans())
def test_the_nearest_month_is_the_first_with_another_answer(data: st.DataObject, month: str, unknown: bool) -> None:
    facts = data.draw(facts_in(month, unknown))
    now, first = answer(facts, month), month_number(month)
    later = (iso_month(number) for number in range(first + 1, first + HORIZON + 1))
    expected = next((each for each in later if answer(facts, each) != now), None)
    found = legislation.what_would_change(facts, month, horizon_months=HORIZON).by_time
    assert (found.month if found else None) == expected
    if found:
        assert found.outcome == answer(facts, found.month)[0]
        assert found.because, found.text  # something is always named
        assert found.after_vnd == (legislation.determine_one(facts, found.month)["total_vnd"] or 0)


def test_between_months_of_change_the_law_stays() -> None:
    """Apart from the months in which only another article is shown beside a condition."""
    changes = set(months_of_change(WRITTEN_BOOK))
    shown = {month_number(stretch.first) for stretch in _APPLIED.values()}
    shown |= {month_number(stretch.last) + 1 for stretch in _APPLIED.values() if stretch.last}
    for number in range(min(changes) + 1, max(changes) + 24):
        same = legislation.law_version(iso_month(number)) == legislation.law_version(iso_month(number - 1))
        assert same or number in changes | shown, iso_month(number)


def effect(facts: Facts, other: Facts, month: str) -> str | None:
    before: Any = legislation.determine_one(facts, month)
    after: Any = legislation.determine_one(other, month)
    if after["outcome"] == "undetermined":
        return None
    if before["outcome"] == "undetermined":
        return "starts" if after["total_vnd"] else "refused"
    now, then = before["total_vnd"], after["total_vnd"]
    if now == then:
        return None
    return "starts" if not now else "ends" if not then else "raises" if then > now else "lowers"


def tried(column: FactColumn, facts: Facts, month: str) -> Iterator[tuple[object, str]]:
    """Every other value of a fact that changes the answer, with its effect."""
    now = legislation.full_facts(facts, month)[column.name]
    values: Any = column.values or NUMBERS.get(column.kind, (False, True))
    for value in values:
        found = effect(facts, facts | {column.name: value}, month)
        if value != now and found and not (found == "refused" and now is not None):
            yield value, found


@settings(max_examples=60, deadline=None)
@given(data=st.data(), month=MONTHS, unknown=st.booleans())
def test_single_facts_are_those_found_by_trying_every_value(data: st.DataObject, month: str, unknown: bool) -> None:
    facts = data.draw(facts_in(month, unknown))
    changes = legislation.what_would_change(facts, month, horizon_months=0).by_fact
    for column in FACTS:
        if column.name not in ALTERNATIVES or column.kind == "date_or_none":
            continue
        found = {(value, each.effect) for each in changes if each.fact == column.name for value in each.values}
        expected = set(tried(column, facts, month))
        assert all(effect(facts, facts | {column.name: value}, month) == kind for value, kind in found)
        if not concerns(column.name, facts, month):
            assert not found
        elif column.kind in NUMBERS:
            assert {kind for _, kind in found} == {kind for _, kind in expected}, column.name
        else:
            told = ALTERNATIVES[column.name]
            now = legislation.full_facts(facts, month)[column.name]
            words = set(told.now) | (set(told.when_unknown) if now is None else set())
            assert found == {(value, kind) for value, kind in expected if str(value) in words}, column.name


def concerns(name: str, facts: Facts, month: str) -> bool:
    told = ALTERNATIVES[name]
    if told.sex and facts.get("sex") not in (None, told.sex):
        return False
    age = (month_number(month) - month_number(str(facts["born"])[:7])) // 12
    return told.from_age <= age <= told.to_age


def test_every_fact_and_value_is_told_or_left_out_on_purpose() -> None:
    assert {fact.name for fact in FACTS} == set(ALTERNATIVES) | LEFT_OUT
    for fact in FACTS:
        told = ALTERNATIVES.get(fact.name)
        if told and (fact.kind in {"choice", "yes_no"}):
            values = {str(value) for value in fact.values or (True, False)}
            assert set(told.now) | set(told.when_unknown) == values, fact.name
            assert not set(told.now) & set(told.when_unknown)


@pytest.mark.parametrize(
    ("facts", "month", "text"),
    [
        (
            {"born": "1952-03-15"},
            "2026-11",
            "Từ tháng 03/2027, đủ 75 tuổi: thuộc diện trợ cấp hưu trí xã hội – người từ đủ 75 tuổi, được hưởng"
            " 540.000 đồng/tháng.",
        ),
        (
            {"born": "2010-11-20", "father": "deceased", "mother": "missing"},
            "2026-11",
            "Từ tháng 12/2026, đã qua tháng tròn 16 tuổi: không còn được hưởng (đang là 810.000 đồng/tháng).",
        ),
        (
            {"born": "1949-03-01", "poverty": "poor", "support": "none"},
            "2026-09",
            "Từ tháng 10/2026, áp dụng điểm a khoản 5 Điều 5, điểm đ khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP: mức hưởng"
            " tăng từ 810.000 đồng thành 1.080.000 đồng/tháng.",
        ),
        (
            {"born": "1990-01-01", "disability": "severe"},
            "2026-06",
            "Từ tháng 07/2026, mức chuẩn từ 500.000 đồng thành 540.000 đồng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị"
            " định 335/2026/NĐ-CP): mức hưởng tăng từ 750.000 đồng thành 810.000 đồng/tháng.",
        ),
        (
            {"born": "1944-02-01"},
            "2025-06",
            "Từ tháng 07/2025, có quy định mới về trợ cấp hưu trí xã hội – người từ đủ 75 tuổi; quy định về người từ đủ"
            " 80 tuổi không có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng hết hiệu lực: thuộc diện trợ cấp hưu trí"
            " xã hội – người từ đủ 75 tuổi, mức hưởng vẫn là 500.000 đồng/tháng.",
        ),
        (
            {"born": "2009-05-03", "poverty": "poor", "children_under_16": 1},
            "2026-11",
            "Từ tháng 05/2027, đủ 18 tuổi, tình trạng hôn nhân chưa ghi nhận: chưa xác định được, cần bổ sung tình"
            " trạng hôn nhân.",
        ),
    ],
)
def test_the_next_change_in_words(facts: Facts, month: str, text: str) -> None:
    found = legislation.what_would_change(facts, month).by_time
    assert found is not None
    assert found.text == text


def test_where_an_older_law_is_not_written_down_nothing_is_said() -> None:
    facts = {"born": "1954-03-15", "poverty": "poor", "support": "none"}  # 60 in a month of NĐ 67/2007
    assert legislation.what_would_change(facts, "2013-05").by_time is None
    with pytest.raises(NoLawForTitleError):
        legislation.decision_text(facts, "2014-05")


def test_the_horizon_is_kept() -> None:
    facts = {"born": "1952-03-15"}
    assert legislation.what_would_change(facts, "2026-11", horizon_months=3).by_time is None
    assert legislation.what_would_change(facts, "2026-11", horizon_months=4).by_time is not None


def test_single_facts_in_words_with_article() -> None:
    found = legislation.what_would_change({"born": "1960-03-15", "poverty": "poor"}, "2026-11")
    assert [(change.effect, change.text) for change in found.gains][:2] == [
        (
            "starts",
            "Nếu được xác nhận không có người có nghĩa vụ và quyền phụng dưỡng hoặc người có nghĩa vụ và quyền phụng"
            " dưỡng đang hưởng trợ cấp xã hội hằng tháng: thuộc diện người cao tuổi thuộc hộ nghèo, không có người"
            " phụng dưỡng, được hưởng 810.000 đồng/tháng.",
        ),
        (
            "starts",
            "Nếu có giấy xác nhận khuyết tật mức nặng: thuộc diện người khuyết tật nặng, đặc biệt nặng, được hưởng"
            " 1.080.000 đồng/tháng.",
        ),
    ]
    assert "khoản 5 Điều 5" in found.gains[0].article
    old = legislation.what_would_change({"born": "1944-03-15"}, "2026-11")
    ends = {change.fact: change for change in old.losses}
    assert ends["pension_vnd"].text == (
        "Nếu có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng từ 540.000 đồng: không còn được hưởng (đang là"
        " 540.000 đồng/tháng)."
    )
    assert ends["imprisoned"].article == "điểm c khoản 2 Điều 9 Nghị định 335/2026/NĐ-CP"


def test_nobody_is_told_what_an_infection_or_a_death_would_bring() -> None:
    found = legislation.what_would_change({"born": "1990-03-15", "poverty": "poor", "marital": "married"}, "2026-11")
    words = " ".join(change.text for change in found.by_fact)
    assert "HIV" not in words
    assert "chết" not in words
    unknown = legislation.what_would_change(
        {"born": "1990-03-15", "poverty": "poor", "marital": "married", "hiv": None}, "2026-11"
    )
    assert {(change.fact, change.effect) for change in unknown.by_fact if change.fact == "hiv"} == {
        ("hiv", "starts"),
        ("hiv", "refused"),
    }


def test_of_an_amount_that_is_not_known_every_answer_is_told() -> None:
    facts = {"born": "1985-03-10", "poverty": "poor", "marital": "widowed", "children_under_16": 2}
    facts |= {"disability": "severe", "disability_certified": "2020-01-01", "pension_vnd": None}
    found = legislation.what_would_change(facts, "2026-11").by_fact
    assert [(change.values, change.effect, change.total_vnd) for change in found if change.fact == "pension_vnd"] == [
        ((0,), "starts", 1_890_000),
        ((1,), "starts", 1_080_000),
    ]
