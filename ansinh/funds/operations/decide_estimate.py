"""Approving or dropping an entered estimate; approved, its amounts stand in the ledger."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.codes import TransferCode
from ansinh.funds.models import Estimate, EstimateRow
from ansinh.funds.operations.post_sides import Place, Side, post_sides
from ansinh.funds.policies import check_another, check_may
from ansinh.funds.queries_budget import lock_lines
from ansinh.funds.states import EstimateState
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.money import format_dong


def approve_estimate(*, actor: Actor, estimate_id: int, on: date) -> Estimate:
    """Post what the decision gives and takes. Raises Refusal for who entered it, and for a cut of what is not free."""
    with acting_as(SYSTEM):
        found = Estimate.objects.select_for_update().get(pk=estimate_id)
        user_id = check_may(actor, Permission.APPROVE_BUDGET, found.area_id)
        check_another(actor, found.entered_by_id, "nhập dự toán")
        if found.state == EstimateState.APPROVED:
            if found.approved_by_id == user_id:
                return found
            raise AlreadyDone("Quyết định này đã được duyệt.", code="already_approved", estimate=estimate_id)
        if found.state != EstimateState.ENTERED:
            raise Refusal("Quyết định này đã bỏ.", code="state", estimate=estimate_id)
        rows = list(EstimateRow.objects.filter(estimate=found).select_related("line").order_by("line_id"))
        left = lock_lines({row.line_id for row in rows})
        for row in rows:
            if left.get(row.line_id, 0) + row.amount_vnd < 0:
                raise Refusal(
                    "Dòng %(codes)s chỉ còn %(left)s đồng chưa dùng: không giảm được %(value)s đồng.",
                    code="cut_too_deep",
                    line=row.line_id,
                    codes=row.line.codes,
                    left=format_dong(left.get(row.line_id, 0)),
                    value=format_dong(-row.amount_vnd),
                )
        Estimate.objects.filter(pk=found.pk).update(
            state=EstimateState.APPROVED, approved_by_id=user_id, approved_at=Now()
        )
        _post(found, rows, on)
        audit.record(
            actor=actor, action="estimate.approve", object_kind="estimate", object_id=found.pk, area_id=found.area_id
        )
        found.refresh_from_db()
    return found


def _post(found: Estimate, rows: list[EstimateRow], on: date) -> None:
    given, cut = [], []
    for row in rows:
        origin = Place(found.area_id, row.line.content)
        place = Place(row.line.area_id, row.line.content, row.line_id)
        key = f"estimate/{found.pk}/{row.line_id}"
        if row.amount_vnd > 0:
            given.append(Side(key, found.area_id, origin, place, row.amount_vnd))
        else:
            cut.append(Side(key, found.area_id, place, origin, -row.amount_vnd))
    post_sides(code=TransferCode.ESTIMATE_CUT, on=on, sides=cut, year=found.year)
    post_sides(code=TransferCode.ESTIMATE_GIVEN, on=on, sides=given, year=found.year)


def drop_estimate(*, actor: Actor, estimate_id: int) -> Estimate:
    """Drop a decision that was entered wrongly, before it is approved."""
    with acting_as(SYSTEM):
        found = Estimate.objects.select_for_update().get(pk=estimate_id)
        check_may(actor, Permission.PREPARE_BUDGET, found.area_id)
        if found.state == EstimateState.DROPPED:
            return found
        if found.state != EstimateState.ENTERED:
            raise Refusal("Quyết định đã duyệt: hãy nhập quyết định điều chỉnh.", code="state", estimate=estimate_id)
        Estimate.objects.filter(pk=found.pk).update(state=EstimateState.DROPPED)
        audit.record(
            actor=actor, action="estimate.drop", object_kind="estimate", object_id=found.pk, area_id=found.area_id
        )
        found.refresh_from_db()
    return found
