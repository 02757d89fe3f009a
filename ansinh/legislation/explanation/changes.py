"""What would change an answer: the months, and one fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ansinh.legislation.explanation.by_fact import FactChange, fact_changes
from ansinh.legislation.explanation.by_time import TimeChange, next_change
from ansinh.legislation.explanation.case import case_of
from ansinh.legislation.rule_book import RuleBook

GAINS = ("starts", "raises")


@dataclass(frozen=True, slots=True)
class WhatWouldChange:
    """``by_time``: the nearest month with another answer, None within the horizon; ``by_fact``: one fact otherwise."""

    by_time: TimeChange | None
    by_fact: tuple[FactChange, ...]

    @property
    def gains(self) -> list[FactChange]:
        """Those that start or raise a benefit."""
        return [change for change in self.by_fact if change.effect in GAINS]

    @property
    def losses(self) -> list[FactChange]:
        """Those that lower or end one, or settle that there is none."""
        return [change for change in self.by_fact if change.effect not in GAINS]


def changes_of(facts: Mapping[str, object], month: str, horizon_months: int, book: RuleBook) -> WhatWouldChange:
    """Look ahead and aside. Raises FactError, NoLawError."""
    case = case_of(facts, month, book)
    return WhatWouldChange(next_change(facts, case, horizon_months), tuple(fact_changes(case)))
