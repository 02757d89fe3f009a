"""Reading the records to compare. Numbers, accounts, telephones are opened here, in memory; stored they stay sealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.sealing.values import open_series
from ansinh.registry.duplicates.records import SCHEMA, Records
from ansinh.registry.matching import village_key

_PEOPLE = """
SELECT p.id, p.full_name, p.born_on, p.born_precision, p.sex, p.area_id, p.village, m.household_id
FROM registry_person AS p
JOIN registry_identity AS i ON i.person_id = p.id AND i.retracted_at IS NULL
LEFT JOIN registry_membership AS m ON m.person_id = p.id AND m.retracted_at IS NULL AND upper(m.valid) IS NULL
WHERE p.died_on IS NULL AND (%(areas)s::bigint[] IS NULL OR p.area_id = ANY (%(areas)s)) ORDER BY p.id
"""
_PAPERS = "SELECT person_id, kind, number FROM registry_paper WHERE retracted_at IS NULL AND upper(valid) IS NULL"
_ACCOUNTS = """
SELECT person_id, account FROM registry_payment_channel
WHERE retracted_at IS NULL AND upper(valid) IS NULL AND account <> ''
"""
_PHONES = """
SELECT person_id, number FROM registry_phone WHERE retracted_at IS NULL AND upper(valid) IS NULL
"""


def read_records(cursor: Any, *, area_ids: Sequence[int] | None = None) -> Records:
    """Every living person for whom somebody stands, as known now and as far as one sees; or those of units."""
    columns = ("person_id", "full_name", "born", "precision", "sex", "area_id", "village", "household_id")
    asked = {"areas": None if area_ids is None else list(area_ids)}
    people = read_frame(cursor, _PEOPLE, {name: SCHEMA[name] for name in columns}, asked)
    villages = people["village"].unique().to_list()
    keys = pl.DataFrame({"village": villages, "key": [village_key(name) for name in villages]},
                        schema={"village": pl.String, "key": pl.String})  # fmt: skip
    people = people.join(keys, on="village", how="left", nulls_equal=True, maintain_order="left")
    people = people.drop("village").rename({"key": "village"})
    papers = numbers(cursor)
    for kind in ("personal", "old"):
        of_kind = papers.filter(pl.col("kind") == kind).select("person_id", pl.col("number").alias(kind))
        people = people.join(of_kind, on="person_id", how="left", maintain_order="left")
    people = people.join(accounts(cursor), on="person_id", how="left", maintain_order="left")
    people = people.join(phones(cursor), on="person_id", how="left", maintain_order="left")
    return Records(people.select(list(SCHEMA)))


def numbers(cursor: Any) -> pl.DataFrame:
    """person_id, kind and number of every paper in force."""
    found = read_frame(cursor, _PAPERS, {"person_id": pl.Int64, "kind": pl.String, "number": pl.String})
    return found.with_columns(open_series(found["number"]))


def accounts(cursor: Any) -> pl.DataFrame:
    """person_id and account of everybody who is paid into one."""
    found = read_frame(cursor, _ACCOUNTS, {"person_id": pl.Int64, "account": pl.String})
    return found.with_columns(open_series(found["account"]))


def phones(cursor: Any) -> pl.DataFrame:
    """person_id and telephone of everybody of whom one is known."""
    found = read_frame(cursor, _PHONES, {"person_id": pl.Int64, "phone": pl.String})
    return found.with_columns(open_series(found["phone"]))
