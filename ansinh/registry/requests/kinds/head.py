"""Another member becomes the head of the household."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import member


def _changes(about: About) -> list[Change]:
    chosen, home = int(about.values["head"]), about.household_id or 0
    relation = about.values.get("relation") or ""
    found = [member(chosen, home, about.day, head=True)]
    found += [member(one.id, home, about.day, relation=relation) for one in about.members if one.is_head]
    return found


def _checks(about: About) -> Mapping[str, str]:
    chosen = about.member(int(about.values["head"]))
    return {"head": "Người này đang là chủ hộ."} if chosen and chosen.is_head else {}


KIND = Kind(
    code="head",
    label="Đổi chủ hộ",
    group="Hộ gia đình",
    day_label="Từ ngày",
    documents=("Xác nhận thông tin về cư trú", "Đơn đổi chủ hộ"),
    fields=(
        Field("head", "Chủ hộ mới", Type.MEMBER),
        Field("relation", "Chủ hộ cũ là gì của chủ hộ mới", required=False, hint="Bố, mẹ, vợ, chồng…", longest=40),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Chủ hộ đứng tên và thường nhận tiền thay người trong hộ.",
    touches=(("person", "membership"), ("head", "membership")),
)
