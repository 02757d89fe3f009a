"""What was due held against what was paid, month by month, in whole đồng."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ansinh.legislation.calendar_days import month_number, month_text
from ansinh.legislation.dated_values import Dated, in_force, load_amounts, load_provinces
from ansinh.legislation.errors import LawError
from ansinh.legislation.law import higher


@dataclass(frozen=True, slots=True)
class MonthDifference:
    """A month whose two sides differ, đồng. ``difference_vnd`` above zero is owed, below zero was paid too much."""

    month: str
    due_vnd: int
    paid_vnd: int

    @property
    def difference_vnd(self) -> int:
        """Due less paid."""
        return self.due_vnd - self.paid_vnd


@dataclass(frozen=True, slots=True)
class Balance:
    """The months that differ, in order. What was paid too much for a month is never taken off another by itself."""

    months: tuple[MonthDifference, ...]

    @property
    def arrears_vnd(self) -> int:
        """Truy lĩnh: the sum of what is still owed."""
        return sum(max(month.difference_vnd, 0) for month in self.months)

    @property
    def recovery_vnd(self) -> int:
        """Thu hồi: the sum of what was paid too much, as a positive number."""
        return sum(max(-month.difference_vnd, 0) for month in self.months)

    @property
    def total_vnd(self) -> int:
        """Arrears less recoveries."""
        return sum(month.difference_vnd for month in self.months)


def balance(due: Mapping[str, int], paid: Mapping[str, int]) -> Balance:
    """Differences by month "YYYY-MM"; a month absent on a side is zero there.

    Raises LawError for what is not a month and for amounts that are negative or not whole đồng.
    """
    for amounts in (due, paid):
        for month, vnd in amounts.items():
            month_number(month)
            if type(vnd) is not int or vnd < 0:
                raise LawError(f"{month}: {vnd!r} không phải là số đồng nguyên, không âm.")
    rows = (MonthDifference(month, due.get(month, 0), paid.get(month, 0)) for month in sorted({*due, *paid}))
    return Balance(tuple(row for row in rows if row.difference_vnd))


@dataclass(frozen=True, slots=True)
class RateConversion:
    """A new rate that holds from ``first`` although its decree came later, for those who were already receiving."""

    first: str
    article: str
    text_vi: str


RATE_CONVERSIONS: tuple[RateConversion, ...] = (
    RateConversion(
        "2026-07",
        "khoản 3, khoản 4 và khoản 5 Điều 32 Nghị định 335/2026/NĐ-CP",
        "Đối tượng đang hưởng được chuyển sang mức tương ứng quy định tại Nghị định này từ ngày 01 tháng 7 năm 2026.",
    ),
)


def rate_arrears(
    months_at_old_rate: Iterable[str], *, tenths: int = 10, rate: str = "base", province: str | None = None
) -> Balance:
    """What is owed for months that were paid at the rate before a conversion, for a coefficient in tenths.

    ``rate``: "base" or "social_pension", as in values/amounts.yaml. ``province``: GSO code, to count its own rate when
    it is the higher one; where that did not change nothing is owed. Months before a conversion owe nothing.
    Raises LawError for a coefficient that is not above zero, and KeyError for a rate of another name.
    """
    if tenths <= 0:
        raise LawError(f"Hệ số {tenths / 10} phải lớn hơn 0.")
    national, own = load_amounts()[rate], _own_rates(province, rate)
    due, paid = {}, {}
    for month in months_at_old_rate:
        number = month_number(month)
        conversion = next((c for c in reversed(RATE_CONVERSIONS) if month_number(c.first) <= number), None)
        if conversion is None:
            continue
        before = month_text(month_number(conversion.first) - 1)
        due[month] = tenths * _vnd(national, own, month, month) // 10
        paid[month] = tenths * _vnd(national, own, before, month) // 10
    return balance(due, paid)


def _own_rates(province: str | None, rate: str) -> tuple[Dated, ...]:
    found = load_provinces().get(province) if province else None
    if found is None:
        return ()
    return found.base if rate == "base" else found.social_pension


def _vnd(national: tuple[Dated, ...], own: tuple[Dated, ...], national_month: str, month: str) -> int:
    """The rate: the national one as of a month, or the province's own where that is higher (Đ4.3)."""
    found = higher(in_force(national, national_month), in_force(own, month))
    if found is None:
        raise LawError(f"Tháng {month} chưa có mức nào.")
    return int(found.value)
