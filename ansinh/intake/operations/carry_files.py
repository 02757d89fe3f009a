"""Lists that are not settled yet go over to the commune that came of the one that sent them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

# A list that the new commune has already (two former ones sent the same) stays where it is, to be left out there.
_PENDING = """
SELECT f.id, f.area_id, m.new_unit FROM intake_source_file AS f
JOIN unnest(%(old)s::bigint[], %(new)s::bigint[]) AS m (old_unit, new_unit) ON m.old_unit = f.area_id
WHERE EXISTS (SELECT FROM intake_row AS r WHERE r.file_id = f.id AND r.decision = 'pending')
  AND NOT EXISTS (SELECT FROM intake_source_file AS g WHERE g.id < f.id AND g.sha256 = f.sha256
    AND (g.area_id = m.new_unit OR g.area_id = ANY (%(old)s::bigint[])))
"""
_KEEP = (
    "INSERT INTO areas_carried (change_id, what, row_id, unit_id) SELECT %(change)s, 'file', id, area_id FROM open_file"
)
_CARRY = (
    "UPDATE intake_source_file AS f SET area_id = o.new_unit FROM open_file AS o WHERE o.id = f.id",
    "UPDATE intake_row AS r SET area_id = o.new_unit FROM open_file AS o WHERE o.id = r.file_id",
    "INSERT INTO intake_remembered_column (area_id, signature, letter, key) "
    "SELECT m.new_unit, c.signature, c.letter, c.key FROM intake_remembered_column AS c "
    "JOIN unnest(%(old)s::bigint[], %(new)s::bigint[]) AS m (old_unit, new_unit) ON m.old_unit = c.area_id "
    "ORDER BY c.id DESC ON CONFLICT DO NOTHING",
)
_BACK = (
    "UPDATE intake_source_file AS f SET area_id = c.unit_id FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'file' AND c.row_id = f.id",
    "UPDATE intake_row AS r SET area_id = c.unit_id FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'file' AND c.row_id = r.file_id",
    "DELETE FROM intake_remembered_column WHERE area_id = ANY (%(made)s::bigint[])",
)


@transaction.atomic
def carry_files(*, change_id: int, pairs: Sequence[tuple[int, int]]) -> int:
    """Files with undecided rows, with all their rows, and what was remembered of columns; returns how many files.

    ``pairs``: former commune and the one it went over into whole. Needs a role that sees every area.
    """
    given = {"change": change_id, "old": [old for old, _ in pairs], "new": [new for _, new in pairs]}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE open_file ON COMMIT DROP AS {_PENDING}", given)
        cursor.execute(_KEEP, given)
        carried = int(cursor.rowcount)
        for statement in _CARRY:
            cursor.execute(statement, given)
        cursor.execute("DROP TABLE open_file")
    return carried


@transaction.atomic
def bring_files_back(*, change_id: int, made: Sequence[int]) -> None:
    """What `carry_files` did, taken back."""
    with connection.cursor() as cursor:
        for statement in _BACK:
            cursor.execute(statement, {"change": change_id, "made": list(made)})


def undecided_files(unit_ids: Sequence[int]) -> int:
    """How many lists of communes have undecided rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM intake_source_file AS f WHERE f.area_id = ANY (%s::bigint[]) AND EXISTS "
            "(SELECT FROM intake_row AS r WHERE r.file_id = f.id AND r.decision = 'pending')",
            [list(unit_ids)],
        )
        return int(cursor.fetchone()[0])
