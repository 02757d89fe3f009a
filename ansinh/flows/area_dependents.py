"""What has come to depend on the units of a change: while there is anything, the change cannot be undone."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from ansinh.casework.public import LIVE
from ansinh.kernel.errors import Refusal

_KEYS = """
SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint AS c
JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND c.confrelid = 'areas_unit'::regclass ORDER BY 1, 2
"""


def _carried(*what: str) -> str:
    names = ", ".join(f"'{name}'" for name in what)
    return f"(SELECT row_id FROM areas_carried WHERE change_id = %(change)s AND what IN ({names}))"  # noqa: S608 - our own names


# Rows that the change itself made or moved, and that nobody has touched since. Every other row that names one of the
# new units, in whatever table there may be, depends on them.
_OWN = {
    "areas_unit": "id = ANY (%(made)s::bigint[]) OR withdrawn",
    "areas_succession": "change_id = %(change)s",
    "areas_village_share": "successor_id = ANY (%(made)s::bigint[])",
    "areas_hardship": f"id IN {_carried('hardship made')}",
    "areas_classification": f"id IN {_carried('classification made')}",
    "access_grant": f"id IN {_carried('grant made', 'grant later')}",
    "registry_person": f"id IN {_carried('person')}",
    "registry_household": f"id IN {_carried('household')}",
    "registry_residence": f"source_id IN {_carried('source')} OR retracted_at IS NOT NULL",
    "intake_source_file": f"id IN {_carried('file')}",
    "intake_row": f"file_id IN {_carried('file')}",
    "intake_remembered_column": "true",
    "casework_proposal": f"id IN {_carried('proposal')} AND state = ANY (%(live)s)",
    "casework_award": f"id IN {_carried('award')} AND retracted_at IS NULL",
    "payments_paying_office": f"id IN {_carried('office made')}",
}
# People whose residences since the change are no longer those that it recorded: they moved, or a list said otherwise.
_MOVED_SINCE = f"""
SELECT count(*) FROM (
  SELECT person_id, range_agg(valid) AS days FROM registry_residence
  WHERE retracted_by_id IN {_carried("source")} AND source_id NOT IN {_carried("source")} GROUP BY 1
) AS former FULL JOIN (
  SELECT person_id, range_agg(valid) AS days FROM registry_residence
  WHERE source_id IN {_carried("source")} AND retracted_at IS NULL GROUP BY 1
) AS now USING (person_id) WHERE former.days IS DISTINCT FROM now.days
"""  # noqa: S608 - our own names
_NAMES = {
    "areas": "địa bàn thay đổi tiếp, phân loại mới",
    "access": "quyền mới cấp",
    "registry": "người mới, nơi cư trú mới",
    "intake": "danh sách mới nạp",
    "casework": "đề nghị, quyết định mới",
    "payments": "kỳ chi trả, đơn vị chi trả mới",
    "funds": "bút toán mới",
}


def dependents(change_id: int, made: Sequence[int]) -> dict[str, int]:
    """By table how many rows depend on the units that a change made. Needs a connection that sees every row."""
    given = {"change": change_id, "made": list(made), "live": list(LIVE)}
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_KEYS)
        for table, column in cursor.fetchall():
            own = _OWN.get(table, "false")
            cursor.execute(
                f"SELECT count(*) FROM {table} WHERE {column} = ANY (%(made)s::bigint[]) AND NOT ({own})",  # noqa: S608 - names of the catalogue
                given,
            )
            if count := cursor.fetchone()[0]:
                found[table] = found.get(table, 0) + int(count)
        cursor.execute(_MOVED_SINCE, given)
        if count := cursor.fetchone()[0]:
            found["registry_residence"] = found.get("registry_residence", 0) + int(count)
    return found


def check_nothing_depends(change_id: int, made: Sequence[int]) -> None:
    """Raise Refusal when something has been built on the units of a change."""
    if found := dependents(change_id, made):
        what = sorted({_NAMES.get(table.split("_")[0], table) for table in found})
        raise Refusal(
            "Không hoàn tác được vì sau đó đã có %(what)s ở địa bàn mới. Hãy lập một thay đổi mới.",
            code="depended_on",
            tables=", ".join(sorted(found)),
            what="; ".join(what),
        )
