"""Benefits that are suspended, and one-off benefits that were decided."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only
from ansinh.registry.models import Person

from .case import Case
from .decision import Decision


class Suspension(models.Model):
    """A programme of a person is not paid from ``first_month`` on; ended by the decision on its review."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    first_month = models.DateField()
    ground = models.CharField(max_length=20)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "casework_suspension"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"], condition=Q(ended_by=None), name="suspension_one_live"
            ),
            models.CheckConstraint(condition=Q(first_month__day=1), name="suspension_first_of_month"),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_on=None) | Q(ended_by__isnull=False, ended_on__isnull=False),
                name="suspension_ended_whole",
            ),
        ]


class OneOffAward(models.Model):
    """A benefit given once, by decision: what it is for, on which title of the law, how much, to whom it is paid."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=40)
    happened_on = models.DateField()
    amount_vnd = models.BigIntegerField()
    citation = models.CharField(max_length=200)
    payee = SealedField(what="payee", width=64)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "casework_one_off_award"
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="one_off_amount"),
            models.UniqueConstraint(fields=["person", "kind", "happened_on"], name="one_off_once"),
            sealed_only("payee", "payee", "one_off_payee_sealed"),
        ]
