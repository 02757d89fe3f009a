"""The rules, values and readings together, and what they say in a month."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from ansinh.legislation import dated_values
from ansinh.legislation.compiled import MonthRules, compile_month
from ansinh.legislation.conditions.age import ALIVE, BORN
from ansinh.legislation.conditions.household import IMPRISONED
from ansinh.legislation.dated_values import Dated, Province, in_force
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.expression import parameters_of
from ansinh.legislation.formula import MOST_CONDITIONS, Condition, Formula, all_of, conditions_of, described, none_of
from ansinh.legislation.law import Law, amounts_by_province, parameters_of_month, regime_of
from ansinh.legislation.regimes_table import ND136, UNWRITTEN
from ansinh.legislation.rule import Band, Category, PerChild, Version
from ansinh.legislation.rules import NATIONAL, PROGRAMMES
from ansinh.legislation.rules.combination import COMBINATIONS, Combination, combination_of
from ansinh.legislation.rules.provincial.from_resolution import categories_of

# Whoever died before the month, is not born yet or serves a sentence has no title to anything (TT 02/2021 Đ2.1).
GATE = all_of(BORN, ALIVE, none_of(IMPRISONED))


@dataclass
class RuleBook:
    """One body of law: the one written here, with what was published or is only a draft laid over it.

    Compiled months are kept.
    """

    amounts: Mapping[str, tuple[Dated, ...]]
    readings: Mapping[str, tuple[Dated, ...]]
    provinces: Mapping[str, Province]
    national: tuple[Category, ...] = NATIONAL
    combinations: tuple[tuple[str, Combination], ...] = COMBINATIONS
    categories: tuple[Category, ...] = field(init=False)
    conditions: tuple[Condition, ...] = field(init=False)
    bits: dict[str, int] = field(init=False)
    _months: dict[str, MonthRules] = field(init=False, default_factory=dict, repr=False)
    _alone: dict[str, RuleBook] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        own = tuple(category for province in self.provinces.values() for category in categories_of(province))
        self.categories = _in_order(self.national + own)
        self.conditions = _all_conditions(self.categories)
        self.bits = {condition.name: bit for bit, condition in enumerate(self.conditions)}

    def of_programme(self, programme: str) -> RuleBook:
        """The same law with the categories of one programme alone, so that nothing stands in their way."""
        if programme not in self._alone:
            own = {code: replace(province, categories=()) for code, province in self.provinces.items()}
            self._alone[programme] = replace(
                self,
                national=tuple(category for category in self.national if category.programme == programme),
                provinces=self.provinces if programme == "provincial" else own,
            )
        return self._alone[programme]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The words for every category, in order."""
        return {category.code: category.label_vi for category in self.categories}

    def rules(self, month: str) -> MonthRules:
        """The compiled rules of a month. Raises NoLawError."""
        if month not in self._months:
            self._months[month] = self._compile(month)
        return self._months[month]

    def category(self, code: str) -> Category:
        """The category of a code. Raises RuleSetError for one that is not in the book."""
        found = next((category for category in self.categories if category.code == code), None)
        if found is None:
            raise RuleSetError(f"no category with code {code!r}")
        return found

    def law(self, month: str, province: str) -> Law:
        """The law of a month in a province. Raises NoLawError, RuleSetError for an unknown province."""
        rules = self.rules(month)
        base, pension = rules.base_by_province.get(province), rules.pension_by_province.get(province)
        if base is None:
            raise RuleSetError(f"no province with code {province!r}")
        regime = regime_of(month)
        return Law(
            month,
            province,
            regime.code,
            regime.label_vi,
            int(base.value),
            base.citation,
            int(pension.value) if pension else None,
            MappingProxyType(dict(rules.parameters)),
            tuple(rule.category.code for rule in rules.rules),
        )

    def version(self, month: str) -> str:
        """A short hash of all that is in force in a month: rules, conditions, values, readings, combination."""
        rules = self.rules(month)
        return rules.kept("version", str, lambda: self._version(month, rules))

    def _version(self, month: str, rules: MonthRules) -> str:
        content = {
            "rules": [_described_version(rule.category, rule.version, month) for rule in rules.rules],
            "gate": described(GATE, month),
            "unwritten": [title.code for title in rules.unwritten],
            "base": {code: _plain(value) for code, value in rules.base_by_province.items()},
            "pension": {code: _plain(value) for code, value in rules.pension_by_province.items()},
            "readings": {name: _plain(in_force(values, month)) for name, values in sorted(self.readings.items())},
            "combination": repr(rules.combination),
        }
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def _compile(self, month: str) -> MonthRules:
        regime_of(month)
        national = {name: in_force(values, month) for name, values in self.amounts.items()}
        readings = {name: in_force(values, month) for name, values in self.readings.items()}
        versions = [(index, category, category.version(month)) for index, category in enumerate(self.categories)]
        valid = [(index, category, version) for index, category, version in versions if version is not None]
        unwritten = _unwritten(self.categories, month)
        used = _used_conditions([*(version for _, _, version in valid), *(version for _, version in unwritten)])
        names = ["full_18", *(name for condition in used for name in parameters_of(condition.node))]
        return compile_month(
            month=month,
            gate=GATE,
            versions=valid,
            bits=self.bits,
            conditions=used,
            parameters=parameters_of_month(month, names, national, readings),
            base=amounts_by_province("base", month, national["base"], self.provinces),
            pension=amounts_by_province("social_pension", month, national["social_pension"], self.provinces),
            combination=combination_of(month, self.combinations),
            unwritten=unwritten,
        )


def load_book() -> RuleBook:
    """The law as it is written down in this package."""
    return RuleBook(dated_values.load_amounts(), dated_values.load_readings(), dated_values.load_provinces())


def formulas_of(version: Version) -> tuple[Formula, ...]:
    """Every formula of a version: the title and the conditions of its coefficient."""
    measure = version.measure
    if isinstance(measure, PerChild):
        return (version.when, *(condition for _, condition in measure.counts if condition is not None))
    if isinstance(measure, tuple):
        return (version.when, *(band.when for band in measure if band.when is not None))
    return (version.when,)


def _used_conditions(versions: list[Version]) -> tuple[Condition, ...]:
    formulas = [GATE, *(formula for version in versions for formula in formulas_of(version))]
    return tuple({c.name: c for formula in formulas for c in conditions_of(formula)}.values())


def _all_conditions(categories: tuple[Category, ...]) -> tuple[Condition, ...]:
    found = _used_conditions([version for category in categories for version in category.versions])
    if len(found) > MOST_CONDITIONS:
        raise RuleSetError(f"{len(found)} conditions do not fit into {MOST_CONDITIONS} bits")
    return found


def _in_order(categories: tuple[Category, ...]) -> tuple[Category, ...]:
    codes = [category.code for category in categories]
    repeated = {code for code in codes if codes.count(code) > 1}
    if repeated:
        raise RuleSetError(f"the same code twice: {sorted(repeated)}")
    if len(codes) > MOST_CONDITIONS:
        raise RuleSetError(f"{len(codes)} categories do not fit into {MOST_CONDITIONS} bits")
    order = list(PROGRAMMES)
    return tuple(sorted(categories, key=lambda category: order.index(category.programme)))


def _unwritten(categories: tuple[Category, ...], month: str) -> list[tuple[Category, Version]]:
    """Titles that an older law, which is not written down, governed in the month; with the first version that is."""
    if not UNWRITTEN.covers(month):
        return []
    return [(c, v) for c in categories if c.version(month) is None for v in c.versions if v.stretch == ND136]


def _described_version(category: Category, version: Version, month: str) -> str:
    bands = [b for b in version.measure if isinstance(b, Band)] if isinstance(version.measure, tuple) else []
    measure = [f"{b.tenths}:{described(b.when, month) if b.when else ''}" for b in bands] or repr(version.measure)
    start = "|paid_from_title" if version.paid_from_title else ""
    return f"{category.code}|{category.group}|{version.citation}|{described(version.when, month)}|{measure}{start}"


def _plain(value: Dated | None) -> object:
    return None if value is None else [value.first, value.value, value.citation]
