"""Declarations of forms against the words that were read of their papers, and against the summary where none were."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ansinh.casework.filled_forms import FORMS, Form, Wording
from tests.paths import ROOT

FOLDER = ROOT / "tests" / "spec" / "forms"
DOTS = re.compile(r"(?:\.{2,}|…)(?:\s*/\s*(?:\.{2,}|…))*|\[…\]")
_OF_ADULTS = {"tình trạng đi học (chưa/đã nghỉ/đang học + lớp)", "thông tin cha", "thông tin mẹ"}
_READ = {"họ tên", "ngày sinh", "giới tính", "dân tộc", "CMND/CCCD (số, ngày, nơi cấp)"}
LEFT_OUT = {
    "nd20-1c": _OF_ADULTS | _READ,  # the parents of a parent are not asked; who they are was read on the paper
    "nd20-1d": _OF_ADULTS,
    "nd20-1dd": {"thông tin cha", "thông tin mẹ", "dạng tật", "mức độ"},  # the last two stand on the certificate
}
SUMMED_UP = ("nd20-1a", "nd20-1b", "nd20-1c", "nd20-1d", "nd20-1dd", "nd20-2a", "nd20-2b", "nd20-03")
FRAGMENTS = sorted(file.stem for file in FOLDER.glob("nd*.txt"))


def pieces(text: str) -> list[str]:
    """The words of a paper between its blanks, line by line."""
    text = re.sub(r"(?m)^(Mẫu số \S+)[ \t]+", r"\1\n", text.replace("□", "\n"))
    parts = (part for line in text.splitlines() for part in DOTS.split(line))
    stripped = (part.replace("¹", "").strip(" \t:.–-").strip() for part in parts)
    found = (part.partition(" Nghị định số")[0] for part in stripped if part not in ("", "/"))
    return [part.rstrip(")") if part.startswith("(Áp dụng") else part for part in found]


def declared_text(form: Form) -> Iterator[str]:
    """What the declaration prints, in order, as text with blanks."""
    yield form.mark
    yield form.title
    yield form.applies
    if len(form.addressed) == 1:
        yield f"Kính gửi: {form.addressed[0]} …"
    elif form.addressed:
        yield "Kính gửi:"
        yield from form.addressed
    for section in form.asked_of_people:
        yield section.title
        for field in section.fields:
            yield f"{field.number} {field.label} …"
            if field.kind == "ticks":
                yield from (label for _, label in field.choices)
    yield form.pledge
    for signature in form.signatures:
        yield from (signature.title, signature.note)


def summary() -> dict[str, list[str]]:
    """The items of each row of the summary, what another row says first put in."""
    found: dict[str, list[str]] = {}
    for line in (FOLDER / "summary.txt").read_text().splitlines():
        code, _, row = line.partition(" | ")
        base, more = ([], row) if not row.startswith("as 1a + ") else (found["nd20-1a"], row.removeprefix("as 1a + "))
        own = [
            part.removeprefix("hộ:").removeprefix("người nhận:").strip() for part in re.split(r"[,;](?![^(]*\))", more)
        ]
        found[code] = [*base[:-2], *own, *base[-2:]] if base else own
    return found


@pytest.mark.parametrize("code", FRAGMENTS)
def test_what_was_read_of_a_paper_is_what_the_form_says_word_for_word_and_in_order(code: str) -> None:
    text = (FOLDER / f"{code}.txt").read_text()
    read, said = pieces(text), pieces("\n".join(declared_text(FORMS[code])))
    if not read[0].startswith("Mẫu số"):
        said = said[1:]
    cut_off = text.rstrip().endswith("[…]")
    assert said[: len(read) - 1] == read[:-1]
    assert said[len(read) - 1].startswith(read[-1]) if cut_off else said[len(read) - 1 :] == read[-1:]


@pytest.mark.parametrize("code", FRAGMENTS)
def test_only_what_was_read_claims_to_be(code: str) -> None:
    """A field that names no words of the summary was read: its label stands in the text."""
    text = " ".join(pieces((FOLDER / f"{code}.txt").read_text()))
    for field in FORMS[code].fields.values():
        if not field.rests:
            start = pieces(field.label)[0][:14]
            assert start in text, field.label


@pytest.mark.parametrize("code", SUMMED_UP)
def test_every_item_of_the_summary_is_asked_once_in_its_order_and_nothing_else(code: str) -> None:
    wanted = [item for item in summary()[code] if item not in LEFT_OUT.get(code, ())]
    rests = [field.rests for field in FORMS[code].fields.values() if field.rests]
    assert list(dict.fromkeys(rests)) == wanted


def test_every_field_rests_on_words_that_were_read_or_summed_up() -> None:
    items = {item for row in summary().values() for item in row}
    for form in FORMS.values():
        assert {field.rests for field in form.fields.values()} - {""} <= items, form.code
        unread = [field.name for field in form.fields.values() if not field.rests]
        assert not unread or form.code in FRAGMENTS, form.code


def test_no_form_claims_to_be_its_paper_whole() -> None:
    """The annexes were not read in the original; a form that says so has its whole text beside the test."""
    assert {form.code for form in FORMS.values() if form.wording is Wording.PAPER} == set()
    assert all(form.source for form in FORMS.values())


def test_the_forms_of_the_demand_are_there() -> None:
    old = {f"nd20-{code}" for code in ("1a", "1b", "1c", "1d", "1dd", "2a", "2b", "03", "04")}
    assert set(FORMS) == old | {f"nd335-0{number}" for number in range(1, 5)}
