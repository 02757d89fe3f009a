"""Saying whether lists of a year are refused for want of budget."""

from __future__ import annotations

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.models import BudgetCheck
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


def set_budget_check(*, actor: Actor, year: int, checked: bool, because: str) -> BudgetCheck:
    """Switch the check of a year on or off. It holds for the whole province, so only who sees all of it may."""
    if not actor.may(Permission.APPROVE_BUDGET) or not actor.wide or actor.user_id is None:
        raise Refusal("Chỉ lãnh đạo cấp tỉnh bật, tắt kiểm tra dự toán.", code="not_permitted")
    if not because.strip() or not 2000 <= year <= 2100:
        raise Refusal("Hãy ghi năm và lý do.", code="reason_missing")
    with acting_as(SYSTEM):
        made = BudgetCheck.objects.create(year=year, checked=checked, because=because.strip(), set_by_id=actor.user_id)
        audit.record(
            actor=actor, action="budget.check", object_kind="budget_year", object_id=year, details={"checked": checked}
        )
    return made
