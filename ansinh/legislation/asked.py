"""What the rules of a month ask for, byte by byte: how titles are looked for on the planes of masks (marks.py).

What all alternatives of a rule ask for is looked at once, and what all rules ask for once for all of them. Where a rule
has alternatives, the planes say only who has a bit of each; the few who have are looked at by their whole masks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.formula import Term
from ansinh.legislation.marks import PLANES, bytes_of

Check = tuple[int, int, int]  # plane, byte of bits that must be set, byte of bits that must not
Checks = tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class AskedOfTitle:
    """``shared``: by all alternatives, beyond the gate.

    ``one_of``: (plane, byte of bits), of which whoever has the title has at least one; empty where that says nothing.
    ``alternatives``: what these two do not tell apart; empty when there is but one.
    """

    shared: Checks
    one_of: tuple[tuple[int, int], ...]
    alternatives: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """``gate``: by every rule; ``titles``: in the order of the month's rules."""

    gate: Checks
    titles: tuple[AskedOfTitle, ...]


def asked_of(rules: MonthRules) -> Asked:
    """What the rules of a month ask for; kept with them."""
    return rules.kept("asked", Asked, lambda: _asked(rules))


def _asked(rules: MonthRules) -> Asked:
    shared = [_shared(rule.terms) for rule in rules.rules]
    gate = _shared(shared)
    titles = [
        AskedOfTitle(
            _checks(_without(own, gate)),
            _one_of([_without(term, own) for term in rule.terms]),
            rule.terms if len(rule.terms) > 1 else (),
        )
        for rule, own in zip(rules.rules, shared, strict=True)
    ]
    return Asked(_checks(gate), tuple(titles))


def _shared(terms: Iterable[Term]) -> Term:
    """What all alternatives ask for."""
    return reduce(lambda one, other: (one[0] & other[0], one[1] & other[1]), terms)


def _one_of(alternatives: list[Term]) -> tuple[tuple[int, int], ...]:
    if not all(wanted for wanted, _ in alternatives):
        return ()
    bits = bytes_of(reduce(lambda one, other: one | other, (wanted for wanted, _ in alternatives))).tolist()
    return tuple((plane, byte) for plane, byte in enumerate(bits) if byte)


def _without(term: Term, part: Term) -> Term:
    return term[0] & ~part[0], term[1] & ~part[1]


def _checks(term: Term) -> Checks:
    wanted, unwanted = bytes_of(term[0]).tolist(), bytes_of(term[1]).tolist()
    return tuple((plane, wanted[plane], unwanted[plane]) for plane in range(PLANES) if wanted[plane] | unwanted[plane])
