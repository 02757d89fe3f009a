"""May this person do this to this case? ``check_…`` raises a Refusal that says why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from ansinh.access.public import Actor, Permission, check_open, check_permission
from ansinh.casework.case_states import CaseAct, CaseState
from ansinh.casework.cases.kind import CaseKind
from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.cases.procedure import CaseProcedure, procedure_named
from ansinh.casework.models import Case
from ansinh.kernel.errors import Refusal

JUDGED = ("decide", "refuse", "send")
"""Acts that nobody does to what they prepared themselves."""


def kind_of(case: Case) -> CaseKind:
    """The declaration of a case's kind."""
    return CASE_KINDS[case.kind]


def procedure_of_case(case: Case) -> CaseProcedure:
    """The procedure that a case was received under."""
    return procedure_named(kind_of(case), case.programme, case.procedure)


def reaches(actor: Actor, area_id: int | None) -> bool:
    """Whether a commune lies in the actor's areas."""
    return actor.wide or area_id in actor.area_ids


def own_household(user_id: int | None, on: date | None = None) -> list[int]:
    """Ids of the people of an account holder's household on a day (None: those without a known end)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT casework_own_household(%s, %s)", [user_id, on])
        return [person for (person,) in cursor.fetchall()]


def check_not_own_household(person_ids: Iterable[int], actor: Actor, on: date) -> None:
    """Raise when one of the people is the deciding person or lives in their household."""
    own = set(own_household(actor.user_id, on))
    if own and own.intersection(person_ids):
        raise Refusal(
            "Có người thuộc hộ gia đình của chính bạn; phải do người khác ký quyết định.",
            code="own_household",
        )


def acts_open_to(case: Case, actor: Actor, on: date) -> list[CaseAct]:
    """What this person may do to a case now, in the order of its table."""
    found = [act for act in procedure_of_case(case).acts.values() if may_do(case, act.name, actor)]
    if any(act.permission is Permission.DECIDE for act in found) and case.person_id in own_household(actor.user_id, on):
        found = [act for act in found if act.permission is not Permission.DECIDE]
    return found


def may_do(case: Case, act_name: str, actor: Actor) -> bool:
    """Whether ``check_case_act`` passes."""
    try:
        check_case_act(case, act_name, actor)
    except Refusal:
        return False
    return True


def check_case_act(case: Case, act_name: str, actor: Actor) -> CaseAct:
    """The act, when its table, the roles, the side and the second pair of eyes allow it; else raises Refusal.

    The household is another matter: that takes the database.
    """
    act = procedure_of_case(case).acts.get(act_name)
    if act is None:
        raise Refusal("Thủ tục của hồ sơ không có việc này.", code="unknown_act", act=act_name)
    check_open(actor, act)
    if not reaches(actor, getattr(case, f"{act.side}_id")):
        raise Refusal("Xã, phường khác mới làm được việc này.", code="other_commune", act=act_name)
    if case.state not in act.sources:
        label = CaseState(case.state).label.lower()
        raise Refusal(f"Không thể {act.label.lower()}: hồ sơ đang ở trạng thái “{label}”.", code="wrong_state")
    if act.name in JUDGED and actor.user_id == case.prepared_by_id:
        raise Refusal("Bạn là người trình hồ sơ này; phải do người khác ký.", code="maker_is_checker")
    return act


def locked_case(case_id: int, act_name: str, actor: Actor, on: date) -> tuple[Case, CaseAct]:
    """The case, locked until the transaction ends. Raises Refusal unless this person may do this to it now."""
    case = Case.objects.filter(pk=case_id).select_for_update(of=("self",)).first()
    if case is None:
        raise Refusal("Không có hồ sơ này trong địa bàn của bạn.", code="unknown_case")
    act = check_case_act(case, act_name, actor)
    if act.permission is Permission.DECIDE:
        check_not_own_household([case.person_id], actor, on)
    return case, act


def check_may_receive(actor: Actor, area_id: int, kind: CaseKind) -> None:
    """Raise unless this person takes in cases of this commune."""
    check_permission(actor, Permission.PREPARE_PROPOSALS if "commune_officer" in actor.roles else None)
    if not reaches(actor, area_id):
        raise Refusal("Người này do xã, phường khác quản lý.", code="other_commune")
