"""Asking what a draft would change, or what coming years cost; the worker answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ansinh.access.public import Actor, Permission, check_permission
from ansinh.areas.public import Unit
from ansinh.determination.public import law_in_force
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import NoLawError
from ansinh.oversight.models import Simulation
from ansinh.oversight.models.simulation import MOST_YEARS
from ansinh.oversight.simulations.drafts import clean_text, draft_of, hash_of
from ansinh.oversight.simulations.outlook import read_assumptions
from ansinh.oversight.simulations.reform import check_month

FARTHEST_YEARS = 20
"""How far ahead a first month may lie: the people of today say little about later ones."""


@transaction.atomic
def ask_simulation(
    *,
    actor: Actor,
    area: Unit,
    month: Month,
    years: int,
    at: datetime,
    draft: str = "",
    assumptions: Mapping[str, Any] | None = None,
) -> Simulation:
    """Keep the question. With ``assumptions`` it is an outlook, for which a draft may be left out; else a reform.

    Raises Refusal without the right, outside the actor's areas, for a draft that means nothing (with its line), a month
    that it does not cover, and assumptions that are no rates.
    """
    check_permission(actor, Permission.RUN_SIMULATIONS)
    if not actor.wide and area.pk not in actor.area_ids:
        raise Refusal("Ngoài địa bàn của bạn.", code="outside_scope", area=area.pk)
    kind = Simulation.Kind.REFORM if assumptions is None else Simulation.Kind.OUTLOOK
    text = clean_text(draft)
    _check_span(month, years, at)
    head = _head_of(text, month if kind == Simulation.Kind.REFORM else None)
    if kind == Simulation.Kind.REFORM and not text:
        raise Refusal("Hãy dán hoặc tải lên bản dự thảo.", code="no_draft")
    if assumptions is not None:
        read_assumptions(assumptions)
    asked = Simulation.objects.create(
        kind=kind, area=area, month=month.first, years=years, draft=text, assumptions=assumptions,
        asked_by_id=actor.user_id, asked_at=at, **head,
    )  # fmt: skip
    audit.record(
        actor=actor,
        action="simulation.ask",
        object_kind="simulation",
        object_id=asked.pk,
        area_id=area.pk,
        details={"kind": kind.value, "month": str(month), "years": years, "draft": asked.draft_sha256},
    )
    return asked


def _check_span(month: Month, years: int, at: datetime) -> None:
    if not 1 <= years <= MOST_YEARS:
        raise Refusal("Số năm từ 1 đến %(most_years)s.", code="bad_years", years=years, most_years=MOST_YEARS)
    if month.year > at.year + FARTHEST_YEARS:
        raise Refusal(
            "Chỉ chọn được tháng trong %(farthest_years)s năm tới.",
            code="bad_month",
            month=str(month),
            farthest_years=FARTHEST_YEARS,
        )
    try:
        law_in_force().rules(str(month))
    except NoLawError as error:
        raise Refusal(str(error), code="no_law", month=str(month)) from error


def _head_of(text: str, month: Month | None) -> dict[str, Any]:
    """Title, number, first month and hash of a draft, checked; nothing without one. ``month``: it has to hold then."""
    if not text:
        return {}
    read = draft_of(text, law_in_force())
    if month is not None:
        check_month(read, month)
    if len(read.title) > 300 or len(read.number) > 200:
        raise Refusal("Tên dự thảo dài quá 300 chữ hoặc số hiệu dài quá 200 chữ.", code="bad_draft", line=None)
    first = Month.parse(read.first).first
    return {"title": read.title, "number": read.number, "first_month": first, "draft_sha256": hash_of(text)}
