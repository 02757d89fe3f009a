"""Undo what applying a request recorded: the exact inverse, as new facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.fact_table import FACT_TABLES, IDENTITY_COLUMNS, IDENTITY_TABLE
from ansinh.registry.models import ChangeRequest, Source
from ansinh.registry.news import announce
from ansinh.registry.operations.invert_facts import (
    invert,
    newcomers_known_further,
    show_identities,
    superseded_since,
)
from ansinh.registry.operations.write_changes import show_places
from ansinh.registry.request_policies import locked
from ansinh.registry.states import State

TABLES = {IDENTITY_TABLE: IDENTITY_COLUMNS} | {table.table: table.columns for table in FACT_TABLES.values()}
_PLACE = "UPDATE registry_household SET area_id = %s, village = %s WHERE id = %s"


@transaction.atomic
def undo_request(*, actor: Actor, request_id: int, on: date) -> int:
    """Retract what the request recorded and record again what it superseded; returns how many facts were touched.

    Raises Refusal ``built_upon`` when later facts rest on it.
    """
    request = locked(request_id, "undo", actor)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        sources = [request.source_id]
        if superseded_since(cursor, TABLES, sources) or newcomers_known_further(cursor, TABLES, sources):
            raise _built_upon()
        undo = Source.objects.create(
            kind=Source.Kind.SYSTEM, reference=f"Hoàn tác tin số {request.pk}", actor_id=actor.user_id
        )
        try:
            with transaction.atomic():
                count = sum(invert(cursor, table, columns, sources, undo.pk) for table, columns in TABLES.items())
        except IntegrityError:
            raise _built_upon() from None
        show_identities(cursor, sources)
        _places(cursor, request, on)
        ChangeRequest.objects.filter(pk=request.pk).update(state=State.UNDONE, undone_by=undo)
        audit.record(
            actor=actor, action="request.undo", object_kind="change_request", object_id=request.pk,
            area_id=request.area_id, details={"kind": request.kind, "facts": count},
        )  # fmt: skip
        announce(undo.pk)
    return count


def _places(cursor: Any, request: ChangeRequest, on: date) -> None:
    """Households and people are back where they were; a household that the request founded stays empty."""
    for row in request.rows:
        if row["fact"] == "household" and row["before"]:
            cursor.execute(_PLACE, [row["before"]["area_id"], row["before"]["village"], row["key"]["household_id"]])
    show_places(cursor, [row["key"]["person_id"] for row in request.rows if row["fact"] == "residence"], on)


def _built_upon() -> Refusal:
    return Refusal(
        "Không hoàn tác được vì sau đó đã có thông tin khác ghi tiếp trên tin này; hãy báo tin mới để điều chỉnh.",
        code="built_upon",
    )
