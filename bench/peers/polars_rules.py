"""The law of every regime written by hand as Polars expressions: dates and amounts of the month typed in.

Written from the decrees, not from ansinh/legislation. All facts are known. Answers as FLAT of flat.py says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from bench.peers.flat import ALLOWANCES, CARERS, FLAT, PENSIONS

c = pl.col
KHOAN_5 = ["elderly_alone", "elderly_hard_area", "elderly_80", "elderly_fostered"]
GONE = ["deceased", "missing", "in_facility", "detained"]


@dataclass(frozen=True)
class Month:
    """A month and what differs in it: amounts in đồng a month, and which decree governs."""

    first: date
    base: int
    quang_ninh: int
    ha_noi: int
    pension: int  # 0 before the social pension

    @property
    def last(self) -> date:
        return date(self.first.year + self.first.month // 12, self.first.month % 12 + 1, 1) - timedelta(days=1)

    def since(self, year: int, month: int) -> bool:
        return self.first >= date(year, month, 1)

    def full(self, years: int) -> pl.Expr:
        """From the month of the birthday on: born before the month after this one, so many years ago."""
        return c("born") < _first_of_next(self.last.replace(day=1), years)

    def under(self, years: int) -> pl.Expr:
        """Up to the month of the birthday: born in this month so many years ago, or later."""
        return c("born") >= self.first.replace(year=self.first.year - years)


def _first_of_next(first: date, years_before: int) -> date:
    following = (first + timedelta(days=31)).replace(day=1)
    return following.replace(year=following.year - years_before)


def month(text: str) -> Month:
    """The month "YYYY-MM" with its amounts, in thousands of đồng: the decrees' and those of two provinces."""
    base = _latest(text, ("2012-06", 180), ("2015-01", 270), ("2021-07", 360), ("2024-07", 500), ("2026-07", 540))
    quang_ninh = max(base, _latest(text, ("2021-08", 450), ("2023-01", 500), ("2024-10", 700)))
    ha_noi = max(base, _latest(text, ("2026-01", 650)))
    pension = _latest(text, ("2025-07", 500), ("2026-07", 540))
    thousands = (amount * 1000 for amount in (base, quang_ninh, ha_noi, pension))
    return Month(date.fromisoformat(f"{text}-01"), *thousands)


def _latest(text: str, *values: tuple[str, int]) -> int:
    return next((value for first, value in reversed(values) if first <= text), 0)


def _when(condition: pl.Expr, amount: pl.Expr | int) -> pl.Expr:
    return pl.when(condition).then(amount).otherwise(0).cast(pl.Int64)


def _without_care(m: Month) -> pl.Expr:
    """Đ5.1; from NĐ 335 on one of the parents may be one who cannot be identified."""
    father, mother = c("father").is_in(GONE), c("mother").is_in(GONE)
    pairs = father & mother
    if m.since(2026, 10):
        pairs |= (father & (c("mother") == "unidentified")) | (mother & (c("father") == "unidentified"))
    return c("abandoned") | pairs


def _children(m: Month) -> pl.Expr:
    small, grown = c("children_under_16").cast(pl.Int64), c("children_16_22_studying").cast(pl.Int64)
    if m.since(2026, 10):
        older = grown + c("children_over_22_studying")
        return small + pl.when(c("had_single_parent_allowance")).then(older).otherwise(0)
    return small + grown if m.since(2021, 7) else (small + grown).clip(upper_bound=2)


def titles(m: Month) -> dict[str, pl.Expr]:
    """The amount of each title, 0 for none, before they are combined."""
    base = (
        pl.when(c("province") == "22").then(m.quang_ninh).when(c("province") == "01").then(m.ha_noi).otherwise(m.base)
    ).cast(pl.Int64)
    there = (c("born") <= m.last) & (c("died").is_null() | (c("died") >= m.first)) & ~c("imprisoned")
    certified = c("disability_certified").is_null() | (c("disability_certified") <= m.last)
    extreme = there & (c("disability") == "extremely_severe") & certified
    disabled = there & c("disability").is_in(["severe", "extremely_severe"]) & certified
    barred = (c("pension_vnd") > 0) | c("merit_allowance")
    halves = pl.when(extreme).then(4).otherwise(3) + (m.full(60) | ~m.full(16)).cast(pl.Int64)
    found = {"disability": _when(disabled & ~barred, halves * base // 2)}
    if not m.since(2015, 1):
        return found
    found |= _children_and_parents(m, there, base) | _elderly_and_ill(m, there, base)
    found |= _care(m, there, extreme, disabled, base)
    if m.since(2021, 7):
        other = _without_care(m) | (c("hiv") & (c("poverty") == "poor")) | disabled
        small = there & m.under(3) & (c("poverty") != "none") & c("hard_area") & ~other
        found["small_child_hard_area"] = _when(small, 15 * base // 10)
    if m.pension:
        citizen = there & c("citizen") & (c("pension_vnd") < m.pension)
        found["pension_75"] = _when(citizen & m.full(75), m.pension)
        found["pension_70_poor"] = _when(citizen & m.full(70) & m.under(75) & (c("poverty") != "none"), m.pension)
    return found


def _children_and_parents(m: Month, there: pl.Expr, base: pl.Expr) -> dict[str, pl.Expr]:
    orphan = there & m.under(16) & _without_care(m)
    by_age = pl.when(m.full(4)).then(15).otherwise(25) * base // 10
    student = there & m.full(16) & c("had_orphan_allowance") & (c("studying") == "yes")
    if not m.since(2026, 10):
        student &= m.under(22)
    poor_enough = (c("poverty") != "none") if m.since(2021, 7) else (c("poverty") == "poor")
    alone = there & poor_enough & c("marital").is_in(["single", "widowed", "spouse_missing"])
    child = there & m.under(16) & c("hiv") & (c("poverty") == "poor")
    return {
        "orphan_child": _when(orphan, by_age),
        "orphan_student": _when(student, 15 * base // 10),
        "hiv_child": _when(child, pl.when(m.full(4)).then(20).otherwise(25) * base // 10),
        "single_parent": _when(alone, _children(m) * base),
        "foster_child": _when(orphan & (c("care") == "foster"), by_age),
    }


def _elderly_and_ill(m: Month, there: pl.Expr, base: pl.Expr) -> dict[str, pl.Expr]:
    poor = c("poverty") == "poor"
    alone = there & m.full(60) & poor & (c("support") != "present")
    kept = (c("support") == "none") & c("facility_eligible") & (c("care") == "foster")
    fostered = there & m.full(60) & poor & kept
    older = m.full(75 if m.since(2026, 10) else 80)
    adult = there & m.full(16) & c("hiv") & poor & ~c("stable_income") & (c("pension_vnd") == 0)
    found = {
        "elderly_alone": _when(alone, pl.when(older).then(20).otherwise(15) * base // 10),
        "elderly_fostered": _when(fostered, 3 * base),
        "foster_elderly": _when(fostered, 15 * base // 10),
        "hiv_adult": _when(adult, 15 * base // 10),
    }
    if not m.since(2025, 7):
        found["elderly_80"] = _when(there & m.full(80) & (c("pension_vnd") == 0) & ~alone, base)
    if m.since(2021, 7) and not m.since(2025, 7):
        hard = (c("poverty") != "none") & c("hard_area")
        found["elderly_hard_area"] = _when(there & m.full(75) & m.under(80) & hard & ~alone, base)
    return found


def _care(m: Month, there: pl.Expr, extreme: pl.Expr, disabled: pl.Expr, base: pl.Expr) -> dict[str, pl.Expr]:
    small = c("children_under_36_months")
    parent = disabled & (c("pregnant") | (small > 0)) & ~c("spouse_has_parent_support")
    more = (small > 1) | (c("pregnant") & (small > 0))
    child = 25 if m.since(2021, 7) else 15
    adult = 40 if m.since(2021, 7) else 30
    in_facility = pl.when(m.full(60)).then(40).when(m.full(16)).then(adult).when(m.full(4)).then(40).otherwise(50)
    fostered = extreme & (c("care") == "foster")
    return {
        "foster_disabled": _when(fostered, pl.when(m.full(16)).then(15).otherwise(child) * base // 10),
        "household_carer": _when(extreme & (c("care") == "own_household"), base),
        "disabled_parent": _when(parent, pl.when(more).then(20).otherwise(15) * base // 10),
        "facility_resident": _when(there & c("in_facility"), in_facility * base // 10),
    }


def determine(people: pl.LazyFrame, text: str) -> pl.LazyFrame:
    """The flat answers of everybody for the month "YYYY-MM"."""
    m = month(text)
    expressions = titles(m)
    none = pl.lit(0, dtype=pl.Int64)
    names = [*ALLOWANCES, *PENSIONS, *CARERS, "disabled_parent", "facility_resident"]
    parts = people.select(**{name: expressions.get(name, none) for name in names})
    partners = [*KHOAN_5, "disability", *(["hiv_adult"] if m.since(2021, 7) else [])]

    def best(group: list[str]) -> pl.Expr:
        # The amount and, for ties, the first of the list of all allowances, in one integer.
        order = ALLOWANCES if group is partners else group
        return pl.max_horizontal(c(name) * 64 + (63 - order.index(name)) for name in group if name in expressions)

    def best_or_none(group: list[str]) -> pl.Expr:
        return best(group) if any(name in expressions for name in group) else none + 63

    ranked = parts.with_columns(
        one=best_or_none(ALLOWANCES),
        partner=best_or_none(partners),
        pension=best_or_none(PENSIONS),
        carer=best_or_none(CARERS),
    )
    together = c("single_parent") + c("partner") // 64
    pair = (c("single_parent") > 0) & (c("partner") // 64 > 0) & (together > c("one") // 64)
    home = c("facility_resident") == 0
    due = pl.when(~home).then(0).when(pair).then(together).otherwise(c("one") // 64)
    chosen = ranked.with_columns(pair=pair, due=due).with_columns(instead=c("due") > c("pension") // 64)
    beside = pl.when(c("instead") & c("pair")).then(c("single_parent")).otherwise(0)
    flat = chosen.select(
        allowance_vnd=pl.when(c("instead")).then(c("due") - beside).otherwise(0),
        allowance_code=63 - pl.when(c("pair")).then(c("partner")).otherwise(c("one")) % 64,
        parent_beside_vnd=beside,
        pension_vnd=pl.when(c("instead")).then(0).otherwise(c("pension") // 64),
        pension_code=63 - c("pension") % 64,
        carer_vnd=pl.when(home).then(c("carer") // 64).otherwise(0),
        carer_code=63 - c("carer") % 64,
        disabled_parent_vnd=pl.when(home).then(c("disabled_parent")).otherwise(0),
        facility_vnd=c("facility_resident"),
    )
    amounts = [name for name in FLAT if name.endswith("_vnd") and name != "total_vnd"]
    return flat.with_columns(total_vnd=pl.sum_horizontal(amounts))
