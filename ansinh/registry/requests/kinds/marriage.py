"""Marriage, divorce, widowhood."""

from __future__ import annotations

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import circumstance

MARITAL = (
    ("single", "Chưa có vợ, chồng"), ("married", "Có vợ, chồng"), ("divorced", "Ly hôn"), ("widowed", "Góa"),
    ("spouse_missing", "Vợ, chồng mất tích"),
)  # fmt: skip


def _changes(about: About) -> list[Change]:
    return [circumstance(about.person_id or 0, "marital", about.values["marital"], about.day)]


KIND = Kind(
    code="marriage",
    label="Kết hôn, ly hôn, góa",
    group="Hoàn cảnh",
    day_label="Từ ngày",
    documents=(
        "Giấy chứng nhận kết hôn",
        "Quyết định, bản án ly hôn",
        "Trích lục khai tử của vợ, chồng",
        "Tuyên bố mất tích",
    ),
    fields=(Field("marital", "Tình trạng hôn nhân", Type.CHOICE, MARITAL, shows=("circumstance:marital", "value")),),
    changes=_changes,
    approval=Approval.NOBODY,
    why="Hộ tịch đã xác nhận; trợ cấp đổi theo đó còn qua đề nghị và quyết định.",
    touches=(("person", "circumstance:marital"),),
)
