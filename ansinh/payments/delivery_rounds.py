"""The rounds on which money is taken to people's homes: by commune and day, and a list divided by them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ansinh.payments.formats.rows import ListRow, Round
from ansinh.payments.models import DeliveryRound

WITHOUT = "Chưa xếp tuyến"
"""What the round is called of villages that nobody was charged with."""


def rounds_of(area_id: int, on: date) -> list[DeliveryRound]:
    """The villages of a commune that are on a round that day, by round and place; as far as one sees."""
    found = DeliveryRound.objects.filter(area_id=area_id, valid__contains=on)
    return list(found.order_by("name", "place", "village"))


def by_round(rows: Sequence[ListRow], stops: Sequence[DeliveryRound]) -> list[Round]:
    """The rows divided by round; those of villages on none come last, under a heading that says so."""
    waiting: dict[str, list[ListRow]] = {}
    for row in rows:
        waiting.setdefault(row.village, []).append(row)
    names = list(dict.fromkeys((stop.name, stop.carrier, stop.phone) for stop in stops))
    found = []
    for name, carrier, phone in names:
        mine = [s.village for s in stops if (s.name, s.carrier, s.phone) == (name, carrier, phone)]
        villages = tuple(village for village in mine if village in waiting)
        carried = tuple(row for village in villages for row in waiting.pop(village))
        if carried:
            found.append(Round(name, carrier, phone, villages, carried))
    if waiting:
        left = tuple(row for village in sorted(waiting) for row in waiting[village])
        found.append(Round(WITHOUT, "", "", tuple(sorted(waiting)), left))
    return found
