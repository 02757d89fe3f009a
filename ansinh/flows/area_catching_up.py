"""What a database has to catch up on when steps were loaded from files and nobody applied them as a change."""

from __future__ import annotations

from datetime import timedelta

from ansinh.areas import public as areas
from ansinh.registry import public as registry


def catch_up() -> dict[str, int]:
    """Cut residences and classifications where their commune changed, hand on who is in a commune's charge that is no
    more, and note which villages went over.

    Returns how many of each. Done again it changes nothing. Needs a connection that sees every row.
    """
    steps = areas.lineage()
    pieces = [
        (unit, village, *piece) for unit, village in registry.outside_places() for piece in steps.pieces(unit, village)
    ]
    return {
        "residences": registry.settle_residences(pieces=pieces),
        "in_charge": registry.settle_in_charge(moves=_heirs(steps)),
        "classifications": areas.settle_classifications(of=steps),
        "villages": note_village_shares(),
    }


def _heirs(steps: areas.Lineage) -> list[tuple[int, str, int, str]]:
    """What a village of a commune that is no more is today, where that can be told."""
    found = []
    for unit, village in registry.ended_in_charge():
        heir, called, _, until = steps.pieces(unit, village)[-1]
        if until is None:
            found.append((unit, village, heir, called))
    return found


def note_village_shares() -> int:
    """Count the villages of communes that went over when nobody applied a change; returns how many were noted.

    What is noted stays as it is. Needs a connection that sees every row.
    """
    steps = areas.lineage()
    noted = 0
    done = set(areas.VillageShare.objects.values_list("predecessor_id", flat=True))
    for day in areas.changing_days():
        olds = areas.Succession.objects.filter(on=day, predecessor__kind=areas.Unit.Kind.COMMUNE, change=None)
        ids = [pk for pk in olds.values_list("predecessor_id", flat=True) if pk not in done]
        if ids:
            noted += areas.record_shares(lived_in=registry.residents(ids, day - timedelta(days=1)), of=steps)
    return noted
