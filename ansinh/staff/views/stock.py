"""Stores: what is in them, what came and went, lists of people who are given goods, counts and losses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.flows.hand_over import REASONS, list_receivers
from ansinh.funds import public as funds
from ansinh.kernel.errors import Refusal
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, carry_out, chosen_ids, refusals_stay, shows_refusals
from ansinh.staff.scope_choice import communes_of, places_of
from ansinh.staff.templatetags.staff_words import quantity
from ansinh.staff.views.budget import chosen_place

SEES = (Permission.VIEW_FIGURES, Permission.KEEP_STOCK)
BATCH = "batch-"


@allow(*SEES)
def stock(request: HttpRequest) -> HttpResponse:
    """The goods of the stores that are seen, the latest moves, the lists and the counts."""
    return _page(request, typed={}, wrong={})


def _page(request: HttpRequest, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    lines, stores = funds.stock_lines(today), funds.stores()
    page = {
        "lines": lines,
        "sums": funds.stock_sums(lines),
        "stores": stores,
        "own_stores": [one for one in stores if funds.may(actor, Permission.KEEP_STOCK, one.area_id)],
        "moves": funds.latest_moves(),
        "lists": list(funds.handovers()[:30]),
        "counts": [
            (one, one.state == "entered" and one.entered_by_id != actor.user_id
             and funds.may(actor, Permission.APPROVE_BUDGET, one.store.area_id))
            for one in funds.stocktakings()
        ],
        "goods": funds.GOODS,
        "sources": funds.Batch.Source.choices,
        "reasons": REASONS,
        "places": places_of(actor, today),
        "communes": communes_of(actor, today),
        "may_keep": actor.may(Permission.KEEP_STOCK),
        "today": today,
        "typed": {typed.get("act", ""): typed},
        "counted": _counted(typed),
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "staff/money/stock.html", page)


def _counted(typed: Mapping[str, str]) -> Mapping[int, str]:
    """What was typed of batches, by batch."""
    typed_of = {name.removeprefix(BATCH): text for name, text in typed.items() if name.startswith(BATCH)}
    return {int(batch): text for batch, text in typed_of.items() if batch.isdecimal()}


def _store(request: HttpRequest, name: str = "store") -> funds.Store:
    found = {str(one.pk): one for one in funds.stores()}.get(request.POST.get(name, ""))
    if found is None:
        raise Refusal("Hãy chọn kho.", code="bad_choice")
    return found


def _open(request: HttpRequest, actor: Actor) -> str:
    area = chosen_place(request, places_of(actor, timezone.localdate()))
    funds.open_store(actor=actor, area_id=area.pk, name=request.POST.get("name", ""))
    return gettext("Đã mở kho của %(name)s.") % {"name": area.name}


def _receive(request: HttpRequest, actor: Actor) -> str:
    funds.receive_goods(
        actor=actor,
        store_id=_store(request).pk,
        goods=request.POST.get("goods", ""),
        quantity=funds.quantity_of(request.POST.get("quantity", "")),
        source=request.POST.get("source", ""),
        reference=request.POST.get("reference", ""),
        on=timezone.localdate(),
        expires_on=typed_day(request.POST.get("expires_on", "")),
    )
    return gettext("Đã nhập kho.")


def _send(request: HttpRequest, actor: Actor) -> str:
    funds.send_goods(
        actor=actor,
        store_id=_store(request).pk,
        to_store_id=_store(request, "to").pk,
        goods=request.POST.get("goods", ""),
        quantity=funds.quantity_of(request.POST.get("quantity", "")),
        number=request.POST.get("number", ""),
        on=timezone.localdate(),
    )
    return gettext("Đã chuyển kho.")


def _count(request: HttpRequest, actor: Actor) -> str:
    store, loss = _store(request), request.POST.get("kind") == "loss"
    quantities = {
        line.stock.batch_id: funds.quantity_of(text)
        for line in funds.stock_lines(timezone.localdate(), store_id=store.pk)
        if (text := request.POST.get(f"{BATCH}{line.stock.batch_id}", "").strip())
    }
    funds.enter_stocktaking(
        actor=actor,
        store_id=store.pk,
        kind="loss" if loss else "count",
        number=request.POST.get("number", ""),
        decided_on=typed_day(request.POST.get("decided_on", "")) or timezone.localdate(),
        because=request.POST.get("because", ""),
        quantities=quantities,
    )
    return gettext("Đã ghi; vào sổ kho khi người khác duyệt.")


def _approve_count(request: HttpRequest, actor: Actor) -> str:
    (pk,) = chosen_ids(request) or (0,)
    if not funds.Stocktaking.objects.filter(pk=pk).exists():
        raise Http404("Không có biên bản này.")
    funds.approve_stocktaking(actor=actor, stocktaking_id=pk, on=timezone.localdate())
    return gettext("Đã duyệt, sổ kho đã sửa theo.")


_ACTS: dict[str, Callable[[HttpRequest, Actor], str]] = {
    "open": _open,
    "receive": _receive,
    "send": _send,
    "count": _count,
    "approve_count": _approve_count,
}


@allow(Permission.KEEP_STOCK, Permission.APPROVE_BUDGET)
@require_POST
@refusals_stay(_page)
def act(request: HttpRequest) -> HttpResponse:
    """One of the acts of a store; who may do it is checked by the operation."""
    carry_out(request, _ACTS)
    return back(request, "/kho-hang/")


@allow(Permission.KEEP_STOCK)
@require_POST
@asks_purpose
@refusals_stay(_page)
def list_people(request: HttpRequest) -> HttpResponse:
    """Make a list of people of a commune's poor households."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    area = chosen_place(request, communes_of(actor, timezone.localdate()))
    each = request.POST.get("each", "")
    made = list_receivers(
        actor=actor,
        store_id=_store(request).pk,
        area_id=area.pk,
        goods=request.POST.get("goods", ""),
        reason=request.POST.get("reason", ""),
        months=typed_number(request.POST.get("months", "1"), longest=4) or 0,
        number=request.POST.get("number", ""),
        on=timezone.localdate(),
        statuses=request.POST.getlist("status"),
        village=request.POST.get("village", ""),
        each=funds.quantity_of(each) if each.strip() else None,
    )
    messages.success(request, gettext("Đã lập danh sách; hàng xuất kho khi người khác duyệt."))
    return redirect("handover", pk=made.pk)


def _handover(pk: int) -> funds.Handover:
    found = funds.handovers().filter(pk=pk).first()
    if found is None:
        raise Http404("Không có danh sách này trong địa bàn của bạn.")
    return found


@allow(Permission.KEEP_STOCK, Permission.APPROVE_BUDGET, Permission.READ_PERSON)
@asks_purpose
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """A list to print and sign, and to say afterwards who did not take theirs."""
    actor, found = request.actor, _handover(pk)  # type: ignore[attr-defined]
    rows = list(found.rows.order_by("village", "pk"))
    record_read(request, "person.list", area_id=found.area_id, details={"shown": len(rows), "handover": pk})
    words, unit, _ = funds.GOODS[found.goods]
    total = sum((row.quantity for row in rows), Decimal(0))
    page = {
        "list": found,
        "rows": rows,
        "words": words,
        "unit": unit,
        "total": total,
        "lacks": max(Decimal(0), total - _kept(found)) if found.state == "entered" else 0,
        "may_approve": found.state == "entered"
        and found.entered_by_id != actor.user_id
        and funds.may(actor, Permission.APPROVE_BUDGET, found.area_id),
        "may_close": found.state == "approved" and funds.may(actor, Permission.KEEP_STOCK, found.area_id),
        "may_drop": found.state == "entered" and funds.may(actor, Permission.KEEP_STOCK, found.area_id),
    }
    return render(request, "staff/money/handover.html", page)


def _kept(found: funds.Handover) -> Decimal:
    """How much of the list's goods its store has that may still be handed out."""
    today = timezone.localdate()
    lines = funds.stock_lines(today, store_id=found.store_id)
    kept = [one.stock.quantity for one in lines if one.stock.batch.goods == found.goods and not one.expired]
    return sum(kept, Decimal(0))


@allow(Permission.KEEP_STOCK, Permission.APPROVE_BUDGET)
@require_POST
@shows_refusals("/kho-hang/")
def handover_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, close or drop a list."""
    actor, found, today = request.actor, _handover(pk), timezone.localdate()  # type: ignore[attr-defined]
    name = request.POST.get("act", "")
    if name == "approve":
        funds.approve_handover(actor=actor, handover_id=found.pk, on=today)
        messages.success(request, gettext("Đã duyệt, hàng đã xuất kho."))
    elif name == "close":
        left = funds.close_handover(actor=actor, handover_id=found.pk, absent=chosen_ids(request), on=today)
        told = {"left": quantity(left), "unit": funds.GOODS[found.goods][1]}
        messages.success(request, gettext("Đã ghi kết quả; trả lại kho %(left)s %(unit)s.") % told)
    elif name == "drop":
        funds.drop_handover(actor=actor, handover_id=found.pk)
        messages.success(request, gettext("Đã bỏ danh sách."))
    else:
        raise Refusal("Không có việc này.", code="unknown_act")
    return back(request, f"/kho-hang/cap-phat/{pk}/")
