"""Signing in and out, in one step or two. Who guesses waits; nothing tells whether an account exists."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ansinh.access.public import SYSTEM, User, acting_as, allow, for_everyone, own_factors, throttle, use_code
from ansinh.kernel import audit
from ansinh.staff import outside
from ansinh.staff.signing_in import address_of, begin_second_step, complete, halfway, try_second_step, wanted_page

FAILED = "account.sign_in_failed"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
WRONG_CODE = "Mã không đúng hoặc đã dùng rồi. Hãy nhập mã đang hiện trong ứng dụng."
TOO_MANY_STATUS, WRONG_STATUS = 429, 422


def _wait(wait: timedelta) -> str:
    return gettext("Đã thử sai quá nhiều lần. Hãy đợi %(wait)s rồi thử lại, hoặc liên hệ quản trị viên.") % {
        "wait": throttle.in_words(wait)
    }


@for_everyone
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; on success to the second step, or back to where the person wanted to go."""
    if request.actor is not None:  # type: ignore[attr-defined]
        return redirect(wanted_page(request))
    if settings.PRACTICE:
        return redirect(f"{reverse('practice_roles')}?{urlencode({'next': wanted_page(request)})}")
    username, wrong, status = request.POST.get("username", "").strip(), "", 200
    if request.method == "POST":
        user, wait = _checked(request, username)
        if user is not None:
            return begin_second_step(request, user) if _has_factor(user) else complete(request, user, factor="")
        wrong, status = (_wait(wait), TOO_MANY_STATUS) if wait else (WRONG, WRONG_STATUS)
    page = {
        "wrong": wrong,
        "username": username,
        "next": wanted_page(request),
        "outside": settings.OIDC_LABEL if outside.configured() else "",
        "ended": request.GET.get("het-phien") == "1" and not wrong,
    }
    return render(request, "staff/sign_in.html", page, status=status)


def _checked(request: HttpRequest, username: str) -> tuple[User | None, timedelta]:
    """The account whose password this is, or how long to wait before another attempt (zero: it was wrong)."""
    own, address = throttle.name_key(username), throttle.address_key(address_of(request))
    wait = throttle.count_attempt((own, address), timezone.now())
    if wait:
        return None, wait
    with acting_as(SYSTEM):  # nobody has signed in yet; a password may be hashed anew
        user = authenticate(request, username=username, password=request.POST.get("password", ""))
    if not isinstance(user, User):
        audit.record(actor=None, action=FAILED, object_kind="sign_in", object_id=own.hashed[:32])
        return None, timedelta()
    throttle.attempt_was_right(own, address)
    return user, timedelta()


def _has_factor(user: User) -> bool:
    with acting_as(SYSTEM):
        return bool(own_factors(user.pk))


@for_everyone
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """A code of the application, or a recovery code, within ten minutes of the password."""
    user = halfway(request)
    if user is None:
        return redirect("sign_in")
    wrong, status = "", 200
    if request.method == "POST":
        code = request.POST.get("code", "")[:40]
        answer, wait = try_second_step(request, user, lambda at: use_code(user=user, code=code, at=at))
        if answer is not None:
            return answer
        wrong, status = (_wait(wait), TOO_MANY_STATUS) if wait else (WRONG_CODE, WRONG_STATUS)
    with acting_as(SYSTEM):
        kinds = {factor.kind for factor in own_factors(user.pk)}
    page = {"wrong": wrong, "next": wanted_page(request), "kinds": kinds}
    return render(request, "staff/second_step.html", page, status=status)


@allow(unready=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign_in")
