"""Undoing a change in the areas themselves: the new units existed on no day, the former ones never ended."""

from __future__ import annotations

from django.db import connection
from django.db.models.functions import Now

from ansinh.areas.models import Carried, Change
from ansinh.areas.operations.apply_change import LOCK
from ansinh.areas.queries import made_by
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

_BACK = (
    "DELETE FROM areas_succession WHERE change_id = %(change)s",
    "DELETE FROM areas_village_share WHERE successor_id = ANY (%(made)s)",
    "DELETE FROM areas_hardship WHERE unit_id = ANY (%(made)s)",
    "DELETE FROM areas_classification WHERE unit_id = ANY (%(made)s)",
    "UPDATE areas_hardship AS h SET valid = daterange(lower(h.valid), c.until) FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'hardship ended' AND c.row_id = h.id",
    "UPDATE areas_classification AS h SET valid = daterange(lower(h.valid), c.until) FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'classification ended' AND c.row_id = h.id",
    "UPDATE areas_unit SET valid = 'empty', withdrawn = true WHERE id = ANY (%(made)s)",
    "UPDATE areas_unit AS u SET valid = daterange(lower(u.valid), c.until) FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'unit ended' AND c.row_id = u.id",
)


def lock_applied(change_id: int) -> Change:
    """The change, nobody else changing areas meanwhile. Raises Refusal when it is not in force."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    change = Change.objects.select_for_update().get(pk=change_id)
    if change.state != Change.State.APPLIED:
        raise Refusal("Chỉ hoàn tác được thay đổi đang có hiệu lực.", code="not_applied", change=change_id)
    return change


def undo_change(*, change: Change, by: audit.Acting) -> Change:
    """Put the units back as they were. Called by the flow after everything that was carried has gone back."""
    given = {"change": change.pk, "made": made_by(change.pk)}
    with connection.cursor() as cursor:
        for statement in _BACK:
            cursor.execute(statement, given)
    Carried.objects.filter(change=change).exclude(what="unit made").delete()
    change.state, change.undone_by_id, change.undone_at = Change.State.UNDONE, by.user_id, Now()
    change.save(update_fields=["state", "undone_by_id", "undone_at"])
    return change
