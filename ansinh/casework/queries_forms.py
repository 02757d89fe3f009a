"""Reading forms for the screens."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from ansinh.casework.form_states import FormState
from ansinh.casework.models import FilledForm
from ansinh.registry.public import under_any_name

UNTOUCHED_DAYS = 90
"""A draft that nobody touched for so long is listed to be finished or thrown away (term ``form_drafts``)."""
MOST = 100


def _listed() -> QuerySet[FilledForm]:
    return FilledForm.objects.select_related("person", "area", "made_by", "saved_by").defer("answers", "known")


def filled_form(pk: int) -> FilledForm | None:
    """One form; None outside the acting person's areas."""
    return FilledForm.objects.select_related("person", "area", "case", "made_by", "saved_by").filter(pk=pk).first()


def own_unfinished(user_id: int | None) -> list[FilledForm]:
    """What somebody began and did not print yet, the latest first."""
    found = _listed().filter(made_by_id=user_id).exclude(state=FormState.PRINTED)
    return list(found.order_by("-saved_at")[:MOST])


def untouched(on: date) -> list[FilledForm]:
    """The drafts in sight that nobody touched for ``UNTOUCHED_DAYS``, the oldest first."""
    since = on - timedelta(days=UNTOUCHED_DAYS)
    return list(_listed().filter(state=FormState.DRAFT, saved_at__date__lt=since).order_by("saved_at")[:MOST])


def forms_about(person_id: int, *, whole: bool = False) -> list[FilledForm]:
    """The forms about a person, of merged records too, the latest first. ``whole``: all, and with their answers."""
    found = _listed().filter(person_id__in=under_any_name(person_id)).order_by("-saved_at")
    return list(found.defer(None) if whole else found[:MOST])


def forms_of_case(case_id: int) -> QuerySet[FilledForm]:
    """The forms of a file by themselves, the latest first."""
    return FilledForm.objects.filter(case_id=case_id).defer("answers", "known").order_by("-saved_at")


def loose(whose: QuerySet[Any, Any]) -> QuerySet[FilledForm]:
    """The forms by themselves that belong to no file yet of a person (a query for the id), the latest first."""
    found = FilledForm.objects.filter(person_id__in=whose, case=None).defer("answers", "known")
    return found.order_by("-saved_at")


def loose_forms(person_id: int, codes: Collection[str]) -> list[FilledForm]:
    """A person's forms of these codes that belong to no file yet, the latest first."""
    return list(_listed().filter(person_id=person_id, code__in=codes, case=None).order_by("-saved_at")[:MOST])


def unfinished(user_id: int | None) -> QuerySet[FilledForm]:
    """The drafts that somebody has."""
    return FilledForm.objects.filter(made_by_id=user_id, state=FormState.DRAFT)
