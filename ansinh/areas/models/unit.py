"""Administrative units with the days of their validity, and what became of them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models

from .change import Change


class Unit(models.Model):
    """A province, district or commune while it existed. The same code may name another unit before or after.

    A unit of a change that was undone existed on no day: ``withdrawn``, with an empty ``valid``.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", "Tỉnh"
        DISTRICT = "district", "Huyện"
        COMMUNE = "commune", "Xã"

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()
    withdrawn = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "areas_unit"
        constraints = [
            ExclusionConstraint(
                name="unit_code_no_overlap",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False, withdrawn=False)
                | models.Q(valid__isempty=True, withdrawn=True),
                name="unit_valid_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """A unit that went over into another on a day: whole, or (``villages``) some of its villages.

    An empty text among the villages stands for people of whom no village is known.
    """

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    villages = ArrayField(models.CharField(max_length=120, blank=True), default=list, db_default=[])
    change = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "areas_succession"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~models.Q(predecessor=models.F("successor")), name="succession_other"),
        ]


class VillageShare(models.Model):
    """How many people of a village went over from one commune into another on the day of the change.

    ``became`` is the village's name from that day on: another one where the successor has two villages of a name.
    """

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=120, blank=True)
    became = models.CharField(max_length=120, blank=True)
    people = models.PositiveIntegerField()

    class Meta:
        db_table = "areas_village_share"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "village"], name="village_share_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="village_share_other_unit"
            ),
        ]
