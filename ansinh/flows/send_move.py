"""Somebody who receives moves to another commune: from which month the old one pays no more (NĐ 335/2026 Đ8.3).

The new commune decides "từ tháng thôi chi trả tại nơi cư trú cũ". The list of a month is drawn before it (Đ28.4): what
the old commune has on a list already, it pays. It ends with the first month that is on no list, at the earliest that
of the signature.
"""

from __future__ import annotations

from datetime import date

from ansinh.access.public import Actor
from ansinh.casework import public as casework
from ansinh.casework.public import Case
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments


def send_move(*, actor: Actor, case_id: int, on: date) -> Case:
    """The old commune's chair signs. Raises what ``send_case`` raises."""
    case = Case.objects.select_related("request").filter(pk=case_id).first()
    if case is None:
        raise Refusal("Không có hồ sơ này trong địa bàn của bạn.", code="unknown_case")
    listed = payments.last_month_listed(casework.movers_of(case))
    signed = Month.of(on)
    first = signed if listed is None else max(signed, listed.next())
    return casework.send_case(actor=actor, case_id=case_id, on=on, first_month=first.first)
