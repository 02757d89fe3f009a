"""Households, who belongs to them, and their poverty status."""

from django.db import models
from django.db.models import Q

from .dated import DatedFact, no_overlap, sound
from .person import Person


class Household(models.Model):
    """People who live together; ``area`` is the commune in charge today."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "registry_household"


class Membership(DatedFact):
    """A person belongs to a household, one at a time."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    is_head = models.BooleanField(default=False)
    relation = models.CharField("Quan hệ với chủ hộ", max_length=40, blank=True)

    class Meta:
        db_table = "registry_membership"
        constraints = [no_overlap("membership_no_overlap", "person"), sound("membership_sound")]


class Poverty(DatedFact):
    """The household is on the list of poor or near-poor households; no value: not known."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, null=True)

    class Meta:
        db_table = "registry_poverty"
        constraints = [
            no_overlap("poverty_no_overlap", "household"),
            sound("poverty_sound"),
            models.CheckConstraint(condition=Q(status__in=["none", "near_poor", "poor"]), name="poverty_status"),
        ]
