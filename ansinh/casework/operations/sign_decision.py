"""Signing a decision that is not one over proposals; numbers come from the same register."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Max

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.casework.document_kinds import DECISIONS
from ansinh.casework.documents.offices import issuing_unit
from ansinh.casework.documents.registers import lock_registers
from ansinh.casework.models import Decision, RegisteredNumber
from ansinh.casework.policies import check_own_office

# Held before anything carries a moment: who draws a list waits for it, and so sees all that carries an earlier one.
HOLD_AWARDS = "LOCK TABLE casework_award IN ROW EXCLUSIVE MODE"


def sign_decision(
    *,
    kind: str,
    area_id: int,
    on: date,
    first_month: date,
    monthly_vnd: int,
    maker_id: int,
    by: Actor,
    office: Unit | None = None,
) -> Decision:
    """One decision about one person. Called within a transaction; holds the register until it ends.

    ``office``: whose chair signs where it is not the one that decides on benefits in the commune.
    """
    commune = Unit.objects.select_related("parent").get(pk=area_id)
    office = office or issuing_unit(commune, on)
    check_own_office([office.pk], by, on)
    lock_registers(DECISIONS, [office.pk])
    with connection.cursor() as cursor:
        cursor.execute(HOLD_AWARDS)
    last = RegisteredNumber.objects.filter(office=office, letters=DECISIONS, year=on.year).aggregate(last=Max("number"))
    return Decision.objects.create(
        commune=commune, office=office, year=on.year, number=int(last["last"] or 0) + 1, kind=kind, decided_on=on,
        first_month=first_month, people=1, monthly_vnd=monthly_vnd, prepared_by_id=maker_id, decided_by_id=by.user_id,
    )  # fmt: skip
