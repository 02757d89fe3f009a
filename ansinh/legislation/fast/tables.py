"""A month's rules as arrays of numbers: what the compiled loops read the law from, and the room they work in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from ansinh.legislation.asked import asked_of
from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.fast.columns import FOUR_BYTES
from ansinh.legislation.formula import Term
from ansinh.legislation.unknowns import amounts_of_provinces

Array = npt.NDArray[Any]
_PENSION = -1
_T = TypeVar("_T")


class Titles(NamedTuple):
    """What titles ask for; int64 unless said."""

    checks: Array  # (plane, wanted byte, unwanted byte)
    gate: Array  # first and last check of what every rule asks for
    titles: (
        Array  # rules × (first and last check of all its alternatives, first and last of those bits it wants one of)
    )
    one_of: Array  # (plane, byte)
    terms: Array  # uint64: (wanted bits, unwanted bits) of alternatives
    alternatives: Array  # rules × (first and last term)
    several: np.uint64  # the rules that have several
    used: np.uint64  # the bits of conditions that are in use


class Measures(NamedTuple):
    """How much a title gives."""

    terms: Array  # uint64: (wanted bits, unwanted bits) of the bands
    bands: Array  # int64: (first and last term, tenths)
    band_bits: Array  # uint64, a rule
    places: Array  # int64: rules × (first and last band, first and last count of children)
    count_of: Array  # int64: which column of numbers of four bytes
    gates: Array  # uint64: the bit that must be set for it to count, 0: none
    named: Array  # int64, a rule: 0 where there is a coefficient, -1 the social pension, otherwise đồng
    amounts: Array  # int64: stored codes of provinces × (base, social pension)
    category: Array  # int16, a rule: its place among all categories


class Combined(NamedTuple):
    """What is paid of several titles; groups and the two last rows of ``among`` by their place there."""

    among: Array  # bool: groups × rules; after the groups, the allowance that is paid beside others, and these others
    parents: int
    partners: int
    own_group: int  # the group of the parent's allowance
    replacing: int
    replaced: Array  # int64: groups
    first: int  # of these two groups the higher is paid
    second: int


class LawTables(NamedTuple):
    """The law of a month. Every field keeps its type from month to month, so that nothing is compiled anew."""

    asked: Titles
    measures: Measures
    combined: Combined


def tables_of(rules: MonthRules) -> LawTables:
    """The tables of a month; kept with its rules."""
    return rules.kept("tables", LawTables, lambda: _tables(rules))


def _tables(rules: MonthRules) -> LawTables:
    terms: list[Term] = []
    bands: list[tuple[int, int, int]] = []
    counts: list[tuple[int, int]] = []
    measures = []
    for rule in rules.rules:
        first = len(bands), len(counts)
        bands += [(*_put(terms, alternative), tenths) for alternative, tenths in rule.bands]
        counts += [(FOUR_BYTES.index(name), bit) for name, bit in rule.per_child]
        measures.append((first[0], len(bands), first[1], len(counts)))
    found = Measures(
        terms=np.array(terms, dtype=np.uint64).reshape(-1, 2),
        bands=_whole(bands, 3),
        band_bits=np.array([rule.band_bits for rule in rules.rules], dtype=np.uint64),
        places=_whole(measures, 4),
        count_of=np.array([fact for fact, _ in counts], dtype=np.int64),
        gates=np.array([bit for _, bit in counts], dtype=np.uint64),
        named=np.array([_named(rule) for rule in rules.rules], dtype=np.int64),
        amounts=np.column_stack(amounts_of_provinces(rules)),
        category=np.array([rule.index for rule in rules.rules], dtype=np.int16),
    )
    return LawTables(_asked(rules), found, _combined(rules))


def _combined(rules: MonthRules) -> Combined:
    by = rules.combination
    groups, codes = list(by.highest_only), [rule.category.code for rule in rules.rules]
    parent, partners = by.paid_beside
    in_group = [[rule.category.group == group for rule in rules.rules] for group in groups]
    return Combined(
        among=np.array([*in_group, [code == parent for code in codes], [code in partners for code in codes]]),
        parents=len(groups),
        partners=len(groups) + 1,
        own_group=groups.index("allowance"),
        replacing=groups.index(by.replaces[0]),
        replaced=np.array([groups.index(group) for group in by.replaces[1]], dtype=np.int64),
        first=groups.index(by.higher_of[0]),
        second=groups.index(by.higher_of[1]),
    )


def _asked(rules: MonthRules) -> Titles:
    asked, checks = asked_of(rules), list[tuple[int, int, int]]()
    gate = _put(checks, asked.gate)
    one_of: list[tuple[int, int]] = []
    titles = [(*_put(checks, title.shared), *_put(one_of, title.one_of)) for title in asked.titles]
    terms: list[Term] = []
    alternatives = [_put(terms, rule.terms) for rule in rules.rules]
    several = sum(1 << position for position, title in enumerate(asked.titles) if title.alternatives)
    return Titles(
        _whole(checks, 3), np.array(gate, dtype=np.int64), _whole(titles, 4), _whole(one_of, 2),
        np.array(terms, dtype=np.uint64), _whole(alternatives, 2), np.uint64(several), np.uint64(rules.used_bits),
    )  # fmt: skip


def _put(rows: list[_T], more: Iterable[_T]) -> tuple[int, int]:
    """(first, last) place of some rows after they are put to the others."""
    first = len(rows)
    rows += more
    return first, len(rows)


def _whole(rows: list[Any], width: int) -> Array:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _named(rule: CompiledRule) -> int:
    return _PENSION if rule.pension else rule.fixed_vnd
