"""Categories that somebody comes near: what a refusal speaks of.

Of the nineteen categories most are about other people. A refusal names those of which at most two criteria are not
met, for which the facts speak at all, and which are not about a state that nobody claims for this person (it does not
tell a healthy woman that she is not disabled, or anybody that they have no HIV).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ansinh.legislation.calendar_days import first_born_to_be_under, last_born_to_be_full, month_number
from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.explanation.case import Case
from ansinh.legislation.explanation.phrases import Spoken, age_of, evidence, reasons_against
from ansinh.legislation.expression import holds
from ansinh.legislation.facts_table import fact
from ansinh.legislation.marks import default_code

MOST_UNMET = 2
MOST_NAMED = 3
MONTHS_BEFORE_AN_AGE = 60  # "not yet 75" is worth saying from 70 on
MONTHS_AFTER_AN_AGE = 12
OLD_AGE = 60
# What one is rather than what one lacks: unmet, it is only spoken of when the facts say something about it.
STATES = frozenset(
    {
        "abandoned", "father", "mother", "hiv", "disability", "disability_certified", "pregnant", "care", "in_facility",
        "facility_eligible", "marital", "children_under_16", "children_16_22_studying", "children_over_22_studying",
        "children_under_36_months", "had_orphan_allowance", "had_single_parent_allowance",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A category and the criteria because of which it does not hold (True: one that bars)."""

    rule: CompiledRule
    unmet: tuple[Spoken, ...]


def near_misses(case: Case) -> list[NearMiss]:
    """The categories that come nearest, the nearest first."""
    defaults = holding_by_default(case)
    found = []
    for rule in case.rules.rules:
        when = rule.version.when
        if case.held(when) is not False:
            continue
        unmet = unmet_of(rule, case, defaults)
        proof = evidence(when, case, defaults)
        if 0 < len(unmet) <= MOST_UNMET and _is_worth_saying(unmet, proof, case):
            found.append((len(unmet), -proof, rule.index, NearMiss(rule, unmet)))
    return [miss for *_, miss in sorted(found, key=lambda each: each[:3])[:MOST_NAMED]]


def unmet_of(rule: CompiledRule, case: Case, defaults: Mapping[str, bool]) -> tuple[Spoken, ...]:
    """The criteria because of which a category does not hold."""
    return tuple(dict.fromkeys(reasons_against(rule.version.when, case, defaults)))


def holding_by_default(case: Case) -> dict[str, bool]:
    """The conditions that hold of somebody of whom only the day of birth is known. From 60 on the age itself speaks."""
    return case.rules.kept("conditions by default", dict, lambda: _by_default(case.rules))


def _is_worth_saying(unmet: tuple[Spoken, ...], proof: int, case: Case) -> bool:
    ages = [condition for condition, _ in unmet if age_of(condition)]
    if not all(_is_close(condition.name, case) for condition in ages):
        return False
    others = [(condition, bars) for condition, bars in unmet if not age_of(condition)]
    states = [condition.fact for condition, bars in others if not bars and condition.fact in STATES]
    claimed = [name for name in states if _is_claimed(name, case)]
    return len(claimed) == len(states) and (proof > 0 or bool(claimed) or (bool(ages) and not others))


def _is_claimed(name: str, case: Case) -> bool:
    """Whether the facts say something about a state; of one parent also when they do of the other."""
    names = ("father", "mother") if name in ("father", "mother") else (name,)
    return any(case.values[each] != default_code(fact(each)) for each in names)


def _is_close(name: str, case: Case) -> bool:
    kind, _, years = name.partition("_")
    born, number = case.values["born"], month_number(case.month)
    if born is None:
        return False
    if kind == "full":
        return born <= last_born_to_be_full(number + MONTHS_BEFORE_AN_AGE, int(years))
    return born >= first_born_to_be_under(number - MONTHS_AFTER_AN_AGE, int(years), 1)


def _by_default(rules: MonthRules) -> dict[str, bool]:
    held = {}
    for condition in rules.conditions:
        code = default_code(fact(condition.fact))
        held[condition.name] = code is not None and holds(condition.node, code, rules.parameters)
        age = age_of(condition)
        if age:
            held[condition.name] = age[0] == "under" or age[1] < OLD_AGE
    return held
