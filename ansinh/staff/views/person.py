"""One person: what is known, what they get and why, what was paid, what was ever recorded."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.access.public import Permission, allow
from ansinh.casework.public import may_issue, paying_commune, queries_documents
from ansinh.casework.public import queries as casework
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.oversight.person_months import months_of
from ansinh.payments import public as payments
from ansinh.registry.public import history as registry
from ansinh.registry.public import queries_requests as requests
from ansinh.staff.explanation import explained, explained_person
from ansinh.staff.filters import day_of, edge_of, month_of
from ansinh.staff.guarded import read_guarded
from ansinh.staff.opened_person import end_of, opened_person
from ansinh.staff.purpose import asks_purpose
from ansinh.staff.stored_answers import compared


@allow(Permission.READ_PERSON)
@asks_purpose
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts that hold on a day, as known on another."""
    page = opened_person(request, pk, "facts")
    on = day_of(request, "vao-ngay", page["today"])
    known_on = day_of(request, "da-biet-ngay", page["today"])
    known_at = end_of(known_on)
    page |= {
        "on": on,
        "known_on": known_on,
        "then": on != page["today"] or known_on != page["today"],
        "facts": read_guarded(registry.person_as_of(pk, on, known_at).facts, page["opened"]),
        "household": registry.household_as_of(pk, on, known_at),
        "awards": casework.paid_now([pk], on.replace(day=1)).get(pk, []),
        "payer": paying_commune(page["person"], page["today"]),
        "waiting": requests.requests_about(request.actor, pk),  # type: ignore[attr-defined]
    }
    return render(request, "staff/people/facts.html", page)


@allow(Permission.READ_PERSON)
@asks_purpose
def allowances(request: HttpRequest, pk: int) -> HttpResponse:
    """What was proposed and decided, what the law said month by month and why, and the stored determinations.

    With ``tinh-lai`` one of these is worked out anew, from what was known when it was made.
    """
    wanted = edge_of(request, "tinh-lai")
    page = opened_person(request, pk, "allowances", **({"determined_again": wanted} if wanted else {}))
    month = Month.of(month_of(request) or page["today"])
    known_on = day_of(request, "da-biet-ngay", page["today"])
    page |= {
        "awards": casework.awards_of(pk),
        "payer": paying_commune(page["person"], page["today"]),
        "proposals": casework.proposals_of(pk),
        "month": month,
        "known_on": known_on,
        "stored": determination.stored_of(pk, month, area_id=page["person"].area_id),
        "again": None,
    }
    if wanted is None:
        page["why"] = explained_person(pk, month, end_of(known_on), page["person"])
    else:
        page |= _worked_out_anew(request, page, wanted)
    page["may_answer"] = (
        wanted is None
        and may_issue(request.actor)  # type: ignore[attr-defined]
        and page["why"] is not None
        and page["why"].answer["outcome"] != "eligible"
    )
    return render(request, "staff/people/allowances.html", page)


def _worked_out_anew(request: HttpRequest, page: dict[str, Any], run_id: int) -> dict[str, Any]:
    """One stored determination beside the same question asked again. A run that is not listed is not found."""
    one = next((stored for stored in page["stored"] if stored.run.pk == run_id), None)
    if one is None:
        raise Http404("Không có lần xác định này của người này.")
    again = determination.determine_again(one.run, page["person"].pk)
    result = compared(
        one,
        again,
        actor=request.actor,  # type: ignore[attr-defined]
        proposals=page["proposals"],
        open_sensitive=page["open_sensitive"],
    )
    return {
        "again": one.run,
        "compared": result,
        "why": explained(again.facts, str(page["month"]), determination.law_of_run(one.run), page["person"]),
    }


@allow(Permission.READ_PERSON)
@asks_purpose
def paid(request: HttpRequest, pk: int) -> HttpResponse:
    """What was paid, month by month."""
    page = opened_person(request, pk, "payments")
    page["months"] = months_of(pk, Month.of(page["today"]))
    page["lines"] = payments.lines_of_person(pk)[:60]
    page["held"] = payments.uncollected.held_months(person_ids=[pk])
    page["held_vnd"] = sum(one.amount_vnd for one in page["held"])
    actor = request.actor  # type: ignore[attr-defined]
    page["may_print"] = payments.may_print(actor)
    page["may_see_recipients"] = actor.may(Permission.RECORD_NEWS) or actor.may(Permission.APPROVE_NEWS)
    return render(request, "staff/people/payments.html", page)


@allow(Permission.READ_PERSON)
@asks_purpose
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fact ever recorded, those taken back too, with where it came from."""
    page = opened_person(request, pk, "history")
    page["facts"] = read_guarded(registry.history(pk), page["opened"])
    page["documents"] = queries_documents.of_person(pk)
    return render(request, "staff/people/history.html", page)
