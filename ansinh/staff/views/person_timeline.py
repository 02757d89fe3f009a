"""A person and the household over time, as of any day about any day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.access.public import Permission, allow
from ansinh.registry.public import history as registry
from ansinh.staff.filters import day_of
from ansinh.staff.opened_person import end_of, opened_person
from ansinh.staff.purpose import asks_purpose
from ansinh.staff.timeline import axis_of, groups_of, member_bars, turns_of


@allow(Permission.READ_PERSON)
@asks_purpose
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts as bars with two days to choose: the one that is asked about, and the one up to which things are known.

    Every opening is recorded, with both days.
    """
    asked = {name: request.GET[name] for name in ("vao-ngay", "da-biet-ngay") if request.GET.get(name)}
    page = opened_person(request, pk, "timeline", **asked)
    on = day_of(request, "vao-ngay", page["today"])
    known_on = day_of(request, "da-biet-ngay", page["today"])
    known_at = end_of(known_on)
    facts = registry.history(pk)
    axis = axis_of(facts, page["today"])
    page |= {
        "on": on,
        "known_on": known_on,
        "then": on != page["today"] or known_on != page["today"],
        "axis": axis,
        "ticks": axis.ticks(),
        "on_step": axis.step_of(on),
        "known_step": axis.step_of(known_on),
        "on_place": axis.place(on),
        "known_place": axis.place(known_on),
        "groups": groups_of(facts, axis, on, known_at, page["opened"]),
        "members": member_bars(registry.household_history(pk), axis, on, known_at),
        "household": registry.household_as_of(pk, on, known_at),
        "turns": turns_of(facts),
    }
    return render(request, "staff/people/timeline.html", page)
