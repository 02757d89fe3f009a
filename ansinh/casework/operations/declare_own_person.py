"""Saying who one is in the registry, so that nobody decides on the own household."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.models import OfficerPerson
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.blind import blind
from ansinh.registry.public import Paper


@transaction.atomic
def declare_own_person(*, actor: Actor, number: str, on: date) -> OfficerPerson:
    """Join the account to the person who bears a number, from a day on; replaces what was declared before.

    Nothing about the person is told. Raises Refusal when nobody bears the number.
    """
    digits = "".join(number.split())
    with acting_as(SYSTEM):
        held = Paper.objects.filter(number_index=blind("number", digits or "-"), retracted_at=None)
        person_id = held.values_list("person_id", flat=True).first()
    if person_id is None or actor.user_id is None:
        raise Refusal("Không ai trong sổ mang số này; nếu bạn không ở trong tỉnh thì không cần khai.", code="no_person")
    live = OfficerPerson.objects.filter(user_id=actor.user_id, valid__endswith=None)
    for former in live:
        if former.person_id == person_id:
            raise Refusal("Bạn đã khai số này.", code="declared_already")
        if former.valid.lower >= on:
            raise Refusal("Hôm nay bạn đã khai; việc sửa do người quản trị làm.", code="declared_today")
        OfficerPerson.objects.filter(pk=former.pk).update(valid=DateRange(former.valid.lower, on))
    found = OfficerPerson.objects.create(
        user_id=actor.user_id, person_id=person_id, valid=DateRange(on, None), declared_by_id=actor.user_id
    )
    audit.record(actor=actor, action="account.declare_person", object_kind="user", object_id=actor.user_id)
    return found
