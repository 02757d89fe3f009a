"""Circumstances of a person: one table, the kinds and their values as data (circumstance_table)."""

from django.db import models
from django.db.models import Q

from ansinh.registry.circumstance_table import KINDS

from .dated import DatedFact, no_overlap, sound
from .person import Person


def _known_pairs() -> Q:
    condition = Q()
    for kind in KINDS:
        condition |= Q(kind=kind.code) & (Q(value=None) | Q(value__in=kind.values))
    return condition


class Circumstance(DatedFact):
    """Something that is true of a person during a period; no value: known to be unknown."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=[(k.code, k.label) for k in KINDS])
    value = models.CharField(max_length=20, null=True)

    class Meta:
        db_table = "registry_circumstance"
        constraints = [
            no_overlap("circumstance_no_overlap", "person", "kind"),
            sound("circumstance_sound"),
            models.CheckConstraint(condition=_known_pairs(), name="circumstance_known_value"),
        ]
