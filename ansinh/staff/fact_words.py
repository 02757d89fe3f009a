"""A recorded fact as a sentence an officer reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext

from ansinh.kernel.languages import said
from ansinh.kernel.money import format_dong
from ansinh.legislation import FACTS
from ansinh.registry.public import BY_CODE, history
from ansinh.staff.words import TABLES


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def _identity(fact: history.Fact) -> str:
    words = []
    for part in fact.value.split(" · "):
        head, _, rest = part.partition(":")
        if head in ("day", "month", "year") and rest:
            shown = {"day": _day(rest), "month": _day(rest)[3:], "year": _day(rest)[6:]}[head]
            words.append(gettext("sinh %(day)s") % {"day": shown})
        elif head == "died" and rest:
            words.append(gettext("chết %(day)s") % {"day": _day(rest)})
        elif part == "foreign":
            words.append(gettext("không có quốc tịch Việt Nam"))
        elif part == "citizen:?":
            words.append(gettext("chưa rõ quốc tịch"))
        else:
            words.append(TABLES["sex"].get(part, part))
    return ", ".join(word for word in words if word)


def _disability(fact: history.Fact) -> str:
    degree, _, certified = fact.value.partition("|")
    kinds = ", ".join(TABLES["disability_type"][code] for code in fact.code.split(",") if code)
    text = TABLES["degree"][degree]
    return (
        text
        + (f" ({kinds})" if kinds else "")
        + (gettext(", giấy xác nhận ngày %(day)s") % {"day": _day(certified)} if certified else "")
    )


def _channel(fact: history.Fact) -> str:
    return TABLES["channel"][fact.code] + (f": {fact.value}" if fact.value else "")


def origin(kind: str, reference: str, who: str) -> str:
    """Where something came from: what kind of source, its file or form, who entered it."""
    named = "" if kind == "made_up" and reference else TABLES["source"][kind]
    return " · ".join(part for part in (": ".join(part for part in (named, reference) if part), who) if part)


def fact_names(codes: Iterable[str]) -> list[str]:
    """The law's facts by their names; sensitive ones are not named."""
    labels = {fact.name: fact.label_vi for fact in FACTS} | {"residence": TABLES["fact"]["residence"]}
    sensitive = {code for code, kind in BY_CODE.items() if kind.sensitive}
    return [gettext("Thông tin nhạy cảm") if code in sensitive else said(labels[code]) for code in codes]


_ORDER = tuple(TABLES["fact"])


def read_out(facts: Iterable[history.Fact]) -> list[tuple[history.Fact, str]]:
    """Facts with their sentences, who the person is first."""
    return [(fact, sentence(fact)) for fact in sorted(facts, key=lambda fact: _ORDER.index(fact.kind))]


def sentence(fact: history.Fact) -> str:
    """The fact's content without its label and days."""
    match fact.kind:
        case "identity":
            return _identity(fact)
        case "paper":
            return f"{TABLES['paper'][fact.code]} {fact.value}"
        case "household":
            return gettext("Chủ hộ") if fact.code == "head" else (fact.value or gettext("Thành viên"))
        case "poverty":
            return TABLES["poverty"][fact.value]
        case "disability":
            return _disability(fact)
        case "circumstance":
            return f"{TABLES['circumstance'][fact.code]}: {TABLES['value'][fact.value]}"
        case "pension":
            return (
                gettext("%(value)s đồng/tháng") % {"value": format_dong(int(fact.value))}
                if fact.value
                else gettext("có hưởng, chưa rõ mức")
            )
        case "channel":
            return _channel(fact)
        case "upbringing":
            return (
                gettext("đang nuôi con: %(value)s") % {"value": fact.value}
                if fact.value
                else gettext("đang nuôi con (ngoài địa bàn)")
            )
        case _:
            return fact.value
