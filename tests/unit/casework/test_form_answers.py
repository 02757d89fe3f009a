"""What is typed into a form, cleaned and printed: any text, any order."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.casework.filled_forms import FORMS, FieldKind, Form, FormField, missing, paper_of
from ansinh.casework.forms.clean import Wrong, cleaned, cleaned_cell, cleaned_rows, plain
from ansinh.casework.forms.paper import printed
from ansinh.casework.operations.save_answers import _taken, check_known
from ansinh.kernel.errors import Refusal

HOSTILE = (
    '#panic("x")',
    '#import "/etc/passwd": *',
    ']}#eval("1")',
    "$ x $",
    "\\#\\u{0}",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "*đậm* _nghiêng_ `mã`",
    "a" * 200,
    "@nhan <nhan>",
    "= Tiêu đề",
    "// ghi chú",
    "\u202egnaV\u202c",
    "x\u0000y",
    "'; DROP TABLE",
)
TEXTS = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))


def typed_into(field: FormField) -> st.SearchStrategy[list[str]]:
    """Something an officer, or somebody who means harm, types."""
    codes = [code for code, _ in field.choices]
    good = {
        FieldKind.DAY: st.dates().map(str),
        FieldKind.BIRTH: st.sampled_from(["1950", "05/1950", "20/05/1950", "1950-05-20"]),
        FieldKind.MONTH: st.sampled_from(["03/2024", "2024-03"]),
        FieldKind.MONEY: st.integers(0, 10**9).map(str),
        FieldKind.NUMBER: st.integers(0, 99).map(str),
        FieldKind.PAPER: st.sampled_from(["015050000001", "012345678"]),
    }.get(field.kind, TEXTS)
    if field.kind is FieldKind.TICKS:
        return st.lists(st.sampled_from(codes), max_size=5)
    if field.kind is FieldKind.CHOICE:
        return st.one_of(st.sampled_from([*codes, ""]), TEXTS).map(lambda one: [one])
    return st.one_of(good, TEXTS, st.just("")).map(lambda one: [one])


@st.composite
def saves(draw: st.DrawFn, form: Form) -> Mapping[str, list[str]]:
    """One save: some fields or cells with what was typed."""
    given_: dict[str, list[str]] = {}
    for field in draw(st.lists(st.sampled_from(list(form.fields.values())), min_size=1, max_size=4)):
        if field.kind is FieldKind.TABLE:
            column = draw(st.sampled_from(field.columns))
            given_[f"{field.name}.{draw(st.integers(0, 4))}.{column.name}"] = [draw(TEXTS)]
        else:
            given_[field.name] = draw(typed_into(field))
    return given_


def expected(form: Form, history: list[Mapping[str, list[str]]]) -> dict[str, Any]:
    """The last right answer to each field, cells put together."""
    last: dict[str, Any] = {}
    cells: dict[str, dict[tuple[int, str], str]] = {}
    for one in history:
        for name, texts in one.items():
            table, _, rest = name.partition(".")
            try:
                if rest:
                    row, _, column = rest.partition(".")
                    (declared,) = [c for c in form.fields[table].columns if c.name == column]
                    cells.setdefault(table, {})[int(row), column] = cleaned_cell(declared, texts[0])
                else:
                    last[name] = cleaned(form.fields[name], texts)
            except Wrong:
                continue
    for table, found in cells.items():
        rows: list[dict[str, str]] = [{} for _ in range(max(row for row, _ in found) + 1)]
        for (row, column), text in found.items():
            rows[row][column] = text
        last[table] = cleaned_rows(rows)
    return {name: answer for name, answer in last.items() if answer}


@pytest.mark.parametrize("code", ["nd20-1c", "nd20-2a", "nd335-01"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_sequence_of_saves_leaves_the_last_right_answers(code: str, data: st.DataObject) -> None:
    form = FORMS[code]
    history = data.draw(st.lists(saves(form), max_size=8))
    answers: dict[str, Any] = {}
    for one in history:
        check_known(form, one)
        answers, wrong = _taken(form, answers, one)
        assert set(wrong) <= set(one)
        again, _ = _taken(form, answers, one)
        assert again == answers  # the same save again changes nothing
    assert answers == expected(form, history)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=80))
def test_a_cleaned_text_is_visible_composed_and_stays_as_it_is(text: str) -> None:
    kept = plain(text)
    assert plain(kept) == kept == unicodedata.normalize("NFC", kept)
    assert not [letter for letter in kept if unicodedata.category(letter)[0] == "C"]


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_an_answer_typed_as_it_is_printed_means_the_same(data: st.DataObject) -> None:
    fields = [field for form in FORMS.values() for field in form.fields.values() if field.kind is not FieldKind.TABLE]
    field = data.draw(st.sampled_from(fields))
    if field.choices:
        return
    try:
        answer = cleaned(field, data.draw(typed_into(field)))
    except Wrong:
        return
    assert isinstance(answer, str)
    assert cleaned(field, [printed(field.kind, answer)]) == answer


@pytest.mark.parametrize(
    ("name", "said"), [("khong_co", "khong_co"), ("full_name.0.name", "full_name.0.name"), ("children", "children"),
                       ("children.0.khac", "children.0.khac"), ("children.999.name", "children.999.name"), ("", ""),
                       ("__class__", "__class__"), ("children.-1.name", "children.-1.name")],
)  # fmt: skip
def test_a_field_that_the_form_does_not_have_is_refused_by_name(name: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_known(FORMS["nd20-1c"], {name: ["x"]})
    assert refused.value.code == "unknown_field"
    assert f"“{said}”" in refused.value.message


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("day", "31/02/2024"),
        ("day", "2024-13-01"),
        ("day", "hôm qua"),
        ("day", "0001-01-01"),
        ("birth", "13/1950"),
        ("money", "ba triệu"),
        ("money", "-5"),
        ("paper", "12345"),
        ("paper", "٠١٥٠٥٠٠٠٠٠٠١"),
        ("number", "\uff11\uff12"),
        ("month", "2024"),
    ],
)
def test_what_cannot_be_meant_is_wrong_and_says_how_to_write_it(kind: str, text: str) -> None:
    with pytest.raises(Wrong):
        cleaned(FormField("x", "X", FieldKind(kind)), [text])


def test_only_what_is_asked_has_to_be_answered() -> None:
    form = FORMS["nd20-1d"]
    asked = missing(form, {})
    assert {"full_name", "born", "sex", "registered_at", "poverty", "support"} == set(asked)
    assert "supporter_job" not in asked


@pytest.mark.parametrize("code", sorted(FORMS))
def test_every_paper_is_set_blank_and_full_the_same_each_time(code: str) -> None:
    form = FORMS[code]
    full = {field.name: full_answer(field, at) for at, field in enumerate(form.fields.values())}
    for answers in ({}, full):
        made = paper_of(form, answers, place="Xã Thử")
        assert made == paper_of(form, answers, place="Xã Thử")
        text = words(made)
        assert "Độc lập - Tự do - Hạnh phúc" in text
        assert form.mark in text
    assert "sẽ hiện ra nguyên văn #1" in words(made) or not any(f.kind is FieldKind.TEXT for f in form.fields.values())


def full_answer(field: FormField, at: int) -> Any:
    """An answer to a field, hostile where it is text."""
    samples = {
        FieldKind.DAY: "2024-02-29", FieldKind.MONTH: "2024-03", FieldKind.BIRTH: "1950-05-20", FieldKind.NUMBER: "3",
        FieldKind.MONEY: "1200000", FieldKind.PAPER: "015050000001",
    }  # fmt: skip
    if field.kind is FieldKind.TABLE:
        return [{column.name: plain(HOSTILE[(at + n) % len(HOSTILE)]) for n, column in enumerate(field.columns)}] * 5
    if field.kind is FieldKind.TICKS:
        return [code for code, _ in field.choices]
    if field.kind is FieldKind.CHOICE:
        return field.choices[-1][0]
    return samples.get(field.kind, "sẽ hiện ra nguyên văn #1 " + plain(HOSTILE[at % len(HOSTILE)]))


def words(pdf: bytes) -> str:
    """The text of a PDF, blanks made single."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_what_hangs_on_something_that_is_not_asked_is_not_asked_either() -> None:
    form = FORMS["nd335-01"]
    answers: dict[str, Any] = {"groups": ["orphan_student"], "studying": "yes", "school": "Lớp 10"}
    assert form.asks("school", answers)
    assert not form.asks("school", answers | {"groups": ["elderly"]})
    assert {"studying", "school", "father_name"} <= {field.name for field in form.dependents("groups")}
    assert "Lớp 10" not in words(paper_of(form, answers | {"groups": ["elderly"]}))
    assert "Lớp 10" in words(paper_of(form, answers))
