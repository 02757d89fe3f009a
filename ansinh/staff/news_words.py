"""What a change request would change, as lines an officer reads: whose fact, what it is now, what it would be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext

from ansinh.flows.news_effect import Effect
from ansinh.kernel.languages import said
from ansinh.kernel.money import format_dong
from ansinh.registry import public as registry
from ansinh.registry.public import queries_requests
from ansinh.staff.guarded import ask_for, cover_of, masked
from ansinh.staff.words import TABLES

OUTSIDE = "người ngoài địa bàn"
NOTHING = "chưa ghi nhận"
_IDENTITY = {
    "full_name": "Họ và tên",
    "born_on": "Ngày sinh",
    "died_on": "Ngày chết",
    "sex": "Giới tính",
    "ethnicity": "Dân tộc",
}
HIDDEN = "đã che"
SENSITIVE = "Thông tin nhạy cảm"
NUMBERS = ("paper", "phone", "channel")
_SENSITIVE = "trợ cấp xã hội (thông tin nhạy cảm, xem ở phần Trợ cấp)"
_EFFECT = {"start": "được hưởng", "stop": "thôi hưởng", "adjust": "đổi mức", "unclear": "chưa xác định được"}


@dataclass(frozen=True)
class Line:
    """One fact: ``was`` is what it was when the news was written, where that differs from now.

    ``differs``: whether it would say something else. ``ask``: what the address has to say to uncover the values.
    """

    who: str
    label: str
    day: date | None
    before: str
    after: str
    was: str | None = None
    differs: bool = False
    ask: str = ""


@dataclass(frozen=True)
class Names:
    """Names of people and communes, and what to call somebody who is not in the registry yet."""

    people: Mapping[int, str]
    units: Mapping[int, str]
    newcomer: str

    def person(self, number: int) -> str:
        """Of somebody of another commune nothing is said."""
        return self.newcomer if number < 0 else self.people.get(number, OUTSIDE)


def lines_of(
    request: registry.ChangeRequest, standing: queries_requests.Standing, opened: frozenset[str]
) -> list[Line]:
    """The rows of a request as lines; when the registry has changed since, what it was is told as well.

    Numbers, accounts, certificates and sensitive circumstances are covered as far as nobody asked for them.
    """
    shown = standing.rows if standing.now is None else standing.now
    names = Names(standing.names, queries_requests.units_named([*shown, *standing.rows]), request.title)
    was = {_place(row): row for row in standing.rows} if standing.now is not None else {}
    return [line for row in shown for line in _lines(row, names, was.get(_place(row)), opened)]


def _place(row: Mapping[str, Any]) -> str:
    return f"{row['fact']} {row['day']} {sorted(row['key'].items())}"


def _lines(row: Mapping[str, Any], names: Names, was: Mapping[str, Any] | None, opened: frozenset[str]) -> list[Line]:
    fact, day = row["fact"], date.fromisoformat(row["day"])
    if fact == "identity":
        return _identity(row, names)
    if fact == "household":
        who = gettext("Hộ mới") if row["before"] is None else gettext("Cả hộ")
        return [
            _line(
                who, gettext("Nơi ở của hộ"), day, _side(fact, row, "before", names), _side(fact, row, "after", names)
            )
        ]
    who = names.person(row["key"]["person_id"]) if "person_id" in row["key"] else gettext("Cả hộ")
    before = _side(fact, row, "before", names)
    told = None if was is None or was["before"] == row["before"] else _side(fact, was, "before", names)
    return [_covered(row, _line(who, _label(row), day, before, _side(fact, row, "after", names), told), opened)]


def _line(who: str, label: str, day: date | None, before: str, after: str, was: str | None = None) -> Line:
    return Line(who, label, day, before, after, was, before != after)


def _covered(row: Mapping[str, Any], line: Line, opened: frozenset[str]) -> Line:
    """The line with its values covered, unless somebody asked for them; whether they differ may be seen."""
    sides = [side for side in (row["before"], row["after"]) if side]
    codes = {str(side["kind"]) for side in sides} if row["fact"] == "channel" else {row["key"].get("kind", "")}
    fields = {cover_of(row["fact"], code) for code in codes} - {"", *opened}
    if not fields:
        return line
    (field,) = fields

    def hidden(text: str | None) -> str | None:
        if text in (None, NOTHING, gettext("không còn")):
            return text
        return re.sub(r"\d{4,}", lambda digits: masked(digits[0]), text or "") if field in NUMBERS else HIDDEN

    label = SENSITIVE if field == "sensitive" else line.label
    before, after = str(hidden(line.before)), str(hidden(line.after))
    return replace(line, label=label, before=before, after=after, was=hidden(line.was), ask=ask_for(field, opened))


def _label(row: Mapping[str, Any]) -> str:
    if row["fact"] == "circumstance":
        return TABLES["circumstance"][row["key"]["kind"]]
    kind = {"membership": "household"}.get(row["fact"], row["fact"])
    return TABLES["paper"][row["key"]["kind"]] if kind == "paper" else TABLES["fact"][kind]


def doubt_lines(standing: queries_requests.Standing) -> list[str]:
    """What numbers say otherwise than the identities beside them."""
    found = []
    for doubt in standing.doubts:
        says = [
            doubt.sex and gettext("giới tính %(sex)s") % {"sex": said(TABLES["sex"][doubt.sex]).lower()},
            doubt.year and gettext("năm sinh %(year)s") % {"year": doubt.year},
        ]
        if any(says):
            found.append(
                gettext("Số định danh nói %(says)s, khác với thông tin của người này; hãy nhìn lại giấy tờ.")
                % {"says": ", ".join(one for one in says if one)}
            )
        if doubt.place:
            found.append(
                gettext("Số định danh bắt đầu bằng %(place)s: không tỉnh hay nước nào có mã này; hãy nhìn lại giấy tờ.")
                % {"place": doubt.place}
            )
    return found


def _side(fact: str, row: Mapping[str, Any], side: str, names: Names) -> str:
    values = row[side]
    if values is None:
        return NOTHING if side == "before" else gettext("không còn")
    if fact == "upbringing":
        return gettext("nuôi %(person)s") % {"person": names.person(row["key"]["child_id"])}
    return _TEXTS[fact](values, names) or gettext("không có")


def _identity(row: Mapping[str, Any], names: Names) -> list[Line]:
    who = names.person(row["key"]["person_id"])
    return [
        _line(
            who,
            label,
            date.fromisoformat(row["day"]) if column == "died_on" else None,
            _who(row["before"], column),
            _who(row["after"], column),
        )
        for column, label in _IDENTITY.items()
        if column in row["after"] and (row["before"] or row["after"][column])
    ]


def _who(values: Mapping[str, Any] | None, column: str) -> str:
    if not values or not values.get(column):
        return NOTHING
    if column == "sex":
        return TABLES["sex"][values[column]]
    if column.endswith("_on"):
        shown = f"{date.fromisoformat(values[column]):%d/%m/%Y}"
        return shown[{"year": 6, "month": 3}.get(values.get("born_precision", "") if column == "born_on" else "", 0) :]
    return str(values[column])


def _lives(values: Mapping[str, Any], names: Names) -> str:
    unit = names.units.get(values.get("unit_id") or values.get("area_id") or 0, "")
    return ", ".join(part for part in (values["village"], unit) if part)


def _belongs(values: Mapping[str, Any], names: Names) -> str:
    home = (
        gettext("hộ mới")
        if values["household_id"] < 0
        else gettext("hộ số %(number)s") % {"number": values["household_id"]}
    )
    relation = gettext("Chủ hộ") if values["is_head"] else values["relation"] or gettext("Thành viên chưa rõ quan hệ")
    return f"{relation}, {home}"


def _disability(values: Mapping[str, Any], names: Names) -> str:
    kinds = ", ".join(TABLES["disability_type"][code] for code in values["types"])
    day = values["certified_on"]
    certified = gettext(", giấy ngày %(day)s") % {"day": f"{date.fromisoformat(day):%d/%m/%Y}"} if day else ""
    return TABLES["degree"][values["degree"] or ""] + (f" ({kinds})" if kinds else "") + certified


def _pension(values: Mapping[str, Any], names: Names) -> str:
    amount = values["amount_vnd"]
    return (
        gettext("có hưởng, chưa rõ mức")
        if amount is None
        else gettext("%(amount)s đồng/tháng") % {"amount": format_dong(amount)}
    )


def _channel(values: Mapping[str, Any], names: Names) -> str:
    parts = [TABLES["channel"][values["kind"]], values["bank"], values["account"]]
    return ", ".join(part for part in parts if part) + (
        gettext("; nhận thay: %(name)s") % {"name": values["recipient_name"]} if values["recipient_name"] else ""
    )


_TEXTS: dict[str, Callable[[Mapping[str, Any], Names], str]] = {
    "residence": _lives,
    "household": _lives,
    "membership": _belongs,
    "paper": lambda values, names: str(values["number"]),
    "phone": lambda values, names: str(values["number"]),
    "poverty": lambda values, names: TABLES["poverty"][values["status"] or ""],
    "disability": _disability,
    "circumstance": lambda values, names: TABLES["value"][values["value"] or ""],
    "pension": _pension,
    "channel": _channel,
}


@dataclass(frozen=True)
class EffectLine:
    """What the law would give from a month on, in words."""

    who: str
    text: str
    kind: str


def effect_lines(effects: Sequence[Effect], names: Mapping[int, str], newcomer: str) -> list[EffectLine]:
    """One line an effect; people of another commune without their name, people new to the registry by the request's."""
    known = {**names, registry.NEW_PERSON: newcomer}
    return [EffectLine(known.get(effect.person_id, OUTSIDE), _effect(effect), effect.kind) for effect in effects]


def _effect(effect: Effect) -> str:
    start = gettext("từ %(month)s: %(effect)s") % {
        "month": effect.month.vietnamese,
        "effect": said(_EFFECT[effect.kind]),
    }
    if effect.unclear:
        return gettext("%(start)s, còn thiếu thông tin") % {"start": start}
    what = said(_SENSITIVE) if effect.category.startswith("hiv") else TABLES["category"].get(effect.category, "")
    if effect.before_vnd is None and effect.after_vnd is None:
        return gettext("từ %(month)s: xác định được, không còn thiếu thông tin") % {"month": effect.month.vietnamese}
    if effect.kind == "adjust":
        return gettext("%(start)s %(what)s: %(before_vnd)s → %(after_vnd)s đồng/tháng") % {
            "start": start,
            "what": what,
            "before_vnd": format_dong(effect.before_vnd or 0),
            "after_vnd": format_dong(effect.after_vnd or 0),
        }
    return gettext("%(start)s %(what)s (%(after_vnd)s đồng/tháng)") % {
        "start": start,
        "what": what,
        "after_vnd": format_dong(effect.after_vnd or effect.before_vnd or 0),
    }
