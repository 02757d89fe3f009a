"""People join another household of the commune."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import (
    REMAINING_HEAD,
    head_missing,
    lives,
    member,
    movers_of,
    new_head_of_those_who_stay,
)
from ansinh.registry.requests.relations import TO_NEW_HEAD, told


def _changes(about: About) -> list[Change]:
    day, target = about.day, about.target_household or 0
    relations = told(about) | {about.person_id: about.values.get("relation") or ""}
    found = [member(one, target, day, relation=relations.get(one, "")) for one in movers_of(about)]
    if about.target_rest and about.rests and about.target_rest != about.rests[0][1:]:
        found += [lives(one, *about.target_rest, day) for one in movers_of(about)]
    return found + new_head_of_those_who_stay(about, day, movers_of(about))


def _checks(about: About) -> Mapping[str, str]:
    if about.target_household is None:
        return {"target": "Người này chưa thuộc hộ nào vào ngày đó."}
    if about.target_household == about.household_id:
        return {"target": "Hai người đã cùng một hộ."}
    return head_missing(about, movers_of(about))


KIND = Kind(
    code="join",
    label="Nhập vào hộ khác trong xã",
    group="Hộ gia đình",
    day_label="Ngày nhập hộ",
    documents=("Xác nhận thông tin về cư trú", "Đơn nhập hộ"),
    fields=(
        Field("target", "Vào hộ của", Type.PERSON, hint="Số hồ sơ hoặc số định danh của một người trong hộ đó."),
        Field("relation", "Quan hệ với chủ hộ", required=False, longest=40),
        Field("movers", "Những người cùng nhập", Type.MEMBERS, required=False),
        REMAINING_HEAD,
        TO_NEW_HEAD,
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Nhập hộ đổi tình trạng nghèo và quyền hưởng của người nhập.",
    touches=(("person", "membership"),),
)
