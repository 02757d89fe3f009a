"""The telephone number by which somebody is reached, or that there is none any more."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type

REACHED = (("yes", "Có"), ("no", "Không còn số nào"))


def _changes(about: About) -> list[Change]:
    values = {"number": about.values["number"]} if about.values["reached"] == "yes" else None
    return [Change("phone", {"person_id": about.person_id}, values, about.day)]


def _checks(about: About) -> Mapping[str, str]:
    told, number = about.values["reached"] == "yes", about.values["number"]
    if told and not number:
        return {"number": "Hãy ghi số điện thoại."}
    return {"number": "Không còn số nào thì để trống ô này."} if number and not told else {}


KIND = Kind(
    code="phone",
    label="Số điện thoại liên hệ",
    group="Nhân thân",
    day_label="Từ ngày",
    documents=("Người dân báo", "Đơn đề nghị", "Biên bản xác minh tại nhà"),
    fields=(
        Field("reached", "Gọi điện thoại được", Type.CHOICE, REACHED, start=lambda about: "yes"),
        Field(
            "number",
            "Số điện thoại",
            Type.PHONE,
            required=False,
            hint="Số của mình hoặc của người chăm sóc.",
            shows=("phone", "number"),
        ),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.NOBODY,
    why="Số để gọi và để tìm; quyền hưởng và tiền không đổi theo.",
    touches=(("person", "phone"),),
)
