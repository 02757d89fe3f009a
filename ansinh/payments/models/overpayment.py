"""Money that was paid beyond what was owed for a month."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.payments.states import OverpaymentState

from .run import PayrollRun


class Overpayment(models.Model):
    """Found when a run was locked: for this person, programme and month more was paid than is owed now.

    It is recorded, never taken off another month in silence; recovering it or writing it off is a decision of its own
    (``settlement``). ``amount_vnd`` is what was to come back when it was found; less instalments and refunds, what is
    still to come.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    for_month = models.DateField()
    amount_vnd = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=OverpaymentState, default=OverpaymentState.OPEN)
    settlement = models.ForeignKey("payments.Settlement", null=True, on_delete=models.PROTECT, related_name="+")
    found_in = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_overpayment"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme", "for_month"],
                condition=Q(state__in=["open", "recovering", "recovered"]),
                name="overpayment_current_once",
            ),
            models.CheckConstraint(
                name="overpayment_settled_by_decision",
                condition=Q(state__in=["open", "superseded"])
                | Q(state="recovered")
                | Q(state__in=["recovering", "waived"], settlement__isnull=False),
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="overpayment_amount"),
            models.CheckConstraint(condition=Q(for_month__day=1), name="overpayment_month"),
        ]
        indexes = [
            models.Index(fields=["area", "state"], name="overpayment_desk"),
            models.Index(fields=["person", "programme"], condition=Q(state="open"), name="overpayment_open"),
        ]
