"""The rules of November 2026 written by hand as Polars expressions: the peer that determine is measured against.

Written from the decree, not from ansinh/legislation, and on purpose the way one would write it for one month: dates and
amounts are typed in, all facts are known, and the result is flat (codes and amounts, no lines with articles).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

c = pl.col
PENSION = 540_000


def _full(years: int) -> pl.Expr:
    return c("born") <= date(2026 - years, 11, 30)


def _under(years: int) -> pl.Expr:
    return c("born") >= date(2026 - years, 11, 1)


def _when(condition: pl.Expr, amount: pl.Expr | int) -> pl.Expr:
    return pl.when(condition).then(amount).otherwise(0)


def expressions() -> dict[str, pl.Expr]:
    """Amounts by category, before they are combined."""
    base = pl.when(c("province") == "22").then(700_000).when(c("province") == "01").then(650_000).otherwise(540_000)
    there = (
        (c("born") <= date(2026, 11, 30)) & (c("died").is_null() | (c("died") >= date(2026, 11, 1))) & ~c("imprisoned")
    )
    poor, near = c("poverty") == "poor", c("poverty") != "none"
    gone = ["deceased", "missing", "in_facility", "detained"]
    father, mother = c("father").is_in(gone), c("mother").is_in(gone)
    without = (
        c("abandoned")
        | (father & mother)
        | (father & (c("mother") == "unidentified"))
        | (mother & (c("father") == "unidentified"))
    )
    certified = c("disability_certified").is_null() | (c("disability_certified") <= date(2026, 11, 30))
    extreme = (c("disability") == "extremely_severe") & certified
    disabled = c("disability").is_in(["severe", "extremely_severe"]) & certified
    hiv_poor = c("hiv") & poor
    child = there & _under(16)
    orphan = child & without
    older = pl.when(c("had_single_parent_allowance")).then(
        c("children_16_22_studying").cast(pl.Int64) + c("children_over_22_studying")
    )
    children = c("children_under_16").cast(pl.Int64) + older.otherwise(0)
    single = near & c("marital").is_in(["single", "widowed", "spouse_missing"]) & (children > 0)
    alone = _full(60) & poor & (c("support") != "present")
    fostered = there & _full(60) & poor & (c("support") == "none") & c("facility_eligible") & (c("care") == "foster")
    halves = pl.when(extreme).then(4).otherwise(3) + (_full(60) | ~_full(16)).cast(pl.Int64)
    foster = c("care") == "foster"
    pension = there & c("citizen") & (c("pension_vnd") < PENSION)
    small = c("children_under_36_months")
    return {
        "orphan_child": _when(orphan, pl.when(_full(4)).then(15).otherwise(25) * base // 10),
        "orphan_student": _when(
            there & _full(16) & c("had_orphan_allowance") & (c("studying") == "yes"), 15 * base // 10
        ),
        "hiv_child": _when(child & hiv_poor, pl.when(_full(4)).then(20).otherwise(25) * base // 10),
        "single_parent": _when(there & single, children * base),
        "elderly_alone": _when(there & alone, pl.when(_full(75)).then(20).otherwise(15) * base // 10),
        "elderly_fostered": _when(fostered, 3 * base),
        "disability": _when(there & disabled & (c("pension_vnd") == 0) & ~c("merit_allowance"), halves * base // 2),
        "small_child_hard_area": _when(
            there & _under(3) & near & c("hard_area") & ~without & ~hiv_poor & ~disabled, 15 * base // 10
        ),
        "hiv_adult": _when(
            there & _full(16) & hiv_poor & ~c("stable_income") & (c("pension_vnd") == 0), 15 * base // 10
        ),
        "pension": _when(pension & (_full(75) | (_full(70) & near)), PENSION),
        "foster_child": _when(orphan & foster, pl.when(_full(4)).then(15).otherwise(25) * base // 10),
        "foster_elderly": _when(fostered, 15 * base // 10),
        "foster_disabled": _when(there & extreme & foster, pl.when(_full(16)).then(15).otherwise(25) * base // 10),
        "household_carer": _when(there & extreme & (c("care") == "own_household"), base),
        "disabled_parent": _when(
            there & disabled & (c("pregnant") | (small > 0)) & ~c("spouse_has_parent_support"),
            pl.when((small > 1) | (c("pregnant") & (small > 0))).then(20).otherwise(15) * base // 10,
        ),
        "facility": _when(there & c("in_facility"), pl.when(_full(4)).then(4).otherwise(5) * base),
    }


def determine_by_hand(people: pl.LazyFrame) -> pl.LazyFrame:
    """person_id, month, outcome, total_vnd, and per group the amount and (for two of them) the category paid."""
    parts = people.select("person_id", "month", **expressions())
    allowances = ["orphan_child", "orphan_student", "hiv_child", "single_parent", "elderly_alone", "elderly_fostered",
                  "disability", "small_child_hard_area", "hiv_adult"]  # fmt: skip
    beside = ["elderly_alone", "elderly_fostered", "disability", "hiv_adult"]
    carers = ["foster_child", "foster_elderly", "foster_disabled", "household_carer"]

    def best(names: list[str]) -> pl.Expr:
        # The amount and, for ties, the first of the list, in one integer.
        return pl.max_horizontal(c(name) * 64 + (63 - i) for i, name in enumerate(names))

    ranked = parts.with_columns(one=best(allowances), partner=best(beside), carer=best(carers))
    pair = (c("single_parent") > 0) & (c("partner") // 64 > 0)
    together = c("single_parent") + c("partner") // 64
    both = pair & (together > c("one") // 64)
    chosen = ranked.with_columns(
        both=both, allowance=pl.when(c("facility") > 0).then(0).when(both).then(together).otherwise(c("one") // 64)
    )
    home = c("facility") == 0
    instead = c("allowance") > c("pension")
    paid = chosen.select(
        "person_id",
        "month",
        allowance_vnd=pl.when(instead).then(c("allowance")).otherwise(0),
        allowance_code=pl.when(instead).then(
            pl.when(c("both")).then(100 + 63 - c("partner") % 64).otherwise(63 - c("one") % 64)
        ),
        pension_vnd=pl.when(instead).then(0).otherwise(c("pension")),
        carer_vnd=pl.when(home).then(c("carer") // 64).otherwise(0),
        carer_code=63 - c("carer") % 64,
        parent_vnd=pl.when(home).then(c("disabled_parent")).otherwise(0),
        facility_vnd=c("facility"),
    )
    total = pl.sum_horizontal("allowance_vnd", "pension_vnd", "carer_vnd", "parent_vnd", "facility_vnd")
    outcome = pl.when(total > 0).then(pl.lit("eligible")).otherwise(pl.lit("not_eligible"))
    return paid.with_columns(total_vnd=total, outcome=outcome)


def run(facts: Path, out: Path) -> None:
    """Parquet in, Parquet out, streaming; the flat result."""
    determine_by_hand(pl.scan_parquet(facts)).sink_parquet(out, compression="zstd", compression_level=1)
