"""Rules written as data (YAML of a province or of a draft) turned into formulas and measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ansinh.legislation.conditions.age import age_condition
from ansinh.legislation.conditions.index import BY_NAME
from ansinh.legislation.dated_values import MOST_VND
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.facts_table import FACTS
from ansinh.legislation.formula import Condition, Formula, all_of, any_of, none_of
from ansinh.legislation.rule import Band, FixedAmount, Measure, NamedAmount, PerChild, bands, flat

JOINS: Mapping[str, Callable[..., Formula]] = {"all_of": all_of, "any_of": any_of, "none_of": none_of}
MOST_TENTHS = 1_000
MEASURES = ("coefficient", "bands", "vnd", "amount", "per_child")


def check_names(text: Mapping[str, Any], allowed: Sequence[str], place: str) -> None:
    """Raises RuleSetError for a name that means nothing there, and for what has no names."""
    if not isinstance(text, Mapping):
        raise RuleSetError(f"{place}: {text!r} không phải là một bảng (not a mapping)")
    if unknown := sorted(set(map(str, text)) - set(allowed)):
        raise RuleSetError(f"{place}: không có mục nào tên là “{', '.join(unknown)}” (unknown {', '.join(unknown)})")


def written_formula(text: Mapping[str, Any], place: str) -> Formula | None:
    """The lists all_of, any_of, none_of of names of conditions, or of mappings of such lists; None where none is given.

    Beside the conditions of the package "full_N" and "under_N" may be any age. Raises RuleSetError.
    """
    parts: list[Formula] = [
        join(*(_part(entry, place) for entry in written_list(text[name], place)))
        for name, join in JOINS.items()
        if text.get(name)
    ]
    return None if not parts else parts[0] if len(parts) == 1 else all_of(*parts)


def written_measure(text: Mapping[str, Any], place: str) -> Measure | None:
    """coefficient ("1.5"), bands, vnd, amount (social_pension) or per_child; None where none is given.

    Raises RuleSetError for two of them and for values that mean nothing.
    """
    given = [name for name in MEASURES if name in text]
    if not given:
        return None
    if len(given) > 1:
        raise RuleSetError(f"{place}: chỉ ghi một trong {', '.join(given)} (either {' or '.join(given)})")
    try:
        return _MEASURES[given[0]](text[given[0]], place)
    except ValueError as error:
        raise RuleSetError(f"{place}: {error}") from error


def named(name: str, place: str) -> Condition:
    """The condition of that name. Raises RuleSetError."""
    found = BY_NAME.get(name) or age_condition(name)
    if found is None:
        raise RuleSetError(f"{place}: không có điều kiện nào tên là “{name}” (no such condition: {name})")
    return found


def _part(entry: object, place: str) -> Formula:
    if isinstance(entry, Mapping):
        check_names(entry, tuple(JOINS), place)
        inside = written_formula(entry, place)
        if inside is None:
            raise RuleSetError(f"{place}: nhóm điều kiện trống (an empty group of conditions)")
        return inside
    return named(str(entry), place)


def written_list(value: Any, place: str) -> Sequence[Any]:
    """The value itself. Raises RuleSetError when it is no list."""
    if isinstance(value, list | tuple):
        return value
    raise RuleSetError(f"{place}: {value!r} không phải là danh sách (not a list)")


def _coefficient(value: object, place: str) -> Measure:
    return _paying(flat(str(value)), place)


def _paying(found: tuple[Band, ...], place: str) -> Measure:
    """Bands that each pay something, and nothing absurd."""
    for band in found:
        if not 0 < band.tenths <= MOST_TENTHS:
            raise RuleSetError(f"{place}: hệ số phải lớn hơn 0 và không quá {MOST_TENTHS // 10}")
    return found


def _bands(value: object, place: str) -> Measure:
    found = []
    for entry in written_list(value, place):
        if not isinstance(entry, Mapping) or "coefficient" not in entry:
            raise RuleSetError(f"{place}: mỗi bậc cần một hệ số, không phải {entry!r} (a band needs a coefficient)")
        check_names(entry, ("coefficient", *JOINS), f"{place}.bands")
        found.append((str(entry["coefficient"]), written_formula(entry, place)))
    if not found or found[-1][1] is not None:
        raise RuleSetError(f"{place}: bậc cuối phải là bậc còn lại (the last band must hold otherwise)")
    return _paying(bands(*found), place)


def _vnd(value: object, place: str) -> Measure:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST_VND:
        raise RuleSetError(f"{place}: {value!r} không phải là số đồng nguyên dương")
    return FixedAmount(value)


def _amount(value: object, place: str) -> Measure:
    if value != "social_pension":
        raise RuleSetError(f"{place}: không có mức nào tên {value} (no amount is called {value})")
    return NamedAmount("social_pension")


def _per_child(value: object, place: str) -> Measure:
    counts = {fact.name for fact in FACTS if fact.kind == "count"}
    found: list[tuple[str, Condition | None]] = []
    for entry in written_list(value, place):
        fact, gate = (entry.get("fact"), entry.get("when")) if isinstance(entry, Mapping) else (entry, None)
        if fact not in counts:
            raise RuleSetError(f"{place}: {fact!r} không đếm số con")
        found.append((str(fact), named(str(gate), place) if gate else None))
    return PerChild(tuple(found))


_MEASURES = {"coefficient": _coefficient, "bands": _bands, "vnd": _vnd, "amount": _amount, "per_child": _per_child}
