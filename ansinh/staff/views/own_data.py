"""Giving a person what is held about them: a document to print, and a file for machines."""

from __future__ import annotations

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from ansinh.access.public import Permission, allow
from ansinh.flows.own_data import as_json, own_data
from ansinh.registry.public import Person
from ansinh.staff.action_words import ACTIONS
from ansinh.staff.downloads import attachment
from ansinh.staff.fact_words import read_out
from ansinh.staff.form_boxes import declared_words
from ansinh.staff.own_data_paper import own_data_paper
from ansinh.staff.purpose import asks_purpose

SHORTEST, LONGEST = 10, 200


@allow(Permission.READ_PERSON)
@asks_purpose
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which request it answers first; then the document, the PDF, or the file for machines (``form``)."""
    person = get_object_or_404(Person.objects.select_related("area__parent"), pk=pk)
    asked = " ".join(request.POST.get("asked", "").split())[:LONGEST]
    if request.method != "POST" or len(asked) < SHORTEST:
        wrong = gettext("Hãy ghi rõ yêu cầu: ai, ngày nào, bằng cách nào.") if request.method == "POST" else ""
        page = {"person": person, "asked": asked, "wrong": wrong}
        return render(request, "staff/people/own_data_ask.html", page, status=422 if wrong else 200)
    data = own_data(actor=request.actor, person=person, asked=asked, at=timezone.now())  # type: ignore[attr-defined]
    if request.POST.get("form") == "json":
        text = json.dumps(as_json(data), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        return attachment(text, f"ho-so-{person.pk}.json")
    if request.POST.get("form") == "pdf":
        return attachment(own_data_paper(data, asked), f"ho-so-{person.pk}.pdf")
    page = {"person": person, "data": data, "asked": asked, "facts": read_out(data.facts), "actions": ACTIONS}
    page["forms"] = [(form, declared_words(form)) for form in data.forms]
    return render(request, "staff/people/own_data.html", page)
