"""The exact inverse of what some sources recorded: their facts are retracted, those they superseded recorded again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansinh.kernel.sealing.columns import sealed_columns
from ansinh.kernel.vietnamese import fold, sort_key
from ansinh.registry.imported_people import NEWCOMERS


def superseded_since(cursor: Any, tables: Mapping[str, str], sources: Sequence[int]) -> bool:
    """Whether somebody else has retracted a fact of these sources, and it has not been recorded again since.

    What is sealed is not compared: one source says one thing of a subject and days, and a key may have changed since.
    """
    sealed = {(column.table, column.column) for column in sealed_columns()}
    for table, columns in tables.items():
        names = [name for name in columns.split(", ") if (table, name) not in sealed]
        mine, again = (", ".join(f"{row}.{name}" for name in names) for row in ("f", "g"))
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM {table} AS f WHERE f.source_id = ANY (%s) AND f.retracted_by_id <> ALL (%s) "  # noqa: S608 - our own names
            f"AND NOT EXISTS (SELECT FROM {table} AS g WHERE g.source_id = f.source_id AND g.retracted_at IS NULL "
            f"AND ROW ({mine}) IS NOT DISTINCT FROM ROW ({again})))",
            [sources, sources],
        )
        if cursor.fetchone()[0]:
            return True
    return False


def newcomers_known_further(cursor: Any, tables: Mapping[str, str], sources: Sequence[int]) -> bool:
    """Whether other sources know something about people whom these brought into the registry."""
    for table in (name for name in tables if name != "registry_poverty"):
        cursor.execute(
            f"SELECT EXISTS (SELECT FROM {table} AS f WHERE f.retracted_at IS NULL AND f.source_id <> ALL (%s) AND "  # noqa: S608 - our own names
            f"f.person_id IN ({NEWCOMERS}))",
            [sources, sources],
        )
        if cursor.fetchone()[0]:
            return True
    return False


def invert(cursor: Any, table: str, columns: str, sources: Sequence[int], undo: int) -> int:
    """``columns``: the data columns of the table with its days. Returns how many facts were retracted or restored."""
    cursor.execute(
        f"CREATE TEMP TABLE superseded ON COMMIT DROP AS SELECT {columns}, source_id FROM {table} "  # noqa: S608 - our own names
        "WHERE retracted_by_id = ANY (%s) AND source_id <> ALL (%s)",
        [sources, sources],
    )
    cursor.execute(
        f"UPDATE {table} SET retracted_at = statement_timestamp(), retracted_by_id = %s WHERE source_id = ANY (%s) "  # noqa: S608 - our own names
        f"AND retracted_at IS NULL",
        [undo, sources],
    )
    retracted = int(cursor.rowcount)
    cursor.execute(f"INSERT INTO {table} ({columns}, source_id) SELECT {columns}, source_id FROM superseded")  # noqa: S608 - our own names
    restored = int(cursor.rowcount)
    cursor.execute("DROP TABLE superseded")
    return retracted + restored


def show_identities(cursor: Any, sources: Sequence[int]) -> None:
    """What lists show of people of whose identity these sources said something, as it is believed now."""
    cursor.execute(
        "SELECT DISTINCT i.person_id, i.full_name FROM registry_identity AS i WHERE i.retracted_at IS NULL AND "
        "i.person_id IN "
        "(SELECT person_id FROM registry_identity WHERE source_id = ANY (%s))",
        [sources],
    )
    names = cursor.fetchall()
    cursor.execute(
        """
UPDATE registry_person AS p SET full_name = i.full_name, born_on = i.born_on, born_precision = i.born_precision,
died_on = i.died_on,
  sex = i.sex, ethnicity = i.ethnicity, name_fold = n.name_fold, name_sort = n.name_sort
FROM registry_identity AS i JOIN unnest(%s::bigint[], %s::text[], %s::text[]) AS n (person_id, name_fold, name_sort)
USING (person_id)
WHERE i.person_id = p.id AND i.retracted_at IS NULL
""",
        [[person for person, _ in names], [fold(name) for _, name in names], [sort_key(name) for _, name in names]],
    )
