"""Loading much at once: keys and indexes go before and come back after, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from psycopg import sql


@contextmanager
def without_keys(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """Run a block while the tables have no foreign keys, exclusion constraints and secondary indexes.

    They are read from the catalogue and built anew at the end, which checks every row. Call inside a transaction.
    """
    _settle(cursor)
    constraints = _constraints(cursor, tables)
    for table, name, _ in constraints:
        cursor.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name)))
    indexes = _indexes(cursor, tables)
    for name, _ in indexes:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    _settle(cursor)
    cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in constraints:
        statement = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(
            sql.Identifier(table),
            sql.Identifier(name),
            sql.SQL(definition),
        )
        cursor.execute(statement)


def _settle(cursor: Any) -> None:
    """Carry out checks that wait for the end of the transaction: tables with waiting checks cannot be altered."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _constraints(cursor: Any, tables: Sequence[str]) -> list[tuple[str, str, str]]:
    cursor.execute(
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
           WHERE conrelid = ANY (%s::regclass[]) AND contype IN ('f', 'x') ORDER BY contype DESC, conname""",
        [list(tables)],
    )
    return list(cursor.fetchall())


def _indexes(cursor: Any, tables: Sequence[str]) -> list[tuple[str, str]]:
    cursor.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
           WHERE indrelid = ANY (%s::regclass[]) AND NOT EXISTS (
             SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1""",
        [list(tables)],
    )
    return list(cursor.fetchall())
