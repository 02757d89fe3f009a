"""May this person do this to this form? ``check_…`` raises a Refusal that says why not."""

from __future__ import annotations

from ansinh.access.public import Act, Actor, Permission, check_permission
from ansinh.casework.form_states import ACTS, FormState
from ansinh.casework.models import FilledForm
from ansinh.kernel.errors import Refusal


def reaches(actor: Actor, area_id: int) -> bool:
    """Whether a commune lies in the actor's areas."""
    return actor.wide or area_id in actor.area_ids


def may_act(act: Act[FormState], form: FilledForm, actor: Actor) -> bool:
    """Whether the table of states and the areas allow it."""
    return form.state in act.sources and act.open_to(actor) and reaches(actor, form.area_id)


def check_may_fill(actor: Actor, area_id: int) -> None:
    """Raise unless this person may fill in forms of people of this commune."""
    check_permission(actor, Permission.RECORD_NEWS)
    if not reaches(actor, area_id):
        raise Refusal("Người này ở ngoài địa bàn của bạn.", code="outside_scope", area=area_id)


def locked_form(form_id: int, actor: Actor) -> FilledForm:
    """The form, locked until the transaction ends. Raises Refusal unless this person may fill it in."""
    form = FilledForm.objects.filter(pk=form_id).select_for_update(of=("self",)).first()
    if form is None:
        raise Refusal("Không có tờ khai này trong địa bàn của bạn.", code="unknown_form")
    check_may_fill(actor, form.area_id)
    return form


def check_act(name: str, form: FilledForm) -> None:
    """Raise unless the act may follow on the form's state."""
    act = ACTS[name]
    if form.state not in act.sources:
        state = FormState(form.state).label.lower()
        raise Refusal(
            "Không thể %(act)s: tờ khai đang ở trạng thái “%(state)s”.",
            code="wrong_state",
            act=act.label.lower(),
            state=state,
        )
