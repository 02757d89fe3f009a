"""My account: what I may do, my password, my second step, where I am signed in."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ansinh.access import public as access
from ansinh.access.public import FACTOR_KEY, User, allow
from ansinh.kernel.errors import Refusal
from ansinh.staff.filters import typed_number
from ansinh.staff.refusals import shows_refusals

HERE = "/tai-khoan/"


def _user(request: HttpRequest) -> User:
    return User.objects.get(pk=request.actor.user_id)  # type: ignore[attr-defined]


@allow(unready=True)
@never_cache
def own_account(request: HttpRequest) -> HttpResponse:
    """Everything about the own account on one page; what is wanted before anything else stands first."""
    actor, user = request.actor, _user(request)  # type: ignore[attr-defined]
    page = {
        "account": user,
        "grants": access.grants_of(user, timezone.localdate()),
        "wants": request.account_wants,  # type: ignore[attr-defined]
        "demanded": access.demanded_of(actor.roles, waived=user.factor_waived),
        "factors": access.own_factors(user.pk),
        "codes_left": access.recovery_codes_left(user.pk),
        "devices": access.living_devices(user.pk, timezone.now()),
        "here": request.session.session_key,
    }
    return render(request, "staff/own_account/page.html", page)


@allow(unready=True)
@require_POST
@shows_refusals(HERE)
def password(request: HttpRequest) -> HttpResponse:
    """Another password; this session goes on under a new key, all others end."""
    old_key = str(request.session.session_key)
    user = access.change_password(
        actor=request.actor,  # type: ignore[attr-defined]
        old=request.POST.get("old", ""),
        new=request.POST.get("new", ""),
        again=request.POST.get("again", ""),
        session_key=old_key,
    )
    update_session_auth_hash(request, user)
    access.Device.objects.filter(session_key=old_key).update(session_key=request.session.session_key)
    messages.success(request, gettext("Đã đổi mật khẩu; các thiết bị khác đã bị đăng xuất."))
    return redirect("own_account")


@allow(unready=True)
@never_cache
def codes(request: HttpRequest) -> HttpResponse:
    """A QR code for the application, and a field for the first code that it shows."""
    actor, now, wrong = request.actor, timezone.now(), ""  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            fresh = access.confirm_codes(actor=actor, code=request.POST.get("code", "")[:40], at=now)
        except Refusal as refusal:
            wrong = refusal.said
        else:
            request.session[FACTOR_KEY] = "codes"
            return _recovery_page(request, fresh, gettext("Đã thiết lập ứng dụng tạo mã."))
    try:
        address = access.begin_codes(actor=actor, at=now)
    except Refusal as refusal:
        messages.error(request, refusal.said)
        return redirect("own_account")
    secret = address.partition("secret=")[2].partition("&")[0]
    page = {
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#fff"),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "wrong": wrong,
    }
    return render(request, "staff/own_account/codes.html", page, status=422 if wrong else 200)


def _recovery_page(request: HttpRequest, fresh: list[str], said: str) -> HttpResponse:
    if not fresh:
        messages.success(request, said)
        return redirect("own_account")
    return render(request, "staff/own_account/recovery.html", {"codes": fresh, "said": said})


@allow(unready=True)
@require_POST
@never_cache
@shows_refusals(HERE)
def recovery(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once."""
    fresh = access.renew_recovery_codes(actor=request.actor)  # type: ignore[attr-defined]
    return _recovery_page(request, fresh, gettext("Đã tạo mã dự phòng mới; các mã cũ không dùng được nữa."))


@allow(unready=True)
@require_POST
@shows_refusals(HERE)
def remove(request: HttpRequest) -> HttpResponse:
    """Remove one second factor; the password is asked again."""
    access.remove_factor(
        actor=request.actor,  # type: ignore[attr-defined]
        factor_id=typed_number(request.POST.get("factor", "")) or 0,
        password=request.POST.get("password", ""),
    )
    messages.success(request, gettext("Đã bỏ cách xác thực này."))
    return redirect("own_account")


@allow(unready=True)
@require_POST
@shows_refusals(HERE)
def devices(request: HttpRequest) -> HttpResponse:
    """Sign out on another device, or on all others."""
    count = access.end_device(
        actor=request.actor,  # type: ignore[attr-defined]
        session_key=str(request.session.session_key),
        device_id=typed_number(request.POST.get("device", "")),
    )
    messages.success(request, gettext("Đã đăng xuất ở %(count)s thiết bị khác.") % {"count": count})
    return redirect("own_account")
