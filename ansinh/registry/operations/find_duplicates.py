"""Comparing records and writing what is suspected: at intake for the new ones, by night for whatever changed.

A suspicion changes nothing but its own row: facts, determinations and payments go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from django.db import connection, transaction
from numpy.typing import NDArray

from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame, read_frame
from ansinh.registry.duplicate_states import Level
from ansinh.registry.duplicates import weights_table as table
from ansinh.registry.duplicates.read import read_records
from ansinh.registry.duplicates.records import Records
from ansinh.registry.duplicates.score import likely_pairs
from ansinh.registry.models import DuplicateSearch

_COMPARED = ("identity", "residence", "membership", "paper", "payment_channel")
_TOUCHED = " UNION ".join(
    f"SELECT person_id FROM registry_{fact} WHERE recorded_at > %(since)s OR retracted_at > %(since)s"  # noqa: S608 - our own names
    for fact in _COMPARED
)
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('registry duplicates'))"
_LIKELY = (
    "CREATE TEMP TABLE likely (first bigint, second bigint, tenths smallint, level text, reasons text) ON COMMIT DROP"
)
# What was decided stays decided as long as the same speaks for it: only other reasons raise a pair again.
_RAISE = """
WITH shown AS (
  SELECT l.first, l.second, a.area_id AS first_area, b.area_id AS second_area, l.tenths, l.level,
    string_to_array(l.reasons, ',')::varchar[] AS reasons
  FROM likely AS l JOIN registry_person AS a ON a.id = l.first JOIN registry_person AS b ON b.id = l.second
)
INSERT INTO registry_duplicate_pair AS pair
  (first_id, second_id, first_area_id, second_area_id, tenths, level, reasons, search_id, state, because)
SELECT first, second, first_area, second_area, tenths, level, reasons, %(search)s, 'suspected', '' FROM shown
ON CONFLICT (first_id, second_id) DO UPDATE SET
  first_area_id = excluded.first_area_id, second_area_id = excluded.second_area_id, tenths = excluded.tenths,
  level = excluded.level, reasons = excluded.reasons, search_id = excluded.search_id, state = 'suspected',
  found_at = CASE WHEN pair.state = 'suspected' THEN pair.found_at ELSE statement_timestamp() END,
  decided_by_id = NULL, decided_at = NULL
WHERE pair.state = 'cleared'
  OR (pair.state = 'suspected' AND (pair.tenths, pair.level, pair.reasons, pair.first_area_id, pair.second_area_id)
    IS DISTINCT FROM
    (excluded.tenths, excluded.level, excluded.reasons, excluded.first_area_id, excluded.second_area_id))
  OR (pair.state IN ('different', 'unsure') AND pair.reasons <> excluded.reasons)
RETURNING pair.xmax = 0
"""
_CLEAR = """
UPDATE registry_duplicate_pair AS pair SET state = 'cleared'
WHERE state = 'suspected' AND (%(whole)s OR first_id = ANY (%(touched)s) OR second_id = ANY (%(touched)s))
  AND (%(areas)s::bigint[] IS NULL OR (first_area_id = ANY (%(areas)s) AND second_area_id = ANY (%(areas)s)))
  AND NOT EXISTS (SELECT FROM likely WHERE (first, second) = (pair.first_id, pair.second_id))
"""


@transaction.atomic
def find_duplicates(
    *,
    known_at: datetime,
    actor: audit.Acting | None = None,
    person_ids: Sequence[int] | None = None,
    area_ids: Sequence[int] | None = None,
) -> DuplicateSearch:
    """Compare whoever changed since the last whole search with everybody, and write the pairs that are suspected.

    Everybody with everybody the first time, and after the weights changed. With ``person_ids`` and ``area_ids``: these
    people with the people of these units, at once, as intake does. ``known_at`` is the moment of asking; a suspicion
    that no longer holds is cleared.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        records = read_records(cursor, area_ids=area_ids)
        ids = records.frame["person_id"]
        touched = pl.Series(person_ids, dtype=pl.Int64) if person_ids is not None else _touched_since_last(cursor)
        marks: NDArray[np.bool_] | None = None if touched is None else ids.is_in(touched.implode()).to_numpy()
        found = likely_pairs(records, touched=marks, population=_population(cursor, records, area_ids))
        search = DuplicateSearch(
            known_at=known_at,
            by_night=person_ids is None,
            whole=touched is None,
            weights=table.VERSION,
            people=records.count,
            touched=records.count if touched is None else len(touched),
            found=found.height,
            raised=0,
            cleared=0,
        )
        search.save()
        search.raised, search.cleared = _write(cursor, search, found, touched, area_ids)
        search.save(update_fields=["raised", "cleared"])
    audit.record(
        actor=actor,
        action="duplicates.search",
        object_kind="duplicate_search",
        object_id=search.pk,
        details={"people": search.people, "raised": search.raised, "cleared": search.cleared},
    )
    return search


def _touched_since_last(cursor: Any) -> pl.Series | None:
    """Whose facts changed since the last search by night; None when everybody is to be compared."""
    last = DuplicateSearch.objects.filter(by_night=True, weights=table.VERSION).order_by("-id").first()
    if last is None:
        return None
    return read_frame(cursor, _TOUCHED, {"person_id": pl.Int64}, {"since": last.known_at})["person_id"]


def _population(cursor: Any, records: Records, area_ids: Sequence[int] | None) -> int:
    """Among how many people a namesake may stand: all of the registry, however few are looked at."""
    if area_ids is None:
        return records.count
    cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = 'registry_person'::regclass")
    return max(int(cursor.fetchone()[0]), records.count)


def _write(
    cursor: Any,
    search: DuplicateSearch,
    found: pl.DataFrame,
    touched: pl.Series | None,
    area_ids: Sequence[int] | None,
) -> tuple[int, int]:
    """How many pairs were raised (for the first time or again) and cleared."""
    level = (
        pl.when(pl.col("bits") >= table.SURE_BITS)
        .then(pl.lit(Level.SURE.value))
        .when(pl.col("bits") >= table.GOOD_BITS)
        .then(pl.lit(Level.LIKELY.value))
        .otherwise(pl.lit(Level.POSSIBLE.value))
    )
    rows = found.select(
        "first",
        "second",
        tenths=(pl.col("bits") * 10).round().cast(pl.Int16),
        level=level,
        reasons=pl.col("reasons").list.join(","),
    )
    cursor.execute(_LIKELY)
    copy_frame(cursor, "likely", rows)
    cursor.execute("ANALYZE likely")
    given = {
        "search": search.pk,
        "whole": touched is None,
        "touched": [] if touched is None else touched.to_list(),
        "areas": None if area_ids is None else list(area_ids),
    }
    cursor.execute(_RAISE, given)
    raised = sum(new for (new,) in cursor.fetchall())
    cursor.execute(_CLEAR, given)
    cleared = int(cursor.rowcount)
    cursor.execute("DROP TABLE likely")
    return raised, cleared
