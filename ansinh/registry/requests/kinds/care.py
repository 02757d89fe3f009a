"""Somebody is taken into care: by the own household, by another household or person; or nobody cares any more."""

from __future__ import annotations

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import circumstance

CARERS = (
    ("own_household", "Hộ gia đình trực tiếp chăm sóc"),
    ("foster", "Hộ, cá nhân khác nhận chăm sóc, nuôi dưỡng"),
    ("none", "Không còn người nhận chăm sóc"),
)


def _changes(about: About) -> list[Change]:
    return [circumstance(about.person_id or 0, "care", about.values["care"], about.day)]


KIND = Kind(
    code="care",
    label="Nhận chăm sóc, nuôi dưỡng",
    group="Hoàn cảnh",
    day_label="Nhận, thôi nhận từ ngày",
    documents=(
        "Tờ khai nhận chăm sóc, nuôi dưỡng",
        "Biên bản xác minh nơi ở, người chăm sóc",
        "Văn bản thôi nhận chăm sóc, nuôi dưỡng",
    ),
    fields=(Field("care", "Ai chăm sóc", Type.CHOICE, CARERS, shows=("circumstance:care", "value")),),
    changes=_changes,
    approval=Approval.ANOTHER,
    why="Người nhận chăm sóc được hỗ trợ kinh phí hằng tháng, nên người khác xem lại điều kiện nhận.",
    touches=(("person", "circumstance:care"),),
)
