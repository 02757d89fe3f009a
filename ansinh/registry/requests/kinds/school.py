"""Somebody starts, interrupts or leaves school."""

from __future__ import annotations

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import circumstance

STUDYING = (("yes", "Đang học"), ("interrupted", "Tạm nghỉ học, bảo lưu"), ("no", "Đã thôi học, học xong"))


def _changes(about: About) -> list[Change]:
    return [circumstance(about.person_id or 0, "studying", about.values["studying"], about.day)]


KIND = Kind(
    code="school",
    label="Đi học, nghỉ học",
    group="Hoàn cảnh",
    day_label="Từ ngày",
    documents=("Giấy xác nhận của nhà trường", "Thông báo nhập học"),
    fields=(Field("studying", "Việc học", Type.CHOICE, STUDYING, shows=("circumstance:studying", "value")),),
    changes=_changes,
    approval=Approval.NOBODY,
    why="Nhà trường xác nhận; trợ cấp đổi theo đó còn qua đề nghị và quyết định.",
    touches=(("person", "circumstance:studying"),),
    may_be_later=True,
)
