"""People move to another commune of the province, which takes them up."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import NEW_HOUSEHOLD, About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.kinds.move_within import MOVERS
from ansinh.registry.requests.memberships import (
    REMAINING_HEAD,
    founders,
    head_missing,
    leaves_all,
    lives,
    movers_of,
    new_head_of_those_who_stay,
)
from ansinh.registry.requests.relations import TO_NEW_HEAD


def _changes(about: About) -> list[Change]:
    unit, village, day = int(about.values["to_unit"]), about.values["village"] or "", about.day
    movers = movers_of(about)
    found = [lives(one, unit, village, day) for one in movers]
    if about.household_id is not None and leaves_all(about, movers):
        place = {"area_id": unit, "village": village}
        return [*found, Change("household", {"household_id": about.household_id}, place, day)]
    found.append(Change("household", {"household_id": NEW_HOUSEHOLD}, {"area_id": unit, "village": village}, day))
    found += founders(about, movers, day)
    if about.poverty is not None:
        found.append(Change("poverty", {"household_id": NEW_HOUSEHOLD}, {"status": about.poverty}, day))
    return found + new_head_of_those_who_stay(about, day, movers)


def _checks(about: About) -> Mapping[str, str]:
    wrong = dict(head_missing(about, movers_of(about)))
    if int(about.values["to_unit"]) == about.area_id:
        wrong["to_unit"] = "Đây là xã đang giữ hồ sơ; hãy dùng tin chuyển thôn, bản."
    return wrong


KIND = Kind(
    code="move_commune",
    label="Chuyển sang xã, phường khác trong tỉnh",
    group="Nơi ở",
    day_label="Ngày chuyển đi",
    documents=("Xác nhận thông tin về cư trú", "Đơn chuyển nơi nhận trợ cấp"),
    fields=(
        Field("to_unit", "Xã, phường nhận", Type.COMMUNE),
        Field("village", "Thôn, bản nơi đến", required=False),
        MOVERS,
        REMAINING_HEAD,
        TO_NEW_HEAD,
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.RECEIVER,
    why="Xã nhận phải tiếp nhận thì hồ sơ mới đi; đến lúc đó xã cũ vẫn giữ, không ngày nào người dân không có xã.",
    touches=(("person", "residence"),),
    may_be_later=True,
)
