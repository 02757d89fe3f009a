"""The way out to another office's sign-in page, and back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ansinh.access.public import SYSTEM, acting_as, for_everyone, own_factors, user_of_outside
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.staff import outside
from ansinh.staff.signing_in import begin_second_step, complete, wanted_page

NEXT = "outside_next"
UNKNOWN = "Không có tài khoản nào gắn với danh tính này. Hãy liên hệ quản trị viên, hoặc đăng nhập bằng mật khẩu."


@for_everyone
@never_cache
def go(request: HttpRequest) -> HttpResponse:
    """To the other office."""
    if not outside.configured():
        raise Http404
    request.session[NEXT] = wanted_page(request)
    try:
        return outside.sent_there(request, request.build_absolute_uri(reverse("outside_back")))
    except Refusal as refusal:
        messages.error(request, refusal.said)
        return redirect("sign_in")


@for_everyone
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """From the other office: to the account that is linked, by way of our own second step unless it asked for one."""
    if not outside.configured():
        raise Http404
    wanted = str(request.session.pop(NEXT, "/"))
    try:
        claims = outside.who_came_back(request)
        user = user_of_outside(str(claims["sub"]))
        if user is None:
            raise Refusal(UNKNOWN, code="unknown")
    except Refusal as refusal:
        audit.record(actor=None, action="account.sign_in_failed", object_kind="sign_in", details={"by": refusal.code})
        messages.error(request, refusal.said)
        return redirect("sign_in")
    if outside.showed_more(claims):
        return complete(request, user, factor="outside", wanted=wanted)
    with acting_as(SYSTEM):
        has_factor = bool(own_factors(user.pk))
    return begin_second_step(request, user, wanted) if has_factor else complete(request, user, factor="", wanted=wanted)
