"""Estimates of the made-up province: given each January from what December's lists held, added to when rates rise."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from ansinh.access.public import Actor, User, actor_of
from ansinh.areas.public import province
from ansinh.demo.accounts import LOGINS, Login
from ansinh.funds.public import Amount, Estimate, approve_estimate, enter_estimate, set_budget_check
from ansinh.kernel.period import Month
from ansinh.payments.public import PayrollShare

CHECKED_FROM = 2026
RISES = {Month(2024, 7): 60, Month(2025, 7): 30, Month(2026, 8): 40}
"""Months in which a decree raised what is paid, and by how many per cent the rest of the year is topped up."""
_STEP = 10_000_000
_CHAPTERS = {True: "424", False: "423"}  # until February 2025 the labour department, then the health department


def give_budget(month: Month, on: date) -> Estimate | None:
    """The estimate that the made-up province is given this month, approved; None in most months."""
    percent, months = (125, 12) if month.number == 1 else (RISES.get(month, 0), 13 - month.number)
    monthly = PayrollShare.objects.filter(run__month=month.minus(1).first).exclude(run__state="cancelled")
    base = monthly.aggregate(total=Sum("total_vnd"))["total"] or 0
    if not percent or not base:
        return None
    whole, first = province(on), month.number == 1
    amount = -(-base * months * percent // 100 // _STEP) * _STEP
    central = amount * 7 // 10 // _STEP * _STEP
    chapter = _CHAPTERS[on < date(2025, 3, 1)]
    shares = {"central": central, "provincial": amount - central}
    entered = enter_estimate(
        actor=_demo("province_accountant", on),
        area_id=whole.pk,
        year=month.year,
        kind="given" if first else "added",
        number=f"{10 + month.number}/QĐ-UBND (giả lập)",
        decided_on=month.first,
        amounts=[Amount(source, "all", part, chapter=chapter) for source, part in shares.items() if part],
        note="Giao dự toán đầu năm" if first else "Bổ sung do mức trợ cấp tăng",
    )
    leader = _demo("province_leader", on)
    if first and month.year >= CHECKED_FROM:
        set_budget_check(actor=leader, year=month.year, checked=True, because="Đã nhập đủ dự toán của năm")
    return approve_estimate(actor=leader, estimate_id=entered.pk, on=on)


def _demo(role: str, on: date) -> Actor:
    login: Login = next(one for one in LOGINS if one.role == role)
    return actor_of(User.objects.get(username=login.username), on)
