"""The rows of several querysets, asked in one statement: what a page shows of one thing travels once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

_AS_THEY_COME = (models.IntegerField, models.BooleanField, models.CharField, models.TextField, models.FileField)
"""Fields whose values JSON carries unchanged; of the others days, moments and ranges of days can be brought back."""


def read_together(queries: Sequence[QuerySet[Any, Any]]) -> list[list[Any]]:
    """What each queryset gives, in their order; nothing is asked for none.

    Each is asked with the same rights and at the same moment. For few rows: they travel as JSON. Raises TypeError for
    columns that JSON does not carry unchanged (decimals, bytes, JSON itself: defer them) and for prefetching.
    """
    compilers = [_compiled(query) for query in queries]
    asked = [compiled for compiled in compilers if compiled is not None]
    if not asked:
        return [[] for _ in queries]
    # The text is our own querysets'; their values travel as parameters.
    parts = [f"(SELECT json_agg(found)::text FROM ({sql}) AS found)" for _, sql, _ in asked]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", [value for _, _, values in asked for value in values])
        texts = iter(cursor.fetchone() or ())
    return [
        [] if compiled is None else _objects(query, compiled[0], json.loads(next(texts) or "[]"))
        for query, compiled in zip(queries, compilers, strict=True)
    ]


def rows_together(statements: Sequence[str], given: Mapping[str, Any]) -> list[list[tuple[Any, ...]]]:
    """The rows of several SELECTs with the same named values, asked in one statement; in their order.

    For few rows of texts and whole numbers, since they travel as JSON.
    """
    # The statements are the callers' own constants; values travel as parameters.
    parts = [f"(SELECT json_agg(found)::text FROM ({sql}) AS found)" for sql in statements]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", given)
        texts = cursor.fetchone() or ()
    return [json.loads(text, object_pairs_hook=_values) if text else [] for text in texts]


def _values(pairs: list[tuple[str, Any]]) -> tuple[Any, ...]:
    return tuple(value for _, value in pairs)


def _compiled(query: QuerySet[Any, Any]) -> tuple[SQLCompiler, str, Sequence[Any]] | None:
    """The statement of a queryset, each column under a name of its own; None when it can have no rows."""
    if query._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError("Không đọc chung được truy vấn có prefetch_related.")
    compiler = query.query.get_compiler(query.db)
    try:
        sql, values = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return None
    return compiler, sql, values


def _objects(query: QuerySet[Any, Any], compiler: Any, found: Sequence[dict[str, Any]]) -> list[Any]:
    """The rows as the queryset itself would give them: its own iterable reads them instead of asking."""
    back = [_back(column.output_field) for column, _, _ in compiler.select]
    rows = [
        [turn(value) if turn and value is not None else value for turn, value in zip(back, row.values(), strict=True)]
        for row in found
    ]
    given: Any = query.all()
    compiler.execute_sql = lambda *_, **__: [rows]
    given.query.get_compiler = lambda *_, **__: compiler
    return list(given._iterable_class(given))


def _back(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """What makes the value of a column out of what JSON says."""
    if isinstance(field, models.DateTimeField):
        return lambda value: field.to_python(value).astimezone(UTC)
    if isinstance(field, models.DateField):
        return field.to_python
    if isinstance(field, DateRangeField):
        return _days
    if isinstance(field, ArrayField):
        each = _back(field.base_field)
        return each and (lambda values: [each(value) for value in values])
    if isinstance(field, _AS_THEY_COME):
        return None
    raise TypeError(f"Không đọc chung được cột kiểu {type(field).__name__}.")


def _days(text: str) -> Any:
    """A range as the driver itself reads it."""
    reader = psycopg.adapt.Transformer().get_loader(psycopg.adapters.types["daterange"].oid, psycopg.pq.Format.TEXT)
    return reader.load(text.encode())
