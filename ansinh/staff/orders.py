"""Carrying out an act from a page: at once, or by the worker when it would keep the page waiting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ansinh.flows import month_acts
from ansinh.flows.month_acts import Order
from ansinh.kernel.money import format_dong
from ansinh.staff.month_queue import put_off
from ansinh.staff.refusals import back


def do_order(request: HttpRequest, order: Order, default: str) -> HttpResponse:
    """Do it and go back to the form's page; put off, go to the month's page, where it can be watched."""
    actor = request.actor  # type: ignore[attr-defined]
    size = month_acts.size_of(order, actor)
    if size > month_acts.LARGE:
        month_acts.check_right(order, actor)
        put_off(order, actor)
        text = gettext("Việc lớn (%(size)s mục): đã đưa vào hàng chờ, trang này cho biết khi xong.") % {
            "size": format_dong(size)
        }
        messages.success(request, text)
        place = f"?xa={order.code}" if order.code else ""
        return redirect(reverse("month_one", args=[order.month]) + place)
    said = month_acts.carry_out(order, actor=actor, at=timezone.now(), on=timezone.localdate())
    messages.success(request, said)
    return back(request, default)
