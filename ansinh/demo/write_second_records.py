"""Second records written into the registry, as if lists had brought them in; who is whom is only returned."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from django.db import connection, transaction

from ansinh.demo.second_records import Doubled, second_records
from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.vietnamese import fold, sort_key
from ansinh.registry.public import Source, read_records, village_key

LIVES_FROM = date(2024, 1, 1)
_VALID = f"[{LIVES_FROM},)"


@transaction.atomic
def write_second_records(*, share: float, seed: int) -> Doubled:
    """Give a share of the registry's people a second record: identity, residence and, where it has one, a number.

    A number that somebody has already is left out. Runs as the owner of the tables, for trying out and measuring.
    """
    with connection.cursor() as cursor:
        known = read_records(cursor).frame
        cursor.execute("SELECT max(id) FROM registry_person")
        first_id = int(cursor.fetchone()[0]) + 1
        made = second_records(known, share=share, seed=seed, first_id=first_id, first_household=10**12)
        source = Source.objects.create(kind=Source.Kind.MADE_UP, reference=f"Hồ sơ trùng giả lập (hạt giống {seed})")
        names = made.records["full_name"]
        who = made.records.select(
            person_id="person_id", full_name="full_name", born_on="born", born_precision="precision", sex="sex"
        )
        sorted_names = {
            "name_fold": pl.Series([fold(name) for name in names], dtype=pl.String),
            "name_sort": pl.Series([sort_key(name) for name in names], dtype=pl.String),
        }
        place = _as_written(cursor, made.records)
        people = who.rename({"person_id": "id"}).with_columns(ethnicity=pl.lit(""), **sorted_names)
        copy_frame(cursor, "registry_person", pl.concat([people, place], how="horizontal"))
        copy_frame(
            cursor, "registry_identity", who.with_columns(ethnicity=pl.lit(""), citizen=True, source_id=source.pk)
        )
        lives = pl.concat([who.select("person_id"), place.rename({"area_id": "unit_id"})], how="horizontal")
        copy_frame(cursor, "registry_residence", lives.with_columns(valid=pl.lit(_VALID), source_id=source.pk))
        copy_frame(cursor, "registry_paper", _papers(made.records, known, source.pk))
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('registry_person', 'id'), (SELECT max(id) FROM registry_person))"
        )
    return made


def _as_written(cursor: Any, records: pl.DataFrame) -> pl.DataFrame:
    """Commune and village of each record, the village as its people write it."""
    cursor.execute("SELECT DISTINCT area_id, village FROM registry_person WHERE village <> ''")
    written = {(area, village_key(village)): village for area, village in cursor.fetchall()}
    pairs = records.select("area_id", "village").iter_rows()
    villages = [written.get((area, village or ""), "") for area, village in pairs]
    return records.select("area_id", village=pl.Series(villages, dtype=pl.String))


def _papers(records: pl.DataFrame, known: pl.DataFrame, source_id: int) -> pl.DataFrame:
    numbered = records.filter(pl.col("personal").is_not_null()).unique("personal", keep="first", maintain_order=True)
    free = numbered.join(known.select("personal").drop_nulls(), on="personal", how="anti")
    return free.select(
        "person_id", kind=pl.lit("personal"), number="personal", valid=pl.lit(_VALID), source_id=pl.lit(source_id)
    )
