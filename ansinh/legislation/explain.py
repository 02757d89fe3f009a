"""Why: every category of the month, its criteria, the fact and the dated parameter each rests on, and the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ansinh.legislation.articles import articles_in
from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.expression import parameters_of
from ansinh.legislation.facts_table import NO_DATE, fact
from ansinh.legislation.formula import AllOf, AnyOf, Condition, Formula, NoneOf
from ansinh.legislation.one_person import coded, decoded, lines_of, masks_of, profile_of, resolved

_DAYS = ("full_", "under_", "month_")
_KNOWN_FACTS = {"person_id", "month"}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a category's entry says of everybody: ``criteria`` with the bit and the parameters of each."""

    rule: CompiledRule
    whole: Formula
    criteria: tuple[tuple[Condition, str, str, int, dict[str, object]], ...]  # condition, article, joined, bit, …


def because(facts: Mapping[str, object], rules: MonthRules, gate: Formula) -> list[dict[str, object]]:
    """One entry a category: code, programme, words, citation, held (True/False/None), paid, and its criteria.

    A criterion: condition, text, article, joined (all_of, any_of, none_of), fact, value, parameters, held.
    """
    values = coded({name: value for name, value in facts.items() if name not in _KNOWN_FACTS}, rules)
    true, known = masks_of(values, rules)
    resolution = resolved(profile_of(values, rules), rules)
    paid = set() if resolution.missing else {line[0].index for line in lines_of(resolution.completed, rules)}
    shown = {name: decoded(fact(name), values[name]) for name in rules.facts}
    return [_category(plan, paid, shown, true, known, rules) for plan in _plans(rules, gate)]


def _category(
    plan: _Plan, paid: set[int], shown: Mapping[str, object], true: int, known: int, rules: MonthRules
) -> dict[str, object]:
    category = plan.rule.category
    return {
        "programme": category.programme,
        "category": category.code,
        "label": category.label_vi,
        "citation": plan.rule.version.citation,
        "held": held(plan.whole, true, known, rules.bits),
        "paid": plan.rule.index in paid,
        "criteria": [
            {
                "condition": condition.name,
                "text": condition.text_vi,
                "article": article,
                "joined": joined,
                "fact": condition.fact,
                "value": shown[condition.fact],
                "parameters": dict(parameters),
                "held": bool(true & bit) if known & bit else None,
            }
            for condition, article, joined, bit, parameters in plan.criteria
        ],
    }


def _plans(rules: MonthRules, gate: Formula) -> list[_Plan]:
    """The part of the entries that is the same for everybody, made once for a month."""
    key = ("explanations", gate)
    return rules.kept(key, list, lambda: [_plan(rule, AllOf((gate, rule.version.when)), rules) for rule in rules.rules])


def _plan(rule: CompiledRule, whole: Formula, rules: MonthRules) -> _Plan:
    criteria = tuple(
        (
            condition,
            articles_in(condition.article, rules.month),
            joined,
            1 << rules.bits[condition.name],
            parameters_shown(condition, rules),
        )
        for condition, joined in criteria_with_role(whole)
    )
    return _Plan(rule, whole, criteria)


def parameters_shown(condition: Condition, rules: MonthRules) -> dict[str, object]:
    """The dated parameters of a condition as people and files read them: days as YYYY-MM-DD."""
    return {name: shown_parameter(name, rules.parameters[name]) for name in parameters_of(condition.node)}


def shown_parameter(name: str, value: int) -> object:
    """One parameter of the month's law: a cut-off day as YYYY-MM-DD, an amount as it is, a reading in words."""
    if name.startswith(_DAYS):
        return iso_day(value)
    if name == "undated_certificate":
        return "counts" if value <= NO_DATE else "does_not_count"
    return value


def criteria_with_role(formula: Formula) -> Iterator[tuple[Condition, str]]:
    """The conditions of a formula, each with how it is joined: all_of, any_of or none_of."""
    yield from _with_role(formula, "all_of", False)


def _with_role(formula: Formula, joined: str, negated: bool) -> Iterator[tuple[Condition, str]]:
    if isinstance(formula, Condition):
        yield formula, "none_of" if negated else joined
        return
    inside = {AllOf: "all_of", AnyOf: "any_of", NoneOf: joined}[type(formula)]
    for part in formula.parts:
        yield from _with_role(part, inside, negated != isinstance(formula, NoneOf))


def held(formula: Formula, true: int, known: int, bits: Mapping[str, int]) -> bool | None:
    """Three-valued: True, False, or None when it cannot be told."""

    def of_bits(condition: Condition) -> bool | None:
        bit = 1 << bits[condition.name]
        return None if not known & bit else bool(true & bit)

    return formula_held(formula, of_bits)


def formula_held(formula: Formula, condition_held: Callable[[Condition], bool | None]) -> bool | None:
    """As ``held``, with the conditions' values from a function."""
    if isinstance(formula, Condition):
        return condition_held(formula)
    open_part = False
    decisive = not isinstance(formula, AllOf)  # one True decides any_of and none_of, one False all_of
    for part in formula.parts:
        found = formula_held(part, condition_held)
        if found is decisive:
            return not isinstance(formula, NoneOf) and decisive
        open_part |= found is None
    return None if open_part else isinstance(formula, NoneOf) or not decisive
