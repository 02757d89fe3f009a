"""Files that are open go over to the record that takes up their person's, and back when that is undone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from ansinh.access.public import Actor
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

# Each file says in its history that its person's record was merged or parted; the text of it names nobody.
_OVER = """
WITH carried AS (
  UPDATE casework_case SET person_id = %(to)s WHERE person_id = %(whose)s AND closed_on IS NULL RETURNING id, state
)
INSERT INTO casework_case_step (case_id, act, before, after, "on", by_id, said)
SELECT id, 'carry', state, state, %(on)s, %(by)s, '' FROM carried
"""
# What came over and has not gone back; a later merge of either has been undone by then.
_BACK = """
WITH came AS (
  SELECT c.id FROM casework_case AS c CROSS JOIN LATERAL (
    SELECT act, at FROM casework_case_step WHERE case_id = c.id AND act IN ('carry', 'carry_back')
    ORDER BY id DESC LIMIT 1) AS last
  WHERE c.person_id = %(whose)s AND c.closed_on IS NULL AND last.act = 'carry' AND last.at >= %(since)s
), back AS (
  UPDATE casework_case AS c SET person_id = %(to)s FROM came WHERE c.id = came.id RETURNING c.id, c.state
)
INSERT INTO casework_case_step (case_id, act, before, after, "on", by_id, said)
SELECT id, 'carry_back', state, state, %(on)s, %(by)s, '' FROM back
"""


def carry_cases(*, actor: Actor, absorbed_id: int, kept_id: int, on: date) -> int:
    """Open files of a record go on about the one that takes it up; returns how many.

    Raises Refusal (``two_files``) where both have an open file of one kind: one of them has to be closed first.
    """
    try:
        return _write(_OVER, actor, "case.carry", absorbed_id, kept_id, {"on": on})
    except IntegrityError:
        raise Refusal(
            "Cả hai hồ sơ người này đều có hồ sơ cùng loại đang giải quyết; hãy rút hoặc giải quyết xong một trong hai "
            "rồi gộp.",
            code="two_files",
        ) from None


def bring_cases_back(*, actor: Actor, absorbed_id: int, kept_id: int, since: datetime, on: date) -> int:
    """What ``carry_cases`` carried over since a moment goes back, as far as it is still open; returns how many."""
    return _write(_BACK, actor, "case.carry_back", kept_id, absorbed_id, {"on": on, "since": since})


@transaction.atomic
def _write(statement: str, actor: Actor, action: str, whose: int, to: int, given: dict[str, date]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, given | {"whose": whose, "to": to, "by": actor.user_id})
        carried = int(cursor.rowcount)
    if carried:
        audit.record(
            actor=actor, action=action, object_kind="person", object_id=to, details={"from": whose, "cases": carried}
        )
    return carried
