"""The form that every dated fact has: when it holds, and when it was known."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from .source import Source


class Recorded(Func):
    """The time during which a row was what the registry believed."""

    function = "tstzrange"
    arity = 2

    def __init__(self, *, start: str = "recorded_at", end: str = "retracted_at") -> None:
        super().__init__(F(start), F(end))


class DatedFact(models.Model):
    """A fact with the days on which it holds (``valid``, half-open) and the time it was believed.

    Rows are never changed but to retract them: a correction retracts and records anew.
    """

    valid = DateRangeField()
    recorded_at = models.DateTimeField(db_default=Now())
    retracted_at = models.DateTimeField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    retracted_by = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def no_overlap(name: str, *columns: str) -> ExclusionConstraint:
    """At no time were two facts about the same thing believed for the same day."""
    equal: list[tuple[Any, str]] = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(
        name=name,
        expressions=[*equal, ("valid", RangeOperators.OVERLAPS), (Recorded(), RangeOperators.OVERLAPS)],
    )


def sound(name: str) -> models.CheckConstraint:
    """Not empty, and retracted after it was recorded, by a source."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid__isempty=False)
        & (Q(retracted_at=None, retracted_by=None) | Q(retracted_at__gte=F("recorded_at"), retracted_by__isnull=False)),
    )
