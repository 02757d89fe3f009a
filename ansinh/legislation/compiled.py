"""The rules of one month as integers: terms over bits, coefficients in tenths, amounts by province."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ansinh.legislation.dated_values import Dated
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.expression import breakpoints, holds
from ansinh.legislation.facts_table import FACTS, NO_DATE, PROVINCE_CODES, FactColumn
from ansinh.legislation.formula import Condition, Formula, Term, all_of, terms_of
from ansinh.legislation.rule import Category, FixedAmount, NamedAmount, PerChild, Version
from ansinh.legislation.rules.combination import Combination

_T = TypeVar("_T")
NULL_NUMBER = -1  # a count or an amount that is not known
NULL_DATE = -(2**31)  # a day of birth that is not known


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A category in force. ``terms``: alternatives, the gate included. Exactly one of the last four measures it."""

    index: int  # in RuleBook.categories
    category: Category
    version: Version
    terms: tuple[Term, ...]
    bands: tuple[tuple[tuple[Term, ...], int], ...] = ()  # tried in order: alternatives, tenths
    band_bits: int = 0  # every condition the coefficient depends on
    per_child: tuple[tuple[str, int], ...] = ()  # count fact, bit that must be set (0: none)
    pension: bool = False
    fixed_vnd: int = 0


@dataclass(frozen=True, slots=True)
class UnwrittenTitle:
    """A title of a law that is not written down, by the conditions of the law that followed it."""

    code: str
    first: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class FactClasses:
    """The values of a fact, cut into classes within which every condition keeps its value.

    Class 0 is "not known". For words and yes/no class i+1 is code i. For numbers class i+1 lies from
    ``cuts[i-1]`` to below ``cuts[i]``. ``true_bits[class]``: conditions that hold.
    """

    column: FactColumn
    cuts: tuple[int, ...]
    true_bits: tuple[int, ...]
    bits: int
    representatives: tuple[int, ...]  # a coded value of each class but 0


@dataclass
class MonthRules:
    """Everything the kernels need for one month."""

    month: str
    rules: tuple[CompiledRule, ...]
    facts: dict[str, FactClasses]
    conditions: tuple[Condition, ...]
    bits: Mapping[str, int]
    parameters: dict[str, int]
    base_by_province: Mapping[str, Dated | None]
    pension_by_province: Mapping[str, Dated | None]
    combination: Combination
    used_bits: int
    count_facts: tuple[str, ...]
    unwritten: tuple[UnwrittenTitle, ...] = ()
    _kept: dict[object, object] = field(default_factory=dict, repr=False)

    def kept(self, key: object, kind: type[_T], make: Callable[[], _T]) -> _T:
        """What ``make`` gives, made once for the month. All that is kept under a key is of one kind."""
        if key not in self._kept:
            self._kept[key] = make()
        found = self._kept[key]
        assert isinstance(found, kind)  # noqa: S101  # see above
        return found

    def base_vnd(self, province_code: int) -> int:
        """Base amount of the province with that code, đồng a month."""
        base = self.base_by_province[PROVINCE_CODES[province_code]]
        return int(base.value) if base else 0

    def pension_vnd(self, province_code: int) -> int:
        """Social pension in the province with that code, đồng a month; 0 before it existed."""
        pension = self.pension_by_province[PROVINCE_CODES[province_code]]
        return int(pension.value) if pension else 0


def compile_month(
    *,
    month: str,
    gate: Formula,
    versions: Sequence[tuple[int, Category, Version]],
    bits: Mapping[str, int],
    conditions: tuple[Condition, ...],
    parameters: dict[str, int],
    base: Mapping[str, Dated | None],
    pension: Mapping[str, Dated | None],
    combination: Combination,
    unwritten: Sequence[tuple[Category, Version]] = (),
) -> MonthRules:
    """Put a month's rules into the kernels' form."""
    positions = dict(bits)
    rules = tuple(_rule(index, category, version, gate, positions) for index, category, version in versions)
    facts = {
        column.name: classes_of(column, [c for c in conditions if c.fact == column.name], positions, parameters)
        for column in FACTS
        if any(condition.fact == column.name for condition in conditions)
    }
    counts = dict.fromkeys(name for rule in rules for name, _ in rule.per_child)
    used = sum(1 << positions[condition.name] for condition in conditions)
    older = tuple(
        UnwrittenTitle(category.code, version.stretch.first, terms_of(all_of(gate, version.when), positions))
        for category, version in unwritten
    )
    return MonthRules(
        month, rules, facts, conditions, bits, parameters, base, pension, combination, used, tuple(counts), older
    )


def _rule(index: int, category: Category, version: Version, gate: Formula, bits: dict[str, int]) -> CompiledRule:
    terms = terms_of(all_of(gate, version.when), bits)
    if not terms:
        raise RuleSetError(f"{category.code}: can never hold")
    measure = version.measure
    if isinstance(measure, NamedAmount):
        if measure.value != "social_pension":
            raise RuleSetError(f"{category.code}: no amount is called {measure.value}")
        return CompiledRule(index, category, version, terms, pension=True)
    if isinstance(measure, FixedAmount):
        return CompiledRule(index, category, version, terms, fixed_vnd=measure.vnd)
    if isinstance(measure, PerChild):
        counts = tuple((name, 1 << bits[gate_.name] if gate_ else 0) for name, gate_ in measure.counts)
        return CompiledRule(index, category, version, terms, per_child=counts)
    bands = tuple((terms_of(band.when, bits) if band.when else ((0, 0),), band.tenths) for band in measure)
    if bands[-1][0] != ((0, 0),):
        raise RuleSetError(f"{category.code}: the last band must hold otherwise")
    band_bits = 0
    for alternatives, _ in bands:
        for wanted, unwanted in alternatives:
            band_bits |= wanted | unwanted
    return CompiledRule(index, category, version, terms, bands, band_bits)


def classes_of(
    column: FactColumn, conditions: Sequence[Condition], bits: Mapping[str, int], parameters: Mapping[str, int]
) -> FactClasses:
    """Cut a fact's values into classes for the conditions about it."""
    cuts: tuple[int, ...] = ()
    if column.kind in {"choice", "province"}:
        values = tuple(range(len(column.values)))
    elif column.kind == "yes_no":
        values = (0, 1)
    else:
        lowest, highest = (NULL_DATE + 1, NO_DATE) if "date" in column.kind else (0, NO_DATE**2)
        points = {point for c in conditions for point in breakpoints(c.node, parameters)}
        cuts = tuple(sorted(point for point in points if lowest < point <= highest))
        values = (lowest, *cuts)
    true_bits = [0]
    for value in values:
        held = (1 << bits[c.name] for c in conditions if holds(c.node, value, parameters))
        true_bits.append(sum(held))
    own = sum(1 << bits[condition.name] for condition in conditions)
    return FactClasses(column, cuts, tuple(true_bits), own, values)
