"""Awards: what has been decided to be paid, month by month."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from ansinh.registry.models import Person

from .decision import Decision


class Award(models.Model):
    """An amount a month for a person, by category, during ``months`` (first days; no end: until further notice).

    A later decision retracts what it replaces and records anew, so what was once decided stays readable.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    category = models.CharField(max_length=40)
    coefficient_tenths = models.IntegerField(null=True)
    base_vnd = models.BigIntegerField()
    amount_vnd = models.BigIntegerField()
    months = DateRangeField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    retracted_at = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "casework_award"
        constraints = [
            ExclusionConstraint(
                name="award_no_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("category", RangeOperators.EQUAL),
                    ("months", RangeOperators.OVERLAPS),
                    (Func(F("recorded_at"), F("retracted_at"), function="tstzrange"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="award_amount"),
            models.CheckConstraint(condition=Q(months__isempty=False), name="award_months_not_empty"),
            models.CheckConstraint(
                name="award_retracted_by_decision",
                condition=Q(retracted_at=None, retracted_by=None)
                | Q(retracted_at__isnull=False, retracted_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "programme"], name="award_live", condition=Q(retracted_at=None)),
            models.Index(
                fields=["category", "area", "person"],
                include=["months"],
                name="award_category",
                condition=Q(retracted_at=None),
            ),
        ]
