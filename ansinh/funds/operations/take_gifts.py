"""Donations: promised, received or withdrawn; used by decision, directly or through a budget line."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.codes import TransferCode
from ansinh.funds.contents_table import CONTENTS
from ansinh.funds.models import Batch, BudgetLine, Gift, GiftUse, Transfer
from ansinh.funds.operations.post_sides import Place, Side, post_sides
from ansinh.funds.policies import check_another, check_may
from ansinh.funds.queries_gifts import gift_fund_left
from ansinh.funds.states import GiftState, GiftUseState
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.money import format_dong


def promise_gift(
    *,
    actor: Actor,
    area_id: int,
    donor: str,
    content: str,
    amount_vnd: int,
    on: date,
    unnamed: bool = False,
    batch: Batch | None = None,
    receipt: str = "",
) -> Gift:
    """Money that is promised; with ``batch`` goods already in a store, at their value, received by ``receipt``."""
    if not donor.strip() or content not in CONTENTS or amount_vnd <= 0 or (batch is not None and not receipt.strip()):
        raise Refusal("Hãy ghi người ủng hộ, nội dung, giá trị; hàng thì cả số phiếu.", code="bad_choice")
    with acting_as(SYSTEM):
        user_id = check_may(actor, Permission.PREPARE_BUDGET, area_id)
        made = Gift.objects.create(
            area_id=area_id, donor=donor.strip()[:200], unnamed=unnamed, content=content, amount_vnd=amount_vnd,
            batch=batch, promised_on=on, received_on=on if batch else None, receipt=receipt.strip()[:60],
            state=GiftState.RECEIVED if batch else GiftState.PROMISED, entered_by_id=user_id,
        )  # fmt: skip
        place = Place(area_id, content)
        code = TransferCode.GOODS_GIVEN if batch else TransferCode.GIFT_PLEDGED
        post_sides(code=code, on=on, sides=[Side(f"gift/{made.pk}", area_id, place, place, amount_vnd)])
        _told(actor, "gift.promise", made)
    return made


def receive_gift(*, actor: Actor, gift_id: int, receipt: str, on: date) -> Gift:
    """The promised money came in, with the number of its receipt."""
    if not receipt.strip():
        raise Refusal("Hãy ghi số phiếu thu.", code="receipt_missing")
    return _end(actor, gift_id, GiftState.RECEIVED, on, receipt.strip()[:60])


def withdraw_gift(*, actor: Actor, gift_id: int, on: date) -> Gift:
    """The promise is taken back."""
    return _end(actor, gift_id, GiftState.WITHDRAWN, on, "")


def _end(actor: Actor, gift_id: int, state: GiftState, on: date, receipt: str) -> Gift:
    with acting_as(SYSTEM):
        found = Gift.objects.select_for_update().get(pk=gift_id)
        check_may(actor, Permission.PREPARE_BUDGET, found.area_id)
        if found.state != GiftState.PROMISED:
            raise AlreadyDone("Khoản này đã nhận hoặc đã rút.", code="already_ended", gift=gift_id)
        received = state == GiftState.RECEIVED
        code = TransferCode.GIFT_RECEIVED if received else TransferCode.PLEDGE_WITHDRAWN
        pending = Transfer.objects.get(code=TransferCode.GIFT_PLEDGED, key=f"gift/{found.pk}")
        place = Place(found.area_id, found.content)
        side = Side(f"gift/{found.pk}/{state}", found.area_id, place, place, found.amount_vnd, pending.pk)
        post_sides(code=code, on=on, sides=[side])
        Gift.objects.filter(pk=found.pk).update(state=state, received_on=on if received else None, receipt=receipt)
        _told(actor, "gift.receive" if received else "gift.withdraw", found)
        found.refresh_from_db()
    return found


def enter_gift_use(
    *,
    actor: Actor,
    area_id: int,
    content: str,
    amount_vnd: int,
    number: str,
    decided_on: date,
    purpose: str,
    line_id: int | None = None,
) -> GiftUse:
    """Enter a decision to use donated money; with ``line_id`` it goes into that budget line of source donation."""
    if content not in CONTENTS or amount_vnd <= 0 or not number.strip() or not purpose.strip():
        raise Refusal("Hãy ghi nội dung, số tiền, số quyết định và mục đích.", code="bad_choice")
    with acting_as(SYSTEM):
        user_id = check_may(actor, Permission.PREPARE_BUDGET, area_id)
        if line_id is not None and BudgetLine.objects.get(pk=line_id).source != "donation":
            raise Refusal("Chỉ đưa được vào dòng dự toán nguồn ủng hộ.", code="bad_line")
        made = GiftUse.objects.create(
            area_id=area_id, content=content, amount_vnd=amount_vnd, line_id=line_id, number=number.strip()[:60],
            decided_on=decided_on, purpose=purpose.strip()[:300], entered_by_id=user_id,
        )  # fmt: skip
        audit.record(actor=actor, action="gift_use.enter", object_kind="gift_use", object_id=made.pk, area_id=area_id)
    return made


def approve_gift_use(*, actor: Actor, use_id: int, on: date) -> GiftUse:
    """Another person approves: the money leaves the fund. Raises Refusal when the fund holds less."""
    with acting_as(SYSTEM):
        found = GiftUse.objects.select_for_update(of=("self",)).select_related("line").get(pk=use_id)
        user_id = check_may(actor, Permission.APPROVE_BUDGET, found.area_id)
        check_another(actor, found.entered_by_id, "lập quyết định")
        if found.state != GiftUseState.ENTERED:
            raise AlreadyDone("Quyết định này đã được duyệt hoặc đã bỏ.", code="already_approved", use=use_id)
        left = gift_fund_left(found.area_id, found.content)
        if left < found.amount_vnd:
            raise Refusal("Quỹ ủng hộ nội dung này chỉ còn %(left)s đồng.", code="not_enough", left=format_dong(left))
        fund = Place(found.area_id, found.content)
        line = found.line
        target = fund if line is None else Place(line.area_id, line.content, line.pk)
        code = TransferCode.GIFT_SPENT if line is None else TransferCode.GIFT_ALLOTTED
        side = Side(f"gift-use/{found.pk}", found.area_id, fund, target, found.amount_vnd)
        post_sides(code=code, on=on, sides=[side], year=line.year if line else None)
        GiftUse.objects.filter(pk=found.pk).update(
            state=GiftUseState.APPROVED, approved_by_id=user_id, approved_at=Now()
        )
        audit.record(
            actor=actor, action="gift_use.approve", object_kind="gift_use", object_id=found.pk, area_id=found.area_id
        )
        found.refresh_from_db()
    return found


def _told(actor: Actor, action: str, found: Gift) -> None:
    audit.record(actor=actor, action=action, object_kind="gift", object_id=found.pk, area_id=found.area_id)
