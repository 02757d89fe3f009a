"""Reporting how far long work has come, so that a screen can show it and a rerun can take it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Now

from ansinh.kernel.models import Progress

State = Progress.State


def plan(work: str, steps: Mapping[str, int]) -> None:
    """Name the steps of a piece of work, in order, with what each has to do (0: not known yet). Keeps finished ones."""
    Progress.objects.bulk_create(
        [Progress(work=work, step=step, position=i, total=total) for i, (step, total) in enumerate(steps.items())],
        ignore_conflicts=True,
    )


def report(
    work: str,
    step: str,
    *,
    state: str,
    done: int = 0,
    total: int = 0,
    message: str = "",
    figures: Mapping[str, Any] | None = None,
) -> None:
    """Write where a step stands."""
    Progress.objects.update_or_create(
        work=work,
        step=step,
        defaults={
            "state": state,
            "done": done,
            "total": total,
            "message": message,
            "figures": dict(figures or {}),
            "updated_at": Now(),
        },
    )


def of(work: str) -> list[Progress]:
    """The steps of a piece of work, in order."""
    return list(Progress.objects.filter(work=work).order_by("position"))


def below(prefix: str) -> list[Progress]:
    """The steps of every piece of work whose name begins so, the latest report first."""
    return list(Progress.objects.filter(work__startswith=prefix).order_by("-updated_at"))
