"""Forms at the counter: filled from the registry, saved as typed, completed, printed, within the areas."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.casework import public as casework
from ansinh.casework.forms.known import KEYS
from ansinh.casework.models import FilledForm
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from tests.builders import LONG_AGO

from .form_counter import KNOWN_AT, ON, FormCounter, form_counter

pytestmark = pytest.mark.django_db
NEEDED = {"full_name": "LÒ VĂN GIÀ"}


@pytest.fixture
def at() -> FormCounter:
    """The counter of these tests."""
    return form_counter()


def test_a_form_starts_with_what_the_registry_knows_that_day(at: FormCounter) -> None:
    form = at.start()
    assert form.answers == form.known
    assert form.answers == {
        "full_name": "Lò Văn Già", "born": "1950-05-20", "sex": "male", "ethnicity": "Thái", "number": "015050000009",
        "registered_at": f"Bản Trong, {at.area.name}", "draws": ["pension"], "pension_vnd": "1200000",
        "pension_since": "2020-03", "poverty": "near_poor", "disabled": "yes", "degree": "severe",
        "types": ["mobility", "vision"], "certified_on": "2023-04-05", "support": "none",
    }  # fmt: skip
    assert (form.title, form.version, form.state, form.known_on) == ("Lò Văn Già", 1, "draft", ON)


def test_children_and_marriage_come_from_the_registry_too(at: FormCounter) -> None:
    answers = at.start("nd20-1c", at.mother).answers
    assert answers["children"] == [{"name": "Lò Văn Con", "born": "2024-06-01", "lives_at": at.area.name}]
    assert (answers["children_under_16"], answers["marital"], answers["poverty"]) == ("1", "single", "poor")
    child = at.start("nd20-1a", at.child).answers
    assert (child["mother_name"], child["mother_born"], "father_name" in child) == ("Lò Thị Mẹ", "1990-02-01", False)
    assert at.start("nd20-2a", at.child).answers["full_name"] == "Lò Thị Mẹ"


def test_what_fields_show_is_what_may_be_known(at: FormCounter) -> None:
    shown = {field.shows for form in casework.filled_forms.FORMS.values() for field in form.fields.values()} - {""}
    assert shown <= KEYS
    for person in (at.old, at.mother, at.child):
        assert set(casework.filled_forms.known_about(person.pk, on=ON, known_at=KNOWN_AT)) <= KEYS


def test_nothing_is_known_before_it_was_recorded(at: FormCounter) -> None:
    assert casework.filled_forms.known_about(at.child.pk, on=ON, known_at=LONG_AGO - timedelta(days=1)) == {}


def test_a_form_about_nobody_yet_is_empty_and_takes_its_name_from_what_is_typed(at: FormCounter) -> None:
    form = at.start("nd20-04", nobody=True)
    assert (form.answers, form.title, form.person_id) == ({}, "", None)
    at.save(form, full_name="Hoàng Văn Mới")
    form.refresh_from_db()
    assert form.title == "Hoàng Văn Mới"


def test_what_is_saved_comes_back_and_a_wrong_field_keeps_its_earlier_answer(at: FormCounter) -> None:
    form = at.start()
    saved = at.save(form, lives_at="  Bản   Ngoài ", born="31/02/1950", pension_vnd="1.300.000")
    assert saved.changed == {"lives_at", "pension_vnd"}
    assert set(saved.wrong) == {"born"}
    form.refresh_from_db()
    assert (form.answers["lives_at"], form.answers["pension_vnd"], form.answers["born"], form.version) == (
        "Bản Ngoài", "1300000", "1950-05-20", 2,
    )  # fmt: skip


def test_the_same_save_again_changes_nothing_even_with_the_old_version(at: FormCounter) -> None:
    form = at.start()
    at.save(form, version=1, lives_at="Bản Ngoài")
    again = at.save(form, version=1, lives_at="Bản Ngoài")
    assert (again.changed, again.form.version) == (frozenset(), 2)


def test_two_windows_do_not_overwrite_each_other(at: FormCounter) -> None:
    form = at.start()
    at.save(form, version=1, lives_at="Cửa sổ một")
    with pytest.raises(casework.filled_forms.SavedElsewhere) as refused:
        at.save(form, version=1, lives_at="Cửa sổ hai")
    assert "cửa sổ khác" in refused.value.message
    form.refresh_from_db()
    assert form.answers["lives_at"] == "Cửa sổ một"


def test_rows_of_a_table_are_kept_cell_by_cell(at: FormCounter) -> None:
    form = at.start("nd20-2a", nobody=True)
    at.save(form, cared_for__1__name="Người hai")
    at.save(form, cared_for__0__name="Người một", cared_for__0__born="1990")
    form.refresh_from_db()
    assert form.answers["cared_for"] == [{"name": "Người một", "born": "1990"}, {"name": "Người hai"}]
    at.save(form, cared_for__1__name="")
    form.refresh_from_db()
    assert form.answers["cared_for"] == [{"name": "Người một", "born": "1990"}]


def test_a_field_that_is_not_there_is_refused_by_name_and_nothing_is_kept(at: FormCounter) -> None:
    form = at.start()
    with pytest.raises(Refusal, match="la_gi"):
        at.save(form, lives_at="Bản Ngoài", la_gi="x")
    form.refresh_from_db()
    assert form.version == 1


def test_complete_print_and_open_again(at: FormCounter) -> None:
    form = at.start()
    at.save(form, poverty="")
    with pytest.raises(casework.filled_forms.Incomplete) as refused:
        casework.filled_forms.complete_form(actor=at.officer, form_id=form.pk)
    assert list(refused.value.where["wrong"]) == ["poverty"]  # type: ignore[call-overload]
    at.save(form, poverty="poor")
    with pytest.raises(Refusal):
        casework.filled_forms.print_form(actor=at.officer, form_id=form.pk)
    assert casework.filled_forms.complete_form(actor=at.officer, form_id=form.pk).state == "complete"
    with pytest.raises(Refusal, match="Sửa lại"):
        at.save(form, lives_at="x")
    assert casework.filled_forms.print_form(actor=at.officer, form_id=form.pk).printed_at is not None
    assert casework.filled_forms.reopen_form(actor=at.officer, form_id=form.pk).completed_at is None
    at.save(form, lives_at="Bản Ngoài")
    names = list(AuditEntry.objects.filter(object_kind="form").order_by("id").values_list("action", flat=True))
    assert names == [f"form.{name}" for name in ("start", "save", "save", "complete", "print", "reopen", "save")]


def test_completing_drops_what_is_no_longer_asked(at: FormCounter) -> None:
    form = at.start()
    at.save(form, support="present", supporter_job="Làm ruộng")
    at.save(form, support="none")
    done = casework.filled_forms.complete_form(actor=at.officer, form_id=form.pk)
    assert "supporter_job" not in done.answers


def test_a_draft_is_thrown_away_whole_and_a_finished_form_is_not(at: FormCounter) -> None:
    draft, done = at.start(), at.start()
    casework.filled_forms.complete_form(actor=at.officer, form_id=done.pk)
    casework.filled_forms.discard_form(actor=at.officer, form_id=draft.pk)
    with pytest.raises(Refusal):
        casework.filled_forms.discard_form(actor=at.officer, form_id=done.pk)
    assert list(FilledForm.objects.values_list("pk", flat=True)) == [done.pk]


def test_where_it_differs_from_the_registry_and_what_would_carry_it_there(at: FormCounter) -> None:
    form = at.start()
    assert differing(at, form) == {}
    at.save(
        form, full_name="LÒ VĂN GIÀ", ethnicity="Tày", degree="extremely_severe", lives_at="Bản Ngoài", poverty="poor"
    )
    form.refresh_from_db()
    assert differing(at, form) == {"ethnicity": "correction", "poverty": "poverty", "degree": "disability"}
    typed = casework.filled_forms.news_from(casework.filled_forms.FORMS[form.code], form.answers, "disability")
    assert typed == {"degree": ["extremely_severe"], "types": ["mobility", "vision"]}


def differing(at: FormCounter, form: FilledForm) -> dict[str, str]:
    known = casework.filled_forms.known_about(at.old.pk, on=ON, known_at=KNOWN_AT)
    found = casework.filled_forms.differences(casework.filled_forms.FORMS[form.code], form.answers, known)
    return {one.field.name: one.news for one in found}


def test_drafts_nobody_touched_are_listed_and_own_ones_are_found(at: FormCounter) -> None:
    old, young = at.start(), at.start()
    FilledForm.objects.filter(pk=old.pk).update(saved_at=timezone.now() - timedelta(days=91))
    queries = casework.filled_forms.queries_forms
    assert [one.pk for one in queries.untouched(timezone.localdate())] == [old.pk]
    assert {one.pk for one in queries.own_unfinished(at.officer.user_id)} == {old.pk, young.pk}
    assert queries.own_unfinished(at.chair.user_id) == []
    assert {one.pk for one in queries.forms_about(at.old.pk)} == {old.pk, young.pk}


def test_another_commune_sees_nothing_and_does_nothing(at: FormCounter) -> None:
    form = at.start()
    with acting_as(at.stranger):
        assert casework.filled_forms.queries_forms.filled_form(form.pk) is None
        assert casework.filled_forms.queries_forms.untouched(ON) == []
        assert FilledForm.objects.count() == 0
        with pytest.raises(Refusal) as refused:
            casework.filled_forms.save_answers(actor=at.stranger, form_id=form.pk, version=1, given={"lives_at": ["x"]})
        assert refused.value.code == "unknown_form"
        with pytest.raises(Refusal):
            casework.filled_forms.start_form(
                actor=at.stranger, code="nd20-1d", person_id=at.old.pk, area_id=0, on=ON, known_at=KNOWN_AT
            )


def test_who_may_not_bring_news_fills_in_no_form(at: FormCounter) -> None:
    form = at.start()
    with acting_as(at.chair), pytest.raises(Refusal) as refused:
        casework.filled_forms.save_answers(actor=at.chair, form_id=form.pk, version=1, given={"lives_at": ["x"]})
    assert refused.value.code == "not_permitted"


@pytest.mark.parametrize(
    "broken",
    [
        "answers = 'để rõ'",
        "known = '{}'",
        "state = 'signed'",
        "version = 0",
        "completed_at = now()",
        "state = 'complete'",
        "state = 'printed', completed_at = now()",
        "code = 'nd20-1a'",
        "person_id = NULL",
    ],
)
def test_the_database_itself_refuses(at: FormCounter, broken: str) -> None:
    form = at.start()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE casework_filled_form SET {broken} WHERE id = %s", [form.pk])


def test_the_database_lets_no_answer_change_without_a_version_or_after_completion(at: FormCounter) -> None:
    form = at.start()
    for changes in ({"answers": {"full_name": "x"}}, {"version": 1, "answers": {}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FilledForm.objects.filter(pk=form.pk).update(**changes)
    casework.filled_forms.complete_form(actor=at.officer, form_id=form.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        FilledForm.objects.filter(pk=form.pk).update(answers={}, version=9)


def test_what_was_declared_lies_sealed(at: FormCounter) -> None:
    form = at.start()
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, known FROM casework_filled_form WHERE id = %s", [form.pk])
        stored = cursor.fetchone()
    assert all("015050000009" not in text and "severe" not in text for text in stored)
