"""A form goes on: declared in full, printed to be signed, opened again, or thrown away while it is a draft."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models.functions import Now

from ansinh.access.public import Actor
from ansinh.casework.form_policies import check_act, locked_form
from ansinh.casework.form_states import ACTS, FormState
from ansinh.casework.forms.catalogue import FORMS
from ansinh.casework.forms.declaration import Answers, Form
from ansinh.casework.models import FilledForm
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


class Incomplete(Refusal):
    """``where["wrong"]``: what has to be answered still, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("Còn %(number)s ô phải điền.", code="incomplete", number=len(wrong), wrong=dict(wrong))


def missing(form: Form, answers: Answers) -> dict[str, str]:
    """The required fields that are asked and have no answer, with what to say."""
    return {
        name: f"Hãy điền “{field.label.rstrip(':')}”."
        for name, field in form.fields.items()
        if field.required and form.asks(name, answers) and not answers.get(name)
    }


@transaction.atomic
def complete_form(*, actor: Actor, form_id: int) -> FilledForm:
    """Declared in full. Raises Incomplete; answers to what is no longer asked are dropped."""
    form = _acting("complete", actor, form_id)
    declared = FORMS[form.code]
    if wrong := missing(declared, form.answers):
        raise Incomplete(wrong)
    asked = {name: one for name, one in form.answers.items() if declared.asks(name, form.answers)}
    if asked != form.answers:
        form.answers, form.version = asked, form.version + 1
        form.save(update_fields=["answers", "version"])
    FilledForm.objects.filter(pk=form.pk).update(state=FormState.COMPLETE, completed_at=Now())
    return _noted("complete", actor, form)


@transaction.atomic
def print_form(*, actor: Actor, form_id: int) -> FilledForm:
    """The paper that will be signed was made."""
    form = _acting("print", actor, form_id)
    FilledForm.objects.filter(pk=form.pk).update(state=FormState.PRINTED, printed_at=Now())
    return _noted("print", actor, form)


@transaction.atomic
def reopen_form(*, actor: Actor, form_id: int) -> FilledForm:
    """Back to a draft: whatever was printed of it no longer counts."""
    form = _acting("reopen", actor, form_id)
    FilledForm.objects.filter(pk=form.pk).update(state=FormState.DRAFT, completed_at=None, printed_at=None)
    return _noted("reopen", actor, form)


@transaction.atomic
def discard_form(*, actor: Actor, form_id: int) -> None:
    """Throw a draft away: nothing rests on it, so nothing is kept of it but the entry in the log."""
    form = locked_form(form_id, actor)
    if form.state != FormState.DRAFT:
        raise Refusal("Chỉ bỏ được tờ khai đang khai.", code="not_a_draft")
    _note("discard", actor, form)
    form.delete()


def _acting(name: str, actor: Actor, form_id: int) -> FilledForm:
    form = locked_form(form_id, actor)
    check_act(name, form)
    return form


def _noted(name: str, actor: Actor, form: FilledForm) -> FilledForm:
    _note(ACTS[name].name, actor, form)
    form.refresh_from_db()
    return form


def _note(name: str, actor: Actor, form: FilledForm) -> None:
    audit.record(
        actor=actor, action=f"form.{name}", object_kind="form", object_id=form.pk, area_id=form.area_id,
        details={"form": form.code},
    )  # fmt: skip
