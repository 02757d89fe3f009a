"""Conditions as parts of a sentence about somebody; several ages become one clause with the day of birth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ansinh.legislation.calendar_days import last_born_to_be_full, month_number
from ansinh.legislation.explanation.case import Case
from ansinh.legislation.explanation.figures import birth_text, value_text
from ansinh.legislation.explanation.phrases_table import PHRASES
from ansinh.legislation.facts_table import fact
from ansinh.legislation.formula import AllOf, AnyOf, Condition, Formula, NoneOf

_AGE = re.compile(r"(full|under)_(\d+)")
Spoken = tuple[Condition, bool]  # a condition and whether it holds


def age_of(condition: Condition) -> tuple[str, int] | None:
    """("full", 75) for the condition "from full 75", ("under", 16) for "under 16"; None for the others."""
    match = _AGE.fullmatch(condition.name)
    return (match[1], int(match[2])) if match else None


def clauses(spoken: Iterable[Spoken], case: Case, *, birthday: bool = True) -> list[str]:
    """The clauses of a sentence, the ages first as one clause; equal ones once."""
    parts = list(spoken)
    ages = [(kind_years, holds) for each, holds in parts if (kind_years := age_of(each))]
    found = [_age_clause(ages, case)] if ages else []
    if ages and birthday and case.born_given:
        found[0] += f" ({birth_text(case.born_given)})"
    found += [clause(each, holds, case) for each, holds in parts if not age_of(each)]
    return list(dict.fromkeys(found))


def clause(condition: Condition, holds: bool, case: Case) -> str:
    """One condition about this person, as it is."""
    phrase = PHRASES.get(condition.name)
    if phrase is None:
        return condition.text_vi if holds else f"không thuộc trường hợp: {condition.text_vi}"
    value = case.value(condition.fact)
    chosen = phrase.holds if holds else phrase.fails
    text = chosen if isinstance(chosen, str) else chosen.get(str(value), chosen["*"])
    return text.replace("{value}", value_text(fact(condition.fact), value))


def _age_clause(ages: list[tuple[tuple[str, int], bool]], case: Case) -> str:
    reached = max((years for (kind, years), holds in ages if kind == "full" and holds), default=None)
    limits = [years for (kind, years), holds in ages if (kind == "under") == holds]
    ended = [years for (kind, years), holds in ages if kind == "under" and not holds]
    if ended:
        return f"đã qua tháng tròn {min(ended)} tuổi"
    if reached is None and all(kind == "full" for (kind, _), _ in ages):
        return f"chưa đủ {min(limits)} tuổi"
    limit = min(limits, default=None)
    if limit is None:
        return f"từ đủ {reached} tuổi"
    born = case.values["born"]
    turned = born is not None and born <= last_born_to_be_full(month_number(case.month), limit)
    below = f"dưới {limit} tuổi" + (f", tính hết tháng tròn {limit} tuổi" if turned else "")
    return below if reached is None else f"từ đủ {reached} đến {below}"


def reasons_for(formula: Formula, case: Case) -> Iterator[Spoken]:
    """The conditions that make a formula hold: of alternatives those that hold, of exclusions single conditions.

    An exclusion that is itself a formula ("not a subject of khoản 1") says nothing about the person and is left out.
    """
    match formula:
        case Condition():
            yield formula, True
        case AllOf(parts):
            for part in parts:
                yield from reasons_for(part, case)
        case AnyOf(parts):
            for part in parts:
                if case.held(part):
                    yield from reasons_for(part, case)
        case NoneOf(parts):
            for part in parts:
                if isinstance(part, Condition) and case.held(part) is False:
                    yield part, False


def reasons_against(formula: Formula, case: Case, defaults: Mapping[str, bool]) -> list[Spoken]:
    """The conditions because of which a formula does not hold; of alternatives the one with the fewest.

    ``defaults``: conditions that hold by the defaults of the contract; an alternative for which the facts speak beyond
    them is preferred. A condition given with True is one that bars.
    """
    if isinstance(formula, Condition):
        return [] if case.held(formula) is not False else [(formula, False)]
    if isinstance(formula, AllOf):
        return [each for part in formula.parts for each in reasons_against(part, case, defaults)]
    if isinstance(formula, AnyOf):
        if case.held(formula) is not False:
            return []
        ordered = sorted(formula.parts, key=lambda part: -evidence(part, case, defaults))
        return min((reasons_against(part, case, defaults) for part in ordered), key=len)
    return [each for part in formula.parts if case.held(part) for each in reasons_for(part, case)]


def evidence(formula: Formula, case: Case, defaults: Mapping[str, bool]) -> int:
    """How many wanted conditions hold that do not hold by default."""
    if isinstance(formula, Condition):
        return int(case.held(formula) is True and not defaults.get(formula.name, False))
    if isinstance(formula, NoneOf):
        return 0
    return sum(evidence(part, case, defaults) for part in formula.parts)
