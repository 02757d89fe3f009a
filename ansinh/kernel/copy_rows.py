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


def read_frame(cursor: Any, query: str, schema: dict[str, Any], parameters: Any = None) -> polars.DataFrame:
    """Run a SELECT and return its rows as a frame with the given columns and types, in the order of the query.

    Booleans arrive as t and f.
    """
    text = io.BytesIO()
    statement = f"COPY ({cursor.mogrify(query, parameters)}) TO STDOUT (FORMAT csv)"
    with cursor.db.wrap_database_errors, cursor.copy(statement) as rows:
        for row in rows:
            text.write(row)
    if not text.tell():
        return polars.DataFrame(schema=schema)
    text.seek(0)
    return polars.read_csv(text, has_header=False, schema=schema)
