"""Deciding on news that somebody else brought, singly or the clear ones of a queue together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.models import ChangeRequest
from ansinh.registry.operations.apply_request import apply_now, changes_of, check_ground
from ansinh.registry.operations.keep_touches import keep_touches
from ansinh.registry.request_policies import locked
from ansinh.registry.requests.assess import rows_of
from ansinh.registry.requests.kinds import REQUEST_KINDS
from ansinh.registry.states import State


@transaction.atomic
def approve_request(*, actor: Actor, request_id: int, on: date, signed_on: date | None = None) -> ChangeRequest:
    """Approve, and record at once when the day has come. Raises what ``apply_now`` raises; then nothing is done.

    ``signed_on``: news of what is signed with the approval (``Kind.dated_by_signing``) counts from that day, however
    long before it was written.
    """
    request = locked(request_id, "approve", actor)
    if signed_on and signed_on > request.effective_on and REQUEST_KINDS[request.kind].dated_by_signing:
        _date_anew(request, signed_on)
    audit.record(
        actor=actor, action="request.approve", object_kind="change_request", object_id=request.pk,
        area_id=request.area_id, details={"kind": request.kind},
    )  # fmt: skip
    apply_now(request, actor=actor, on=on, decided_by=actor)
    return request


def _date_anew(request: ChangeRequest, signed_on: date) -> None:
    """The same news of a later day; as long as the registry says the same on both. ``apply_now`` writes it."""
    with acting_as(SYSTEM):
        check_ground(request)
        request.effective_on = signed_on
        rows = rows_of(changes_of(request))
    if [row["before"] for row in rows] != [row["before"] for row in request.rows]:
        raise Refusal("Từ ngày ghi trong tin sổ đã ghi điều khác; hãy trả lại để báo lại tin.", code="stale")
    request.rows = rows


@transaction.atomic
def approve_requests(*, actor: Actor, request_ids: Sequence[int], on: date) -> tuple[int, dict[int, Refusal]]:
    """Approve a page of a queue, the oldest first. Returns how many were, and why the others were not."""
    refused: dict[int, Refusal] = {}
    # All at first, in order: whoever holds one and waits for its people would else wait for us, and we for them.
    rows = ChangeRequest.objects.filter(pk__in=request_ids).order_by("pk").select_for_update(of=("self",))
    list(rows.values_list("pk", flat=True))
    for request_id in sorted(set(request_ids)):
        try:
            approve_request(actor=actor, request_id=request_id, on=on)
        except Refusal as refusal:
            refused[request_id] = refusal
    return len(set(request_ids)) - len(refused), refused


@transaction.atomic
def refuse_request(*, actor: Actor, request_id: int, because: str) -> None:
    """Say no, with a reason. Also to what was approved for a later day."""
    request = locked(request_id, "refuse", actor)
    because = " ".join(because.split())[:500]
    if not because:
        raise Refusal("Hãy ghi lý do không duyệt.", code="reason_missing")
    ChangeRequest.objects.filter(pk=request.pk).update(
        state=State.REFUSED, because=because, decided_by_id=actor.user_id, decided_at=Now()
    )
    audit.record(
        actor=actor, action="request.refuse", object_kind="change_request", object_id=request.pk,
        area_id=request.area_id, details={"kind": request.kind},
    )  # fmt: skip


@transaction.atomic
def look_again(*, actor: Actor, request_id: int) -> None:
    """Whoever brought the news has seen what the registry says now, and stands by it."""
    request = locked(request_id, "look_again", actor)
    with acting_as(SYSTEM):
        rows = rows_of(changes_of(request))
        ChangeRequest.objects.filter(pk=request.pk).update(rows=rows, because="")
        keep_touches(request, rows)
    audit.record(
        actor=actor, action="request.look_again", object_kind="change_request", object_id=request.pk,
        area_id=request.area_id, details={"kind": request.kind},
    )  # fmt: skip
