"""Months and years whose books are closed."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Closing(models.Model):
    """A closed month or year of an area and everything below it. Reopening is by another person and for a reason.

    What was closed and reopened stays here; closing the period again is another row.
    """

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    period = DateRangeField()
    closed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(db_default=Now())
    figures = models.JSONField(default=dict)
    reopened_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "funds_closing"
        constraints = [
            models.UniqueConstraint(fields=["area", "period"], condition=Q(reopened_by=None), name="closing_once"),
            models.CheckConstraint(
                name="closing_reopened_by_another",
                condition=Q(reopened_by=None, reopened_at=None, because="")
                | Q(reopened_by__isnull=False, reopened_at__isnull=False)
                & ~Q(reopened_by=F("closed_by"))
                & ~Q(because=""),
            ),
        ]

    @property
    def label(self) -> str:
        """Tháng 11/2026, or Năm 2026."""
        first = self.period.lower
        return f"Năm {first.year}" if (self.period.upper - first).days > 31 else f"Tháng {first:%m/%Y}"
