"""Bulk loading: a frame becomes rows by COPY, never by a loop over model instances."""

from __future__ import annotations

import io
from typing import Any

import polars
from psycopg import sql

_NULL = "\\N"


def copy_frame(cursor: Any, table: str, frame: polars.DataFrame) -> int:
    """COPY a frame into a table whose columns carry the same names; returns the number of rows.

    Ranges and arrays are given as PostgreSQL text. Dates and numbers keep their types. Raises what PostgreSQL raises.
    """
    if frame.is_empty():
        return 0
    columns = sql.SQL(", ").join(map(sql.Identifier, frame.columns))
    name = sql.Identifier(*table.split("."))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, NULL '\\N')").format(name, columns)
    with cursor.copy(statement) as copy:
        for part in frame.iter_slices(200_000):
            buffer = io.BytesIO()
            part.write_csv(buffer, include_header=False, null_value=_NULL, datetime_format="%Y-%m-%d %H:%M:%S%.6f%:z")
            copy.write(buffer.getvalue())
    return frame.height


# Rows travel a thousand to a message: the driver's work a message is what reading costs.
_PACKED = """
SELECT string_agg(substr(line, 2, length(line) - 2), E'\n') FROM (
  SELECT rows::text AS line, (row_number() OVER ()) / 1000 AS pack FROM ({query}) AS rows
) AS lines GROUP BY pack ORDER BY pack
"""


def read_frame(cursor: Any, query: str, schema: dict[str, Any], parameters: Any = None) -> polars.DataFrame:
    """Run a SELECT and return its rows as a frame with the given columns and types, in the order of the query.

    Booleans arrive as t and f; texts must not hold backslashes.
    """
    cursor.execute(_PACKED.format(query=query), parameters)
    text = "\n".join(pack for (pack,) in cursor.fetchall())
    if not text:
        return polars.DataFrame(schema=schema)
    return polars.read_csv(text.encode(), has_header=False, schema=schema)
