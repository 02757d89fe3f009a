"""A filled-in form and its file belong together."""

from __future__ import annotations

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import check_may_receive, kind_of
from ansinh.casework.form_policies import locked_form
from ansinh.casework.forms.starts import forms_of_kind
from ansinh.casework.models import Case, FilledForm
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def join_form(*, actor: Actor, form_id: int, case_id: int) -> FilledForm:
    """Join a form to a live file of the same person and of its kind. Raises Refusal for another, and for one joined."""
    case = Case.objects.filter(pk=case_id).select_for_update(of=("self",)).first()
    if case is None:
        raise Refusal("Không có hồ sơ này trong địa bàn của bạn.", code="unknown_case")
    check_may_receive(actor, case.area_id, kind_of(case))
    form = locked_form(form_id, actor)
    if not case.live:
        raise Refusal("Hồ sơ đã giải quyết xong.", code="wrong_state")
    if form.person_id != case.person_id or form.code not in forms_of_kind(case.kind):
        raise Refusal("Tờ khai này không phải của người, của việc này.", code="other_form")
    if form.case_id not in (None, case.pk):
        raise Refusal("Tờ khai này đã thuộc hồ sơ khác.", code="joined")
    form.case = case
    form.save(update_fields=["case"])
    audit.record(
        actor=actor, action="form.join", object_kind="form", object_id=form.pk, area_id=form.area_id,
        details={"case": case.pk},
    )  # fmt: skip
    return form
