"""Record dated facts which hold from a day on, in place of those believed until now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def supersede(
    cursor: Any,
    *,
    table: str,
    key: tuple[str, ...],
    values: tuple[str, ...],
    query: str,
    given: Mapping[str, Any],
    source_id: int,
) -> None:
    """query: one row a fact with `key`, `from_day` and `values`, over parameters `given`.

    The fact that holds on `from_day` is retracted and recorded anew up to that day; the new one takes over its
    end, or ends where the
    next one begins. `values` are all data columns of the table, so that what is recorded anew loses nothing.
    """
    columns = (*key, *values)
    same = " AND ".join(f"f.{column} = w.{column}" for column in key)
    listed = ", ".join(columns)
    cursor.execute(f"CREATE TEMP TABLE wanted ON COMMIT DROP AS {query}", given)
    cursor.execute(
        f"CREATE TEMP TABLE replaced ON COMMIT DROP AS SELECT f.*, w.from_day FROM {table} AS f JOIN wanted AS w ON "  # noqa: S608 - our own names
        f"{same} "
        "WHERE f.retracted_at IS NULL AND f.valid @> w.from_day"
    )
    cut_short(cursor, table=table, listed=listed, cut="replaced", source_id=source_id)
    cursor.execute(
        f"""
INSERT INTO {table} ({listed}, valid, source_id)
SELECT {", ".join(f"w.{column}" for column in columns)}, daterange(w.from_day, CASE
  WHEN EXISTS (SELECT FROM replaced AS f WHERE {same}) THEN (SELECT upper(f.valid) FROM replaced AS f WHERE {same})
  ELSE (SELECT min(lower(f.valid)) FROM {table} AS f WHERE {same} AND f.retracted_at IS NULL AND lower(f.valid) >
  w.from_day)
END), %s FROM wanted AS w
""",  # noqa: S608 - our own names
        [source_id],
    )
    cursor.execute("DROP TABLE wanted, replaced")


def cut_short(cursor: Any, *, table: str, listed: str, cut: str, source_id: int) -> None:
    """Retract facts and record anew, up to the day before ``from_day``, what of them lies before it.

    ``cut``: a table of rows of ``table`` with ``from_day`` beside them; ``listed``: all data columns.
    """
    cursor.execute(
        f"UPDATE {table} SET retracted_at = statement_timestamp(), retracted_by_id = %s "  # noqa: S608 - our own names
        f"WHERE id IN (SELECT id FROM {cut})",
        [source_id],
    )
    cursor.execute(
        f"INSERT INTO {table} ({listed}, valid, source_id) SELECT {listed}, daterange(lower(valid), from_day), %s "  # noqa: S608 - our own names
        f"FROM {cut} WHERE lower(valid) IS NULL OR lower(valid) < from_day",
        [source_id],
    )
