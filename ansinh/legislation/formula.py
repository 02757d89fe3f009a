"""Conditions and how the law joins them: all of, any of, none of, unless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ansinh.legislation.articles import articles_in
from ansinh.legislation.expression import Node, Predicate, fact_of, record

MOST_CONDITIONS = 64  # one bit each in an unsigned 64-bit integer


@dataclass(frozen=True, slots=True)
class Condition:
    """A named predicate over one fact, in the words and with the article of the law."""

    name: str
    text_vi: str
    article: str
    node: Node
    fact: str


def condition(name: str, text_vi: str, article: str, predicate: Predicate) -> Condition:
    """Record a predicate as a condition."""
    node = record(predicate)
    return Condition(name, text_vi, article, node, fact_of(node))


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No part holds."""

    parts: tuple[Formula, ...]


Formula = Condition | AllOf | AnyOf | NoneOf


def all_of(*parts: Formula) -> AllOf:
    """Every part must hold."""
    return AllOf(parts)


def any_of(*parts: Formula) -> AnyOf:
    """One of the parts must hold."""
    return AnyOf(parts)


def none_of(*parts: Formula) -> NoneOf:
    """None of the parts may hold."""
    return NoneOf(parts)


def unless(*parts: Formula) -> NoneOf:
    """As none_of: "không thuộc đối tượng quy định tại …", the parts being other categories' formulas."""
    return NoneOf(parts)


def conditions_of(formula: Formula) -> Iterator[Condition]:
    """The conditions of a formula, in the order of writing."""
    if isinstance(formula, Condition):
        yield formula
    else:
        for part in formula.parts:
            yield from conditions_of(part)


def described(formula: Formula, month: str) -> str:
    """A text that changes when, and only when, the formula or its articles of the month do."""
    if isinstance(formula, Condition):
        return f"{formula.name}[{formula.node!r}|{articles_in(formula.article, month)}]"
    return f"{type(formula).__name__}({', '.join(described(part, month) for part in formula.parts)})"


Term = tuple[int, int]  # bits that must be set, bits that must not


def terms_of(formula: Formula, bits: dict[str, int]) -> tuple[Term, ...]:
    """The formula as alternatives of (bits set, bits not set), without those that cannot hold or say nothing new."""
    return _simplified(_terms(formula, bits, True))


def _terms(formula: Formula, bits: dict[str, int], wanted: bool) -> list[Term]:
    if isinstance(formula, Condition):
        bit = 1 << bits[formula.name]
        return [(bit, 0)] if wanted else [(0, bit)]
    if isinstance(formula, NoneOf):
        return _conjunction([_terms(part, bits, not wanted) for part in formula.parts], wanted)
    parts = [_terms(part, bits, wanted) for part in formula.parts]
    return _conjunction(parts, isinstance(formula, AllOf) == wanted)


def _conjunction(parts: list[list[Term]], together: bool) -> list[Term]:
    if not together:
        return [term for part in parts for term in part]
    joined: list[Term] = [(0, 0)]
    for part in parts:
        joined = list(_simplified([(a | c, b | d) for a, b in joined for c, d in part]))
    return joined


def _simplified(terms: list[Term]) -> tuple[Term, ...]:
    possible = list(dict.fromkeys(term for term in terms if not term[0] & term[1]))
    return tuple(
        term
        for term in possible
        if not any(o != term and o[0] & ~term[0] == 0 and o[1] & ~term[1] == 0 for o in possible)
    )
