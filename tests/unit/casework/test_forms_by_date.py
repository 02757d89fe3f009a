"""Which form belongs to which kind of file on which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.filled_forms import FORMS, forms_for, forms_of
from ansinh.casework.forms.catalogue import KINDS, USES, WITHOUT_FORM
from ansinh.casework.queries_forms import UNTOUCHED_DAYS
from ansinh.intake.public import TERMS

LAST_OLD, FIRST_NEW = date(2026, 10, 4), date(2026, 10, 5)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("new", ["Mẫu số 1a", "Mẫu số 1b", "Mẫu số 1c", "Mẫu số 1d", "Mẫu số 1đ"], ["Mẫu số 01"]),
        ("care_support", ["Mẫu số 2a", "Mẫu số 2b", "Mẫu số 03"], ["Mẫu số 02"]),
        ("funeral", ["Mẫu số 04"], ["Mẫu số 03"]),
        ("social_pension", [], ["Mẫu số 01"]),
        ("facility", [], ["Mẫu số 04"]),
    ],
)
def test_the_day_of_receipt_decides(kind: str, old: list[str], new: list[str]) -> None:
    assert [form.mark for form in forms_for(kind, LAST_OLD)] == old
    assert [form.mark for form in forms_for(kind, FIRST_NEW)] == new


def test_a_kind_of_file_that_has_no_form_is_an_error_and_before_the_decree_there_is_none() -> None:
    with pytest.raises(KeyError):
        forms_for("khong_co", FIRST_NEW)
    assert forms_for("complaint", FIRST_NEW) == ()
    assert forms_for("new", date(2021, 6, 30)) == ()
    assert forms_of(date(2021, 6, 30)) == {}


def test_every_form_has_a_use_and_every_use_a_form() -> None:
    assert {use.form for use in USES} == set(FORMS)
    assert {use.kind for use in USES} == set(KINDS)


def test_every_kind_of_file_at_the_counter_is_answered() -> None:
    assert {*KINDS, *WITHOUT_FORM} - {"social_pension", "facility"} == set(CASE_KINDS)


def test_drafts_left_lying_are_listed_when_their_term_is_over() -> None:
    (term,) = [term for term in TERMS if term.code == "form_drafts"]
    assert (term.months, UNTOUCHED_DAYS) == (3, 90)


def test_no_day_has_papers_of_two_decrees() -> None:
    day = date(2026, 9, 1)
    while day < date(2026, 11, 10):
        for kind in KINDS:
            assert len({form.decree for form in forms_for(kind, day)}) <= 1
        day += timedelta(days=1)
