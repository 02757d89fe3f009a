"""People move to another village of the same commune."""

from __future__ import annotations

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import leaves_all, lives, movers_of


def with_the_head(about: About) -> list[int]:
    """Where the head goes, mostly everybody does."""
    return [one.id for one in about.members if about.is_head and one.id != about.person_id]


MOVERS = Field("movers", "Những người cùng chuyển", Type.MEMBERS, required=False, start=with_the_head)


def _changes(about: About) -> list[Change]:
    village, movers = about.values["village"], movers_of(about)
    found = [lives(one, about.area_id, village, about.day) for one in movers]
    if about.household_id is not None and leaves_all(about, movers):
        key = {"household_id": about.household_id}
        found.append(Change("household", key, {"area_id": about.area_id, "village": village}, about.day))
    return found


KIND = Kind(
    code="move_within",
    label="Chuyển thôn, bản trong xã",
    group="Nơi ở",
    day_label="Ngày chuyển",
    documents=("Xác nhận thông tin về cư trú", "Đơn của hộ", "Báo của trưởng thôn"),
    fields=(Field("village", "Thôn, bản mới", Type.VILLAGE, shows=("residence", "village")), MOVERS),
    changes=_changes,
    approval=Approval.NOBODY,
    why="Vẫn trong xã, không đổi người giữ hồ sơ; trợ cấp theo vùng nếu đổi thì còn qua quyết định.",
    touches=(("person", "residence"),),
)
