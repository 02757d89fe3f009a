"""Another member becomes the head of the household."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import under_head
from ansinh.registry.requests.relations import TO_NEW_HEAD


def _changes(about: About) -> list[Change]:
    return under_head(about, int(about.values["head"]), about.day)


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
        TO_NEW_HEAD,
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Chủ hộ đứng tên và thường nhận tiền thay người trong hộ.",
    touches=(("person", "membership"), ("head", "membership")),
)
