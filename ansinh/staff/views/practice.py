"""A practice installation's own pages: who to be, the list to try with, beginning anew."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ansinh.access.public import ROLES, SYSTEM, Permission, User, acting_as, allow, for_everyone
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.server import practice as installation
from ansinh.staff import practice
from ansinh.staff.downloads import attachment
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.signing_in import complete, wanted_page

LIST_FILE = "danh-sach-tap-lam.xlsx"


@for_everyone
@never_cache
@practice.in_practice
def roles(request: HttpRequest) -> HttpResponse:
    """Who one wants to be, instead of a password; from the same page one becomes somebody else."""
    actor = request.actor  # type: ignore[attr-defined]
    page = {
        "groups": _by_area(actor.user_id if actor else None),
        "actor": actor,
        "next": wanted_page(request),
        "anew": request.GET.get("lam-lai") == "1",
    }
    return render(request, "staff/practice/roles.html", page)


def _by_area(user_id: int | None) -> list[dict[str, Any]]:
    """Areas with their roles; ``beside``: a commune besides the first, where nobody lives yet."""
    groups: dict[Unit, list[dict[str, Any]]] = {}
    for grant in practice.offered():
        shown = {"id": grant.user_id, "role": ROLES[grant.role], "here": grant.user_id == user_id}
        groups.setdefault(grant.area, []).append(shown)
    return [
        {"area": area, "accounts": accounts, "beside": place > 0 and area.kind == practice.COMMUNE}
        for place, (area, accounts) in enumerate(groups.items())
    ]


@for_everyone
@require_POST
@practice.in_practice
def enter(request: HttpRequest) -> HttpResponse:
    """Become one of the made-up accounts."""
    chosen = request.POST.get("user", "")
    if chosen not in {str(grant.user_id) for grant in practice.offered()}:
        raise Http404("Không có vai này.")
    with acting_as(SYSTEM):
        user = get_object_or_404(User, pk=chosen)
    return complete(request, user, factor="")


@allow(Permission.IMPORT_LISTS)
@practice.in_practice
def list_to_try(request: HttpRequest) -> HttpResponse:
    """The made-up list, to be taken in."""
    content = practice.list_to_try(timezone.localdate())
    if content is None:
        raise Http404("Chưa có danh sách tập làm của tháng này.")
    return attachment(content, LIST_FILE)


@allow()
@require_POST
@practice.in_practice
@shows_refusals("home")
def begin_anew(request: HttpRequest) -> HttpResponse:
    """Everything tried is gone, for everybody; all sessions end, this one too."""
    if request.POST.get("sure") != "yes":
        raise Refusal("Hãy đánh dấu ô xác nhận trước khi làm lại từ đầu.", code="not_confirmed")

    def after_this_request() -> None:
        """The database goes away under the request's own connection: only when nothing more is to be written."""
        connection.close()
        installation.reset()
        request.session.modified = False

    transaction.on_commit(after_this_request)
    return redirect(f"{reverse('practice_roles')}?lam-lai=1")
