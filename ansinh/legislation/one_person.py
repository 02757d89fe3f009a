"""The law applied to one person: generated code for the conditions, plain Python for the rest.

Independent of the batch kernel except for unknown facts (unknowns.py), so that each checks the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from types import FunctionType

from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.combining import Line, combine
from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.determinations import NAMED_AMOUNT
from ansinh.legislation.errors import FactError
from ansinh.legislation.expression import source
from ansinh.legislation.facts_table import (
    EPOCH_ORDINAL,
    FACT_INDEX,
    FACTS,
    LARGEST,
    NO_DATE,
    FactColumn,
)
from ansinh.legislation.formula import Term
from ansinh.legislation.marks import default_code
from ansinh.legislation.unknowns import Profile, Resolution, count_of, resolve

Values = dict[str, int | None]  # coded facts; None: not known
_FULL_AGE = 18
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


def coded(facts: Mapping[str, object], rules: MonthRules) -> Values:
    """Facts as codes, defaults filled in. Raises FactError for what is outside the contract."""
    for name in facts:
        if name not in FACT_INDEX:
            raise FactError(name, facts[name], "cột này không có trong bảng dữ kiện (unknown column)")
    if "born" not in facts:
        raise FactError("born", None, "cột bắt buộc (required)")
    values: Values = {}
    for column in FACTS:
        if column.kind in {"id", "month"}:
            continue
        given = column.name in facts
        values[column.name] = code_value(column, facts[column.name]) if given else default_code(column)
    born, died = values["born"], values["died"]
    if born is not None and died is not None and died < born:
        raise FactError("died", facts.get("died"), "ngày mất trước ngày sinh")
    if "marital" not in facts and born is not None and born > rules.parameters[f"full_{_FULL_AGE}"]:
        values["marital"] = 0
    return values


def code_value(column: FactColumn, value: object) -> int | None:
    """One value as a code; None when it is not known. Raises FactError."""
    if value is None:
        return NO_DATE if column.kind == "date_or_none" else None
    if column.values:
        if not isinstance(value, str) or value not in column.values:
            raise FactError(column.name, value, f"chỉ nhận: {', '.join(column.values)}")
        return column.values.index(value)
    if column.kind == "yes_no":
        if not isinstance(value, bool):
            raise FactError(column.name, value, "chỉ nhận true hoặc false")
        return int(value)
    if "date" in column.kind:
        return _day(column, value)
    most = LARGEST[column.kind]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise FactError(column.name, value, f"chỉ nhận số nguyên từ 0 đến {most}")
    return value


def _day(column: FactColumn, value: object) -> int:
    if isinstance(value, date):
        day = value
    else:
        text = value if isinstance(value, str) else ""
        parts = text.count("-") + 1 if column.kind == "date" else 3
        # A missing day or month reads as 01 (only for the day of birth).
        text = {1: f"{text}-01-01", 2: f"{text}-01"}.get(parts, text)
        try:
            day = date.fromisoformat(text) if len(text) == 10 else date.max
        except ValueError as error:
            raise FactError(column.name, value, "không phải ngày có thật dạng YYYY-MM-DD") from error
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise FactError(column.name, value, "không phải ngày có thật dạng YYYY-MM-DD")
    return day.toordinal() - EPOCH_ORDINAL


def masks_of(values: Values, rules: MonthRules) -> tuple[int, int]:
    """(true, known) masks of one person, by the code generated for the month."""
    code = rules.kept("code", FunctionType, lambda: _generated(rules))
    true, known = code(values, rules.parameters)
    return true, known


def _generated(rules: MonthRules) -> FunctionType:
    """A function of (values, parameters of the law) to (true, known)."""
    lines = ["def masks(facts, law):", "    true = known = 0"]
    for name, classes in rules.facts.items():
        lines += [f"    v = facts[{name!r}]", "    if v is not None:", f"        known |= {classes.bits}"]
        for condition in rules.conditions:
            if condition.fact == name:
                bit = 1 << rules.bits[condition.name]
                lines.append(f"        if {source(condition.node, 'v')}: true |= {bit}")
    lines.append("    return true, known")
    space: dict[str, FunctionType] = {}
    exec(compile("\n".join(lines), f"<conditions of {rules.month}>", "exec"), space)  # noqa: S102  # our own rules
    return space["masks"]


def profile_of(values: Values, rules: MonthRules) -> Profile:
    """What the answer about this person rests on."""
    true, known = masks_of(values, rules)
    province = values["province"]
    counts = tuple(count_of(values[name]) for name in rules.count_facts)
    return Profile(true, known, counts, 0 if province is None else province + 1)


def resolved(profile: Profile, rules: MonthRules) -> Resolution:
    """The profile itself when everything used is known, otherwise what its completions say."""
    all_known = profile.known & rules.used_bits == rules.used_bits
    if all_known and profile.province and min(profile.counts, default=0) >= 0:
        return Resolution(0, profile)
    return resolve(profile, rules)


def term_holds(terms: tuple[Term, ...], true: int) -> bool:
    """Whether one of the alternatives holds."""
    return any(true & wanted == wanted and not true & unwanted for wanted, unwanted in terms)


def lines_of(profile: Profile, rules: MonthRules) -> tuple[Line, ...]:
    """The benefits paid to a person all of whose facts are known, in the order of the decrees."""
    return combine(titles_of(profile, rules), rules).paid


def titles_of(profile: Profile, rules: MonthRules) -> list[Line]:
    """All titles held, each with its own amount, before they are combined."""
    held = [_line(rule, profile, rules) for rule in rules.rules if term_holds(rule.terms, profile.true)]
    return [line for line in held if line[3] > 0]


def _line(rule: CompiledRule, profile: Profile, rules: MonthRules) -> Line:
    if rule.pension or rule.fixed_vnd:
        amount = rule.fixed_vnd or rules.pension_vnd(profile.province - 1)
        return rule, NAMED_AMOUNT, amount, amount
    base = rules.base_vnd(profile.province - 1)
    if rule.per_child:
        counts = dict(zip(rules.count_facts, profile.counts, strict=True))
        tenths = 10 * sum(counts[name] for name, gate in rule.per_child if profile.true & gate == gate)
    else:
        tenths = next(value for terms, value in rule.bands if term_holds(terms, profile.true))
    return rule, tenths, base, tenths * base // 10


def full_row(facts: Mapping[str, object], month: str, rules: MonthRules) -> dict[str, object]:
    """The whole row of facts: every column of the contract, defaults filled in, dates as YYYY-MM-DD."""
    values = coded({name: value for name, value in facts.items() if name not in {"person_id", "month"}}, rules)
    row: dict[str, object] = {"person_id": facts.get("person_id"), "month": month}
    for column in FACTS:
        if column.kind not in {"id", "month"}:
            row[column.name] = decoded(column, values[column.name])
    return row


def decoded(column: FactColumn, code: int | None) -> object:
    """A coded value in the words of the contract; None for not known, and for a date that has not happened."""
    if code is None or (column.kind == "date_or_none" and code == NO_DATE):
        return None
    if column.values:
        return column.values[code]
    if column.kind == "yes_no":
        return bool(code)
    return iso_day(code) if "date" in column.kind else code


def hash_of(row: Mapping[str, object]) -> str:
    """SHA-256 of a full row as canonical JSON (sorted names, no spaces, UTF-8)."""
    text = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
