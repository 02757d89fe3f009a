"""Papers of those who collect for somebody end with their death, and run again when it is believed no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel import audit
from ansinh.payments.recipients_table import SETTLE


def settle_collectors(*, people: Sequence[int], on: date) -> int:
    """Have the papers that name one of these people by number as the registry has them now; how many changed.

    Again: none. ``on``: the day on which it was noticed. A name without a number of the registry is nobody whose death
    could be known.
    """
    if not people:
        return 0
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(SETTLE, {"people": list(people), "on": on})
        changed = cursor.fetchall()
        for authorised_id, person_id, area_id, dead in changed:
            audit.record(
                actor=None, action="recipient.collector_died" if dead else "recipient.collector_lives",
                object_kind="authorised_recipient", object_id=authorised_id, area_id=area_id,
                details={"person": person_id},
            )  # fmt: skip
    return len(changed)
