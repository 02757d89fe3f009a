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
    """Lines paid, sorted by person and rule: position of the person, of the rule, tenths, amount in đồng.

    ``total``: đồng of each person.
    """

    row: Array
    column: Array
    tenths: Array
    amount: Array
    total: Array


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


def maybe_of(true: Array, known: Array, rules: MonthRules) -> Array:
    """The masks of what may hold: what does, and what the month asks for and is not known."""
    found: Array = true | (np.uint64(rules.used_bits) & ~known)
    return found


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
            tenths[rows, column], amounts[rows, column] = _measured(rule, profiles, rows)
    return Decision(combined(amounts, rules), tenths)


def lines(profiles: Profiles, held: Array, rules: MonthRules) -> Lines:
    """What is paid, line by line. Only the few who hold several titles need the rules of combination."""
    more = (held & (held - np.uint64(1))) != 0  # more than one bit
    column, tenths, amount = _of_one_title(profiles, held, more, rules)
    several = np.flatnonzero(more)
    decision = decide(profiles.take(several), held[several], rules)
    place, own = np.nonzero(decision.paid)
    count = (amount > 0).astype(np.int64)
    count[several] = np.bincount(place, minlength=len(several))
    first = np.cumsum(count) - count
    row = np.repeat(np.arange(len(held)), count)
    found = Lines(row, column[row], tenths[row], amount[row], amount)
    if len(place):
        # the lines of one person follow each other, in the order of the rules
        at = first[several[place]] + np.arange(len(place)) - np.searchsorted(place, place)
        found.column[at], found.tenths[at] = own, decision.tenths[place, own]
        found.amount[at] = decision.paid[place, own]
        amount[several] = decision.paid.sum(axis=1)
    return found


def _of_one_title(profiles: Profiles, held: Array, more: Array, rules: MonthRules) -> tuple[Array, Array, Array]:
    """(rule, tenths, amount) of everybody who holds one title; 0 for all others."""
    column = np.where(more | (held == 0), len(rules.rules), _position(held)).astype(np.uint8)
    tenths = np.zeros(len(held), dtype=np.int16)
    amount = np.zeros(len(held), dtype=np.int64)
    order = np.argsort(column, kind="stable")
    ends = np.cumsum(np.bincount(column, minlength=len(rules.rules) + 1))
    for position, rule in enumerate(rules.rules):
        own = order[ends[position - 1] if position else 0 : ends[position]]
        if len(own):
            tenths[own], amount[own] = _measured(rule, profiles, own)
    return column, tenths, amount


def _position(held: Array) -> Array:
    """The position of the only bit."""
    return np.log2(np.maximum(held, 1).astype(np.float64)).astype(np.int64)  # exact for powers of two


def _measured(rule: CompiledRule, profiles: Profiles, rows: Array) -> tuple[Array, Array]:
    """(coefficients in tenths, amounts in đồng) of a title that all people at these positions hold."""
    if rule.pension or rule.fixed_vnd:
        amounts = profiles.pension[rows] if rule.pension else np.full(len(rows), rule.fixed_vnd, dtype=np.int64)
        return np.full(len(rows), NAMED_AMOUNT, dtype=np.int16), amounts
    coefficient = _coefficients(rule, profiles, rows)
    return coefficient.astype(np.int16), coefficient * profiles.base[rows] // 10  # exact: 10 divides every base


def _coefficients(rule: CompiledRule, profiles: Profiles, rows: Array) -> Array:
    if len(rule.bands) == 1:
        return np.full(len(rows), rule.bands[0][1], dtype=np.int64)
    true = profiles.true[rows]
    coefficient = np.zeros(len(rows), dtype=np.int64)
    if rule.per_child:
        for name, bit in rule.per_child:
            counted = (true & np.uint64(bit)) == np.uint64(bit)
            coefficient += np.where(counted, profiles.counts[name][rows], 0)
        return coefficient * 10
    open_rows = np.ones(len(rows), dtype=bool)
    for terms, value in rule.bands:
        here = open_rows & any_term(terms, true, true)
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
