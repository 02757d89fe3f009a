"""A request that was approved becomes facts, on its day and in one transaction; nothing of it remains when it fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.areas import public as areas
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.registry.models import ChangeRequest, Person, Source
from ansinh.registry.news import announce
from ansinh.registry.operations.write_changes import write_changes
from ansinh.registry.request_policies import older_in_the_way
from ansinh.registry.requests.around import around
from ansinh.registry.requests.assess import Row, later_move, rows_of, same_ground
from ansinh.registry.requests.kind import NEW_PERSON, Change
from ansinh.registry.requests.kinds import REQUEST_KINDS
from ansinh.registry.requests.places import changes_told
from ansinh.registry.states import State

# Everyone who writes about the same people waits here; in the order of ids, so that nobody waits for the other.
_LOCK = """
SELECT pg_advisory_xact_lock(hashtext('registry.request'), (hashint8(number) # hashtext(subject)))
FROM (SELECT DISTINCT subject, subject_id AS number FROM registry_request_touch WHERE request_id = %s
      ORDER BY subject, number) AS touched
"""
_LOCK_IMPORTS = "SELECT pg_advisory_xact_lock(hashtext('intake.area'), %s)"


def apply_now(request: ChangeRequest, *, actor: Actor, on: date, decided_by: Actor | None = None) -> bool:
    """Approve an open request whose ground is unchanged, and record it if its day has come; whether it was.

    Raises Refusal: ``moved_away``; ``conflict`` while an older request about the same facts waits; ``stale`` when the
    registry has changed since the request was written or looked at; ``later_facts``, ``number_taken`` and what the
    tables refuse.
    """
    with acting_as(SYSTEM):
        check_ground(request)
        ChangeRequest.objects.filter(pk=request.pk).update(
            state=State.APPROVED,
            effective_on=request.effective_on,
            decided_by_id=decided_by and decided_by.user_id,
            decided_at=Now() if decided_by else None,
        )
        if request.effective_on <= on:
            _apply(request, actor=actor, on=on)
    request.refresh_from_db()
    return request.state == State.APPLIED


def apply_due(*, on: date) -> tuple[int, int]:
    """Record approved requests whose day has come; those whose ground has changed go back to be looked at again.

    Returns how many were recorded and how many went back. Each is a transaction of its own.
    """
    due = ChangeRequest.objects.filter(state=State.APPROVED, effective_on__lte=on).order_by("effective_on", "pk")
    recorded = returned = 0
    for pk in due.values_list("pk", flat=True):
        try:
            with acting_as(SYSTEM):
                request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=pk)
                if request.state == State.APPROVED:
                    check_ground(request)
                    _apply(request, actor=SYSTEM, on=on)
                    recorded += 1
        except Refusal as refusal:
            again = ChangeRequest.objects.filter(pk=pk, state=State.APPROVED)
            returned += again.update(state=State.OPEN, decided_by=None, decided_at=None, because=refusal.message[:500])
    return recorded, returned


def check_ground(request: ChangeRequest) -> None:
    """Raise unless nobody is in the way and the registry still says what it said."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_IMPORTS, [request.area_id])
        cursor.execute(_LOCK, [request.pk])
        cursor.fetchall()
    if _moved_away(request):
        raise Refusal(
            "Người này đã chuyển sang xã khác sau khi tin được gửi: xã cũ rút tin, xã mới báo lại.", code="moved_away"
        )
    older = older_in_the_way(request)
    if older:
        raise Refusal(
            "Tin số %(older)s (%(request_kinds)s) về cùng thông tin được gửi trước: hãy duyệt hoặc từ chối "
            "tin đó trước.",
            code="conflict",
            request=older[0].pk,
            older=older[0].pk,
            request_kinds=REQUEST_KINDS[older[0].kind].label.lower(),
        )
    now = rows_of(changes_of(request))
    if not same_ground(request.rows, now):
        raise Refusal(
            "Sổ đã thay đổi từ khi tin này được viết: người báo tin phải xem lại phần hiện tại rồi mới duyệt được.",
            code="stale",
        )
    if later_move(now):
        raise Refusal("Sổ đã ghi nơi ở hoặc hộ khác từ một ngày sau đó.", code="later_facts")


def _moved_away(request: ChangeRequest) -> bool:
    """Whether another commune is by now in charge of the person; one that took over the whole commune is no other."""
    lives = Person.objects.filter(pk=request.person_id).values_list("area_id", flat=True).first()
    return lives is not None and lives not in areas.with_successors([request.area_id])


def changes_of(request: ChangeRequest) -> list[Change]:
    """What the request would change by what is known now; to be run as somebody who sees every row."""
    about = around(
        area_id=request.area_id, person_id=request.person_id, day=request.effective_on, values=request.values
    )
    return changes_told(REQUEST_KINDS[request.kind], about)


@contextmanager
def as_if_applied(request: ChangeRequest, on: date) -> Iterator[Sequence[Row]]:
    """The registry as it would be, within the block; then nothing of it is left. Raises what the tables refuse."""
    with acting_as(SYSTEM):
        changes = changes_of(request)
        before = rows_of(changes)
        mark = transaction.savepoint()
        try:
            try:
                with transaction.atomic():
                    rows = _written(request, changes, before, _source(request, "thử"), on)
            except IntegrityError as error:
                raise _refused(error) from None
            yield rows
        finally:
            transaction.savepoint_rollback(mark)


def _apply(request: ChangeRequest, *, actor: Actor, on: date) -> None:
    changes = changes_of(request)
    before = rows_of(changes)
    source = _source(request, f"Tin số {request.pk}")
    try:
        with transaction.atomic():
            rows = _written(request, changes, before, source, on)
    except IntegrityError as error:
        raise _refused(error) from None
    crash_here("apply_request.facts")
    newcomer = next((r["key"]["person_id"] for r, c in zip(rows, changes, strict=True) if _is_new(c)), None)
    ChangeRequest.objects.filter(pk=request.pk).update(
        state=State.APPLIED, source=source, applied_at=Now(), rows=rows, person_id=request.person_id or newcomer
    )
    audit.record(
        actor=actor, action="request.apply", object_kind="change_request", object_id=request.pk,
        area_id=request.area_id, details={"kind": request.kind, "facts": len(rows)},
    )  # fmt: skip
    announce(source.pk)
    crash_here("apply_request.before_commit")
    transaction.on_commit(lambda: crash_here("apply_request.after_commit"))


def _is_new(change: Change) -> bool:
    return change.fact == "identity" and change.key["person_id"] == NEW_PERSON


def _source(request: ChangeRequest, prefix: str) -> Source:
    number = f" số {request.document_number}" if request.document_number else ""
    reference = f"{prefix}: {request.document_kind}{number}"
    return Source.objects.create(kind=Source.Kind.FORM, reference=reference[:200], actor_id=request.made_by_id)


def _written(
    request: ChangeRequest, changes: Sequence[Change], before: Sequence[Row], source: Source, on: date
) -> list[Row]:
    area_id = request.to_area_id or request.area_id
    with connection.cursor() as cursor:
        written = write_changes(cursor, changes, source_id=source.pk, area_id=area_id, on=on)
    return [
        {**row, "key": dict(done.key), "after": None if done.values is None else dict(done.values)}
        for row, done in zip(before, written, strict=True)
    ]


def _refused(error: Any) -> Refusal:
    if "paper_" in str(error):
        return Refusal("Số định danh này đang thuộc về người khác trong sổ; hãy đối chiếu.", code="number_taken")
    if "died_after_birth" in str(error):
        return Refusal("Ngày chết ở trước ngày sinh đang ghi trong sổ.", code="died_before_birth")
    return Refusal(
        "Tin này trái với thông tin đã ghi trong sổ; hãy xem lại lịch sử ghi nhận.", code="conflicting_facts"
    )
