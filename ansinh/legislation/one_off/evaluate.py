"""The answer about one event: the titles that hold, and of them what is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ansinh.legislation.errors import FactError
from ansinh.legislation.explain import formula_held
from ansinh.legislation.expression import holds
from ansinh.legislation.formula import Condition
from ansinh.legislation.marks import default_code
from ansinh.legislation.one_off.amounts import Known, Line, lines_of
from ansinh.legislation.one_off.book import DayRules, OneOffBook
from ansinh.legislation.one_off.event_columns_table import EVENT_COLUMNS, EVENT_FACTS
from ansinh.legislation.one_off.event_days import day_number
from ansinh.legislation.one_off.kind import Version
from ansinh.legislation.one_person import Values, code_value

_NOT_COMPUTED = {"event_id", "kind", "happened"}


def coded_event(facts: Mapping[str, object], rules: DayRules) -> Values:
    """Facts as codes, defaults filled in. Raises FactError for what is outside the contract."""
    for name in facts:
        if name not in EVENT_FACTS:
            raise FactError(name, facts[name], "cột này không có trong bảng sự việc (unknown column)")
    values: Values = {}
    for column in EVENT_COLUMNS:
        if column.name not in _NOT_COMPUTED:
            given = column.name in facts
            values[column.name] = code_value(column, facts[column.name]) if given else default_code(column)
    born = values["born"]
    if born is not None and born > day_number(rules.day):
        raise FactError("born", facts.get("born"), "ngày sinh sau ngày xảy ra sự việc")
    return values


def held_titles(values: Values, rules: DayRules) -> list[bool | None]:
    """Of each title of the day whether it holds: True, False, or None when it cannot be told."""
    return [title_held(version, values, rules) for _, version in rules.titles]


def title_held(version: Version, values: Values, rules: DayRules) -> bool | None:
    """Whether a title holds: True, False, or None when it cannot be told."""
    return formula_held(version.when, lambda condition: condition_held(condition, values, rules))


def condition_held(condition: Condition, values: Values, rules: DayRules) -> bool | None:
    """Whether a condition holds; None when its fact is not known."""
    value = values[condition.fact]
    return None if value is None else holds(condition.node, value, rules.parameters)


def given(held: Sequence[bool], facts: Known, rules: DayRules, book: OneOffBook) -> list[Line]:
    """What is given when exactly these titles hold; ``facts``: those that their amounts rest on.

    Raises NoLawForEventError when one of them rests on law that is not written down.
    """
    by_group: dict[str, list[Line]] = {}
    for (title, version), holding in zip(rules.titles, held, strict=True):
        if not holding:
            continue
        lines = [line for line in lines_of(title, version, facts, rules.day, book) if not line.empty]
        if title.other_text and facts[title.other_text] > _total(lines):
            continue  # the other text gives more, and only the highest is given
        if lines and (title.group not in by_group or _total(lines) > _total(by_group[title.group])):
            by_group[title.group] = lines
    groups = list(by_group.values())
    if len(groups) > 1 and book.reading("funeral_titles", rules.day).value == "highest_only":
        return max(groups, key=_total)
    return [line for lines in groups for line in lines]


def _total(lines: Sequence[Line]) -> int:
    return sum(line.amount_vnd or 0 for line in lines)
