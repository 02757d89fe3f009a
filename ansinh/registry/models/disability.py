"""Certificates of disability."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .dated import DatedFact, no_overlap, sound
from .person import Person

TYPES = ("mobility", "hearing_speech", "vision", "mental", "intellectual", "other")


class Disability(DatedFact):
    """The degree and the types on the certificate, from the day it was signed; no degree: not known."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    degree = models.CharField(max_length=16, null=True)
    types = ArrayField(models.CharField(max_length=15), default=list)
    certified_on = models.DateField(null=True)

    class Meta:
        db_table = "registry_disability"
        constraints = [
            no_overlap("disability_no_overlap", "person"),
            sound("disability_sound"),
            models.CheckConstraint(
                condition=Q(degree__in=["none", "mild", "severe", "extremely_severe"]), name="disability_degree"
            ),
            models.CheckConstraint(condition=Q(types__contained_by=list(TYPES)), name="disability_types"),
        ]
