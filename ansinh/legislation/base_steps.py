"""The base amounts that a list's own figures are checked against."""

from __future__ import annotations

from ansinh.legislation.dated_values import Dated, in_force
from ansinh.legislation.law import higher
from ansinh.legislation.rule_book import RuleBook


def base_steps(book: RuleBook, province: str = "15") -> list[tuple[str, int]]:
    """(first month, đồng) in order of months: the national base, or the province's own where that is higher (NĐ 20
    Đ4)."""
    national = book.amounts["base"]
    own = book.provinces.get(province)
    local: tuple[Dated, ...] = own.base if own else ()
    steps = []
    for month in sorted({value.first for value in (*national, *local)}):
        amount = higher(in_force(national, month), in_force(local, month))
        if amount is not None:
            steps.append((month, int(amount.value)))
    return steps
