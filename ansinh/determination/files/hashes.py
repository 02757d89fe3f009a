"""Hashes of the facts of many people: the same as ``legislation.facts_hash`` of each, made column by column."""

from __future__ import annotations

import hashlib
import json

import numpy as np
import polars as pl

from ansinh.legislation import FACTS, WRITTEN_BOOK, FactBatch, FactColumn
from ansinh.legislation.batch import BY_AGE, NOT_KNOWN
from ansinh.legislation.compiled import NULL_DATE, NULL_NUMBER
from ansinh.legislation.facts_table import NO_DATE
from ansinh.legislation.marks import default_code
from ansinh.legislation.one_person import decoded

_PLAIN = r"^[0-9A-Za-z_.:/ -]*$"  # needs no escape in JSON
_FULL_AGE = 18


def facts_hashes(ids: pl.Series, month: str, batch: FactBatch) -> list[str]:
    """SHA-256 of each person's full row of facts as canonical JSON. ``ids``: text, without null. Raises NoLawError."""
    pieces: list[pl.Series | str] = []
    for place, column in enumerate(sorted(FACTS, key=lambda column: column.name)):
        pieces.append(f'{"{" if place == 0 else ","}"{column.name}":')
        pieces.append(_json(column, ids, month, batch))
    pieces.append("}")
    series = {str(i): piece for i, piece in enumerate(pieces) if isinstance(piece, pl.Series)}
    parts = [pl.col(str(i)) if isinstance(piece, pl.Series) else pl.lit(piece) for i, piece in enumerate(pieces)]
    texts = pl.DataFrame({"ids": ids, **series}).select(pl.concat_str(parts)).to_series()
    return [hashlib.sha256(text.encode()).hexdigest() for text in texts]


def _json(column: FactColumn, ids: pl.Series, month: str, batch: FactBatch) -> pl.Series | str:
    """The values of a column as JSON; one text when all have the same."""
    if column.kind == "id":
        plain = bool(ids.str.contains(_PLAIN).all())
        escaped = ids if plain else pl.Series([json.dumps(i, ensure_ascii=False)[1:-1] for i in ids], dtype=pl.String)
        return '"' + escaped + '"'
    if column.kind == "month":
        return json.dumps(month)
    if column.values or column.kind == "yes_no":
        return _coded(column, month, batch)
    if column.name not in batch.columns:
        return json.dumps(decoded(column, default_code(column)))
    values = pl.Series(batch.columns[column.name])
    if "date" in column.kind:
        days = values.set(values.is_in([NO_DATE, NULL_DATE]), None).cast(pl.Date).cast(pl.String)
        return ('"' + days + '"').fill_null("null")
    return values.set(values == NULL_NUMBER, None).cast(pl.String).fill_null("null")


def _coded(column: FactColumn, month: str, batch: FactBatch) -> pl.Series | str:
    codes = batch.columns.get(column.name)
    if column.default == "by_age":
        codes = np.full(batch.n, BY_AGE, dtype=np.uint8) if codes is None else codes
        young = batch.columns["born"] > WRITTEN_BOOK.rules(month).parameters[f"full_{_FULL_AGE}"]
        codes = np.where(codes == BY_AGE, np.where(young, 1, NOT_KNOWN), codes)
    elif codes is None:
        return json.dumps(decoded(column, default_code(column)))
    words = pl.Series([json.dumps(word) for word in (None, *(column.values or (False, True)))])
    return words.gather(pl.Series(codes.astype(np.uint32)))
