"""Columns that payers want and answer in, as areas have declared them."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Now


class FileLayout(models.Model):
    """A layout of an area, and of what is in it, on the days of ``valid``; one a code and day.

    ``content`` is what was declared (``payments.layouts.check``), found sound when it was entered; code and direction
    stand beside it so that the database can hold them together.
    """

    class Direction(models.TextChoices):
        OUT = "out", "Gửi đi"
        IN = "in", "Nhận về"

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    direction = models.CharField(max_length=3, choices=Direction)
    valid = DateRangeField()
    content = models.JSONField()
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_file_layout"
        constraints = [
            ExclusionConstraint(
                name="file_layout_no_overlap",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, valid__lower_inf=False), name="file_layout_valid_not_empty"
            ),
            models.CheckConstraint(condition=Q(direction__in=["out", "in"]), name="file_layout_direction"),
            models.CheckConstraint(condition=Q(code__regex="^[a-z0-9][a-z0-9-]{1,39}$"), name="file_layout_code"),
            models.CheckConstraint(
                condition=Q(content__has_keys=["code", "direction", "name", "provider", "columns"])
                & Q(code=KT("content__code"))
                & Q(direction=KT("content__direction")),
                name="file_layout_content",
            ),
        ]

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None while no end is known."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None
