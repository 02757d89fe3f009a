"""Retirement pensions and monthly social-insurance benefits."""

from django.db import models
from django.db.models import Q

from .dated import DatedFact, no_overlap, sound
from .person import Person


class Pension(DatedFact):
    """đồng a month; no amount: drawn, but how much is not known."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField(null=True)

    class Meta:
        db_table = "registry_pension"
        constraints = [
            no_overlap("pension_no_overlap", "person"),
            sound("pension_sound"),
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="pension_amount"),
        ]
