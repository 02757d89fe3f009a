"""Who takes money to people's homes, and in which order: the rounds of a commune."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

CARRIER_LENGTH = 120


class DeliveryRound(models.Model):
    """A village on the round ``name`` on the days of ``valid``: ``carrier`` goes there as the ``place``-th stop."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=120)
    name = models.CharField(max_length=60)
    carrier = models.CharField(max_length=CARRIER_LENGTH)
    phone = models.CharField(max_length=20, blank=True)
    place = models.PositiveSmallIntegerField()
    valid = DateRangeField()

    class Meta:
        db_table = "payments_round"
        constraints = [
            ExclusionConstraint(
                name="round_no_overlap",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("village", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="round_valid_not_empty"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(carrier=""), name="round_named"),
            models.CheckConstraint(condition=Q(place__gte=1), name="round_place"),
        ]
