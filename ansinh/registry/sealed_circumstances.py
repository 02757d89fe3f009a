"""The sealed part of a month's facts: opened column by column after the query, never in the database."""

from __future__ import annotations

import polars

from ansinh.kernel.sealing.values import open_series
from ansinh.registry.circumstance_table import KINDS

_SEALED = [kind.code for kind in KINDS if kind.sealed]
_WHOLE_MONTH = [kind.code for kind in KINDS if kind.sealed and kind.counts == "whole_month"]


def with_sealed(frame: polars.DataFrame, unknown: str) -> polars.DataFrame:
    """Put the opened values in place of the defaults of the sealed kinds, and open degree and day of the certificate.

    ``sealed`` (dropped): the rows of a person that may count for the month, the latest first, divided by spaces; "+"
    before one that holds the whole month, "-" before the others. ``disability``: sealed, or in clear where it is a
    default.
    """
    certificates = frame.with_columns(_opened(frame["disability"]), _opened(frame["disability_certified"]))
    rows = (
        frame.select("person_id", polars.col("sealed").str.split(" "))
        .drop_nulls()
        .explode("sealed", empty_as_null=False)
        .select("person_id", whole=polars.col("sealed").str.starts_with("+"), token=polars.col("sealed").str.slice(1))
    )
    opened = open_series(rows["token"]).str.split_exact("=", 1).struct.rename_fields(["kind", "value"]).struct.unnest()
    counted = (
        polars.concat([rows.select("person_id", "whole"), opened], how="horizontal")
        .filter(polars.col("whole") | ~polars.col("kind").is_in(_WHOLE_MONTH))
        .unique(["person_id", "kind"], keep="first", maintain_order=True)
        .with_columns(polars.col("value").replace("", unknown))
    )
    wide = counted.pivot("kind", on_columns=_SEALED, index="person_id", values="value")
    joined = certificates.drop("sealed").join(wide, on="person_id", how="left", maintain_order="left", suffix="_held")
    return joined.with_columns(polars.coalesce(f"{code}_held", code).alias(code) for code in _SEALED).drop(
        f"{code}_held" for code in _SEALED
    )


def _opened(series: polars.Series) -> polars.Series:
    """Open what is sealed in a column; texts without a key number in them are defaults and stay."""
    sealed = series.str.contains(".", literal=True).fill_null(value=False)
    places = sealed.arg_true()
    if places.is_empty():
        return series
    return series.scatter(places, open_series(series.gather(places)))
