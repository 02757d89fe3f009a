"""From masks to benefits: titles, coefficients, amounts and their combination. All facts are known here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.determinations import NAMED_AMOUNT
from ansinh.legislation.formula import Term

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Profiles:
    """What decisions rest on, for m people: ``true`` masks, children by fact, base and social pension in đồng."""

    true: Array
    counts: Mapping[str, Array]
    base: Array
    pension: Array

    def take(self, rows: Array) -> Profiles:
        """The profiles at these positions."""
        counts = {name: array[rows] for name, array in self.counts.items()}
        return Profiles(self.true[rows], counts, self.base[rows], self.pension[rows])

    def put(self, rows: Array, others: Profiles) -> None:
        """Write other profiles at these positions."""
        self.true[rows], self.base[rows], self.pension[rows] = others.true, others.base, others.pension
        for name, array in self.counts.items():
            array[rows] = others.counts[name]


@dataclass(frozen=True, slots=True)
class Decision:
    """Matrices people × rules of the month: amounts paid (0: none) and coefficients in tenths of the titles held."""

    paid: Array
    tenths: Array


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines paid, sorted by person and rule: position of the person, of the rule, tenths, amount in đồng."""

    row: Array
    column: Array
    tenths: Array
    amount: Array


def any_term(terms: Sequence[Term], maybe: Array, surely: Array) -> Array:
    """Whether some alternative holds: its wanted bits in ``maybe``, none of its unwanted bits in ``surely``.

    With (possibly true, surely true) the answer is "possible"; with the two exchanged it is "certain".
    """
    found = np.zeros(len(maybe), dtype=bool)
    for wanted, unwanted in terms:
        held = maybe & np.uint64(wanted)
        if unwanted:
            held |= surely & np.uint64(unwanted)
        found |= held == np.uint64(wanted)
    return found


def titles(maybe: Array, surely: Array, rules: MonthRules) -> Array:
    """Who holds which title: a bit (uint64) for each rule of the month, by position. See any_term for the masks."""
    held = np.zeros(len(maybe), dtype=np.uint64)
    for position, rule in enumerate(rules.rules):
        held |= any_term(rule.terms, maybe, surely) * np.uint64(1 << position)
    return held


def has_title(held: Array, position: int) -> Array:
    """Who holds the title of the rule at this position."""
    found: Array = (held & np.uint64(1 << position)) != 0
    return found


def decide(profiles: Profiles, held: Array, rules: MonthRules) -> Decision:
    """Amounts of the titles held, then what of them is paid."""
    shape = (len(held), len(rules.rules))
    amounts = np.zeros(shape, dtype=np.int64, order="F")  # a column is worked on at a time
    tenths = np.zeros(shape, dtype=np.int16, order="F")
    for column, rule in enumerate(rules.rules):
        rows = np.flatnonzero(has_title(held, column))
        if len(rows):
            tenths[rows, column], amounts[rows, column] = _measured(rule, profiles.take(rows))
    return Decision(combined(amounts, rules), tenths)


def lines(profiles: Profiles, held: Array, rules: MonthRules) -> Lines:
    """What is paid, line by line. Only the few who hold several titles need the rules of combination."""
    several = np.flatnonzero(held & (held - np.uint64(1)))  # more than one bit
    decision = decide(profiles.take(several), held[several], rules)
    place, column = np.nonzero(decision.paid)
    parts = [(several[place], column, decision.tenths[place, column], decision.paid[place, column])]
    for position, rule in enumerate(rules.rules):
        own = np.flatnonzero(held == np.uint64(1 << position))
        if len(own):
            parts.append((own, np.full(len(own), position), *_measured(rule, profiles.take(own))))
    row, column, tenths, amount = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.argsort(row * len(rules.rules) + column)
    order = order[amount[order] > 0]
    return Lines(row[order], column[order], tenths[order], amount[order])


def _measured(rule: CompiledRule, profiles: Profiles) -> tuple[Array, Array]:
    """(coefficients in tenths, amounts in đồng) of a title that all of them hold."""
    if rule.pension or rule.fixed_vnd:
        amounts = profiles.pension if rule.pension else np.full(len(profiles.true), rule.fixed_vnd, dtype=np.int64)
        return np.full(len(amounts), NAMED_AMOUNT, dtype=np.int16), amounts
    coefficient = _coefficients(rule, profiles)
    return coefficient.astype(np.int16), coefficient * profiles.base // 10  # exact: 10 divides every base


def _coefficients(rule: CompiledRule, profiles: Profiles) -> Array:
    if rule.per_child:
        children = np.zeros(len(profiles.true), dtype=np.int64)
        for name, bit in rule.per_child:
            counted = (profiles.true & np.uint64(bit)) == np.uint64(bit)
            children += np.where(counted, profiles.counts[name], 0)
        return children * 10
    coefficient = np.zeros(len(profiles.true), dtype=np.int64)
    open_rows = np.ones(len(profiles.true), dtype=bool)
    for terms, value in rule.bands:
        here = open_rows & any_term(terms, profiles.true, profiles.true)
        coefficient[here] = value
        open_rows &= ~here
    return coefficient


def combined(amounts: Array, rules: MonthRules) -> Array:
    """What is paid of several titles (rules/combination.py). Amounts of titles that are not paid become 0."""
    by = rules.combination
    columns = {group: _columns(rules, group) for group in by.highest_only}
    paid = np.zeros_like(amounts)
    total: dict[str, Array] = {}
    for group, own in columns.items():
        total[group], best = _highest(amounts, own)
        for column in own:
            np.multiply(amounts[:, column], best == column, out=paid[:, column])
    _pay_beside(amounts, paid, columns["allowance"], total["allowance"], rules)
    replacing, replaced = by.replaces
    instead = np.flatnonzero(total[replacing])
    for group in replaced:
        total[group][instead] = 0
        paid[np.ix_(instead, columns[group])] = 0
    first, second = by.higher_of
    both = (total[first] > 0) & (total[second] > 0)
    more = total[second] > total[first]
    paid[np.ix_(np.flatnonzero(both & more), columns[first])] = 0
    paid[np.ix_(np.flatnonzero(both & ~more), columns[second])] = 0
    return paid


def _highest(amounts: Array, columns: Array) -> tuple[Array, Array]:
    """(highest amount, its column) of some columns; of equal ones the first, -1 where all are 0."""
    highest = np.zeros(len(amounts), dtype=np.int64)
    best = np.full(len(amounts), -1, dtype=np.int8)
    for column in columns:
        better = amounts[:, column] > highest
        np.copyto(best, np.int8(column), where=better)
        np.maximum(highest, amounts[:, column], out=highest)
    return highest, best


def _pay_beside(amounts: Array, paid: Array, own: Array, total: Array, rules: MonthRules) -> None:
    """Đ6.2: the single parent's allowance and the highest of the named ones, when together they are more."""
    code, beside = rules.combination.paid_beside
    codes = [rule.category.code for rule in rules.rules]
    if code not in codes:
        return
    parent = codes.index(code)
    raising = np.flatnonzero(amounts[:, parent])
    partners = np.array([i for i, name in enumerate(codes) if name in beside], dtype=np.intp)
    highest, best = _highest(amounts[raising], partners)
    together = amounts[raising, parent] + highest
    chosen = (highest > 0) & (together > total[raising])
    rows, partner = raising[chosen], best[chosen]
    paid[np.ix_(rows, own)] = 0
    paid[rows, parent] = amounts[rows, parent]
    paid[rows, partner] = amounts[rows, partner]
    total[rows] = together[chosen]


def _columns(rules: MonthRules, group: str) -> Array:
    found = [i for i, rule in enumerate(rules.rules) if rule.category.group == group]
    return np.array(found, dtype=np.intp)
