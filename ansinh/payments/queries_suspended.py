"""Reading what waits for the end of a suspension: owed from before it, on no list until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.payments.suspended_table import HELD


@dataclass(frozen=True, slots=True)
class HeldMonth:
    """A month of a person's programme that is owed and waits, with the ground and first month of the suspension."""

    person_id: int
    full_name: str
    programme: str
    ground: str
    since: date
    for_month: date
    amount_vnd: int


def held_months(*, person_ids: Sequence[int] = (), area_ids: Sequence[int] = ()) -> list[HeldMonth]:
    """What waits of these people, or of those suspended in these communes.

    Lists of other communes count too: the caller names only whom the asking person may see.
    """
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(HELD, {"people": list(person_ids), "areas": list(area_ids)})
        return [HeldMonth(*row) for row in cursor.fetchall()]
