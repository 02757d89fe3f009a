"""Answers when facts are not known: exact, by trying the values that the unknown facts may have.

Two completions of the unknown facts with different answers make a person undetermined, and a fact is missing when
changing it alone, under some values of the other unknown facts, changes the answer. Values are tried by class (within
a class every condition keeps its value), and only of facts that a possible title looks at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.compiled import NULL_NUMBER, CompiledRule, FactClasses, MonthRules
from ansinh.legislation.decide import Profiles, decide, titles
from ansinh.legislation.facts_table import FACT_INDEX, PROVINCE_CODES, code_of, fact

Array = npt.NDArray[Any]
# Up to so many completions are all tried; beyond that, completions near each possible title (see _around_titles).
MOST_COMPLETIONS = 65_536
# More children than this never change which of two benefits is higher: the largest single coefficient is 3.0.
CHILDREN_TRIED = 5
DEFAULT_PROVINCE = code_of(fact("province"), "15") + 1


@dataclass(frozen=True, slots=True)
class Profile:
    """All that an answer rests on, for one person. ``counts`` in the order of MonthRules.count_facts, -1: not known.

    ``province``: 0 for not known, otherwise code + 1.
    """

    true: int
    known: int
    counts: tuple[int, ...]
    province: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """``missing``: mask over FACTS, 0 when every completion has the same answer; ``completed``: one completion."""

    missing: int
    completed: Profile


@dataclass(frozen=True, slots=True)
class _Option:
    """One class of values of an unknown fact."""

    true: int
    count: int = 0
    province: int = 0


@dataclass(frozen=True, slots=True)
class _Unknown:
    name: str
    options: tuple[_Option, ...]


def resolve(profile: Profile, rules: MonthRules) -> Resolution:
    """The exact answer about a profile with unknown facts; kept, since the same profiles come again and again."""
    return rules.kept(("resolution", profile), Resolution, lambda: _resolve(profile, rules))


def possible_rules(profile: Profile, rules: MonthRules) -> dict[int, list[tuple[int, int]]]:
    """Rules that some completion may fulfil (by position), with the terms that are still open."""
    maybe, surely = profile.true | (rules.used_bits & ~profile.known), profile.true
    open_terms = {
        i: [(p, n) for p, n in rule.terms if (maybe & p) | (surely & n) == p] for i, rule in enumerate(rules.rules)
    }
    return {i: terms for i, terms in open_terms.items() if terms}


def _resolve(profile: Profile, rules: MonthRules) -> Resolution:
    possible = possible_rules(profile, rules)
    unknown = _relevant(profile, possible, rules)
    if not unknown:
        return Resolution(0, _completed(profile, [], rules))
    sizes = [len(each.options) for each in unknown]
    if math.prod(sizes) <= MOST_COMPLETIONS:
        choices = np.stack(np.unravel_index(np.arange(math.prod(sizes)), sizes), axis=1)
        answers = _answers(profile, unknown, choices, rules).reshape(*sizes, -1)
        changing = [bool((answers != answers.take([0], axis=i)).any()) for i in range(len(sizes))]
    else:
        changing = _around_titles(profile, unknown, possible, rules)
    missing = sum(1 << FACT_INDEX[each.name] for each, changes in zip(unknown, changing, strict=True) if changes)
    return Resolution(missing, _completed(profile, [(each, each.options[0]) for each in unknown], rules))


def _relevant(profile: Profile, possible: dict[int, list[tuple[int, int]]], rules: MonthRules) -> list[_Unknown]:
    bits, counted = 0, set()
    for i, terms in possible.items():
        rule: CompiledRule = rules.rules[i]
        bits |= rule.band_bits
        for wanted, unwanted in terms:
            bits |= wanted | unwanted
        for name, gate in rule.per_child:
            bits |= gate
            counted.add(name)
    found = []
    for name, classes in rules.facts.items():
        if name == "province" or profile.known & classes.bits:
            continue
        if classes.bits & bits or name in counted:
            found.append(_Unknown(name, _options(classes, bits, name in counted)))
    if profile.province == 0 and possible:
        found.append(_Unknown("province", _province_options(bits, rules)))
    return [each for each in found if len(each.options) > 1]


def _options(classes: FactClasses, bits: int, counted: bool) -> tuple[_Option, ...]:
    if counted:
        values = sorted({*range(CHILDREN_TRIED), *classes.representatives})
        by_class = [classes.true_bits[1 + sum(value >= cut for cut in classes.cuts)] for value in values]
        return tuple(_Option(true, count) for true, count in zip(by_class, values, strict=True))
    return tuple({true & bits: _Option(true) for true in reversed(classes.true_bits[1:])}.values())


def _province_options(bits: int, rules: MonthRules) -> tuple[_Option, ...]:
    classes = rules.facts.get("province")
    distinct: dict[tuple[int, int, int], _Option] = {}
    for code in range(len(PROVINCE_CODES)):
        true = classes.true_bits[code + 1] if classes else 0
        key = (rules.base_vnd(code), rules.pension_vnd(code), true & bits)
        distinct.setdefault(key, _Option(true, province=code + 1))
    return tuple(distinct.values())


def _answers(profile: Profile, unknown: list[_Unknown], choices: Array, rules: MonthRules) -> Array:
    """A row of numbers for each completion; two rows are equal when the answers are."""
    true = np.full(len(choices), profile.true, dtype=np.uint64)
    province = np.full(len(choices), profile.province or DEFAULT_PROVINCE, dtype=np.int64)
    counts = {
        name: np.full(len(choices), max(count, 0), dtype=np.int64)
        for name, count in zip(rules.count_facts, profile.counts, strict=True)
    }
    for column, each in enumerate(unknown):
        picked = choices[:, column]
        true |= np.array([option.true for option in each.options], dtype=np.uint64)[picked]
        if each.name == "province":
            province = np.array([option.province for option in each.options])[picked]
        elif each.name in counts:
            counts[each.name] = np.array([option.count for option in each.options])[picked]
    base, pension = amounts_of_provinces(rules)
    profiles = Profiles(true, counts, base[province], pension[province])
    decision = decide(profiles, titles(true, true, rules), rules)
    of_coefficient = ((decision.paid > 0) & (decision.tenths > 0)).any(axis=1)
    tenths = np.where(decision.paid > 0, decision.tenths, 0)
    return np.column_stack([decision.paid, tenths, np.where(of_coefficient, profiles.base, 0)])


def _around_titles(
    profile: Profile, unknown: list[_Unknown], possible: dict[int, list[tuple[int, int]]], rules: MonthRules
) -> list[bool]:
    """Which facts matter, looked for around completions that fulfil one possible term and as little else as may be.

    Too many facts are unknown to try everything. Each fact found here changes some answer (it is proven); one that
    matters only in a combination of several titles that was not tried would be left out of ``missing``.
    """
    wanted_anywhere = 0
    for terms in possible.values():
        for wanted, _ in terms:
            wanted_anywhere |= wanted
    bases = [_choices_for(unknown, 0, 0, wanted_anywhere)]
    bases += [_choices_for(unknown, p, n, wanted_anywhere) for terms in possible.values() for p, n in terms]
    random = np.random.default_rng(0)  # the same completions every time
    bases += [[int(random.integers(len(each.options))) for each in unknown] for _ in range(256)]
    changing = []
    for column, each in enumerate(unknown):
        grid = np.repeat(np.array(bases), len(each.options), axis=0)
        grid[:, column] = np.tile(np.arange(len(each.options)), len(bases))
        answers = _answers(profile, unknown, grid, rules).reshape(len(bases), len(each.options), -1)
        changing.append(bool((answers != answers[:, :1]).any()))
    return changing


def _choices_for(unknown: list[_Unknown], wanted: int, unwanted: int, elsewhere: int) -> list[int]:
    """For each fact the option that serves a term best and other terms least."""

    def cost(option: _Option, own: int) -> tuple[int, int]:
        wrong = (wanted & own & ~option.true) | (unwanted & option.true)
        return wrong.bit_count(), (option.true & elsewhere & ~wanted).bit_count()

    picked = []
    for each in unknown:
        own = 0
        for option in each.options:
            own |= option.true
        costs = [cost(option, own) for option in each.options]
        picked.append(costs.index(min(costs)))
    return picked


def _completed(profile: Profile, chosen: list[tuple[_Unknown, _Option]], rules: MonthRules) -> Profile:
    true, province = profile.true, profile.province or DEFAULT_PROVINCE
    counts = dict(zip(rules.count_facts, profile.counts, strict=True))
    for each, option in chosen:
        true |= option.true
        if each.name in counts:
            counts[each.name] = option.count
        if each.name == "province":
            province = option.province
    known = tuple(max(counts[name], 0) for name in rules.count_facts)
    return Profile(true, rules.used_bits, known, province)


def amounts_of_provinces(rules: MonthRules) -> tuple[Array, Array]:
    """(base, social pension) in đồng by stored province code; index 0, not known, is 0."""

    def make() -> tuple[Array, Array]:
        codes = range(len(PROVINCE_CODES))
        base = np.array([0, *(rules.base_vnd(code) for code in codes)], dtype=np.int64)
        pension = np.array([0, *(rules.pension_vnd(code) for code in codes)], dtype=np.int64)
        return base, pension

    return rules.kept("amounts", tuple, make)


def count_of(value: int | None) -> int:
    """A count as it stands in a profile."""
    return NULL_NUMBER if value is None else value
