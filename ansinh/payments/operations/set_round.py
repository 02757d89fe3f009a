"""Saying who takes money to a village's homes from a day on, and that nobody does any more."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit, check_there
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import DeliveryRound, SignSheet
from ansinh.payments.models.delivery_round import CARRIER_LENGTH
from ansinh.payments.policies import check_scope
from ansinh.payments.typed import line_of_words

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('payments round'), %s)"


def set_round(
    *, actor: Actor, area: Unit, village: str, since: date, name: str, carrier: str, phone: str = "", place: int = 1
) -> DeliveryRound:
    """The round of a village from a day on; the one before ends the day before, one of the very day is corrected.

    Raises Refusal for a wrong value, a day on which there is no such area, and outside the actor's area or rights.
    """
    check_scope(actor, Permission.PREPARE_PAYROLL, area.pk)
    check_there(area, since)
    values = {
        "name": line_of_words(name, 60, gettext_noop("tên tuyến")),
        "carrier": line_of_words(carrier, CARRIER_LENGTH, gettext_noop("người đi chi trả")),
        "phone": " ".join(phone.split())[:20],
        "place": place,
    }
    if not 1 <= place <= 999:
        raise Refusal("Thứ tự trên tuyến phải từ 1 đến 999.", code="bad_place", field="place", value=place)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [area.pk])
        _check_not_printed(area.pk, since)
        place_name = line_of_words(village, 120, gettext_noop("thôn, bản"))
        found = list(DeliveryRound.objects.filter(area=area, village=place_name))
        made = next((one for one in found if one.valid.lower == since), None)
        if made is None:
            ends = min((one.valid.lower for one in found if one.valid.lower > since), default=area.valid.upper)
            _end(found, since)
            made = DeliveryRound(area=area, village=place_name, valid=DateRange(since, ends))
        for field, value in values.items():
            setattr(made, field, value)
        made.save()
        _note(actor, "round.set", made, since)
    return made


def end_round(*, actor: Actor, round_id: int, on: date) -> None:
    """From a day on nobody goes there. Raises Refusal for a round that is not there or has not begun by then."""
    with acting_as(SYSTEM):
        found = DeliveryRound.objects.select_for_update().filter(pk=round_id).first()
        if found is None:
            raise Refusal("Không có tuyến này.", code="unknown_round", round=round_id)
        check_scope(actor, Permission.PREPARE_PAYROLL, found.area_id)
        if on <= found.valid.lower:
            raise Refusal("Tuyến này chưa bắt đầu vào ngày đó; hãy khai lại tuyến.", code="not_begun")
        _check_not_printed(found.area_id, on)
        _end([found], on)
        _note(actor, "round.end", found, on)


def _check_not_printed(area_id: int, since: date) -> None:
    """Sheets that were put down for signing stay as they were printed, round by round."""
    printed = SignSheet.objects.filter(commune_id=area_id, channel="home", run__pay_on__gte=since)
    last = printed.aggregate(last=Max("run__pay_on"))["last"]
    if last is not None:
        raise Refusal(
            "Danh sách ký nhận tại nhà của kỳ chi ngày %(day)s đã in theo tuyến cũ: hãy đặt từ sau ngày đó.",
            code="printed", field="since", day=f"{last:%d/%m/%Y}",
        )  # fmt: skip


def _end(found: list[DeliveryRound], since: date) -> None:
    for before in found:
        if since in before.valid and before.valid.lower < since:
            before.valid = DateRange(before.valid.lower, since)
            before.save(update_fields=["valid"])


def _note(actor: Actor, action: str, found: DeliveryRound, on: date) -> None:
    audit.record(
        actor=actor, action=action, object_kind="delivery_round", object_id=found.pk, area_id=found.area_id,
        details={"on": on.isoformat(), "name": found.name, "place": found.place},
    )  # fmt: skip
