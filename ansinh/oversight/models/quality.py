"""Figures on the quality of the communes' data, counted every night."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class QualityFigure(models.Model):
    """How many people of a commune a check is true of; no row: of nobody. Counted anew as a whole.

    ``person_ids``: who they are, so that they need not be looked for while somebody waits; null where they are so many
    that looking finds a page of them at once, and for figures that are no check.
    """

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    people = models.PositiveIntegerField()
    person_ids = ArrayField(models.BigIntegerField(), null=True)
    counted_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "oversight_quality"
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="quality_once"),
            models.CheckConstraint(condition=Q(people__gt=0), name="quality_people"),
            models.CheckConstraint(
                condition=Q(person_ids=None) | Q(person_ids__len=F("people")), name="quality_people_are_so_many"
            ),
        ]


class FreshnessFigure(models.Model):
    """How fresh a kind of fact is in a commune (``Fresh``), counted together with the figures above."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    people = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    latest = models.DateTimeField()
    source_kind = models.CharField(max_length=10)
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "oversight_freshness"
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="freshness_once"),
            models.CheckConstraint(condition=Q(people__gt=0, known__lte=F("people")), name="freshness_people"),
        ]
