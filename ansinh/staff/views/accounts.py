"""Accounts and roles: who may do what, where, from when to when; kept by administrators, never on their own account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ansinh.access import public as access
from ansinh.access.public import ROLES, Actor, Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.languages import said
from ansinh.staff.action_words import ACTIONS
from ansinh.staff.filters import known, typed_day, typed_number
from ansinh.staff.refusals import carry_out, shows_refusals

STATES = {"locked": "Đang khóa", "empty": "Chưa có vai trò", "bare": "Chưa có xác thực hai bước"}
FIELDS = ("username", "display_name", "role", "area", "since", "until")
GIVEN = {code: role for code, role in ROLES.items() if not role.over}


@allow(Permission.MANAGE_ACCESS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts of the areas in charge, with what they hold today."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    places = access.places_for_grants(actor, today)
    codes = {unit.code: unit for unit in places}
    chosen = codes.get(known(request, "noi", codes))
    filters = {
        "words": request.GET.get("q", "").strip()[:100],
        "role": known(request, "vai-tro", ROLES),
        "state": known(request, "trang-thai", STATES),
    }
    page = access.account_page(
        actor, today, **filters, area_id=chosen.pk if chosen else None, after=request.GET.get("sau", "")[:150]
    )
    shown = {
        "page": page, "filters": filters, "places": places, "chosen": chosen, "roles": ROLES, "states": STATES,
        "me": actor.user_id,
    }  # fmt: skip
    return render(request, "staff/accounts/list.html", shown)


@allow(Permission.MANAGE_ACCESS)
@never_cache
def open_account(request: HttpRequest) -> HttpResponse:
    """A form; the first password is shown once, on the page that follows it."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS} or {}
    wrong = ""
    if request.method == "POST":
        password = access.first_password()
        try:
            area, since, until = _where_and_when(request, actor, today)
            user = access.open_account(
                username=typed["username"], display_name=typed["display_name"], password=password, role=typed["role"],
                area=area, since=since, until=until, by=actor,
            )  # fmt: skip
        except Refusal as refusal:
            wrong = refusal.said
        else:
            return _told(request, user.pk, password, gettext("Đã mở tài khoản."))
    page = {
        "typed": typed if request.method == "POST" else {"since": today.isoformat()}, "wrong": wrong,
        "roles": GIVEN, "places": access.places_for_grants(actor, today),
    }  # fmt: skip
    return render(request, "staff/accounts/open.html", page, status=422 if wrong else 200)


@allow(Permission.MANAGE_ACCESS)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles, how it signs in, what was done to it."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    standing = access.account_standing(actor, pk, today, timezone.now())
    if standing is None:
        raise Http404("Không có tài khoản này trong địa bàn của bạn.")
    page = {
        "standing": standing, "account": standing.user, "own": pk == actor.user_id, "today": today, "actions": ACTIONS,
        "roles": GIVEN, "places": access.places_for_grants(actor, today), "typed": {"since": today.isoformat()},
        "outside": settings.OIDC_LABEL if settings.OIDC_ISSUER else "",
        "subject": (standing.user.outside_subject or "").partition(" ")[2],
    }  # fmt: skip
    return render(request, "staff/accounts/account.html", page)


@allow(Permission.MANAGE_ACCESS)
@require_POST
@never_cache
@shows_refusals("/tai-khoan-quyen/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant, revoke, lock, unlock, reset the password or the second factors."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    name = request.POST.get("act", "")
    if name == "password":
        password = access.reset_password(actor=actor, user_id=pk, on=today)
        return _told(request, pk, password, gettext("Đã đặt lại mật khẩu; các phiên đang mở đã kết thúc."))
    carry_out(request, _ACTS, pk, today)
    return redirect("account", pk)


def _told(request: HttpRequest, pk: int, password: str, said: str) -> HttpResponse:
    user = access.User.objects.get(pk=pk)
    return render(request, "staff/accounts/password.html", {"account": user, "password": password, "said": said})


def _where_and_when(request: HttpRequest, actor: Actor, today: date) -> tuple[Unit, date, date | None]:
    places = {str(unit.pk): unit for unit in access.places_for_grants(actor, today)}
    area, since = places.get(request.POST.get("area", "")), typed_day(request.POST.get("since", ""))
    ends = request.POST.get("until", "").strip()
    until = typed_day(ends) if ends else None
    if area is None or since is None or (ends and until is None):
        raise Refusal("Hãy chọn địa bàn, ngày bắt đầu và (nếu có) ngày kết thúc.", code="bad_choice")
    return area, since, until


def _grant(request: HttpRequest, actor: Actor, pk: int, today: date) -> str:
    area, since, until = _where_and_when(request, actor, today)
    role = request.POST.get("role", "")
    access.grant_role(actor=actor, user_id=pk, role=role, area=area, since=since, until=until, on=today)
    return gettext("Đã cấp vai trò “%(role)s” ở %(name)s.") % {"role": said(ROLES[role].label), "name": area.name}


def _revoke(request: HttpRequest, actor: Actor, pk: int, today: date) -> str:
    grant = typed_number(request.POST.get("grant", "")) or 0
    access.revoke_grant(actor=actor, user_id=pk, grant_id=grant, on=today)
    return gettext("Đã thu hồi; các phiên đang mở đã kết thúc.")


def _lock(request: HttpRequest, actor: Actor, pk: int, today: date, *, locked: bool) -> str:
    access.lock_account(actor=actor, user_id=pk, locked=locked, on=today)
    return gettext("Đã khóa tài khoản; các phiên đang mở đã kết thúc.") if locked else gettext("Đã mở khóa tài khoản.")


def _factors(request: HttpRequest, actor: Actor, pk: int, today: date) -> str:
    count = access.reset_factors(actor=actor, user_id=pk, on=today)
    return gettext("Đã bỏ %(count)s cách xác thực và các mã dự phòng; người dùng sẽ thiết lập lại khi đăng nhập.") % {
        "count": count
    }


def _outside(request: HttpRequest, actor: Actor, pk: int, today: date) -> str:
    subject = request.POST.get("subject", "")
    access.link_outside(actor=actor, user_id=pk, subject=subject, on=today)
    return (
        gettext("Đã gắn danh tính ở cổng ngoài.") if subject.strip() else gettext("Đã bỏ gắn danh tính ở cổng ngoài.")
    )


_ACTS: dict[str, Callable[[HttpRequest, Actor, int, date], str]] = {
    "grant": _grant,
    "revoke": _revoke,
    "lock": partial(_lock, locked=True),
    "unlock": partial(_lock, locked=False),
    "factors": _factors,
    "outside": _outside,
}
