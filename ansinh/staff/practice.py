"""Practice: where it is open at all, who one can be there, and what there is to try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop

from ansinh.access.public import ROLES, SYSTEM, Actor, Grant, acting_as
from ansinh.areas.public import Unit
from ansinh.intake import public as intake
from ansinh.oversight.practice import LIST_NAME, examples, tried
from ansinh.server.practice import is_marked

COMMUNE = Unit.Kind.COMMUNE


@dataclass(frozen=True)
class Try:
    """Something to try: whose work it is, where it begins, what to do, the page of the manual about it."""

    code: str
    label: str
    role: str
    what: str
    url_name: str
    manual: str = ""


TRIES = (
    Try(
        "list",
        gettext_noop("Nạp một danh sách Excel"),
        "commune_officer",
        gettext_noop("Tải danh sách tập làm về máy, nạp lên, xem từng dòng rồi duyệt."),
        "intake",
    ),
    Try(
        "receive",
        gettext_noop("Tiếp nhận một hồ sơ mới"),
        "commune_officer",
        gettext_noop("Tìm người, chọn “Đề nghị hưởng trợ cấp hằng tháng”, đánh dấu giấy tờ, lấy số."),
        "case_counter",
        "new",
    ),
    Try(
        "decide",
        gettext_noop("Ký một quyết định"),
        "commune_chair",
        gettext_noop("Mở hồ sơ đang chờ bạn, xem vì sao, rồi ký hoặc trả lại."),
        "cases",
        "new",
    ),
    Try(
        "stop",
        gettext_noop("Thôi hưởng cho người đã chết"),
        "commune_officer",
        gettext_noop("Lập hồ sơ thôi hưởng cho người đã báo tử rồi trình; Chủ tịch ký."),
        "case_counter",
        "stop",
    ),
    Try(
        "pay",
        gettext_noop("Chi trả tháng này"),
        "commune_officer",
        gettext_noop("Làm lần lượt các bước của tháng, đổi vai khi tới việc của người khác, cho tới khi chuyển chi."),
        "month",
    ),
)


def in_practice(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of practice installations only: both the setting and the database itself have to say that this is one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.PRACTICE and is_marked()):
            raise Http404("Chỉ có ở bản tập làm.")
        return view(request, *args, **kwargs)

    return guarded


def offered() -> list[Grant]:
    """The made-up accounts with their roles: communes first, roles in their order. Never one opened for a person."""
    order, today = list(ROLES), timezone.localdate()
    with acting_as(SYSTEM):
        held = Grant.objects.filter(valid__contains=today, user__is_active=True, user__factor_waived=True)
        found = list(held.select_related("user", "area"))
    return sorted(found, key=lambda grant: (grant.area.kind != COMMUNE, grant.area.code, order.index(grant.role)))


def tries(actor: Actor) -> list[dict[str, Any]]:
    """What there is to try, with who does it and whether the database shows that it was done."""
    with acting_as(SYSTEM):
        done, people = tried(), examples()
    return [
        {
            "one": one,
            "role": ROLES[one.role].label,
            "mine": one.role in actor.roles,
            "done": done[one.code],
            "example": people.get(one.code, ""),
        }
        for one in TRIES
    ]


def list_to_try(today: date) -> bytes | None:
    """The latest workbook for whoever tries to take a list in: a practice that runs on into a month keeps its own."""
    sent = intake.WaitingFile.objects.filter(emptied_at=None, month__lte=today).order_by("-month", "-pk")
    return next((intake.content_of(one) for one in sent if one.name == LIST_NAME), None)
