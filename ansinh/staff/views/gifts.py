"""Donations: promised, received, used by decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.funds import public as funds
from ansinh.kernel.errors import Refusal
from ansinh.staff.filters import typed_number
from ansinh.staff.refusals import back, carry_out, chosen_ids, refusals_stay
from ansinh.staff.scope_choice import places_of
from ansinh.staff.views.budget import chosen_place

USUAL = {"content": "emergency"}
"""What most gifts are for."""


@allow(Permission.VIEW_FIGURES)
def gifts(request: HttpRequest) -> HttpResponse:
    """What was promised and given, what of it is used, and the forms."""
    return _page(request, typed={}, wrong={})


def _page(request: HttpRequest, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    """``typed`` goes back into the form that it was typed into alone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today, sums = timezone.localdate(), funds.trial_balance()
    kinds = funds.AccountKind
    page = {
        "promised": sums[kinds.PLEDGED],
        "left": sums[kinds.GIFT_FUND],
        "goods_left": sums[kinds.GIFT_GOODS],
        "used": sums[kinds.GIFT_USED],
        "given": -sums[kinds.DONOR] - sums[kinds.PLEDGED],
        "gifts": [
            (one, one.state == "promised" and funds.may(actor, Permission.PREPARE_BUDGET, one.area_id))
            for one in funds.gifts()
        ],
        "uses": [
            (one, one.state == "entered" and one.entered_by_id != actor.user_id
             and funds.may(actor, Permission.APPROVE_BUDGET, one.area_id))
            for one in funds.gift_uses()
        ],
        "places": places_of(actor, today),
        "contents": funds.CONTENTS,
        "lines": funds.BudgetLine.objects.filter(year=today.year, source="donation").select_related("area"),
        "stores": [one for one in funds.stores() if funds.may(actor, Permission.KEEP_STOCK, one.area_id)],
        "goods": funds.GOODS,
        "may_enter": actor.may(Permission.PREPARE_BUDGET),
        "today": today,
        "promise": USUAL | (dict(typed) if typed.get("act") == "promise" else {}),
        "use": USUAL | (dict(typed) if typed.get("act") == "use" else {}),
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "staff/money/gifts.html", page)


def _amount(request: HttpRequest) -> int:
    amount = typed_number(request.POST.get("amount", "").replace(".", "").replace(" ", ""), longest=15)
    if amount is None:
        raise Refusal("Hãy ghi số tiền bằng chữ số, đơn vị đồng.", code="bad_amount", field="amount")
    return amount


def _promise(request: HttpRequest, actor: Actor) -> str:
    today = timezone.localdate()
    area = chosen_place(request, places_of(actor, today))
    with transaction.atomic():
        batch, receipt = None, request.POST.get("receipt", "")
        if request.POST.get("goods"):
            stores = {str(one.pk): one for one in funds.stores()}
            if request.POST.get("store", "") not in stores:
                raise Refusal("Hãy chọn kho nhận hàng.", code="bad_choice", field="store")
            batch = funds.receive_goods(
                actor=actor,
                store_id=stores[request.POST["store"]].pk,
                goods=request.POST["goods"],
                quantity=funds.quantity_of(request.POST.get("quantity", "")),
                source="donation",
                reference=receipt,
                on=today,
            )
        funds.promise_gift(
            actor=actor,
            area_id=area.pk,
            donor=request.POST.get("donor", ""),
            content=request.POST.get("content", ""),
            amount_vnd=_amount(request),
            on=today,
            unnamed=request.POST.get("unnamed") == "1",
            batch=batch,
            receipt=receipt if batch else "",
        )
    return gettext("Đã ghi hàng ủng hộ vào kho và vào sổ.") if batch else gettext("Đã ghi cam kết ủng hộ.")


def _seen(model: type, request: HttpRequest) -> int:
    (pk,) = chosen_ids(request) or (0,)
    if not model.objects.filter(pk=pk).exists():  # type: ignore[attr-defined]
        raise Http404("Không có khoản này trong địa bàn của bạn.")
    return pk


def _receive(request: HttpRequest, actor: Actor) -> str:
    pk = _seen(funds.Gift, request)
    funds.receive_gift(actor=actor, gift_id=pk, receipt=request.POST.get("receipt", ""), on=timezone.localdate())
    return gettext("Đã nhận tiền.")


def _withdraw(request: HttpRequest, actor: Actor) -> str:
    funds.withdraw_gift(actor=actor, gift_id=_seen(funds.Gift, request), on=timezone.localdate())
    return gettext("Đã rút cam kết.")


def _use(request: HttpRequest, actor: Actor) -> str:
    area = chosen_place(request, places_of(actor, timezone.localdate()))
    line = request.POST.get("line", "")
    seen = set(funds.BudgetLine.objects.filter(source="donation").values_list("pk", flat=True))
    if line and typed_number(line) not in seen:
        raise Refusal("Hãy chọn dòng dự toán nguồn ủng hộ.", code="bad_line", field="line")
    funds.enter_gift_use(
        actor=actor,
        area_id=area.pk,
        content=request.POST.get("content", ""),
        amount_vnd=_amount(request),
        number=request.POST.get("number", ""),
        decided_on=timezone.localdate(),
        purpose=request.POST.get("purpose", ""),
        line_id=int(line) if line else None,
    )
    return gettext("Đã nhập; tiền ra khỏi quỹ khi người khác duyệt.")


def _approve(request: HttpRequest, actor: Actor) -> str:
    funds.approve_gift_use(actor=actor, use_id=_seen(funds.GiftUse, request), on=timezone.localdate())
    return gettext("Đã duyệt, đã ghi sổ.")


_ACTS: dict[str, Callable[[HttpRequest, Actor], str]] = {
    "promise": _promise,
    "receive": _receive,
    "withdraw": _withdraw,
    "use": _use,
    "approve": _approve,
}


@allow(Permission.PREPARE_BUDGET, Permission.APPROVE_BUDGET)
@require_POST
@refusals_stay(_page)
def act(request: HttpRequest) -> HttpResponse:
    """One of the acts; who may do it is checked by the operation."""
    carry_out(request, _ACTS)
    return back(request, "/ung-ho/")
