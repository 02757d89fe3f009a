"""Splitting a unit by its villages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ansinh.areas.models import Change, Unit
from ansinh.areas.operations.prepare_change import prepare_change
from ansinh.areas.plan import GoesOver, NewUnit, Plan
from ansinh.areas.planning import living
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@dataclass(frozen=True)
class Piece:
    """A unit that a split makes, with the villages that go to it ("": those of whom no village is known)."""

    code: str
    name: str
    villages: tuple[str, ...]


@transaction.atomic
def split_unit(*, by: audit.Acting, unit: int, into: Sequence[Piece], on: date, citation: str) -> Change:
    """Prepare that a commune becomes several from a day on.

    Rights go to the piece that keeps the code, else to the first.
    """
    (chosen,) = living([unit], on)
    if len(into) < 2:
        raise Refusal("Chia đơn vị thì phải có ít nhất hai đơn vị mới.", code="too_few")
    if chosen.kind != Unit.Kind.COMMUNE:
        raise Refusal("Chỉ chia được xã, phường theo thôn; cấp trên thì chuyển từng xã.", code="not_a_commune")
    pieces = sorted(into, key=lambda piece: piece.code != chosen.code)
    new = [
        NewUnit(f"piece {i}", piece.code.strip(), " ".join(piece.name.split()), chosen.kind, chosen.parent_id)
        for i, piece in enumerate(pieces)
    ]
    steps = tuple(GoesOver(chosen.pk, made.key, piece.villages) for made, piece in zip(new, pieces, strict=True))
    return prepare_change(Plan(Change.Kind.SPLIT, on, citation, tuple(new), (chosen.pk,), steps), by=by)
