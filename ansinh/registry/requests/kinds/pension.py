"""A pension or a monthly social-insurance benefit is found, changes or ends."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type


def _changes(about: About) -> list[Change]:
    me = {"person_id": about.person_id}
    if about.values["drawn"] == "no":
        return [Change("pension", me, None, about.day)]
    return [Change("pension", me, {"amount_vnd": about.values.get("amount_vnd")}, about.day)]


def _checks(about: About) -> Mapping[str, str]:
    if about.values["drawn"] == "no" and about.values.get("amount_vnd") is not None:
        return {"amount_vnd": "Đã thôi hưởng thì không ghi mức."}
    return {}


KIND = Kind(
    code="pension",
    label="Lương hưu, trợ cấp BHXH hằng tháng",
    group="Hoàn cảnh",
    day_label="Hưởng, đổi mức hoặc thôi hưởng từ ngày",
    documents=("Quyết định của cơ quan bảo hiểm xã hội", "Văn bản đối chiếu của bảo hiểm xã hội"),
    fields=(
        Field("drawn", "Tình trạng", Type.CHOICE, (("yes", "Đang hưởng"), ("no", "Đã thôi hưởng"))),
        Field(
            "amount_vnd",
            "Mức hằng tháng (đồng)",
            Type.MONEY,
            required=False,
            shows=("pension", "amount_vnd"),
            hint="Để trống nếu biết có hưởng mà chưa rõ mức.",
        ),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Phát hiện lương hưu làm thôi hưởng trợ cấp và có thể phải thu hồi tiền đã chi.",
    touches=(("person", "pension"),),
)
