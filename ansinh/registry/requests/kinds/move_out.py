"""People leave the province."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind
from ansinh.registry.requests.kinds.move_within import MOVERS
from ansinh.registry.requests.memberships import REMAINING_HEAD, head_missing, movers_of, new_head_of_those_who_stay
from ansinh.registry.requests.relations import TO_NEW_HEAD


def _changes(about: About) -> list[Change]:
    found = []
    for one in movers_of(about):
        found.append(Change("residence", {"person_id": one}, None, about.day))
        if about.member(one):
            found.append(Change("membership", {"person_id": one}, None, about.day))
    return found + new_head_of_those_who_stay(about, about.day, movers_of(about))


def _checks(about: About) -> Mapping[str, str]:
    return head_missing(about, movers_of(about))


KIND = Kind(
    code="move_out",
    label="Chuyển ra ngoài tỉnh",
    group="Nơi ở",
    day_label="Ngày đầu tiên ở nơi mới",
    documents=("Xác nhận thông tin về cư trú", "Thông báo của công an xã", "Đơn của hộ"),
    fields=(
        Field("destination", "Nơi đến (tỉnh, xã)", required=False, longest=200),
        MOVERS,
        REMAINING_HEAD,
        TO_NEW_HEAD,
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Tin này làm thôi hưởng trong tỉnh và không có xã nhận để đối chiếu.",
    touches=(("person", "residence"), ("person", "membership")),
    may_be_later=True,
)
