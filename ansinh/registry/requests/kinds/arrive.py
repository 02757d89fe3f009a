"""Somebody comes from outside the province, for the first time or again."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import NEW_HOUSEHOLD, NEW_PERSON, About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.memberships import lives, member
from ansinh.registry.requests.newcomer import SEX, newborn


def _changes(about: About) -> list[Change]:
    values, day = about.values, about.day
    who = about.known_person or NEW_PERSON
    found = []
    if about.known_person is None:
        born = values["born"]
        precision = {4: "year", 7: "month", 10: "day"}[len(born)]
        found.append(newborn(about, name=values["full_name"], born_on=(born + "-01-01")[:10], precision=precision))
        if values.get("number"):
            kind = "personal" if len(values["number"]) == 12 else "old"
            found.append(Change("paper", {"person_id": who, "kind": kind}, {"number": values["number"]}, day))
    unit, village = about.target_rest or (about.area_id, values.get("village") or "")
    found.append(lives(who, unit, values.get("village") or village, day))
    if about.target_household is not None:
        found.append(member(who, about.target_household, day, relation=values.get("relation") or ""))
    else:
        place = {"area_id": about.area_id, "village": values.get("village") or ""}
        found.append(Change("household", {"household_id": NEW_HOUSEHOLD}, place, day))
        found.append(member(who, NEW_HOUSEHOLD, day, head=True))
    return found


def _checks(about: About) -> Mapping[str, str]:
    if about.known_person is not None and about.rests:
        return {"number": "Số này của người đang ở trong tỉnh: xã cũ báo tin chuyển xã, xã này tiếp nhận."}
    return {}


KIND = Kind(
    code="arrive",
    label="Từ ngoài tỉnh chuyển đến",
    group="Nơi ở",
    day_label="Ngày chuyển đến",
    documents=("Xác nhận thông tin về cư trú", "Thông báo của công an xã"),
    fields=(
        Field("full_name", "Họ và tên"),
        Field("born", "Ngày sinh", Type.BIRTH, hint="dd/mm/yyyy; chỉ biết tháng thì mm/yyyy, chỉ biết năm thì yyyy."),
        Field("sex", "Giới tính", Type.CHOICE, SEX),
        Field("ethnicity", "Dân tộc", required=False, longest=30),
        Field(
            "number", "Số định danh cá nhân", Type.NUMBER, required=False, hint="Người từng ở tỉnh được nhận ra nhờ số."
        ),
        Field(
            "target",
            "Vào hộ của",
            Type.PERSON,
            required=False,
            hint="Số hồ sơ hoặc số định danh một người trong hộ; trống: lập hộ mới.",
        ),
        Field("relation", "Quan hệ với chủ hộ", required=False, longest=40),
        Field("village", "Thôn, bản", Type.VILLAGE, required=False),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Một hồ sơ mới là một người có thể được chi trả, nên phải có người thứ hai nhìn giấy tờ.",
    touches=(),
    newcomer=True,
)
