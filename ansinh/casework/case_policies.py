"""May this person do this to this case? ``check_…`` raises a Refusal that says why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import RawSQL

from ansinh.access.public import Actor, Permission, check_open, check_permission
from ansinh.casework.case_people import with_people
from ansinh.casework.case_states import LASTING, CaseAct, CaseState
from ansinh.casework.case_steps import last_step
from ansinh.casework.cases.kind import CaseKind
from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.cases.procedure import CaseProcedure, procedure_named
from ansinh.casework.models import Case, CaseStep
from ansinh.kernel.errors import Refusal

JUDGED = ("decide", "refuse", "send")
"""Acts that nobody does to what they prepared themselves, nor for their own household."""
MOST_AT_ONCE = 100
UNDO_WITHIN = timedelta(hours=24)


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


def of_own_household(actor: Actor, on: date) -> ExpressionWrapper:
    """For annotating what has a ``person``: whether they are of the acting person's household on a day."""
    own = RawSQL("SELECT casework_own_household(%s, %s)", [actor.user_id, on])
    return ExpressionWrapper(Q(person_id__in=own), output_field=BooleanField())


def check_not_own_household(person_ids: Iterable[int], actor: Actor, on: date) -> None:
    """Raise when one of the people is the deciding person or lives in their household."""
    own = set(own_household(actor.user_id, on))
    if own and own.intersection(person_ids):
        raise Refusal(
            "Có người thuộc hộ gia đình của chính bạn; phải do người khác ký quyết định.",
            code="own_household",
        )


def acts_within(case: Case, actor: Actor, own: Collection[int]) -> list[CaseAct]:
    """What this person may do to a case now, in the order of its table. ``own``: the people of their household."""
    found = [act for act in procedure_of_case(case).acts.values() if may_do(case, act.name, actor)]
    return [act for act in found if not _judges(act) or case.person_id not in own]


def _judges(act: CaseAct) -> bool:
    return act.permission is Permission.DECIDE or act.name in JUDGED


def put_forward_by(case: Case) -> int | None:
    """Whose judgement a refusal is the answer to: who submitted, or the chair who sent it to the district's department,
    which refuses by itself (NĐ 20/2021 Đ8.1.d) even what it had submitted before and had back."""
    refuse = procedure_of_case(case).acts.get("refuse")
    if refuse is None or refuse.permission is Permission.DECIDE:
        return case.prepared_by_id
    forwarded = last_step(case, ("forward",))
    return forwarded.by_id if forwarded else case.prepared_by_id


def may_undo(step: CaseStep, actor: Actor, at: datetime) -> bool:
    """Whether a step that is the last of its case may be taken back, as far as can be told without looking further."""
    try:
        check_may_undo(step, step, actor, at)
    except Refusal:
        return False
    return True


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
        raise Refusal(
            "Không thể %(act)s: hồ sơ đang ở trạng thái “%(label)s”.",
            code="wrong_state",
            act=act.label.lower(),
            label=label,
        )
    if act.permission is Permission.DECIDE and act.name in JUDGED and actor.user_id == case.prepared_by_id:
        raise Refusal("Bạn là người trình hồ sơ này; phải do người khác ký.", code="maker_is_checker")
    return act


def locked_case(case_id: int, act_name: str, actor: Actor, on: date) -> tuple[Case, CaseAct]:
    """The case, locked until the transaction ends. Raises Refusal unless this person may do this to it now."""
    case = Case.objects.filter(pk=case_id).select_for_update(of=("self",)).first()
    if case is None:
        raise Refusal("Không có hồ sơ này trong địa bàn của bạn.", code="unknown_case")
    act = check_case_act(case, act_name, actor)
    if _judges(act):
        check_not_own_household([case.person_id], actor, on)
    return case, act


def locked_cases(case_ids: Iterable[int]) -> list[Case]:
    """Several cases with their people, locked until the transaction ends. Raises Refusal unless all are in sight."""
    wanted = sorted(set(case_ids))
    if not wanted:
        raise Refusal("Chưa chọn hồ sơ nào.", code="nothing_chosen")
    if len(wanted) > MOST_AT_ONCE:
        raise Refusal("Mỗi lần làm không quá %(most_at_once)s hồ sơ.", code="too_many", most_at_once=MOST_AT_ONCE)
    found = Case.objects.filter(pk__in=wanted).select_for_update(of=("self",)).order_by("pk")
    cases = with_people(list(found))
    if len(cases) != len(wanted):
        raise Refusal("Có hồ sơ không có trong địa bàn của bạn.", code="unknown_case")
    return cases


def check_may_own(case: Case, user: Actor) -> None:
    """Raise unless this person can work on a case as its owner: a live one, of their areas, as part of their office."""
    if not case.live:
        raise Refusal("Hồ sơ đã giải quyết xong.", code="wrong_state")
    if not (user.may(Permission.PREPARE_PROPOSALS) or user.may(Permission.DECIDE)):
        raise Refusal("Người này không có quyền giải quyết hồ sơ.", code="not_permitted")
    if not (reaches(user, case.area_id) or reaches(user, case.to_area_id)):
        raise Refusal("Hồ sơ ngoài địa bàn của người này.", code="other_commune")


def check_may_undo(step: CaseStep, last: CaseStep | None, actor: Actor, at: datetime) -> None:
    """Raise unless this person may take a step back: their own, the last one, done lately, known to nobody outside.

    A document issued since is another matter: that takes the database.
    """
    if step.act in LASTING:
        raise Refusal(
            "Việc đã ký, đã công khai hoặc của hệ thống thì không lấy lại được; hãy làm việc tiếp theo để thay.",
            code="lasting",
        )
    if step.by_id != actor.user_id:
        raise Refusal("Chỉ người đã làm việc này mới lấy lại được.", code="other_person")
    if last is None or last.pk != step.pk:
        raise Refusal("Sau việc này hồ sơ đã có việc khác.", code="done_since")
    if at - step.at > UNDO_WITHIN:
        hours = UNDO_WITHIN // timedelta(hours=1)
        raise Refusal("Đã quá %(hours)s giờ; hãy làm việc tiếp theo để sửa.", code="too_late", hours=hours)


def check_may_receive(actor: Actor, area_id: int, kind: CaseKind) -> None:
    """Raise unless this person takes in cases of this commune."""
    check_permission(actor, Permission.PREPARE_PROPOSALS if "commune_officer" in actor.roles else None)
    if not reaches(actor, area_id):
        raise Refusal("Người này do xã, phường khác quản lý.", code="other_commune")
