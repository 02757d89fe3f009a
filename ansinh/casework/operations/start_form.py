"""A form is begun, filled with what the registry knows on that day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.form_policies import check_may_fill
from ansinh.casework.forms.catalogue import FORMS
from ansinh.casework.forms.known import answers_from, known_about
from ansinh.casework.models import FilledForm
from ansinh.casework.operations.join_form import join_form
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import Person


@transaction.atomic
def start_form(
    *,
    actor: Actor,
    code: str,
    person_id: int | None,
    area_id: int,
    on: date,
    known_at: datetime,
    case_id: int | None = None,
) -> FilledForm:
    """A draft of the form ``code`` about a person, or about nobody yet in a commune; ``case_id``: of that file."""
    if code not in FORMS:
        raise Refusal("Không có mẫu tờ khai này.", code="unknown_form")
    person = Person.objects.filter(pk=person_id).first() if person_id is not None else None
    if person is None and person_id is not None:
        raise Refusal("Không có người này trong địa bàn của bạn.", code="unknown_person")
    area = person.area_id if person else area_id
    check_may_fill(actor, area)
    known = answers_from(FORMS[code], known_about(person.pk, on=on, known_at=known_at)) if person else {}
    form = FilledForm.objects.create(
        code=code, title=person.full_name if person else "", person=person, area_id=area, answers=known, known=known,
        known_on=on, made_by_id=actor.user_id, saved_by_id=actor.user_id,
    )  # fmt: skip
    if case_id is not None:
        join_form(actor=actor, form_id=form.pk, case_id=case_id)
    form.refresh_from_db()
    audit.record(
        actor=actor, action="form.start", object_kind="form", object_id=form.pk, area_id=area,
        details={"form": code, "person": person_id or 0, "filled": len(known)},
    )  # fmt: skip
    return form
