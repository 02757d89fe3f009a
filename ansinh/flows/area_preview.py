"""What a change would touch, before anybody applies it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from ansinh.access.public import ROLES, SYSTEM, Grant, acting_as
from ansinh.areas import public as areas
from ansinh.flows.area_change import communes_ended
from ansinh.flows.area_figures import figures_before
from ansinh.payments import public as payments
from ansinh.registry import public as registry

_KIND = areas.Unit.Kind


@dataclass(frozen=True)
class Going:
    """A former unit, what it goes over into, and how many people live in what goes there."""

    old: areas.Unit
    new: str
    villages: tuple[str, ...]
    people: int


@dataclass(frozen=True)
class Preview:
    """``figures`` before the change; ``news`` waits in the communes that end.

    ``questions``: what stands in its way (first) or has to be settled after it.
    """

    plan: areas.Plan
    communes: list[int]
    new: list[str]
    going: list[Going]
    figures: dict[str, int]
    news: int
    hindrances: list[str]
    notes: list[str]

    @property
    def questions(self) -> list[str]:
        """Hindrances, then notes."""
        return [*self.hindrances, *self.notes]


def preview_of(change: areas.Change) -> Preview:
    """Counts only, over the whole province, whoever asks."""
    plan = areas.read_plan(change.plan)
    with acting_as(SYSTEM):
        ended = communes_ended(plan)
        lived_in = registry.villages_lived_in(ended, plan.on)
        names = {unit.key: unit.name for unit in plan.begins}
        return Preview(
            plan,
            ended,
            [f"{unit.code} {unit.name}" for unit in plan.begins if unit.kind == _KIND.COMMUNE],
            _going(plan, lived_in, names),
            figures_before(plan, ended),
            registry.waiting_news(ended),
            _hindrances(plan, lived_in),
            [*_rights(plan), *_offices(plan, names), *_same_names(plan, lived_in)],
        )


def _going(plan: areas.Plan, lived_in: list[areas.Place], names: dict[str, str]) -> list[Going]:
    people: Counter[tuple[int, str]] = Counter()
    for old, village, count in lived_in:
        people[old, plan.village_goes(old, village) or ""] += count
    units = areas.Unit.objects.in_bulk(plan.ends)
    return [
        Going(units[step.old], names[step.key], step.villages, people[step.old, step.key])
        for step in plan.went_over
        if units[step.old].kind == _KIND.COMMUNE
    ]


def _hindrances(plan: areas.Plan, lived_in: list[areas.Place]) -> list[str]:
    left = [(village, people) for old, village, people in lived_in if people and not plan.village_goes(old, village)]
    found = [f"Thôn {village or '(chưa ghi)'} còn {people} người chưa xếp vào đơn vị mới." for village, people in left]
    for run in payments.runs_ahead(plan.ends, plan.on):
        found.append(f"Kỳ chi trả {run.month:%m/%Y} của {run.area.name} đã mở: hủy rồi mở lại ở đơn vị mới.")
    return found


def _rights(plan: areas.Plan) -> list[str]:
    without = [old for old in plan.ends if not plan.successors(old)]
    over = Grant.objects.filter(area__in=without, valid__contains=plan.on).select_related("user", "area")
    found = [
        f"{grant.user.display_name} thôi giữ vai trò {ROLES[grant.role].label} ở {grant.area.name}." for grant in over
    ]
    divided = [old for old in plan.ends if len(plan.successors(old)) > 1]
    if divided:
        found.append("Tài khoản của xã bị chia theo đơn vị giữ mã cũ; các đơn vị còn lại cần cấp quyền mới.")
    return found


def _offices(plan: areas.Plan, names: dict[str, str]) -> list[str]:
    """New areas by their place in the plan, since they have no id yet."""
    keys = [unit.key for unit in plan.begins]
    before = {i: [s.old for s in plan.went_over if s.key == key] for i, key in enumerate(keys)}
    _, unsettled = payments.offices_of(before, plan.on - timedelta(days=1))
    return [
        f"{names[keys[i]]}: các đơn vị cũ có đơn vị chi trả khác nhau, phải khai báo lại ở Cài đặt." for i in unsettled
    ]


def _same_names(plan: areas.Plan, lived_in: list[areas.Place]) -> list[str]:
    found: dict[tuple[str, str], set[int]] = {}
    for old, village, _ in lived_in:
        if village and (key := plan.village_goes(old, village)):
            found.setdefault((key, plan.village_name(old, village)), set()).add(old)
    twice = sorted({village for (_, village), olds in found.items() if len(olds) > 1})
    if not twice:
        return []
    return [f"{len(twice)} tên thôn có ở hai đơn vị cũ nhập làm một: {', '.join(twice[:6])}."]
