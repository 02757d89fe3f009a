"""Decisions: what the chair signed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.casework.document_kinds import DECISIONS, symbol_of
from ansinh.casework.states import DecisionKind


class Decision(models.Model):
    """A signed decision over one or many proposals of one kind in one commune; the list of people belongs to it. Cases
    that end otherwise than in proposals have decisions of their own kinds, in the same register.

    ``office``: whose chair signs, the commune's or (until June 2025) its district's. Numbers run without gaps an office
    and year; a trigger enters each in the register. Who prepared is never who signs.
    """

    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=DecisionKind)
    decided_on = models.DateField()
    first_month = models.DateField()
    people = models.PositiveIntegerField()
    monthly_vnd = models.BigIntegerField()
    prepared_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "casework_decision"
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="decision_number"),
            models.CheckConstraint(condition=~Q(prepared_by=F("decided_by")), name="decision_maker_is_not_checker"),
            models.CheckConstraint(condition=Q(first_month__day=1), name="decision_first_of_month"),
            models.CheckConstraint(
                condition=Q(monthly_vnd__gte=0, people__gt=0, number__gt=0), name="decision_figures"
            ),
        ]

    @property
    def symbol(self) -> str:
        """Number and symbol as printed: 12/QĐ-UBND."""
        return symbol_of(self.number, DECISIONS)
