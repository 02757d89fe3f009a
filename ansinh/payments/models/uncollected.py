"""Months in a row of which somebody fetched nothing, and what was found when their home was visited."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.casework.public import Case
from ansinh.kernel.sealing.fields import SealedField, SealedJson, sealed_only
from ansinh.payments.uncollected_states import Found, UncollectedState
from ansinh.registry.public import ChangeRequest, Person


class Uncollected(models.Model):
    """A person's programme whose payments came back in the lists of ``months``, one after the other (half-open).

    It grows with the months and is never made twice. ``article``: the ground of suspension that it is, by the law of
    the day when it was found; empty where the law has none, or where (not ``cash``) a bank sent the money back.
    ``amount_vnd``: what the last of these lists held for the person. ``due_on``: until when the home is to be visited,
    the office's own target.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    months = DateRangeField()
    amount_vnd = models.BigIntegerField()
    cash = models.BooleanField()
    article = models.CharField(max_length=200, blank=True)
    found_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=UncollectedState, default=UncollectedState.OPEN)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "payments_uncollected"
        constraints = [
            ExclusionConstraint(
                name="uncollected_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("months", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(months__isempty=False, months__startswith__day=1, months__endswith__day=1),
                name="uncollected_whole_months",
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="uncollected_amount"),
            models.CheckConstraint(condition=Q(state__in=UncollectedState.values), name="uncollected_state"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "visited"], closed_on=None)
                | (Q(state__in=["collected", "closed"], closed_on__isnull=False) & ~Q(because="")),
                name="uncollected_closed_with_reason",
            ),
            models.UniqueConstraint(
                fields=["person", "programme"],
                condition=Q(state__in=["open", "visited"]),
                name="uncollected_one_waiting",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "due_on"], condition=Q(closed_on=None), name="uncollected_waiting"),
        ]


class HomeVisit(models.Model):
    """A visit and what it found; append-only but for what followed: news (``request``) or a file (``case``).

    ``told``: what the news it leads to is filled with, sealed: place, day of death, who is to collect.
    """

    uncollected = models.ForeignKey(Uncollected, on_delete=models.PROTECT, related_name="visits")
    visited_on = models.DateField()
    found = models.CharField(max_length=10, choices=Found)
    remark = SealedField(what="remark", width=128, blank=True)
    told = SealedJson(what="visit", width=128)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    request = models.ForeignKey(ChangeRequest, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_visit"
        constraints = [
            models.CheckConstraint(condition=Q(found__in=Found.values), name="visit_found"),
            sealed_only("remark", "remark", "visit_remark_sealed"),
            sealed_only("told", "visit", "visit_told_sealed"),
        ]
