"""Which communes and villages are mountainous, and which area of the ethnic-minority region they are in, and when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from .unit import Unit

VALUES = {
    "terrain": {"highland": "Vùng cao", "mountain": "Miền núi", "none": "Không"},
    "minority_area": {"III": "Khu vực III", "II": "Khu vực II", "I": "Khu vực I", "none": "Không"},
}


class Classification(models.Model):
    """A classification of a commune (village empty) or of one of its villages, by a decision.

    Especially difficult communes and villages, on which the law of allowances depends, are in Hardship.
    """

    class Kind(models.TextChoices):
        TERRAIN = "terrain", "Miền núi, vùng cao"
        MINORITY_AREA = "minority_area", "Khu vực vùng đồng bào dân tộc thiểu số và miền núi"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=13, choices=Kind)
    value = models.CharField(max_length=8)
    valid = DateRangeField()
    citation = models.CharField(max_length=200)

    class Meta:
        db_table = "areas_classification"
        constraints = [
            ExclusionConstraint(
                name="classification_no_overlap",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("village", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=models.Q(valid__isempty=False), name="classification_valid_not_empty"),
            models.CheckConstraint(condition=~models.Q(citation=""), name="classification_rests_on_something"),
            models.CheckConstraint(
                name="classification_value",
                condition=models.Q(kind="terrain", value__in=list(VALUES["terrain"]))
                | models.Q(kind="minority_area", village="", value__in=list(VALUES["minority_area"])),
            ),
        ]
