"""Determinations of a month: what was asked, of which law, as known when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Run(models.Model):
    """One determination of a month for the whole registry or some communes; its results never change."""

    month = models.DateField()
    known_at = models.DateTimeField()
    area_ids = ArrayField(models.BigIntegerField(), null=True)
    law_version = models.CharField(max_length=64)
    facts_digest = models.CharField(max_length=64)
    people = models.BigIntegerField()
    eligible = models.BigIntegerField()
    undetermined = models.BigIntegerField()
    total_vnd = models.BigIntegerField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "determination_run"
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="run_first_of_month"),
            models.CheckConstraint(
                condition=Q(people__gte=0, eligible__gte=0, undetermined__gte=0, total_vnd__gte=0), name="run_counts"
            ),
        ]
        indexes = [models.Index(fields=["month", "-id"], name="run_month")]
