"""The rounds on which money is taken to people's homes: who goes to which village, in which order, from which day."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.vietnamese import fold
from ansinh.payments.public import home_delivery
from ansinh.registry.public import queries
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.opened_run import opened_run
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import refusals_stay, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of

SHEETS = (
    Permission.PREPARE_PAYROLL,
    Permission.APPROVE_PAYROLL,
    Permission.AUTHORISE_PAYROLL,
    Permission.RELEASE_PAYROLL,
    Permission.RECORD_RETURNS,
)


@allow(Permission.PREPARE_PAYROLL)
def rounds(request: HttpRequest) -> HttpResponse:
    """A commune's villages by round, and those where somebody is paid at home but nobody goes."""
    return _page(request, typed={}, wrong={})


def _page(request: HttpRequest, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    today = timezone.localdate()
    communes = communes_of(request.actor, today)  # type: ignore[attr-defined]
    commune = next((unit for unit in communes if unit.code == typed.get("xa")), None)
    commune = commune or chosen_commune(request, communes) or (communes[0] if communes else None)
    if commune is None:
        raise Http404("Không có xã, phường nào.")
    stops = home_delivery.rounds_of(commune.pk, today)
    people = queries.paid_at_home(commune.pk, today)
    on_a_round = {stop.village for stop in stops}
    page = {
        "commune": commune,
        "communes": communes,
        "stops": [(stop, people.get(stop.village, 0)) for stop in stops],
        "without": [(village, n) for village, n in people.items() if village not in on_a_round],
        "people": sum(people.values()),
        "villages": sorted(
            {*queries.villages(commune.pk), *people} - {""}, key=lambda v: (v in on_a_round or v not in people, fold(v))
        ),
        "names": sorted({stop.name for stop in stops}),
        "typed": {"place": "1", "since": today.isoformat()} | dict(typed),
        "wrong": wrong,
        "today": today,
    }
    return render(request, "staff/payroll/rounds.html", page)


@allow(Permission.PREPARE_PAYROLL)
@require_POST
@refusals_stay(_page)
def act(request: HttpRequest) -> HttpResponse:
    """Set who goes to a village, or say that nobody does from today on."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    post = request.POST
    if ended := typed_number(post.get("end", "")):
        home_delivery.end_round(actor=actor, round_id=ended, on=today)
        messages.success(request, gettext("Từ hôm nay thôn này không còn trên tuyến."))
        return redirect(f"{reverse('rounds')}?xa={post.get('xa', '')}")
    areas: dict[str, Unit] = {unit.code: unit for unit in communes_of(actor, today)}
    area, since = areas.get(post.get("xa", "")), typed_day(post.get("since", ""))
    if area is None or since is None:
        raise Refusal("Hãy chọn xã và ngày bắt đầu.", code="bad_choice")
    made = home_delivery.set_round(
        actor=actor, area=area, village=post.get("village", ""), since=since, name=post.get("name", ""),
        carrier=post.get("carrier", ""), phone=post.get("phone", ""),
        place=typed_number(post.get("place", "1"), longest=4) or 0,
    )  # fmt: skip
    said = gettext("%(village)s: đã xếp vào “%(name)s”, người đi chi trả %(carrier)s.")
    messages.success(request, said % {"village": made.village, "name": made.name, "carrier": made.carrier})
    return redirect(f"{reverse('rounds')}?xa={area.code}")


@allow(*SHEETS)
@asks_purpose
@shows_refusals("/chi-tra/")
def sheets(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The sheets to sign at people's doors of a commune, round by round."""
    found = opened_run(pk)
    commune = next((unit for unit in home_delivery.home_communes(found) if unit.code == code), None)
    if commune is None:
        raise Http404("Xã này không có ai nhận tại nhà trong kỳ.")
    content = home_delivery.home_sheets(found, commune)
    details = {"file": "home", "part": code}
    record_read(
        request, "payroll.export", object_kind="payroll_run", object_id=pk, area_id=found.area_id, details=details
    )
    return attachment(content, f"chi-tra-tai-nha-{found.month:%Y-%m}-{code}.pdf")
