"""A draft as text: what means nothing is refused with its line, whatever was typed."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.kernel.errors import Refusal
from ansinh.legislation import WRITTEN_BOOK
from ansinh.oversight.simulations.drafts import clean_text, draft_of, hash_of
from ansinh.staff.simulation_form import example_draft, lines_around
from tests.paths import ROOT

HEAD = "title: Thử\nnumber: Dự thảo 1\nfrom: '2027-01'\n"


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        draft_of(text, WRITTEN_BOOK)
    return caught.value


def test_the_example_can_be_tried_as_it_is() -> None:
    assert draft_of(example_draft(), WRITTEN_BOOK).first == "2027-01"


def test_the_draft_of_the_guide_can_be_tried_as_it_is() -> None:
    guide = (ROOT / "docs/how-to/try-a-draft-law.md").read_text(encoding="utf-8")
    assert draft_of(guide.split("```yaml\n")[1].split("```")[0], WRITTEN_BOOK).number == "Dự thảo ngày 01/11/2026"


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("amounts:\n  base: {vnd: 600001, citation: Đ4}\n", 5, "không phải là số nguyên chia hết cho 10 đồng"),
        ("amounts:\n  base: {vnd: 600000}\n", 5, "thiếu mục “citation”"),
        ("amounts:\n  basis: {vnd: 600000, citation: Đ4}\n", 5, "không có mục nào tên là “basis”"),
        ("amounts:\n  base: {vnd: 600000, citation: Đ4}\nextra: 1\n", 6, "không có mục nào tên là “extra”"),
        ("categories:\n- code: pension_75\n  citation: x\n  all_of: [full_7x]\n", 7, "không có điều kiện nào"),
        ("categories:\n- code: hiv_adult\n  end: true\n- code: pension_75\n  citation: Đ21\n", 7, "không thay đổi gì"),
        ("categories:\n- citation: Đ21\n", 5, "thiếu mục “code”"),
        ('provinces:\n  "15":\n    base: {vnd: 5, citation: x}\n', 6, "chia hết cho 10"),
        ("", None, "dự thảo không thay đổi gì"),
        ("amounts: {base: [", 4, "không đọc được YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_in_words(body: str, line: int | None, said: str) -> None:
    refusal = refused(HEAD + body)
    assert refusal.where["line"] == line
    assert said in refusal.message
    assert refusal.message.startswith(f"Dòng {line}: ") == (line is not None)


@pytest.mark.parametrize(
    "text",
    [
        "", "1", "[]", "a", "a: &a [*a]", "[" * 5000, "title: 2020-02-31", HEAD + "categories: 5\n",
        HEAD + "categories: [5]\n", HEAD + "amounts: 5\n", HEAD + "amounts: {base: 5}\n", HEAD + "provinces: [1]\n",
        HEAD + "categories: [{code: pension_75, citation: x, all_of: 3}]\n", HEAD + "readings: {x: 1}\n", "x" * 60_001,
        HEAD.replace("2027-01", "soon") + "amounts: {base: {vnd: 600000, citation: x}}\n",
        HEAD.replace("2027-01", "1990-01") + "amounts: {base: {vnd: 600000, citation: x}}\n",
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_never_breaks(text: str) -> None:
    assert refused(text).message


leaves = (
    st.none() | st.booleans() | st.integers(-10, 10) | st.sampled_from(["pension_75", "full_73", "base", "Đ21", ""])
)
names = st.sampled_from(
    ["amounts", "base", "vnd", "citation", "categories", "code", "all_of", "any_of", "none_of", "end", "bands",
     "coefficient", "provinces", "15", "readings", "programme", "group", "label_vi", "per_child", "value", "source"]
)  # fmt: skip
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4), max_leaves=6
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])  # nested drafts are drawn slowly on a busy machine
@given(st.dictionaries(names, anything, max_size=4))
def test_whatever_is_written_is_a_draft_or_a_refusal(body: dict[str, object]) -> None:
    text = yaml.safe_dump({"title": "Thử", "number": "1", "from": "2027-01"} | body, allow_unicode=True)
    try:
        assert draft_of(text, WRITTEN_BOOK).title == "Thử"
    except Refusal as refusal:
        line = refusal.where.get("line")
        assert line is None or 1 <= line <= text.count("\n") + 1


@given(st.text(alphabet="ab \n\r:", max_size=30))
def test_line_ends_do_not_change_the_hash(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    assert hash_of(clean_text(text)) == hash_of(clean_text(unix.replace("\n", "\r\n")))
    assert clean_text(clean_text(text)) == clean_text(text)


def test_the_lines_about_a_mistake() -> None:
    assert lines_around("a\r\nb\r\nc\r\nd", 1) == [(1, "a", True), (2, "b", False), (3, "c", False)]
    assert lines_around("a\nb\nc\nd", 4) == [(2, "b", False), (3, "c", False), (4, "d", True)]
    assert lines_around("a", None) == []
