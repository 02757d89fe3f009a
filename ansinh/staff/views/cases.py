"""Cases: the list with its lights, and the month's report on timeliness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.access.public import Actor, Permission, User, allow, colleagues_of
from ansinh.areas.public import Unit
from ansinh.casework import public as casework
from ansinh.casework.public import queries_cases as queries
from ansinh.kernel.period import Month
from ansinh.staff.case_batches import acts_of_rows, buttons_of
from ansinh.staff.filters import edge_of, known, month_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.words import TABLES

CASES = (Permission.PREPARE_PROPOSALS, Permission.DECIDE, Permission.READ_AUDIT)
WORKS = (Permission.PREPARE_PROPOSALS, Permission.DECIDE)
WHOSE = {"turn": "Đang chờ tôi", "mine": "Tôi thụ lý", "all": "Cả địa bàn", "closed": "Đã giải quyết"}


@allow(*CASES)
@asks_purpose
def cases(request: HttpRequest) -> HttpResponse:
    """The list: what waits for the person first, by light, kind and commune."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    communes = communes_of(actor, today)
    commune = chosen_commune(request, communes)
    whose = known(request, "cua", WHOSE) or "turn"
    kind, light = known(request, "loai", casework.CASE_KINDS), known(request, "han", TABLES["light"])
    asked = queries.CaseList(
        actor, today, whose=whose, kind=kind, light=light, closed=whose == "closed",
        area_ids=[commune.pk] if commune and len(communes) > 1 else None,
    )  # fmt: skip
    page = queries.case_page(asked, after=edge_of(request, "sau"), before=edge_of(request, "truoc"))
    record_read(request, "person.list", details={"shown": len(page.cases), "screen": "cases"})
    soon = casework.soon_until(today)
    works = whose != "closed" and any(actor.may(permission) for permission in WORKS)
    acts = acts_of_rows(page.cases, actor, today) if works else {}
    shown = {
        "page": page,
        "rows": [
            (case, casework.CASE_KINDS[case.kind], _light(case, today, soon), acts.get(case.pk)) for case in page.cases
        ],
        "buttons": buttons_of(page.cases, acts),
        "colleagues": _colleagues(actor, today) if acts else [],
        "whose": whose,
        "whoses": WHOSE,
        "kind": kind,
        "kinds": casework.CASE_KINDS,
        "light": light,
        "lights": [(code, n) for code, n in page.by_light.items() if n or code == light],
        "communes": communes,
        "commune": commune,
        "today": today,
        "may_receive": "commune_officer" in actor.roles,
    }
    return render(request, "staff/cases/list.html", shown)


def _colleagues(actor: Actor, today: date) -> list[User]:
    return [user for user in colleagues_of(actor, Permission.PREPARE_PROPOSALS, today) if user.pk != actor.user_id]


def _light(case: casework.Case, today: object, soon: object) -> str:
    paused = case.paused_on is not None
    return casework.light_of(due_on=case.due_on, paused=paused, closed_on=case.closed_on, today=today, soon=soon)  # type: ignore[arg-type]


K = TypeVar("K", int, str)
COUNTED = ("received", "in_time", "overdue", "withdrawn", "open", "late")


@allow(Permission.VIEW_FIGURES)
def timeliness(request: HttpRequest) -> HttpResponse:
    """How many cases were in time, by kind, and by commune where there are several; figures only.

    One of a kind by commune, one of a commune by kind: all of both at once would be a thousand cells of a page.
    """
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    month = Month.of(month_of(request) or today)
    communes = communes_of(actor, today)
    commune, kind = chosen_commune(request, communes), known(request, "loai", casework.CASE_KINDS)
    found = queries.timeliness(month, today, area_ids=[commune.pk] if commune else None)
    rows = [row for row in found if not kind or row.kind == kind]
    places = _summed(rows, lambda row: row.area_id) if commune is None and len(communes) > 1 else {}
    totals = _summed(rows, lambda row: "").get("", dict.fromkeys(COUNTED, 0))
    shown = {
        "month": month,
        "kinds": casework.CASE_KINDS,
        "kind": kind,
        "by_kind": _in_order(_summed(rows, lambda row: row.kind), list(casework.CASE_KINDS)),
        "by_commune": _named(places, communes),
        "totals": totals,
        "answered": totals["in_time"] + totals["overdue"],
        "communes": communes,
        "commune": commune,
    }
    return render(request, "staff/cases/timeliness.html", shown)


def _named(places: dict[int, dict[str, int]], communes: Sequence[Unit]) -> list[tuple[Unit, dict[str, int]]]:
    """With the units; those that are no more come last, by their names of then."""
    known_now = {unit.pk: unit for unit in communes}
    gone = Unit.objects.filter(pk__in=places.keys() - known_now.keys()).order_by("name") if places else []
    units = known_now | {unit.pk: unit for unit in gone}
    return [(units[pk], figures) for pk, figures in _in_order(places, list(units)) if pk in units]


def _summed(rows: list[queries.Timeliness], of: Callable[[queries.Timeliness], K]) -> dict[K, dict[str, int]]:
    found: dict[K, dict[str, int]] = {}
    for row in rows:
        figures = found.setdefault(of(row), dict.fromkeys(COUNTED, 0))
        for name in COUNTED:
            figures[name] += getattr(row, name)
    return found


def _in_order(found: dict[K, dict[str, int]], order: list[K]) -> list[tuple[K, dict[str, int]]]:
    """In this order, what is not in it (a unit that is no more) at the end."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(found.items(), key=lambda each: places.get(each[0], len(places)))
