"""Taking back a text: one that was only prepared, or one that was published and does not hold yet."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.models.functions import Now

from ansinh import legislation
from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.determination.law_in_force import LOCK, law_changed
from ansinh.determination.models import Enactment, Withdrawal
from ansinh.determination.models.enactment import REASON_LENGTH
from ansinh.determination.policies import check_act, state_of
from ansinh.determination.queries_law import published_texts
from ansinh.determination.states import ACTS, State
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def withdraw_enactment(*, enactment_id: int, reason: str, actor: Actor, on: date) -> Withdrawal:
    """Take a text back before its first month, or a prepared one at any time; the row of it stays.

    Raises Refusal once it holds, and when a later text builds on what this one says.
    """
    words = " ".join(reason.split())
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
        enactment = Enactment.objects.select_related("publication", "withdrawal").filter(pk=enactment_id).first()
        if enactment is None:
            raise Refusal("Không có văn bản này.", code="unknown_enactment", enactment=enactment_id)
        published = state_of(enactment) == State.PUBLISHED
        check_act(actor, ACTS["withdraw" if published else "discard"], enactment, on)
        if not 0 < len(words) <= REASON_LENGTH:
            raise Refusal("Hãy ghi lý do rút lại.", code="reason_missing", field="reason")
        if published:
            _check_rest(enactment)
        found = Withdrawal.objects.create(
            enactment=enactment,
            first_month=enactment.first_month,
            published=published,
            withdrawn_by_id=actor.user_id,
            reason=words,
            recorded_at=Now(),  # the database puts the moment of the lock in its place
        )
        audit.record(
            actor=actor,
            action="law.withdraw" if published else "law.discard",
            object_kind="enactment",
            object_id=enactment.pk,
            details={"number": enactment.number, "reason": words},
        )
    law_changed()
    return found


def _check_rest(enactment: Enactment) -> None:
    """What else is published can be laid without it."""
    try:
        legislation.check_laid(published_texts(but=enactment.pk), f"{enactment.first_month:%Y-%m}")
    except legislation.LawError as error:
        raise Refusal(
            "Không rút được, vì văn bản khác dựa vào văn bản này: %(error)s", code="needed", error=str(error)
        ) from error
