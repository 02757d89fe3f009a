"""Accepting rows of a list, and comparing whoever is new with the people of the place at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.areas import public as areas
from ansinh.intake import public as intake
from ansinh.registry import public as registry


@transaction.atomic
def accept_list(
    *, actor: Actor, file: intake.SourceFile, positions: Sequence[int] | None, on: date, at: datetime
) -> tuple[registry.Accepted, int]:
    """What ``registry.accept_import`` did, and how many pairs are suspected of the file's people.

    Only the people of the file's commune are compared, as far as the actor sees; the night compares with everybody.
    """
    accepted = registry.accept_import(actor=actor, file=file, positions=positions, on=on)
    if not accepted.new:
        return accepted, 0
    people = sorted(registry.imported_people(file).ids)
    here = sorted(areas.with_parts_and_predecessors([file.area_id]))
    search = registry.find_duplicates(known_at=at, actor=actor, person_ids=people, area_ids=here)
    return accepted, search.raised
