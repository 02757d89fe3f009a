"""Rows of a simulation into their table, with the rights of whoever asked for it."""

from __future__ import annotations

import polars
from django.db import connection
from psycopg import sql

from ansinh.kernel.copy_rows import copy_frame

_STAGE = "CREATE TEMP TABLE {stage} ON COMMIT DROP AS SELECT {columns} FROM {table} WHERE false"
_MOVE = "INSERT INTO {table} ({columns}) SELECT {columns} FROM {stage}"


def load_rows(table: str, rows: polars.DataFrame) -> None:
    """Add rows to a table. PostgreSQL does not COPY under row-level security: they go through a temporary table."""
    names = {
        "stage": sql.Identifier(f"{table}_stage"),
        "table": sql.Identifier(table),
        "columns": sql.SQL(", ").join(map(sql.Identifier, rows.columns)),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_STAGE).format(**names))
        copy_frame(cursor, f"{table}_stage", rows)
        cursor.execute(sql.SQL(_MOVE).format(**names))
        cursor.execute(sql.SQL("DROP TABLE {stage}").format(stage=names["stage"]))
