"""Which communes and villages are especially difficult ones of the ethnic-minority and mountainous area, and when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from .unit import Unit


class Hardship(models.Model):
    """A classification of a commune (village empty) or of one of its villages."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=120, blank=True)
    valid = DateRangeField()
    citation = models.CharField(max_length=200)

    class Meta:
        db_table = "areas_hardship"
        constraints = [
            ExclusionConstraint(
                name="hardship_no_overlap",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("village", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=models.Q(valid__isempty=False), name="hardship_valid_not_empty"),
        ]
