"""What is being paid held against what the law now gives, person by person and programme by programme."""

from __future__ import annotations

import polars

from ansinh.casework.states import Kind

KEY = ("person_id", "programme")
BENEFIT = ("category", "coefficient_tenths", "base_vnd", "amount_vnd")


def _signed(benefits: polars.DataFrame, name: str) -> polars.DataFrame:
    """One row a person and programme: the sum, and a text that is equal exactly when the benefits are."""
    line = polars.format("{}:{}:{}", "category", polars.col("coefficient_tenths").fill_null(-1), "amount_vnd")
    return benefits.group_by(*KEY).agg(
        polars.col("amount_vnd").sum().alias(f"{name}_vnd"),
        line.sort().str.join("|").alias(f"{name}_benefits"),
        polars.col("area_id").first().alias(f"{name}_area"),
    )


def _unlike(paid: polars.DataFrame, due: polars.DataFrame) -> polars.DataFrame:
    """Who has a benefit on one side alone, or more often there: nearly nobody, of millions, is put into words."""
    row = [*KEY, "category", "coefficient_tenths", "amount_vnd"]
    sides = [side.group_by(row).len() for side in (paid, due)]
    alone = [one.join(other, on=[*row, "len"], how="anti", nulls_equal=True) for one, other in (sides, reversed(sides))]
    return polars.concat(alone).select(KEY).unique()


def differences(paid: polars.DataFrame, due: polars.DataFrame) -> polars.DataFrame:
    """Where the two differ: person_id, programme, kind, area_id, and both sides' sum (_vnd) and text (_benefits).

    ``paid`` and ``due`` hold one row a benefit with the columns of KEY and BENEFIT and ``area_id``.
    """
    unlike = _unlike(paid, due)
    before, after = (side.join(unlike, on=KEY, how="semi") for side in (paid, due))
    joined = _signed(before, "before").join(_signed(after, "after"), on=KEY, how="full", coalesce=True)
    kind = (
        polars.when(polars.col("before_vnd").is_null())
        .then(polars.lit(Kind.START.value))
        .when(polars.col("after_vnd").is_null())
        .then(polars.lit(Kind.STOP.value))
        .otherwise(polars.lit(Kind.ADJUST.value))
    )
    return (
        joined.filter(polars.col("before_benefits").ne_missing(polars.col("after_benefits")))
        .with_columns(kind.alias("kind"))
        .with_columns(
            polars.col("before_vnd", "after_vnd").fill_null(0),
            polars.coalesce("after_area", "before_area").alias("area_id"),
        )
        .drop("before_area", "after_area")
        .sort(*KEY)
    )
