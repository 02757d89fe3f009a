"""Proposals and cases that are not decided go over to the commune that came of theirs.

Decisions stay with whoever made them, and so do awards where a commune goes over whole: who pays them is found over the
succession (`payments.due`). Where a commune is split, nobody could find it: awards go along with the person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from ansinh.casework.states import LIVE

_KEEP = """
INSERT INTO areas_carried (change_id, what, row_id, unit_id)
SELECT %(change)s, 'proposal', id, area_id FROM casework_proposal
WHERE area_id = ANY (%(ended)s::bigint[]) AND state = ANY (%(live)s)
"""
# A commune that was split: the proposal goes where the person went.
_CARRY = """
UPDATE casework_proposal AS p SET area_id = coalesce(m.new_unit, who.area_id)
FROM areas_carried AS c JOIN casework_proposal AS q ON q.id = c.row_id
JOIN registry_person AS who ON who.id = q.person_id
LEFT JOIN unnest(%(old)s::bigint[], %(new)s::bigint[]) AS m (old_unit, new_unit) ON m.old_unit = q.area_id
WHERE c.change_id = %(change)s AND c.what = 'proposal' AND p.id = c.row_id
"""
_CASES = (
    "INSERT INTO areas_carried (change_id, what, row_id, unit_id) SELECT %(change)s, 'case', id, area_id "
    "FROM casework_case WHERE area_id = ANY (%(ended)s::bigint[]) AND closed_on IS NULL",
    "UPDATE casework_case AS c SET area_id = coalesce("
    "(SELECT m.new_unit FROM unnest(%(old)s::bigint[], %(new)s::bigint[]) AS m (old_unit, new_unit) "
    "WHERE m.old_unit = c.area_id), p.area_id) "
    "FROM areas_carried AS kept, registry_person AS p "
    "WHERE kept.change_id = %(change)s AND kept.what = 'case' AND kept.row_id = c.id AND p.id = c.person_id",
    "INSERT INTO areas_carried (change_id, what, row_id, unit_id) SELECT %(change)s, 'case_to', id, to_area_id "
    "FROM casework_case WHERE to_area_id = ANY (%(old)s::bigint[]) AND closed_on IS NULL",
    "UPDATE casework_case AS c SET to_area_id = m.new_unit FROM areas_carried AS kept, "
    "unnest(%(old)s::bigint[], %(new)s::bigint[]) AS m (old_unit, new_unit) "
    "WHERE kept.change_id = %(change)s AND kept.what = 'case_to' AND kept.row_id = c.id AND m.old_unit = c.to_area_id",
)
_AWARDS = (
    "INSERT INTO areas_carried (change_id, what, row_id, unit_id) SELECT %(change)s, 'award', id, area_id "
    "FROM casework_award WHERE area_id = ANY (%(ended)s::bigint[]) AND area_id <> ALL (%(old)s::bigint[]) "
    "AND retracted_at IS NULL",
    "UPDATE casework_award AS a SET area_id = p.area_id FROM areas_carried AS c, registry_person AS p "
    "WHERE c.change_id = %(change)s AND c.what = 'award' AND c.row_id = a.id AND p.id = a.person_id",
)
_BACK = (
    "UPDATE casework_proposal AS p SET area_id = c.unit_id FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'proposal' AND c.row_id = p.id",
    "UPDATE casework_award AS a SET area_id = c.unit_id FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'award' AND c.row_id = a.id",
    "UPDATE casework_case AS f SET area_id = c.unit_id FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'case' AND c.row_id = f.id",
    "UPDATE casework_case AS f SET to_area_id = c.unit_id FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'case_to' AND c.row_id = f.id",
)


@transaction.atomic
def carry_proposals(*, change_id: int, ended: Sequence[int], pairs: Sequence[tuple[int, int]]) -> int:
    """Proposals that are open, submitted or returned; returns how many. After people have been carried over."""
    given = {
        "change": change_id,
        "ended": list(ended),
        "live": list(LIVE),
        "old": [old for old, _ in pairs],
        "new": [new for _, new in pairs],
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, given)
        cursor.execute(_CARRY, given)
        carried = int(cursor.rowcount)
        for statement in (*_CASES, *_AWARDS):
            cursor.execute(statement, given)
    return carried


@transaction.atomic
def bring_proposals_back(*, change_id: int) -> None:
    """What `carry_proposals` did, taken back."""
    with connection.cursor() as cursor:
        for statement in _BACK:
            cursor.execute(statement, {"change": change_id})


def standing(unit_ids: Sequence[int], month: date) -> dict[str, int]:
    """Of those registered in communes: live proposals, people on the rolls of a month (first day), đồng a month."""
    given = {"units": list(unit_ids), "month": month, "live": list(LIVE)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM casework_proposal WHERE area_id = ANY (%(units)s::bigint[]) "
            "AND state = ANY (%(live)s)",
            given,
        )
        proposals = int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT count(DISTINCT a.person_id), coalesce(sum(a.amount_vnd), 0)::bigint FROM casework_award AS a "
            "JOIN registry_person AS p ON p.id = a.person_id WHERE p.area_id = ANY (%(units)s::bigint[]) "
            "AND a.retracted_at IS NULL AND a.months @> %(month)s::date",
            given,
        )
        people, vnd = cursor.fetchone()
    return {"proposals": proposals, "on_rolls": int(people), "monthly_vnd": int(vnd)}
