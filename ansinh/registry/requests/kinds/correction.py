"""Name, birth, sex or ethnic group were written wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type
from ansinh.registry.requests.newcomer import SEX


def _wanted(about: About) -> dict[str, Any]:
    born = about.values["born"]
    return {
        "full_name": about.values["full_name"],
        "born_on": (born + "-01-01")[:10],
        "born_precision": {4: "year", 7: "month", 10: "day"}[len(born)],
        "sex": about.values.get("sex"),
        "ethnicity": about.values.get("ethnicity") or "",
    }


def _changes(about: About) -> list[Change]:
    differing = {name: value for name, value in _wanted(about).items() if about.person.get(name) != value}
    if {"born_on", "born_precision"} & set(differing):
        differing |= {name: _wanted(about)[name] for name in ("born_on", "born_precision")}
    return [Change("identity", {"person_id": about.person_id}, differing, about.day)] if differing else []


def _checks(about: About) -> Mapping[str, str]:
    died = about.person.get("died_on")
    if died and _wanted(about)["born_on"] > died:
        return {"born": "Ngày sinh sau ngày chết đang ghi trong sổ."}
    return {} if _changes(about) else {"full_name": "Không có gì khác với sổ."}


KIND = Kind(
    code="correction",
    label="Cải chính họ tên, ngày sinh, giới tính, dân tộc",
    group="Nhân thân",
    day_label="Ngày phát hiện hoặc ngày cải chính",
    documents=("Quyết định cải chính hộ tịch", "Giấy khai sinh", "Thẻ căn cước"),
    fields=(
        Field("full_name", "Họ và tên", shows=("identity", "full_name")),
        Field("born", "Ngày sinh", Type.BIRTH, shows=("identity", "born"), hint="dd/mm/yyyy, mm/yyyy hoặc yyyy."),
        Field("sex", "Giới tính", Type.CHOICE, SEX, shows=("identity", "sex")),
        Field("ethnicity", "Dân tộc", required=False, shows=("identity", "ethnicity"), longest=30),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Ngày sinh quyết định tuổi được hưởng; họ tên nói ai là ai.",
    touches=tuple(("person", f"identity:{column}") for column in ("full_name", "born_on", "sex", "ethnicity")),
    day_hint="Ghi sai thì sai từ đầu: cải chính có giá trị cho mọi ngày.",
)
