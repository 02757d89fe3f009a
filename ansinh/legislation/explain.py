"""Why: every category of the month, its criteria, the fact and the dated parameter each rests on, and the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ansinh.legislation.articles import articles_in
from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.expression import parameters_of
from ansinh.legislation.facts_table import NO_DATE, fact
from ansinh.legislation.formula import AllOf, AnyOf, Condition, Formula, NoneOf
from ansinh.legislation.one_person import Values, coded, decoded, lines_of, masks_of, profile_of, resolved

_DAYS = ("full_", "under_", "month_")
_KNOWN_FACTS = {"person_id", "month"}


def because(facts: Mapping[str, object], rules: MonthRules, gate: Formula) -> list[dict[str, object]]:
    """One entry a category: code, programme, words, citation, held (True/False/None), paid, and its criteria.

    A criterion: condition, text, article, joined (all_of, any_of, none_of), fact, value, parameters, held.
    """
    values = coded({name: value for name, value in facts.items() if name not in _KNOWN_FACTS}, rules)
    true, known = masks_of(values, rules)
    resolution = resolved(profile_of(values, rules), rules)
    paid = set() if resolution.missing else {line[0].index for line in lines_of(resolution.completed, rules)}
    return [_category(rule, paid, gate, values, true, known, rules) for rule in rules.rules]


def _category(
    rule: CompiledRule,
    paid: set[int],
    gate: Formula,
    values: Values,
    true: int,
    known: int,
    rules: MonthRules,
) -> dict[str, object]:
    whole = AllOf((gate, rule.version.when))
    criteria = [
        _criterion(condition, joined, values, true, known, rules) for condition, joined in criteria_with_role(whole)
    ]
    return {
        "programme": rule.category.programme,
        "category": rule.category.code,
        "label": rule.category.label_vi,
        "citation": rule.version.citation,
        "held": held(whole, true, known, rules.bits),
        "paid": rule.index in paid,
        "criteria": criteria,
    }


def _criterion(
    condition: Condition, joined: str, values: Values, true: int, known: int, rules: MonthRules
) -> dict[str, object]:
    return {
        "condition": condition.name,
        "text": condition.text_vi,
        "article": articles_in(condition.article, rules.month),
        "joined": joined,
        "fact": condition.fact,
        "value": decoded(fact(condition.fact), values[condition.fact]),
        "parameters": {name: _shown(name, rules.parameters[name]) for name in parameters_of(condition.node)},
        "held": held(condition, true, known, rules.bits),
    }


def _shown(name: str, value: int) -> object:
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
    parts = [formula_held(part, condition_held) for part in formula.parts]
    decisive = not isinstance(formula, AllOf)  # one True decides any_of and none_of, one False all_of
    if decisive in parts:
        return not isinstance(formula, NoneOf) and decisive
    if None in parts:
        return None
    return isinstance(formula, NoneOf) or not decisive
