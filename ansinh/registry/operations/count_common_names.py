"""Count the keys of names that very many people share."""

from __future__ import annotations

from django.db import connection, transaction

SHARED_BY = 2_000
_COUNT = """
INSERT INTO registry_common_name_key (key, people)
SELECT key, count(*) FROM registry_person, unnest(name_keys) AS key GROUP BY 1 HAVING count(*) > %s
"""


def count_common_names() -> int:
    """Count anew; returns how many keys more than SHARED_BY people share. No person's data is in it, so no log entry.

    Searches find the same without these counts, only more slowly.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_common_name_key")
        cursor.execute(_COUNT, [SHARED_BY])
        return int(cursor.rowcount)
