"""A form and its file belong together: of one person, one kind, joined once; the database holds the same."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ansinh.access import public as access
from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal

from .form_counter import ON, FormCounter, form_counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> FormCounter:
    return form_counter()


def file_of(at: FormCounter, **more: object) -> casework.Case:
    given: dict[str, object] = {"kind": "new", "person_id": at.old.pk, "programme": "social_allowance"}
    with access.acting_as(at.officer):
        return casework.receive_case(actor=at.officer, received_on=ON, on=ON, starter="person", **(given | more))  # type: ignore[arg-type]


def test_a_file_is_taken_in_with_its_form_or_not_at_all(at: FormCounter) -> None:
    form, other = at.start("nd335-01"), at.start("nd335-01", at.mother)
    with pytest.raises(Refusal) as refused:
        file_of(at, form_ids=[form.pk, other.pk])
    assert refused.value.code == "other_form"
    assert casework.Case.objects.count() == 0
    case = file_of(at, form_ids=[form.pk])
    assert [one.pk for one in casework.filled_forms.queries_forms.forms_of_case(case.pk)] == [form.pk]
    assert casework.filled_forms.queries_forms.loose_forms(at.old.pk, casework.filled_forms.forms_of_kind("new")) == []


def test_only_a_form_of_the_kind_and_of_no_other_file_is_joined(at: FormCounter) -> None:
    case, funeral = file_of(at), at.start("nd335-03")
    nobody, own = at.start("nd335-01", nobody=True), at.start("nd335-01")
    complaint = file_of(at, kind="complaint", programme="", asked={"about": "x", "wanted": "y"})
    for form, to, code in ((funeral, case, "other_form"), (nobody, case, "other_form"), (own, complaint, "other_form")):
        with access.acting_as(at.officer), pytest.raises(Refusal) as refused:
            casework.filled_forms.join_form(actor=at.officer, form_id=form.pk, case_id=to.pk)
        assert refused.value.code == code
    with access.acting_as(at.stranger), pytest.raises(Refusal):
        casework.filled_forms.join_form(actor=at.stranger, form_id=own.pk, case_id=case.pk)
    with access.acting_as(at.officer):
        casework.filled_forms.join_form(actor=at.officer, form_id=own.pk, case_id=case.pk)
    for form in (own, nobody):
        wrong = {"person_id": at.mother.pk} if form is own else {"case_id": case.pk}
        with pytest.raises(IntegrityError), transaction.atomic():
            casework.FilledForm.objects.filter(pk=form.pk).update(**wrong)


def test_a_form_begun_in_a_file_is_its_own_and_tells_the_counter_what_it_says(at: FormCounter) -> None:
    case = file_of(at)
    form = casework.filled_forms.start_form(
        actor=at.officer, code="nd335-01", person_id=at.old.pk, area_id=at.area.pk, on=ON, known_at=case.recorded_at,
        case_id=case.pk,
    )  # fmt: skip
    assert form.case_id == case.pk
    buried = at.start("nd335-03")
    at.save(buried, applicant="Lò Thị Con", relation="con gái")
    buried.refresh_from_db()
    start = casework.filled_forms.start_from(buried)
    assert start is not None
    assert (start.kind, start.starter, start.paper) == ("funeral", "burier", "form")
    assert (dict(start.applicant), dict(start.asked)) == (
        {"name": "Lò Thị Con", "relation": "con gái"}, {"payee": "Lò Thị Con"},
    )  # fmt: skip
    assert all(casework.filled_forms.kind_of_form(code) for code in casework.filled_forms.FORMS if code != "nd335-04")
    assert casework.filled_forms.kind_of_form("nd335-04") is None
