"""Turns a province's categories, written as data, into rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansinh.legislation.conditions.index import BY_NAME
from ansinh.legislation.dated_values import Province
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.formula import Condition, Formula, all_of, any_of, condition, none_of
from ansinh.legislation.regimes_table import Stretch
from ansinh.legislation.rule import Category, FixedAmount, Measure, Version, flat

_FIELDS = {"from", "to", "citation", "all_of", "any_of", "none_of", "coefficient", "vnd"}


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
    unknown = set(text) - _FIELDS
    if unknown:
        raise RuleSetError(f"{code}: unknown {sorted(unknown)}")
    parts: list[Formula] = [resident, *_named(text.get("all_of", ()), code)]
    if text.get("any_of"):
        parts.append(any_of(*_named(text["any_of"], code)))
    if text.get("none_of"):
        parts.append(none_of(*_named(text["none_of"], code)))
    stretch = Stretch(str(text["from"]), str(text["to"]) if text.get("to") else None)
    return Version(stretch, str(text["citation"]), all_of(*parts), _measure(text, code))


def _measure(text: Mapping[str, Any], code: str) -> Measure:
    if ("coefficient" in text) == ("vnd" in text):
        raise RuleSetError(f"{code}: either coefficient or vnd")
    return flat(str(text["coefficient"])) if "coefficient" in text else FixedAmount(int(text["vnd"]))


def _named(names: Sequence[str], code: str) -> list[Condition]:
    missing = [name for name in names if name not in BY_NAME]
    if missing:
        raise RuleSetError(f"{code}: no such condition: {', '.join(missing)}")
    return [BY_NAME[name] for name in names]
