"""Turns a province's categories, written as data, into rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansinh.legislation.dated_values import Province
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.formula import Condition, all_of, condition
from ansinh.legislation.regimes_table import Stretch
from ansinh.legislation.rule import Category, Version
from ansinh.legislation.written_rule import JOINS, check_names, written_formula, written_measure

_FIELDS = ("from", "to", "citation", *JOINS, "coefficient", "vnd", "paid_from")
PAID_FROM = ("signing", "title")


def categories_of(province: Province) -> tuple[Category, ...]:
    """The rules of a province's own resolutions. Raises RuleSetError for a name that does not exist."""
    return tuple(_category(province, entry) for entry in province.categories)


def _category(province: Province, entry: Mapping[str, Any]) -> Category:
    code = province.code
    resident = condition(
        f"in_province_{code}",
        f"cư trú tại {province.name_vi}",
        "nghị quyết của tỉnh",
        lambda f, law: f.province == code,
    )
    versions = tuple(_version(resident, version, str(entry["code"])) for version in entry["versions"])
    return Category(str(entry["code"]), "provincial", str(entry["label_vi"]), "allowance", versions, code)


def _version(resident: Condition, text: Mapping[str, Any], code: str) -> Version:
    check_names(text, _FIELDS, code)
    criteria, measure = written_formula(text, code), written_measure(text, code)
    if measure is None:
        raise RuleSetError(f"{code}: cần hệ số hoặc số tiền (either coefficient or vnd)")
    paid_from = text.get("paid_from", "signing")
    if paid_from not in PAID_FROM:
        raise RuleSetError(f"{code}: paid_from phải là một trong {', '.join(PAID_FROM)}")
    stretch = Stretch(str(text["from"]), str(text["to"]) if text.get("to") else None)
    when = all_of(resident, criteria) if criteria else resident
    return Version(stretch, str(text["citation"]), when, measure, paid_from == "title")
