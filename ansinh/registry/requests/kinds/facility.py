"""Somebody enters or leaves a social assistance facility (NĐ 20/2021 Đ25.5; NĐ 335/2026 Đ22)."""

from __future__ import annotations

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import circumstance

STAYS = (("yes", "Đang ở cơ sở trợ giúp xã hội"), ("no", "Đã về cộng đồng"))


def _changes(about: About) -> list[Change]:
    return [circumstance(about.person_id or 0, "in_facility", about.values["in_facility"], about.day)]


KIND = Kind(
    code="facility",
    label="Vào, ra cơ sở trợ giúp xã hội",
    group="Hoàn cảnh",
    day_label="Từ ngày",
    documents=("Quyết định tiếp nhận vào cơ sở", "Quyết định dừng trợ giúp tại cơ sở", "Hợp đồng dịch vụ chăm sóc"),
    fields=(Field("in_facility", "Ở cơ sở", Type.CHOICE, STAYS, shows=("circumstance:in_facility", "value")),),
    changes=_changes,
    approval=Approval.ANOTHER,
    why="Ở cơ sở thì trợ cấp nuôi dưỡng thay cho trợ cấp ở cộng đồng, nên người khác xem lại quyết định.",
    touches=(("person", "circumstance:in_facility"),),
)
