"""How many rows each of several queries has, asked in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def counted(queries: Sequence[QuerySet[Any, Any]]) -> list[int]:
    """The number of rows of each, in their order; nothing is asked for no queries."""
    if not queries:
        return []
    parts: list[str] = []
    values: list[Any] = []
    for query in queries:
        try:
            statement, parameters = query.order_by().query.sql_with_params()
        except EmptyResultSet:  # Django sees that it can have no rows
            parts.append("0")
            continue
        parts.append(f"(SELECT count(*) FROM ({statement}) AS found)")  # noqa: S608 - as below
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        row = cursor.fetchone()
    assert row is not None  # noqa: S101 - a SELECT without FROM has one row
    return [int(count) for count in row]
