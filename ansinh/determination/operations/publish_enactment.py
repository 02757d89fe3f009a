"""Publishing a prepared text: from this moment on it is law here, for the months from its first month on."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.determination.law_in_force import LOCK, law_changed
from ansinh.determination.models import Enactment, Publication
from ansinh.determination.models.enactment import BODY_LENGTH, NUMBER_LENGTH
from ansinh.determination.operations.prepare_enactment import lay_over_law
from ansinh.determination.policies import check_act
from ansinh.determination.queries_law import text_as_entered
from ansinh.determination.states import ACTS
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

EARLIEST_ISSUE = date(1990, 1, 1)


@transaction.atomic
def publish_enactment(
    *, enactment_id: int, number: str, issued_on: date | None, issued_by: str, actor: Actor, on: date
) -> Publication:
    """Make a prepared text law. ``number``, ``issued_on``, ``issued_by``: as they stand on the signed paper.

    The text is laid over the law once more, as others may have been published since. Raises Refusal when it does not
    fit, when its paper is not named, and for the person who prepared it.
    """
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({LOCK})")
        enactment = _enactment(enactment_id)
        check_act(actor, ACTS["publish"], enactment, on)
        number, issued_by = " ".join(number.split()), " ".join(issued_by.split())
        _check_paper(number, issued_on, issued_by, on)
        lay_over_law(text_as_entered(enactment))
        found = Publication.objects.create(
            enactment=enactment,
            first_month=enactment.first_month,
            prepared_by_id=enactment.prepared_by_id,
            published_by_id=actor.user_id,
            number=number,
            issued_on=issued_on,
            issued_by=issued_by,
            recorded_at=Now(),  # the database puts the moment of the lock in its place
        )
        found.refresh_from_db()
        audit.record(
            actor=actor,
            action="law.publish",
            object_kind="enactment",
            object_id=enactment.pk,
            details={"number": number, "from": f"{enactment.first_month:%Y-%m}", "text_sha256": enactment.text_sha256},
        )
    law_changed()
    return found


def _enactment(pk: int) -> Enactment:
    found = Enactment.objects.select_related("publication", "withdrawal").filter(pk=pk).first()
    if found is None:
        raise Refusal("Không có văn bản này.", code="unknown_enactment", enactment=pk)
    return found


def _check_paper(number: str, issued_on: date | None, issued_by: str, on: date) -> None:
    if not 0 < len(number) <= NUMBER_LENGTH:
        raise Refusal("Hãy ghi số, ký hiệu của văn bản đã ký.", code="paper", field="number")
    if issued_on is None or not EARLIEST_ISSUE <= issued_on <= on:
        raise Refusal("Hãy ghi ngày ký của văn bản, không sau hôm nay.", code="paper", field="issued_on")
    if not 0 < len(issued_by) <= BODY_LENGTH:
        raise Refusal("Hãy ghi cơ quan ban hành.", code="paper", field="issued_by")
