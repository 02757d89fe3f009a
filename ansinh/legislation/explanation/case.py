"""One person in one month, looked at from all sides once: facts, conditions, titles and what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from ansinh.legislation.batch import names_of
from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.combining import Combined, Line, Step, combine
from ansinh.legislation.compiled import CompiledRule, MonthRules
from ansinh.legislation.determinations import NAMED_AMOUNT, NOT_ELIGIBLE
from ansinh.legislation.explain import held
from ansinh.legislation.facts_table import fact
from ansinh.legislation.formula import Condition, Formula, all_of
from ansinh.legislation.one_person import Values, coded, decoded, profile_of, resolved, titles_of
from ansinh.legislation.rule_book import GATE, RuleBook
from ansinh.legislation.unknowns import Profile
from ansinh.legislation.unwritten import refuse_unwritten

_NOT_FACTS = {"person_id", "month"}


@dataclass(frozen=True, slots=True)
class Case:
    """``combined``: titles and what is paid, None when undetermined; ``missing``: mask over FACTS.

    ``born_given``: the birth as far as it was given: YYYY, YYYY-MM or YYYY-MM-DD; None: not known.
    """

    month: str
    book: RuleBook
    rules: MonthRules
    values: Values
    profile: Profile
    missing: int
    combined: Combined | None
    born_given: str | None = None

    @property
    def paid(self) -> tuple[Line, ...]:
        """The lines paid; none when undetermined."""
        return self.combined.paid if self.combined else ()

    @property
    def outcome(self) -> str:
        """One of OUTCOMES."""
        if self.combined is None:
            return "undetermined"
        return "eligible" if self.combined.paid else "not_eligible"

    @property
    def titles(self) -> tuple[Line, ...]:
        """The titles held for certain; where a fact is not known another may be held that changes nothing."""
        found = self.combined.titles if self.combined else ()
        return tuple(line for line in found if line in self.paid or self.holds(line[0]))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the combination, as far as they are about such titles."""
        certain = self.titles
        steps = self.combined.steps if self.combined else ()
        known = (replace(each, dropped=tuple(line for line in each.dropped if line in certain)) for each in steps)
        return tuple(step for step, whole in zip(known, steps, strict=True) if step.dropped or not whole.dropped)

    def held(self, formula: Formula) -> bool | None:
        """Whether a formula holds; None when it cannot be told."""
        return held(formula, self.profile.true, self.profile.known, self.rules.bits)

    def holds(self, rule: CompiledRule) -> bool | None:
        """Whether a category holds, with what bars everything."""
        return self.held(all_of(GATE, rule.version.when))

    def value(self, name: str) -> object:
        """A fact in the words of the contract."""
        return decoded(fact(name), self.values[name])

    def rules_of(self, codes: Iterable[str]) -> list[CompiledRule]:
        """The rules of the month with these codes."""
        wanted = set(codes)
        return [rule for rule in self.rules.rules if rule.category.code in wanted]

    @property
    def failed_gate(self) -> list[Condition]:
        """What bars everything: not born yet, dead before the month, in prison."""
        born, alive, imprisoned = _gate_conditions()
        failed = [condition for condition in (born, alive) if self.held(condition) is False]
        return failed + ([imprisoned] if self.held(imprisoned) else [])


def case_of(facts: Mapping[str, object], month: str, book: RuleBook) -> Case:
    """Look at a person. Raises FactError, NoLawError, NoLawForTitleError."""
    rules = book.rules(month)
    values = coded({name: value for name, value in facts.items() if name not in _NOT_FACTS}, rules)
    profile = profile_of(values, rules)
    given = facts.get("born")
    partial = given if isinstance(given, str) and len(given) < len("YYYY-MM-DD") else None
    born = values["born"]
    return replace(
        case_from(month, book, rules, values, profile),
        born_given=partial or (None if born is None else iso_day(born)),
    )


def case_from(month: str, book: RuleBook, rules: MonthRules, values: Values, profile: Profile) -> Case:
    """The same from facts already coded."""
    resolution = resolved(profile, rules)
    combined = None if resolution.missing else combine(titles_of(resolution.completed, rules), rules)
    if rules.unwritten and combined is not None and not combined.paid:
        true, known = np.array([[profile.true], [profile.known]], dtype=np.uint64)
        refuse_unwritten(np.array([NOT_ELIGIBLE]), true, known, rules)
    return Case(month, book, rules, values, profile, resolution.missing, combined)


def answer_of(case: Case) -> dict[str, object]:
    """outcome, total_vnd, benefits and missing of the contract's row of results."""
    return {
        "outcome": case.outcome,
        "total_vnd": None if case.combined is None else sum(line[3] for line in case.paid),
        "benefits": [benefit_of(line) for line in case.paid],
        "missing": list(names_of(case.missing)),
    }


def benefit_of(line: Line) -> dict[str, object]:
    """A line as the contract lists it."""
    rule, tenths, base, amount = line
    return {
        "programme": rule.category.programme,
        "category": rule.category.code,
        "coefficient": coefficient_text(tenths),
        "base_vnd": base,
        "amount_vnd": amount,
        "citation": rule.version.citation,
    }


def coefficient_text(tenths: int) -> str | None:
    """A coefficient in tenths as decimal text ("2.5"); None where the law names an amount."""
    return None if tenths == NAMED_AMOUNT else f"{tenths // 10}.{tenths % 10}"


def _gate_conditions() -> tuple[Condition, Condition, Condition]:
    born, alive, unless_imprisoned = GATE.parts
    assert not isinstance(unless_imprisoned, Condition)  # noqa: S101  # the gate is written in rule_book.py
    imprisoned = unless_imprisoned.parts[0]
    assert isinstance(born, Condition)  # noqa: S101
    assert isinstance(alive, Condition)  # noqa: S101
    assert isinstance(imprisoned, Condition)  # noqa: S101
    return born, alive, imprisoned
