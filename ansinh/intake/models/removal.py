"""Removing the contents of lists that are past their term: one person asks, another confirms."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Removal(models.Model):
    """Lists of a commune received before ``before``, all of whose rows are decided; counted when it was asked."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    before = models.DateField()
    file_count = models.PositiveIntegerField()
    row_count = models.PositiveIntegerField()
    asked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_removal"
        constraints = [
            models.CheckConstraint(condition=~Q(confirmed_by=F("asked_by")), name="removal_second_person"),
            models.CheckConstraint(
                name="removal_confirmed_whole",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.UniqueConstraint(fields=["area"], condition=Q(confirmed_by=None), name="removal_one_waits"),
        ]
