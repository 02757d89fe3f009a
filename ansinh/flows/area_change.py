"""A change of the areas from preparing to undoing: units, people, files, rights and payments go over together.

One prepares it (merge, split, rename, move, end of the district level), another applies it in one transaction. What is
carried and what is found over the succession stands in docs/decisions/0010. Sums before and after are compared, and
nothing is written when they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ansinh.access import public as access
from ansinh.access.public import SYSTEM, Actor, Permission, acting_as, check_permission
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.flows.area_dependents import check_nothing_depends
from ansinh.flows.area_figures import differing, figures_after, figures_before
from ansinh.intake import public as intake
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.registry import public as registry

_KIND = areas.Unit.Kind
STEP = "apply"
CARRIED = {
    "residences": "Nơi cư trú chuyển sang đơn vị mới",
    "proposals": "Đề nghị chuyển theo",
    "files": "Danh sách chuyển theo",
    "grants": "Quyền chuyển sang đơn vị mới",
    "grants_made": "Quyền ở đơn vị mới (người giữ hai nơi tính một)",
    "grants_ended_with_level": "Quyền kết thúc cùng cấp huyện",
    "offices": "Đơn vị chi trả chuyển theo",
    "offices_unsettled": "Đơn vị chi trả phải khai báo lại",
}
"""What a change carried over, in the order of showing."""


@dataclass(frozen=True)
class Applied:
    """A change that was carried out: sums before and after, rights that ended with their level, open questions."""

    change: areas.Change
    before: dict[str, int]
    after: dict[str, int]
    carried: dict[str, int]


def work_name(change_id: int) -> str:
    """Name of a change's work in kernel.progress."""
    return f"areas:{change_id}"


def check_right(actor: Actor, permission: Permission) -> None:
    """Raise Refusal unless this person holds the right over the whole province."""
    check_permission(actor, permission if actor.wide else None)


def prepare(verb: Callable[..., areas.Change], *, by: Actor, **wanted: Any) -> areas.Change:
    """Have one of the verbs of areas prepare a change. Raises Refusal without the right, and what the verb refuses."""
    check_right(by, Permission.PREPARE_AREAS)
    with acting_as(SYSTEM):
        return verb(by=by, **wanted)


def drop(change_id: int, *, by: Actor) -> areas.Change:
    """Drop a change that is not to be. Raises Refusal once it has been applied."""
    check_right(by, Permission.PREPARE_AREAS)
    with acting_as(SYSTEM):
        return areas.drop_change(change_id=change_id, by=by)


def check_may_apply(change: areas.Change, *, by: Actor) -> None:
    """Raise Refusal without the right to apply, for one's own change and for one that is not waiting."""
    check_right(by, Permission.APPLY_AREAS)
    areas.check_may_apply(change, by)


def apply(change_id: int, *, by: Actor, today: date) -> Applied:
    """Carry a prepared change out, all or nothing.

    Raises Refusal without the right to, for one's own change, before its day (people would be in a unit in which nobody
    has a right yet), for villages without a unit, for payroll runs opened
    ahead in the former areas, and when a sum differs afterwards.
    """
    check_right(by, Permission.APPLY_AREAS)
    with acting_as(SYSTEM):
        change = areas.Change.objects.get(pk=change_id)
        plan = areas.read_plan(change.plan)
        check_its_day_has_come(plan, today)
        check_no_runs_ahead(plan)
        ended = communes_ended(plan)
        before = figures_before(plan, ended)
        change, moves = areas.apply_change(change=change, by=by, lived_in=registry.villages_lived_in(ended, plan.on))
        crash_here("area_change.units")
        carried = _carry(change, plan, by, moves)
        after = figures_after(change, plan, carried)
        if wrong := differing(before, after):
            raise Refusal("Số trước và sau thay đổi không bằng nhau: %(wrong)s.", code="sums_differ", wrong=wrong)
        change.figures = {"before": before, "after": after, "carried": carried}
        change.save(update_fields=["figures"])
        audit.record(
            actor=by,
            action="area_change.apply",
            object_kind="area_change",
            object_id=change.pk,
            details={"kind": change.kind, "on": plan.on.isoformat(), "citation": change.citation, **carried},
        )
        crash_here("area_change.applied")
    return Applied(change, before, after, carried)


def undo(change_id: int, *, by: Actor) -> areas.Change:
    """Put everything back as it was before a change. Raises Refusal once anything depends on what it made."""
    check_right(by, Permission.APPLY_AREAS)
    with acting_as(SYSTEM):
        change = areas.lock_applied(change_id)
        made = areas.made_by(change.pk)
        check_nothing_depends(change.pk, made)
        payments.bring_offices_back(change_id=change.pk)
        access.bring_grants_back(change_id=change.pk)
        casework.bring_proposals_back(change_id=change.pk)
        reference = f"Hoàn tác: {change.citation}"
        registry.bring_residents_back(change_id=change.pk, reference=reference, by_user=by.user_id)
        intake.bring_files_back(change_id=change.pk, made=made)
        change = areas.undo_change(change=change, by=by)
        audit.record(actor=by, action="area_change.undo", object_kind="area_change", object_id=change.pk)
    return change


def classify(rows: Sequence[areas.Classified], *, by: Actor) -> int:
    """Enter classifications of communes and villages; returns how many changed something."""
    check_right(by, Permission.PREPARE_AREAS)
    with acting_as(SYSTEM):
        return areas.classify(rows=rows, by=by)


def communes_ended(plan: areas.Plan) -> list[int]:
    """The communes among the units that a plan ends."""
    found = areas.Unit.objects.filter(pk__in=plan.ends, kind=_KIND.COMMUNE)
    return list(found.order_by("pk").values_list("pk", flat=True))


def check_its_day_has_come(plan: areas.Plan, today: date) -> None:
    """Raise Refusal before the day from which a plan holds."""
    if plan.on > today:
        raise Refusal(
            "Thay đổi có hiệu lực từ ngày %(on)s: áp dụng được từ ngày đó.",
            code="before_its_day", on=f"{plan.on:%d/%m/%Y}",
        )  # fmt: skip


def check_no_runs_ahead(plan: areas.Plan) -> None:
    """Raise Refusal while a former area has a payroll run for a month that belongs to the new one."""
    if ahead := payments.runs_ahead(plan.ends, plan.on):
        named = ", ".join(f"{run.area.name} {run.month:%m/%Y}" for run in ahead[:5])
        raise Refusal(
            "Còn %(ahead)s kỳ chi trả của đơn vị cũ cho tháng đã thuộc đơn vị mới (%(named)s): hãy hủy rồi "
            "mở lại sau khi áp dụng.",
            code="runs_ahead",
            count=len(ahead),
            ahead=len(ahead),
            named=named,
        )


def _carry(change: areas.Change, plan: areas.Plan, by: Actor, moves: list[tuple[int, str, int, str]]) -> dict[str, int]:
    """Package by package, in the order in which one rests on the other; returns how much of each."""
    heirs = heirs_of(change)
    whole = [(old, news[0]) for old, news in heirs.items() if len(news) == 1]
    before: dict[int, list[int]] = {}
    for old, news in heirs.items():
        for new in news:
            before.setdefault(new, []).append(old)
    reference = f"{areas.Change.Kind(change.kind).label} từ {plan.on:%d/%m/%Y}: {change.citation}"
    residences = registry.carry_residents(
        change_id=change.pk, on=plan.on, reference=reference, by_user=by.user_id, moves=moves
    )
    files = intake.carry_files(change_id=change.pk, pairs=whole)
    proposals = casework.carry_proposals(change_id=change.pk, ended=plan.ends, pairs=whole)
    rights = [(old, news[0]) for old, news in heirs.items()]
    grants = access.carry_grants(change_id=change.pk, on=plan.on, ended=plan.ends, pairs=rights)
    offices = payments.carry_offices(change_id=change.pk, on=plan.on, before=before, ended=plan.ends)
    return {
        "residences": residences,
        "files": files,
        "proposals": proposals,
        "grants": grants["carried"],
        "grants_made": grants["made"],
        "grants_ended_with_level": grants["ended_with_level"],
        "offices": offices.carried,
        "offices_unsettled": len(offices.unsettled),
    }


def heirs_of(change: areas.Change) -> dict[int, list[int]]:
    """Of each former unit what came of it, the one that keeps the code first."""
    found: dict[int, list[int]] = {}
    links = areas.Succession.objects.filter(change=change).order_by("pk")
    for old, new in links.values_list("predecessor_id", "successor_id"):
        found.setdefault(old, []).append(new)
    return found
