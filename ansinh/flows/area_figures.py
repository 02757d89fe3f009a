"""The sums of a change before and after: what went over must be what there was, to the person and the đồng."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ansinh.access.public import living_grants
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.intake import public as intake
from ansinh.oversight.geography import money_by_unit
from ansinh.registry import public as registry

LABELS = {
    "people": "Người trong sổ",
    "households": "Hộ",
    "residents": "Người cư trú vào ngày thay đổi",
    "on_rolls": "Người đang hưởng",
    "monthly_vnd": "Mức hưởng hằng tháng",
    "proposals": "Đề nghị đang giải quyết",
    "files": "Danh sách chưa duyệt xong",
    "grants": "Quyền của tài khoản trên địa bàn",
    "unpaid_lines": "Khoản chưa nhận, chưa rõ",
    "unpaid_vnd": "Số tiền chưa nhận, chưa rõ",
    "listed_vnd": "Đã lập danh sách từ trước đến nay",
    "paid_vnd": "Đã nhận từ trước đến nay",
}
"""What is summed, in the order of showing."""


def figures_before(plan: areas.Plan, ended: Sequence[int]) -> dict[str, int]:
    """Over the communes that end (rights: over all units that end), before anything is written."""
    eve = {unit: money for unit, money in money_by_unit(plan.on - timedelta(days=1)).items() if unit in ended}
    return _figures(plan, ended, eve) | {"grants": living_grants(plan.ends, plan.on)}


def figures_after(change: areas.Change, plan: areas.Plan, carried: Mapping[str, int]) -> dict[str, int]:
    """Over the communes that began. Lists that stay with a former commune (it was split, or the new one has the same)
    and rights that ended with their level, or fell together, are added: they are told apart in ``carried``. Lines of
    which nobody can tell where the person lived stay with the commune that listed them.
    """
    made = areas.Unit.objects.filter(pk__in=areas.made_by(change.pk))
    communes = list(made.filter(kind=areas.Unit.Kind.COMMUNE).values_list("pk", flat=True))
    untold = {-unit for unit in areas.with_parts_and_predecessors(plan.ends)}
    now = {unit: money for unit, money in money_by_unit(plan.on).items() if unit in communes or unit in untold}
    figures = _figures(plan, communes, now)
    left = intake.undecided_files(plan.ends)
    grants = living_grants(list(made.values_list("pk", flat=True)), plan.on)
    together = carried["grants"] - carried["grants_made"]
    return figures | {
        "files": figures["files"] + left,
        "grants": grants + together + carried["grants_ended_with_level"],
    }


def _figures(plan: areas.Plan, communes: Sequence[int], money: Mapping[int, Mapping[str, int]]) -> dict[str, int]:
    names = ("unpaid_lines", "unpaid_vnd", "listed_vnd", "paid_vnd")
    return {
        **registry.registered(communes, plan.on),
        **casework.standing(communes, plan.on.replace(day=1)),
        "files": intake.undecided_files(communes),
        **{name: sum(figures[name] for figures in money.values()) for name in names},
    }


def differing(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """The sums that are not equal, in words; empty when all are."""
    wrong = [name for name in LABELS if before[name] != after[name]]
    return "; ".join(f"{LABELS[name]} {before[name]} → {after[name]}" for name in wrong)
