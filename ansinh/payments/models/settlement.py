"""What is done about money paid beyond what was owed: decisions, proposed by one and made by another, and refunds."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.payments.states import SettlementKind, SettlementState

MOST_SHARE = 50
"""At most so many hundredths of a month's amount are kept back."""


class Settlement(models.Model):
    """Recover a person's overpayments of a programme by instalments, or write them off.

    ``share_percent``: how much of a month's amount an instalment is, rounded down to the đồng; the last one is what is
    left. ``number`` is that of the signed decision. One decision to recover holds at a time; the next takes over what
    is still being recovered by it, with what was found since, and ends it.
    """

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    kind = models.CharField(max_length=9, choices=SettlementKind)
    share_percent = models.PositiveSmallIntegerField(null=True)
    because = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=SettlementState, default=SettlementState.PROPOSED)
    proposed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    number = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "payments_settlement"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"],
                condition=Q(kind="recover", state="decided"),
                name="settlement_one_live",
            ),
            models.UniqueConstraint(
                fields=["person", "programme"], condition=Q(state="proposed"), name="settlement_one_proposed"
            ),
            models.CheckConstraint(
                name="settlement_share",
                condition=Q(kind="recover", share_percent__gte=1, share_percent__lte=MOST_SHARE)
                | Q(kind="write_off", share_percent=None),
            ),
            models.CheckConstraint(condition=~Q(because=""), name="settlement_reason"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="settlement_maker_is_not_checker"
            ),
            models.CheckConstraint(
                name="settlement_decided_by_somebody",
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "ended"]) | ~Q(number=""), name="settlement_numbered"
            ),
            models.CheckConstraint(
                name="settlement_ended",
                condition=Q(state="ended", kind="recover", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
            ),
        ]


class Refund(models.Model):
    """Money that was paid back in cash, for one overpayment and the category under which it had been paid."""

    overpayment = models.ForeignKey("payments.Overpayment", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=40)
    amount_vnd = models.BigIntegerField()
    received_on = models.DateField()
    receipt = models.CharField(max_length=60)
    received_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_refund"
        constraints = [
            models.UniqueConstraint(fields=["overpayment", "category", "receipt"], name="refund_once"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0) & ~Q(receipt=""), name="refund_figures"),
        ]
