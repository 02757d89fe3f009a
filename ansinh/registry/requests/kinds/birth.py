"""A child is born into the household."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import NEW_PERSON, About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import circumstance, lives, member
from ansinh.registry.requests.newcomer import PARENT, SEX, newborn


def _changes(about: About) -> list[Change]:
    values, day, child = about.values, about.day, {"person_id": NEW_PERSON}
    found = [newborn(about, name=values["full_name"], born_on=day.isoformat())]
    found += [lives(NEW_PERSON, unit, village, max(first, day)) for first, unit, village in about.rests]
    if about.household_id is not None:
        found.append(member(NEW_PERSON, about.household_id, day, relation=values.get("relation") or ""))
    if values.get("number"):
        found.append(Change("paper", child | {"kind": "personal"}, {"number": values["number"]}, day))
    for parent in ("mother", "father"):
        if values.get(parent):
            found.append(Change("upbringing", {"person_id": int(values[parent]), "child_id": NEW_PERSON}, {}, day))
        if values[f"{parent}_state"] != "caring":
            found.append(circumstance(NEW_PERSON, parent, values[f"{parent}_state"], day))
    if (values.get("mother") and int(values["mother"])) in about.pregnant:
        found.append(circumstance(int(values["mother"]), "pregnant", "no", day))
    guardian = about.member(values.get("guardian") and int(values["guardian"]))
    if guardian:
        channel = {"kind": "post_office", "bank": "", "account": "", "recipient_name": guardian.name}
        found.append(Change("channel", child, channel, day))
    return found


def _checks(about: About) -> Mapping[str, str]:
    values, wrong = about.values, {}
    if not any(values.get(name) for name in ("mother", "father", "guardian")):
        wrong["mother"] = "Hãy chọn mẹ, cha hoặc người giám hộ trong hộ."
    if values.get("mother") and values.get("mother") == values.get("father"):
        wrong["father"] = "Cha và mẹ phải là hai người."
    if about.known_person is not None:
        wrong["number"] = "Số này đang thuộc về người khác trong sổ; hãy đối chiếu."
    if about.household_id is None:
        wrong["full_name"] = "Người báo tin chưa thuộc hộ nào; hãy nhập hộ trước."
    return wrong


def _herself(about: About) -> int | None:
    return about.person_id if about.person.get("sex") == "female" else None


def _himself(about: About) -> int | None:
    return about.person_id if about.person.get("sex") == "male" else None


def _caring(about: About) -> str:
    return "caring"


KIND = Kind(
    code="birth",
    label="Sinh con, thêm trẻ vào hộ",
    group="Sinh, tử",
    day_label="Ngày sinh",
    documents=("Giấy khai sinh", "Giấy chứng sinh", "Biên bản xác nhận của thôn"),
    fields=(
        Field("full_name", "Họ và tên trẻ"),
        Field("sex", "Giới tính", Type.CHOICE, SEX),
        Field("ethnicity", "Dân tộc", required=False, shows=("identity", "ethnicity"), longest=30),
        Field("number", "Số định danh cá nhân", Type.NUMBER, required=False, hint="12 số, nếu đã được cấp."),
        Field("mother", "Mẹ", Type.MEMBER, required=False, start=_herself),
        Field("mother_state", "Tình trạng của mẹ", Type.CHOICE, PARENT, start=_caring),
        Field("father", "Cha", Type.MEMBER, required=False, start=_himself),
        Field("father_state", "Tình trạng của cha", Type.CHOICE, PARENT, start=_caring),
        Field("guardian", "Người giám hộ, nhận tiền thay trẻ", Type.MEMBER, required=False),
        Field("relation", "Quan hệ với chủ hộ", required=False, hint="Con, cháu…", longest=40),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Một hồ sơ mới là một người có thể được chi trả, nên phải có người thứ hai nhìn giấy khai sinh.",
    touches=(("household", "newcomer"),),
)
