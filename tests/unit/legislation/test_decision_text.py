"""What the texts promise: in public nothing of HIV or the name, a reason for every amount, nobody told too much."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh import legislation
from ansinh.legislation import FACTS, WRITTEN_BOOK
from ansinh.legislation.explanation.phrases import age_of
from ansinh.legislation.explanation.phrases_table import PHRASES
from ansinh.legislation.explanation.values_table import FACT_WORDS, HOW_TO_SUPPLY
from ansinh.legislation.rules.combination_articles import COMBINATION_RULES
from tests.unit.legislation.any_facts import MONTHS, facts_in

Facts = dict[str, Any]


def texts(facts: Facts, month: str = "2026-11", **how: Any) -> list[str]:
    return [paragraph.text for paragraph in legislation.decision_text(facts, month, **how)]


@settings(max_examples=100, deadline=None)
@given(data=st.data(), month=MONTHS, unknown=st.booleans())
def test_every_answer_has_a_text_and_says_its_amounts(data: st.DataObject, month: str, unknown: bool) -> None:
    facts = data.draw(facts_in(month, unknown))
    found, answer = " ".join(texts(facts, month)), legislation.determine_one(facts, month)
    assert found
    assert "None" not in found
    assert "{" not in found
    for benefit in answer["benefits"]:  # type: ignore[attr-defined]
        assert f"{benefit['amount_vnd']:,}".replace(",", ".") + " đồng/tháng" in found
        assert benefit["citation"].split("; ")[0] in found
    if answer["outcome"] == "undetermined":
        assert found.count("Cách bổ sung") == len(answer["missing"])  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(data=st.data(), month=MONTHS, unknown=st.booleans())
def test_public_text_says_nothing_of_hiv_name_birth_or_grounds(data: st.DataObject, month: str, unknown: bool) -> None:
    facts = data.draw(facts_in(month, unknown))
    found = " ".join(texts(facts, month, name="Nguyễn Thị Lan", public=True))
    for hidden in ("HIV", "Nguyễn", "khoản", "điểm", "hệ số", "sinh", "khuyết tật", "hộ nghèo"):
        assert hidden not in found


def test_in_public_somebody_with_hiv_cannot_be_told_from_somebody_with_a_disability() -> None:
    hiv = {"born": "1990-03-15", "poverty": "poor", "marital": "single", "hiv": True, "children_under_16": 2}
    disabled = {"born": "1988-01-20", "poverty": "poor", "marital": "widowed", "disability": "severe",
                "children_under_16": 2}  # fmt: skip
    assert texts(hiv, public=True) == texts(disabled, public=True)
    child = {"born": "2020-05-01", "poverty": "poor", "hiv": True}
    assert texts(child, public=True) == texts({"born": "2019-02-01", "disability": "severe"}, public=True)
    assert any("HIV" in text for text in texts(hiv))
    waiting = {"born": "1990-03-15", "poverty": "poor", "marital": "single"}
    other = waiting | {"marital": None, "children_under_16": 1}
    assert texts(waiting | {"hiv": None}, public=True) == texts(other, public=True)


@pytest.mark.parametrize("month", ["2024-06", "2025-12", "2026-11"])
def test_a_refusal_never_speaks_of_hiv_to_those_of_whom_nobody_says_it(month: str) -> None:
    for poverty in ("none", "near_poor", "poor"):
        for born in ("2022-05-01", "2012-05-01", "1990-05-01", "1958-05-01"):
            assert "HIV" not in " ".join(texts({"born": born, "poverty": poverty, "marital": "married"}, month))


def test_half_an_orphan_is_told_about_the_other_parent() -> None:
    (_, near) = texts({"born": "2015-03-15", "father": "deceased"})
    assert near.endswith("chưa được hưởng vì mẹ đang nuôi dưỡng.")
    assert "khoản 1 Điều 5" in near


def test_what_may_be_held_but_changes_nothing_is_not_told_as_held() -> None:
    """A daughter of 16 in a facility: whether she was an orphan on an allowance does not matter there."""
    facts: Facts = {"born": "2009-03-15", "studying": "yes", "had_orphan_allowance": None, "in_facility": True}
    certificate: Any = legislation.certificate(facts, "2026-11")
    assert certificate["combination"]["open_titles"] == ["orphan_student"]
    assert [title["category"] for title in certificate["combination"]["titles"]] == ["facility_resident"]
    assert not any("không hưởng thêm" in text for text in texts(facts))


@pytest.mark.parametrize(
    ("born", "words"), [("1949", "(sinh năm 1949)"), ("1949-03", "(sinh tháng 03/1949)"), ("1949-03-15", "15/03/1949")]
)
def test_a_birth_is_told_no_more_exactly_than_it_is_known(born: str, words: str) -> None:
    for facts in ({"born": born}, {"born": born, "citizen": False}, {"born": born, "disability": "severe"}):
        assert words in texts(facts)[0]
        assert "01/01" not in " ".join(texts(facts))


def test_equal_amounts_are_called_equal() -> None:
    facts = {"born": "1949-03-01", "poverty": "near_poor", "marital": "widowed", "children_under_16": 1}
    (step,) = [text for text in texts(facts) if text.startswith("Cũng thuộc diện")]
    assert step.startswith(
        "Cũng thuộc diện người đơn thân nghèo đang nuôi con (mức 540.000 đồng/tháng) nhưng không hưởng thêm; hai mức"
        " bằng nhau: "
    )


def test_every_condition_and_choice_has_words() -> None:
    unsaid = [c.name for c in WRITTEN_BOOK.conditions if c.name not in PHRASES and not age_of(c)]
    assert [name for name in unsaid if not name.startswith("in_province_")] == []
    for fact in FACTS:
        if fact.kind == "choice":
            assert set(FACT_WORDS[fact.name]) == set(fact.values)
        if fact.kind not in {"id", "month", "date_or_none"} and fact.name != "sex":
            assert fact.name in HOW_TO_SUPPLY


def test_reasons_of_proposals_are_the_same_sentences_without_name_and_article() -> None:
    facts = {"born": "1949-03-15", "sex": "male"}
    reason = legislation.start_reason(facts, "2026-11", ["pension_75"])
    assert reason == (
        "Từ đủ 75 tuổi (sinh ngày 15/03/1949), là công dân Việt Nam, không có lương hưu, trợ cấp bảo hiểm xã hội hằng"
        " tháng, nên được hưởng trợ cấp hưu trí xã hội; mức hưởng: 540.000 đồng/tháng."
    )
    assert re.sub(r" theo .*?;", ";", texts(facts)[0]).removeprefix("Ông t") == reason.removeprefix("T")
    assert legislation.stop_reason(facts | {"pension_vnd": 900_000}, "2026-11", ["pension_75"], []) == (
        "Có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng 900.000 đồng, không thấp hơn mức trợ cấp hưu trí xã hội."
    )
    assert legislation.stop_reason(facts, "2026-11", ["elderly_80"], []) == "Nhóm đối tượng không còn trong quy định."
    assert legislation.stop_reason(facts, "2026-11", ["elderly_80"], ["pension_75"]) == (
        "Chuyển sang hưởng: Trợ cấp hưu trí xã hội: người từ đủ 75 tuổi (mức cao hơn hoặc theo chế độ mới)."
    )
    assert legislation.stop_reason({}, "2026-11", ["pension_75"], []) == "Không còn cư trú trên địa bàn."
    assert legislation.adjust_reason((750_000, 810_000), (500_000, 540_000), ["disability"], ["disability"]) == (
        "Mức hưởng thay đổi từ 750.000 đồng thành 810.000 đồng/tháng do mức chuẩn thay đổi từ 500.000 đồng thành"
        " 540.000 đồng."
    )


def test_rules_of_combination_are_told_in_the_words_of_their_time() -> None:
    older = [rule for rule in COMBINATION_RULES.values() if rule.older_vi]
    assert older
    assert {rule.text("2021-06") for rule in older} == {rule.older_vi for rule in older}
    assert {rule.text("2021-07") for rule in older} == {rule.text_vi for rule in older}
    always = next(rule for rule in COMBINATION_RULES.values() if not rule.older_vi)
    assert always.text("2021-06") == always.text("2021-07") == always.text_vi
