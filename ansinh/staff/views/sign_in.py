"""Signing in and out. Too many failures close a name for a while; the count stands in the log."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ansinh.access.public import SYSTEM, acting_as, allow, for_everyone
from ansinh.kernel import audit
from ansinh.kernel.models import AuditEntry

FAILED = "account.sign_in_failed"
FAILURES = 8
WINDOW = timedelta(minutes=15)

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
CLOSED = "Đã nhập sai quá nhiều lần. Hãy thử lại sau 15 phút hoặc liên hệ quản trị viên."


def _key(username: str) -> str:
    """What stands in the log for a typed name: somebody may have typed a password there."""
    return hashlib.sha256(username.lower().encode()).hexdigest()[:32]


def _closed(username: str) -> bool:
    recent = timezone.now() - WINDOW
    failures = AuditEntry.objects.filter(object_kind="sign_in", object_id=_key(username), action=FAILED, at__gt=recent)
    with acting_as(SYSTEM):  # nobody has signed in yet, and the log is not for everyone
        return failures.count() >= FAILURES


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@for_everyone
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; on success back to where the person wanted to go."""
    if request.actor is not None:  # type: ignore[attr-defined]
        return redirect(_next(request))
    username, wrong = request.POST.get("username", "").strip(), ""
    if request.method == "POST":
        user = None
        if _closed(username):
            wrong = CLOSED
        elif (user := authenticate(request, username=username, password=request.POST.get("password", ""))) is None:
            audit.record(actor=None, action=FAILED, object_kind="sign_in", object_id=_key(username))
            wrong = WRONG
        if user is not None:
            login(request, user)
            audit.record(actor=None, action="account.sign_in", object_kind="user", object_id=user.pk)
            return redirect(_next(request))
    page = {"wrong": wrong, "username": username, "next": _next(request)}
    return render(request, "staff/sign_in.html", page, status=422 if wrong else 200)


@allow()
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign_in")
