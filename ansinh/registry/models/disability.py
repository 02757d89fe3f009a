"""Certificates of disability."""

from django.db import models

from ansinh.kernel.sealing.fields import SealedDate, SealedField, SealedList, sealed_only

from .dated import DatedFact, no_overlap, sound
from .person import Person

DEGREES = ("none", "mild", "severe", "extremely_severe")
TYPES = ("mobility", "hearing_speech", "vision", "mental", "intellectual", "other")
_TYPE = f"(?:{'|'.join(TYPES)})"


class Disability(DatedFact):
    """The degree and the types on the certificate, from the day it was signed; no degree: not known. All sealed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    degree = SealedField(what="degree", allowed="|".join(DEGREES), null=True)
    types = SealedList(what="types", width=64, allowed=f"{_TYPE}(?:,{_TYPE})*", default=list)
    certified_on = SealedDate(what="certified", null=True)

    class Meta:
        db_table = "registry_disability"
        constraints = [
            no_overlap("disability_no_overlap", "person"),
            sound("disability_sound"),
            sealed_only("degree", "degree", "disability_degree_sealed"),
            sealed_only("types", "types", "disability_types_sealed"),
            sealed_only("certified_on", "certified", "disability_certified_sealed"),
        ]
