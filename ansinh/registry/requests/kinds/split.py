"""Some members found a household of their own."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import NEW_HOUSEHOLD, About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.kinds.poverty import STATUSES
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
    village, day, movers = about.values["village"], about.day, movers_of(about)
    place = {"area_id": about.area_id, "village": village}
    found = [Change("household", {"household_id": NEW_HOUSEHOLD}, place, day)]
    found += founders(about, movers, day)
    if about.rests and about.rests[0][2] != village:
        found += [lives(one, about.area_id, village, day) for one in movers]
    if about.values["status"] != "none":
        found.append(Change("poverty", {"household_id": NEW_HOUSEHOLD}, {"status": about.values["status"]}, day))
    return found + new_head_of_those_who_stay(about, day, movers)


def _checks(about: About) -> Mapping[str, str]:
    movers = movers_of(about)
    if about.household_id is None:
        return {"movers": "Người này chưa thuộc hộ nào."}
    if leaves_all(about, movers):
        return {"movers": "Không thể tách cả hộ: phải có người ở lại."}
    return head_missing(about, movers)


KIND = Kind(
    code="split",
    label="Tách hộ",
    group="Hộ gia đình",
    day_label="Ngày tách hộ",
    documents=("Xác nhận thông tin về cư trú", "Đơn tách hộ"),
    fields=(
        Field(
            "movers",
            "Những người cùng ra hộ mới",
            Type.MEMBERS,
            required=False,
            hint="Người của hồ sơ này là chủ hộ mới.",
        ),
        REMAINING_HEAD,
        TO_NEW_HEAD,
        Field("village", "Thôn, bản của hộ mới", Type.VILLAGE, shows=("residence", "village"), required=False),
        Field(
            "status",
            "Hộ mới là",
            Type.CHOICE,
            STATUSES,
            shows=("poverty", "status"),
            hint="Theo hộ cũ cho đến khi rà soát lại.",
        ),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Tách hộ đổi tình trạng nghèo và quyền hưởng của cả hai hộ.",
    touches=(("person", "membership"),),
)
