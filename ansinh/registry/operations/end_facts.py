"""Facts that no longer hold from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ansinh.registry.operations.supersede import cut_short


def end_facts(
    cursor: Any,
    *,
    table: str,
    key: tuple[str, ...],
    values: tuple[str, ...],
    query: str,
    given: Mapping[str, Any],
    source_id: int,
) -> None:
    """query: one row a fact with `key` and `from_day`, over parameters `given`.

    What holds on that day or was to begin later is retracted; what held before is recorded anew up to the day.
    """
    listed = ", ".join((*key, *values))
    same = " AND ".join(f"f.{column} = w.{column}" for column in key)
    cursor.execute(f"CREATE TEMP TABLE ending ON COMMIT DROP AS {query}", given)
    cursor.execute(
        f"CREATE TEMP TABLE ended ON COMMIT DROP AS SELECT f.*, w.from_day FROM {table} AS f "  # noqa: S608 - our own names
        f"JOIN ending AS w ON {same} WHERE f.retracted_at IS NULL AND f.valid && daterange(w.from_day, NULL)"
    )
    cut_short(cursor, table=table, listed=listed, cut="ended", source_id=source_id)
    cursor.execute("DROP TABLE ending, ended")
