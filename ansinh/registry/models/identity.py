"""Who a person is, with everything that was ever believed about it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .dated import Recorded
from .person import Person
from .source import Source


class Identity(models.Model):
    """Name, birth, death, sex, ethnicity and citizenship as believed from ``recorded_at`` until ``retracted_at``."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    born_on = models.DateField()
    born_precision = models.CharField(max_length=5, choices=Person.Precision, default=Person.Precision.DAY)
    died_on = models.DateField(null=True)
    sex = models.CharField(max_length=6, choices=Person.Sex, null=True)
    ethnicity = SealedField(what="ethnicity", blank=True)
    citizen = models.BooleanField(null=True, db_default=True)
    recorded_at = models.DateTimeField(db_default=Now())
    retracted_at = models.DateTimeField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    retracted_by = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "registry_identity"
        constraints = [
            sealed_only("ethnicity", "ethnicity", "identity_ethnicity_sealed"),
            ExclusionConstraint(
                name="identity_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (Recorded(), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="identity_died_after_birth",
                condition=models.Q(died_on=None) | models.Q(died_on__gte=models.F("born_on")),
            ),
        ]
