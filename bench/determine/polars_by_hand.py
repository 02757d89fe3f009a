"""The rules of November 2026 written by hand as Polars expressions: the peer that determine is measured against.

Written from the decree, not from ansinh/legislation, and on purpose the way one would write it for one month: dates and
amounts are typed in and all facts are known. ``run_flat`` writes codes and amounts only; ``run`` writes what determine
writes: lines with programme, category, coefficient, base, amount and article (the words of the articles are looked up).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from ansinh.legislation import PROGRAMMES, WRITTEN_CATEGORIES, citation

c = pl.col
PENSION = 540_000
ALLOWANCES = ["orphan_child", "orphan_student", "hiv_child", "single_parent", "elderly_alone", "elderly_fostered",
              "disability", "small_child_hard_area", "hiv_adult"]  # fmt: skip
BESIDE = ["elderly_alone", "elderly_fostered", "disability", "hiv_adult"]
CARERS = ["foster_child", "foster_elderly", "foster_disabled", "household_carer"]


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
    parts = people.select("person_id", "month", "province", pension_75=_full(75), **expressions())

    def best(names: list[str]) -> pl.Expr:
        # The amount and, for ties, the first of the list, in one integer.
        return pl.max_horizontal(c(name) * 64 + (63 - i) for i, name in enumerate(names))

    ranked = parts.with_columns(one=best(ALLOWANCES), partner=best(BESIDE), carer=best(CARERS))
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
        "province",
        "pension_75",
        allowance_vnd=pl.when(instead).then(c("allowance")).otherwise(0),
        parent_beside_vnd=pl.when(instead & c("both")).then(c("single_parent")).otherwise(0),
        allowance_code=pl.when(c("both")).then(63 - c("partner") % 64).otherwise(63 - c("one") % 64),
        pension_vnd=pl.when(instead).then(0).otherwise(c("pension")),
        carer_vnd=pl.when(home).then(c("carer") // 64).otherwise(0),
        carer_code=63 - c("carer") % 64,
        parent_vnd=pl.when(home).then(c("disabled_parent")).otherwise(0),
        facility_vnd=c("facility"),
    )
    total = pl.sum_horizontal("allowance_vnd", "pension_vnd", "carer_vnd", "parent_vnd", "facility_vnd")
    outcome = pl.when(total > 0).then(pl.lit("eligible")).otherwise(pl.lit("not_eligible"))
    return paid.with_columns(total_vnd=total, outcome=outcome)


def run_flat(facts: Path, out: Path) -> None:
    """Parquet in, Parquet out, streaming; the flat result."""
    flat = determine_by_hand(pl.scan_parquet(facts)).drop("province", "pension_75")
    flat.sink_parquet(out, compression="zstd", compression_level=1)


def run(facts: Path, out: Path) -> None:
    """Parquet in, Parquet out; the whole result. Lines are made for those only who have some, then joined to all.

    The quickest way that was found: a list of structs for every row (pl.concat_list) takes fifty times as long.
    """
    flat = determine_by_hand(pl.scan_parquet(facts)).collect(engine="streaming").lazy().with_row_index("row")
    lines = pl.concat(_lines(flat)).sort("row", "order").group_by("row", maintain_order=True)
    lists = lines.agg(benefits=pl.struct("programme", "category", "coefficient", "base_vnd", "amount_vnd", "citation"))
    whole = flat.join(lists, on="row", how="left", maintain_order="left").select(
        "person_id",
        "month",
        c("outcome").cast(pl.Enum(["not_eligible", "eligible", "undetermined"])),
        "total_vnd",
        c("benefits").fill_null([]),
        missing=pl.lit(pl.Series([[]], dtype=pl.List(pl.String))).first(),
    )
    whole.sink_parquet(out, compression="zstd", compression_level=1)


def _lines(flat: pl.LazyFrame) -> list[pl.LazyFrame]:
    beside = c("parent_beside_vnd")
    single = pl.lit(ALLOWANCES.index("single_parent"))
    partner = c("allowance_code").replace_strict(
        {i: ALLOWANCES.index(name) for i, name in enumerate(BESIDE)}, default=0
    )
    own = pl.when(beside > 0).then(partner).otherwise(c("allowance_code"))
    return [
        _line(flat, ALLOWANCES, own, c("allowance_vnd") - beside),
        _line(flat, ALLOWANCES, single, beside),
        _line(flat, ["pension_75", "pension_70_poor"], (~c("pension_75")).cast(pl.Int64), c("pension_vnd"), named=True),
        _line(flat, CARERS, c("carer_code"), c("carer_vnd")),
        _line(flat, ["disabled_parent"], pl.lit(0), c("parent_vnd")),
        _line(flat, ["facility_resident"], pl.lit(0), c("facility_vnd")),
    ]


def _line(flat: pl.LazyFrame, names: list[str], code: pl.Expr, amount: pl.Expr, *, named: bool = False) -> pl.LazyFrame:
    base = pl.when(c("province") == "22").then(700_000).when(c("province") == "01").then(650_000).otherwise(540_000)
    tenths = (amount * 10 // base).cast(pl.Int64)
    order = list(WRITTEN_CATEGORIES)
    articles = [citation(name, "2026-11") for name in names]
    every = list(
        dict.fromkeys(version.citation for category in WRITTEN_CATEGORIES.values() for version in category.versions)
    )

    def word(words: list[str], kind: list[str]) -> pl.Expr:
        return code.replace_strict(dict(enumerate(words)), return_dtype=pl.Enum(kind))

    return flat.filter(amount > 0).select(
        "row",
        order=code.replace_strict(dict(enumerate(map(order.index, names))), return_dtype=pl.UInt8),
        programme=pl.lit(WRITTEN_CATEGORIES[names[0]].programme, dtype=pl.Enum(list(PROGRAMMES))),
        category=word(names, order),
        coefficient=pl.lit(None, dtype=pl.String) if named else pl.format("{}.{}", tenths // 10, tenths % 10),
        base_vnd=(amount if named else base).cast(pl.Int64),
        amount_vnd=amount.cast(pl.Int64),
        citation=word(articles, every),
    )
