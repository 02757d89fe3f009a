"""Setting who pays in an area from a day on."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit, check_there
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import PayingOffice
from ansinh.payments.models.paying_office import ACCOUNT, BIC, NAME_LENGTH
from ansinh.payments.offices import POST_OFFICE
from ansinh.payments.periods import room_for
from ansinh.payments.policies import check_scope
from ansinh.payments.typed import line_of_words

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('payments office'))"
_FIELDS = ("name", "account", "bank_name", "bank_bic", "post_office")


def set_paying_office(
    *,
    actor: Actor,
    area: Unit,
    since: date,
    name: str,
    account: str,
    bank_name: str,
    bank_bic: str = "",
    post_office: str = POST_OFFICE,
) -> PayingOffice:
    """The office of an area from a day until the next that is set, or until the area ends.

    The one before ends the day before; one that began on the very day is corrected. Runs that keep an office keep it.
    Raises Refusal for a wrong value, a day on which there is no such area, and outside the actor's area or rights.
    """
    check_scope(actor, Permission.MANAGE_SETTINGS, area.pk)
    ends = area.valid.upper
    check_there(area, since)
    values = _sound(name, account, bank_name, bank_bic, post_office)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        found = list(PayingOffice.objects.filter(area=area).order_by("valid"))
        office = next((office for office in found if office.valid.lower == since), None)
        before = {field: getattr(office, field) for field in _FIELDS} if office else {}
        if office is None:
            office = PayingOffice(area=area, valid=room_for(since, ends, found))
        for field, value in values.items():
            setattr(office, field, value)
        office.save()
        audit.record(
            actor=actor,
            action="paying_office.set",
            object_kind="paying_office",
            object_id=office.pk,
            area_id=area.pk,
            details={"since": since.isoformat(), "now": values, "before": before},
        )
    return office


def _sound(name: str, account: str, bank_name: str, bank_bic: str, post_office: str) -> dict[str, str]:
    named = {"name": (name, "tên đơn vị chi trả"), "bank_name": (bank_name, "tên ngân hàng, kho bạc")}
    named["post_office"] = (post_office or POST_OFFICE, "tên bưu điện")
    values = {field: line_of_words(text, NAME_LENGTH, label) for field, (text, label) in named.items()}
    values["account"] = re.sub(r"\s", "", account).upper()
    values["bank_bic"] = re.sub(r"\s", "", bank_bic).upper()
    if not re.fullmatch(ACCOUNT, values["account"]):
        raise Refusal(
            "Số tài khoản “%(account)s” không đúng: tối đa 34 chữ số, chữ cái không dấu, dấu chấm, gạch nối.",
            code="bad_account",
            value=account,
            account=account,
        )
    if values["bank_bic"] and not re.fullmatch(BIC, values["bank_bic"]):
        raise Refusal(
            "Mã BIC “%(bank_bic)s” không đúng: 8 hoặc 11 ký tự, ví dụ ABCDVNVX; chưa biết thì để trống.",
            code="bad_bic",
            value=bank_bic,
            bank_bic=bank_bic,
        )
    return values
