"""The household on the list of poor and near-poor households of the year, or off it."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type

STATUSES = (("poor", "Hộ nghèo"), ("near_poor", "Hộ cận nghèo"), ("none", "Không thuộc hộ nghèo, cận nghèo"))


def _changes(about: About) -> list[Change]:
    key = {"household_id": about.household_id}
    return [Change("poverty", key, {"status": about.values["status"]}, about.day)]


def _checks(about: About) -> Mapping[str, str]:
    return {} if about.household_id is not None else {"status": "Người này chưa thuộc hộ nào; hãy nhập hộ trước."}


KIND = Kind(
    code="poverty",
    label="Hộ nghèo, cận nghèo của năm",
    group="Hộ gia đình",
    day_label="Có hiệu lực từ ngày",
    documents=("Quyết định công nhận hộ nghèo, hộ cận nghèo", "Quyết định công nhận thoát nghèo"),
    fields=(Field("status", "Tình trạng", Type.CHOICE, STATUSES, shows=("poverty", "status")),),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Thay đổi quyền hưởng của mọi người trong hộ. Danh sách cả xã thì nạp bằng tệp Excel.",
    touches=(("household", "poverty"),),
    may_be_later=True,
    day_hint="Danh sách của năm thường có hiệu lực từ 01/01.",
)
