"""A new identity number; the old one stays in the history."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type


def _changes(about: About) -> list[Change]:
    number = about.values["number"]
    kind = "personal" if len(number) == 12 else "old"
    return [Change("paper", {"person_id": about.person_id, "kind": kind}, {"number": number}, about.day)]


def _checks(about: About) -> Mapping[str, str]:
    if about.known_person == about.person_id:
        return {"number": "Sổ đã ghi số này của người này."}
    return {"number": "Số này đang thuộc về người khác trong sổ; hãy đối chiếu."} if about.known_person else {}


KIND = Kind(
    code="paper",
    label="Số định danh, giấy tờ tùy thân",
    group="Nhân thân",
    day_label="Ngày cấp",
    documents=("Thẻ căn cước", "Thẻ căn cước công dân", "Thông báo số định danh cá nhân", "Chứng minh nhân dân"),
    fields=(
        Field("number", "Số mới", Type.NUMBER, hint="12 số của số định danh, hoặc 9 số của chứng minh nhân dân cũ."),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Số định danh nói ai là ai, khi đối chiếu và khi chi trả.",
    touches=(("person", "paper:personal"), ("person", "paper:old")),
)
