"""Sealing a column that lies open, of a database with data: in batches, each kept, taken up again after a kill.

Used by migrations only. What is left is found by looking at the values, so that nothing depends on what a former
attempt said; the constraint that the next migration adds refuses to be added while one value lies open.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from ansinh.kernel.crash import crash_here
from ansinh.kernel.sealing.columns import batches
from ansinh.kernel.sealing.values import FORM, seal_all


def seal_column(table: str, column: str, what: str, *, width: int = 16, read: Callable[[str], str] = str) -> int:
    """Seal every value that lies open; returns how many. ``read``: from the stored text to the text to seal."""
    where = f"{column} <> '' AND {column} !~ '{FORM.format(what=what)}'"
    done = 0
    for rows in batches(table, [column], where):
        texts = seal_all(what, [read(str(value)) for _, value in rows], width=width)
        with transaction.atomic():
            write_column(table, column, [int(str(pk)) for pk, _ in rows], texts)
        crash_here(f"seal.{table}.{column}")
        done += len(rows)
        told(f"{table}.{column}: {done} giá trị đã mã hóa")
    return done


def write_column(table: str, column: str, ids: list[int], values: list[str | None]) -> int:
    """Write sealed values or indexes over those of the same rows, as the owner. Call inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ansinh.resealing', 'on', true)")
        cursor.execute(
            f"UPDATE {table} AS t SET {column} = n.value FROM unnest(%s::bigint[], %s::text[]) AS n (id, value) "  # noqa: S608 - our own names
            "WHERE t.id = n.id",
            [ids, values],
        )
        changed = int(cursor.rowcount)
        cursor.execute("SELECT set_config('ansinh.resealing', 'off', true)")
    return changed


def rewrite_tables(*tables: str) -> None:
    """Write the tables anew, so that no page and no statistics keep what lay open. Outside a transaction."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")


def told(sentence: str) -> None:
    """How far it has come, on the screen of who upgrades."""
    print(f"    {sentence}", flush=True)
