"""Reading one case with all that lies in it, for its page: in two statements, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from polars import DataFrame

from ansinh.access.public import SYSTEM, Actor, User, acting_as
from ansinh.areas.public import Unit
from ansinh.casework.case_checks import RegistrySays, registry_says
from ansinh.casework.case_policies import kind_of, of_own_household
from ansinh.casework.models import (
    Case,
    CaseAttachment,
    CaseNote,
    CasePaper,
    CaseStep,
    FilledForm,
    Proposal,
)
from ansinh.casework.queries_cases import proposals_of_case
from ansinh.casework.queries_forms import forms_of_case, loose
from ansinh.kernel.period import Month
from ansinh.kernel.reading_together import read_together
from ansinh.registry.public import Person, facts_of_month


@dataclass(frozen=True)
class CaseFile:
    """A case with all that lies in it. ``loose``: forms of its person that belong to no file.

    ``says``: what the registry holds of the person; ``facts``: of the ``month`` asked about, for a kind that the law is
    asked about (columns as of ``facts_of_month``), else none.
    """

    case: Case
    history: list[CaseStep]
    notes: list[CaseNote]
    attachments: list[CaseAttachment]
    proposals: list[Proposal]
    filled: list[FilledForm]
    loose: list[FilledForm]
    own_household: bool
    says: RegistrySays
    month: Month
    facts: DataFrame | None


def case_file(pk: int, actor: Actor, today: date, known_at: Callable[[date], datetime]) -> CaseFile | None:
    """One case with all that lies in it as of the day it was closed, or today; None outside the acting person's areas.

    ``known_at``: until which moment of a day. Whoever sees a case sees whom it is about, and what the registry says of
    them: that is read with every area in view. Accounts and units, which everybody sees, are read once for all rows.
    """
    found, history, papers, notes, attachments, proposals, filled, others = read_together([
        Case.objects.filter(pk=pk)
        .select_related("decision", "left_by", "request", "follows")
        .annotate(in_own_household=of_own_household(actor, today)),
        CaseStep.objects.filter(case_id=pk).order_by("pk"),
        CasePaper.objects.filter(case_id=pk),
        CaseNote.objects.filter(case_id=pk).order_by("pk"),
        CaseAttachment.objects.filter(case_id=pk).order_by("pk"),
        proposals_of_case(pk),
        forms_of_case(pk),
        loose(Case.objects.filter(pk=pk).values("person_id")),
    ])  # fmt: skip
    if not found:
        return None
    case: Case = found[0]
    decisions = [case.decision] if case.decision else []
    accounts: _Keys = (
        ([case], ("owner", "received_by", "prepared_by", "decided_by")), ([*history, *notes, *attachments], ("by",)),
        (filled, ("saved_by",)), (decisions, ("decided_by",)),
    )  # fmt: skip
    places: _Keys = (([case], ("area", "to_area")), (proposals, ("area",)), (decisions, ("commune",)))
    who = Person.objects.select_related("area__parent").filter(pk=case.person_id)
    with acting_as(SYSTEM):
        people, users, units = read_together([
            who.annotate(says=registry_says(pk, today)),
            User.objects.filter(pk__in=_ids(accounts)),
            Unit.objects.filter(pk__in=_ids(places)).select_related("parent"),
        ])  # fmt: skip
        month = _month_told(case, proposals, today)
        facts = _facts(case, month, known_at(case.closed_on or today))
    (case.person,) = people
    _hang(accounts, users)
    _hang(places, units)
    _have(case, "steps", history)
    _have(case, "papers", papers)
    says, own = RegistrySays(*people[0].says), case.in_own_household  # type: ignore[attr-defined]
    return CaseFile(case, history, notes, attachments, proposals, filled, others, own, says, month, facts)


_Keys = Sequence[tuple[Sequence[Model], Sequence[str]]]
"""Rows with the names of their foreign keys."""


def _month_told(case: Case, proposals: Sequence[Proposal], today: date) -> Month:
    """The month whose law says why: of the day, or the next where that is the first that was decided about."""
    month = Month.of(case.closed_on or today)
    first = min((Month.of(one.first_month) for one in proposals), default=month)
    return first if case.closed_on and kind_of(case).looks_ahead and first == month.next() else month


def _facts(case: Case, month: Month, known_at: datetime) -> DataFrame | None:
    if not kind_of(case).about_law:
        return None
    return facts_of_month(month, known_at=known_at, person_ids=[case.person_id])


def _ids(keys: _Keys) -> set[int]:
    return {getattr(row, f"{name}_id") for rows, names in keys for row in rows for name in names} - {None}


def _hang(keys: _Keys, known: Iterable[Model]) -> None:
    """Let each row have what its keys say, without asking again."""
    by_key = {one.pk: one for one in known}
    for rows, names in keys:
        for row in rows:
            for name in names:
                setattr(row, name, by_key.get(getattr(row, f"{name}_id")))


def _have(case: Case, name: str, rows: Sequence[Any]) -> None:
    """Let what hangs on a case be these rows, without asking again."""
    found = getattr(case, name).all()
    found._result_cache = list(rows)
    case._prefetched_objects_cache = {**getattr(case, "_prefetched_objects_cache", {}), name: found}  # type: ignore[attr-defined]
