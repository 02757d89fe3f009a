"""Forms: which one, for whom; the own unfinished ones; blank ones to hand out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal
from ansinh.staff.downloads import shown_file
from ansinh.staff.filters import day_of
from ansinh.staff.opened_person import opened_person
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import optional_id, shows_refusals
from ansinh.staff.scope_choice import communes_of


@allow(Permission.RECORD_NEWS)
@asks_purpose
def forms(request: HttpRequest) -> HttpResponse:
    """The own unfinished forms, drafts nobody touched, and every paper of a day: to begin, or blank to hand out."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    on = day_of(request, "ngay", today)
    own = casework.filled_forms.queries_forms.own_unfinished(actor.user_id)
    untouched = casework.filled_forms.queries_forms.untouched(today)
    record_read(request, "person.list", details={"shown": len(own) + len(untouched), "screen": "forms"})
    page = {
        "own": _with_declaration(own),
        "untouched": _with_declaration(untouched),
        "untouched_days": casework.filled_forms.queries_forms.UNTOUCHED_DAYS,
        "papers": casework.filled_forms.forms_of(on),
        "on": on,
        "today": today,
        "communes": communes_of(actor, today),
        "person": None,
    }
    return render(request, "staff/forms/list.html", page)


@allow(Permission.RECORD_NEWS)
@asks_purpose
def about(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers that may be begun about a person, and those that there are."""
    page = opened_person(request, pk, "forms")
    on = day_of(request, "ngay", page["today"])
    page |= {
        "about": _with_declaration(casework.filled_forms.queries_forms.forms_about(pk)),
        "papers": casework.filled_forms.forms_of(on),
        "on": on,
        "communes": (),
    }
    return render(request, "staff/forms/about.html", page)


@allow(Permission.RECORD_NEWS)
@require_POST
@asks_purpose
@shows_refusals("/to-khai/")
def start(request: HttpRequest) -> HttpResponse:
    """Begin a form about a person, or about somebody who is not in the registry yet."""
    actor, now = request.actor, timezone.now()  # type: ignore[attr-defined]
    code = request.POST.get("mau", "")
    person, case = (optional_id(request, name) for name in ("nguoi", "ho-so"))
    communes = communes_of(actor, timezone.localdate())
    wanted = request.POST.get("xa", "")
    area = next((unit for unit in communes if unit.code == wanted), communes[0] if communes and not wanted else None)
    if not person and area is None:
        raise Refusal("Không có xã, phường này trong địa bàn của bạn.", code="bad_choice")
    form = casework.filled_forms.start_form(
        actor=actor, code=code, person_id=person, area_id=area.pk if area else 0,
        on=timezone.localdate(), known_at=now, case_id=case,
    )  # fmt: skip
    return redirect("form", form.pk)


@allow(Permission.RECORD_NEWS, Permission.READ_PERSON)
def blank(request: HttpRequest, code: str) -> HttpResponse:
    """The paper without answers, to hand out at the counter."""
    form = casework.filled_forms.FORMS.get(code)
    if form is None:
        raise Http404("Không có mẫu tờ khai này.")
    return shown_file(casework.filled_forms.paper_of(form, {}), f"{code}.pdf")


def _with_declaration(forms: list[casework.FilledForm]) -> list[tuple[casework.FilledForm, casework.filled_forms.Form]]:
    return [(one, casework.filled_forms.FORMS[one.code]) for one in forms]
