"""Rows of the registry as they are stored: what may not lie open sealed, with its blind index."""

from __future__ import annotations

import polars as pl

from ansinh.kernel.sealing.blind import blind_all
from ansinh.kernel.sealing.columns import sealed
from ansinh.registry.public import (
    BY_CODE,
    Disability,
    Identity,
    Paper,
    PaymentChannel,
    Person,
    SealedCircumstance,
)

_COLUMNS = (
    (Person, ("ethnicity",)),
    (Identity, ("ethnicity",)),
    (Paper, ("number",)),
    (PaymentChannel, ("account",)),
    (Disability, ("degree", "types", "certified_on")),
)


def as_stored(rows: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The same rows by table, with sealed circumstances in a table of their own."""
    found = dict(rows)
    paper = Paper._meta.db_table
    index = pl.Series("number_index", blind_all("number", rows[paper]["number"].to_list()), dtype=pl.String)
    found[paper] = rows[paper].with_columns(index)
    certificates = Disability._meta.db_table
    found[certificates] = rows[certificates].with_columns(
        pl.col("types").str.strip_chars("{}"), pl.col("certified_on").dt.strftime("%Y-%m-%d")
    )
    for model, columns in _COLUMNS:
        frame = found[model._meta.db_table]
        found[model._meta.db_table] = frame.with_columns(sealed(model, column, frame[column]) for column in columns)
    return found | _circumstances(rows["registry_circumstance"])


def _circumstances(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    hidden = pl.col("kind").is_in([code for code, kind in BY_CODE.items() if kind.sealed])
    closed = frame.filter(hidden)
    content = closed.select(pl.col("kind") + "=" + pl.col("value").fill_null("")).to_series().rename("content")
    kinds = closed.select(pl.col("person_id").cast(pl.String) + "|" + pl.col("kind")).to_series()
    slot = pl.Series("slot", blind_all("circumstance", kinds.to_list()), dtype=pl.String)
    return {
        "registry_circumstance": frame.filter(~hidden),
        "registry_sealed_circumstance": closed.drop("kind", "value").with_columns(
            sealed(SealedCircumstance, "content", content), slot
        ),
    }
