"""A draft laid over the law in force: other values, readings or rules from a month on. What it does not name stays.

What it says holds until the next value or version that the book already has: a resolution that is entered late does
not undo what came after it. docs/how-to/try-a-draft-law.md shows the form. The same draft that was simulated is what
is published on its day.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ansinh.legislation.calendar_days import month_number, month_text
from ansinh.legislation.dated_values import Dated, Province, amounts_of
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.facts_table import PROVINCE_CODES
from ansinh.legislation.regimes_table import Stretch
from ansinh.legislation.rule import Category, Version
from ansinh.legislation.rule_book import RuleBook
from ansinh.legislation.rules import PROGRAMMES
from ansinh.legislation.written_rule import JOINS, MEASURES, check_names, written_formula, written_list, written_measure

_HEAD = ("title", "number", "from", "issued_on", "issued_by")
_CHANGES = ("amounts", "readings", "provinces", "categories")
_CATEGORY = ("code", "programme", "label_vi", "group", "citation", "end", *JOINS, *MEASURES)
_OWN_CATEGORY = ("code", "label_vi", "citation", "end", *JOINS, "coefficient", "vnd", "paid_from")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_GROUPS = ("allowance", "pension", "carer", "parent", "facility")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was written. ``first``: the month "YYYY-MM" from which it would hold."""

    title: str
    number: str
    first: str
    text: Mapping[str, Any]


def read_draft(text: object) -> Draft:
    """Check the head of a draft. Raises RuleSetError; what it changes is checked when it is laid over a book."""
    if not isinstance(text, Mapping):
        raise RuleSetError("bản dự thảo phải là một bảng YAML (not a mapping)")
    check_names(text, (*_HEAD, *_CHANGES), "draft")
    for name in ("title", "number", "from"):
        if not str(text.get(name) or "").strip():
            raise RuleSetError(f"draft: thiếu mục “{name}” ({name} is missing)")
    first = str(text["from"])
    month_number(first)
    if not any(text.get(name) for name in _CHANGES):
        raise RuleSetError("draft: dự thảo không thay đổi gì (it changes nothing)")
    return Draft(str(text["title"]), str(text["number"]), first, text)


def laid(book: RuleBook, drafts: Iterable[Draft]) -> RuleBook:
    """The book with several drafts over it: in order of their first months, those of one month as they are given.

    Raises RuleSetError naming the draft and the place in it that means nothing.
    """
    for draft in sorted(drafts, key=lambda draft: draft.first):
        try:
            book = overlaid(book, draft)
        except RuleSetError as error:
            raise RuleSetError(f"{draft.number}: {error}") from error
    return book


def overlaid(book: RuleBook, draft: Draft) -> RuleBook:
    """The book as it would be with the draft. Raises RuleSetError naming the place that means nothing."""
    text, first = draft.text, draft.first
    return RuleBook(
        amounts=_dated(book.amounts, text.get("amounts") or {}, first, "vnd", "citation", "amounts"),
        readings=_dated(book.readings, text.get("readings") or {}, first, "value", "source", "readings"),
        provinces=_provinces(book.provinces, text.get("provinces") or {}, first),
        national=_categories(book.national, text.get("categories") or [], first),
        combinations=book.combinations,
    )


def _dated(
    now: Mapping[str, tuple[Dated, ...]], changes: Mapping[str, Any], first: str, value: str, source: str, place: str
) -> dict[str, tuple[Dated, ...]]:
    check_names(changes, tuple(now), place)
    after = dict(now)
    for name, change in changes.items():
        where = f"{place}.{name}"
        check_names(change, (value, source), where)
        if not change.get(source):
            raise RuleSetError(f"{where}: thiếu mục “{source}” ({source} is missing)")
        entry = {"from": first, "vnd": change.get(value), "citation": change[source]}
        new = amounts_of([entry], where)[0] if value == "vnd" else _reading(change, first, where)
        others = [old for old in now[name] if old.first != first]
        after[name] = tuple(sorted([*others, new], key=lambda value: value.first))
    return after


def _reading(change: Mapping[str, Any], first: str, place: str) -> Dated:
    if not change.get("value"):
        raise RuleSetError(f"{place}: thiếu mục “value” (value is missing)")
    return Dated(first, str(change["value"]), str(change["source"]))


def _provinces(now: Mapping[str, Province], changes: Mapping[str, Any], first: str) -> dict[str, Province]:
    check_names(changes, PROVINCE_CODES, "provinces")
    after = dict(now)
    for code, change in changes.items():
        place = f"provinces.{code}"
        check_names(change, ("name_vi", "base", "social_pension", "categories"), place)
        province = now.get(str(code)) or Province(str(code), str(change.get("name_vi") or code), (), (), ())
        amounts = {"base": province.base, "social_pension": province.social_pension}
        new = _dated(amounts, {k: v for k, v in change.items() if k in amounts}, first, "vnd", "citation", place)
        own = _own_categories(province.categories, change.get("categories") or [], first, place)
        after[str(code)] = dataclasses.replace(
            province, base=new["base"], social_pension=new["social_pension"], categories=own
        )
    return after


def _own_categories(
    now: Sequence[Mapping[str, Any]], changes: Sequence[Mapping[str, Any]], first: str, place: str
) -> tuple[Mapping[str, Any], ...]:
    """A province's categories as data: a version more for each one named; ``end`` ends one with the month before."""
    after = {entry["code"]: entry for entry in now}
    for change in written_list(changes, f"{place}.categories"):
        code = _code(change, f"{place}.categories")
        where = f"{place}.categories.{code}"
        check_names(change, _OWN_CATEGORY, where)
        old = after.get(code)
        if old is None and (change.get("end") or not change.get("label_vi")):
            raise RuleSetError(
                f"{where}: cần code và label_vi; chỉ nhóm đang có mới kết thúc được (only what exists can end)"
            )
        versions = (old or {"versions": ()})["versions"]
        kept = [_ended(version, first) for version in versions if version["from"] < first]
        later = [] if change.get("end") else [version for version in versions if version["from"] > first]
        new = [] if change.get("end") else [_own_version(change, first, later, where)]
        label = change.get("label_vi") or (old or {})["label_vi"]
        after[code] = {"code": code, "label_vi": label, "versions": [*kept, *new, *later]}
    return tuple(after.values())


def _own_version(
    change: Mapping[str, Any], first: str, later: Sequence[Mapping[str, Any]], place: str
) -> dict[str, Any]:
    rule = {name: change[name] for name in (*JOINS, "coefficient", "vnd", "paid_from") if name in change}
    end = {"to": _month_before(min(version["from"] for version in later))} if later else {}
    return {"from": first, **end, "citation": _citation(change, place), **rule}


def _ended(version: Mapping[str, Any], first: str) -> Mapping[str, Any]:
    last = _month_before(first)
    end = version.get("to")
    return {**version, "to": last if not end or end > last else end}


def _categories(now: Sequence[Category], changes: Sequence[Mapping[str, Any]], first: str) -> tuple[Category, ...]:
    after = {category.code: category for category in now}
    for change in written_list(changes, "categories"):
        code = _code(change, "categories")
        place = f"categories.{code}"
        check_names(change, _CATEGORY, place)
        old = after.get(code)
        after[code] = _changed(old, change, first, place) if old else _new(code, change, first, place)
    return tuple(after.values())


def _code(change: Any, place: str) -> str:
    """The code of a category: stable, and short enough for every table that names it."""
    code = str(change.get("code") or "") if isinstance(change, Mapping) else ""
    if not code:
        raise RuleSetError(f"{place}.?: thiếu mục “code” (code is missing)")
    if not _CODE.fullmatch(code):
        raise RuleSetError(f"{place}.{code}: mã chỉ gồm chữ thường không dấu, chữ số, gạch dưới, tối đa 40 ký tự")
    return code


def _changed(old: Category, change: Mapping[str, Any], first: str, place: str) -> Category:
    """The category with another version from the month on; criteria or measure that are not named stay."""
    kept = tuple(_cut(version, first) for version in old.versions if version.stretch.first < first)
    if change.get("end"):
        return dataclasses.replace(old, versions=kept)
    current = old.version(first)
    later = tuple(version for version in old.versions if version.stretch.first > first)
    when, measure = written_formula(change, place), written_measure(change, place)
    if current is None and (when is None or measure is None):
        raise RuleSetError(f"{place}: không có hiệu lực trong tháng {first} nên cần cả điều kiện và mức (not in force)")
    if when is None and measure is None:
        raise RuleSetError(f"{place}: không thay đổi gì (it changes nothing)")
    version = Version(
        Stretch(first, _month_before(min(version.stretch.first for version in later)) if later else None),
        _citation(change, place),
        when or current.when,  # type: ignore[union-attr]  # checked above
        measure or current.measure,  # type: ignore[union-attr]
    )
    label = str(change.get("label_vi") or old.label_vi)
    return dataclasses.replace(old, label_vi=label, versions=(*kept, version, *later))


def _new(code: str, change: Mapping[str, Any], first: str, place: str) -> Category:
    programme, group = str(change.get("programme") or ""), str(change.get("group") or "")
    if programme not in PROGRAMMES or group not in _GROUPS:
        raise RuleSetError(
            f"{place}: programme phải là một trong {', '.join(PROGRAMMES)}; group là một trong {', '.join(_GROUPS)}"
        )
    when, measure = written_formula(change, place), written_measure(change, place)
    if when is None or measure is None or not change.get("label_vi"):
        raise RuleSetError(f"{place}: nhóm mới cần label_vi, điều kiện và mức (a new category)")
    version = Version(Stretch(first, None), _citation(change, place), when, measure)
    return Category(code, programme, str(change["label_vi"]), group, (version,))


def _cut(version: Version, first: str) -> Version:
    last = _month_before(first)
    end = version.stretch.last
    stretch = Stretch(version.stretch.first, last if end is None or end > last else end)
    return dataclasses.replace(version, stretch=stretch)


def _month_before(month: str) -> str:
    return month_text(month_number(month) - 1)


def _citation(change: Mapping[str, Any], place: str) -> str:
    if not change.get("citation"):
        raise RuleSetError(f"{place}: thiếu mục “citation” (citation is missing)")
    return str(change["citation"])
