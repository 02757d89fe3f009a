"""Declaring the columns of a payer's file from a day on, and ending such a declaration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit, check_there
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.layouts.check import layout_of
from ansinh.payments.layouts.layout import stamp_of
from ansinh.payments.models import FileLayout
from ansinh.payments.periods import room_for
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.taken import taken

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('payments layout'))"


def set_layout(*, actor: Actor, area: Unit, since: date, content: Mapping[str, Any]) -> FileLayout:
    """The layout of a code in an area from a day until the next of that code, or until the area ends.

    The one before ends the day before; one that began on the very day is corrected. Files that were read keep the mark
    of what they were read by. Raises Refusal for whatever is wrong in it, and outside the actor's area or rights.
    """
    check_scope(actor, Permission.MANAGE_SETTINGS, area.pk)
    check_there(area, since)
    layout = layout_of(content)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        found = list(FileLayout.objects.filter(area=area, code=layout.code).order_by("valid"))
        if any(one.direction != layout.direction for one in found):
            raise Refusal(
                "Mã “%(value)s” đã dùng cho mẫu của chiều kia: hãy chọn mã khác.",
                code="other_direction", field="code", value=layout.code,
            )  # fmt: skip
        one = next((one for one in found if one.valid.lower == since), None)
        before = stamp_of(one.content) if one else ""
        if one is None:
            one = FileLayout(area=area, code=layout.code, valid=room_for(since, area.valid.upper, found))
        one.direction, one.content, one.set_by_id = layout.direction, dict(content), responsible(actor)
        one.save()
        audit.record(
            actor=actor, action="layout.set", object_kind="file_layout", object_id=one.pk, area_id=area.pk,
            details={"since": since.isoformat(), "now": dict(content), "before": before},
        )  # fmt: skip
    return one


def end_layout(*, actor: Actor, layout_id: int, last_day: date) -> FileLayout:
    """The layout ends with this day; where one is shipped under its code, that one holds again."""
    with acting_as(SYSTEM):
        one = taken(FileLayout.objects.select_related("area"), layout_id, gettext_noop("mẫu tệp"))
        check_scope(actor, Permission.MANAGE_SETTINGS, one.area_id)
        if last_day < one.valid.lower or (one.last_day is not None and last_day > one.last_day):
            raise Refusal("Ngày kết thúc phải nằm trong thời gian mẫu có hiệu lực.", code="bad_day")
        one.valid = DateRange(one.valid.lower, date.fromordinal(last_day.toordinal() + 1))
        one.save(update_fields=["valid"])
        audit.record(
            actor=actor, action="layout.end", object_kind="file_layout", object_id=one.pk, area_id=one.area_id,
            details={"code": one.code, "last_day": last_day.isoformat()},
        )  # fmt: skip
    return one
