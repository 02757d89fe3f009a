"""Setting how large samples are, from a day on; what was set before stays to be read."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit, check_there
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import SampleRule
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.sampling_rules import Size
from ansinh.payments.typed import line_of_words


def set_sample_rule(*, actor: Actor, area: Unit, since: date, rule: Size, because: str, on: date) -> SampleRule:
    """The rule of a province for samples that are drawn from a day on.

    Raises Refusal for a number out of bounds, a day that has gone, without a reason, for less than a province, and
    outside the actor's area or rights.
    """
    check_scope(actor, Permission.MANAGE_SETTINGS, area.pk)
    check_there(area, since)
    words = line_of_words(because, 300, "lý do")
    if area.kind != Unit.Kind.PROVINCE:
        raise Refusal("Quy tắc rút mẫu đặt cho cả tỉnh.", code="not_a_province")
    if since < on:
        raise Refusal("Quy tắc chỉ đặt từ hôm nay trở đi: mẫu đã rút không đổi.", code="bad_day")
    with acting_as(SYSTEM):
        made = SampleRule(area=area, since=since, because=words, set_by_id=responsible(actor), **rule.values)
        try:
            with transaction.atomic():
                made.save()
        except (IntegrityError, ValidationError):
            raise Refusal(
                "Có số ngoài khoảng cho phép: tỷ lệ 0,1 đến 100, sai số 0,1 đến 50 phần trăm; 1 đến 180 ngày; "
                "ít nhất 1 khoản.",
                code="bad_rule",
            ) from None
        audit.record(
            actor=actor, action="sample_rule.set", object_kind="sample_rule", object_id=made.pk, area_id=area.pk,
            details={"since": since.isoformat(), **rule.values},
        )  # fmt: skip
    return made
