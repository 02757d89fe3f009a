"""Transfers and their entries: written once, balanced, never changed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.funds.codes import ENDS, TransferCode

from .account import Account


class Transfer(models.Model):
    """Money that moved, for one legal reason. ``key`` is chosen before the first attempt, so a repeat posts nothing.

    ``of`` is the transfer that this one belongs to: a reservation to what it was made for, its end to the reservation.
    ``year`` is the budget year where it is not that of the day.
    ``created_xid`` is filled in by the database: entries are accepted only from the transaction that made the transfer.
    """

    code = models.CharField(max_length=24, choices=TransferCode)
    on = models.DateField()
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField(null=True)
    created_xid = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "funds_transfer"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="transfer_key"),
            models.CheckConstraint(condition=Q(code__in=TransferCode.values), name="transfer_code"),
            models.CheckConstraint(condition=~Q(key=""), name="transfer_has_key"),
            models.UniqueConstraint(fields=["of"], condition=Q(code__in=list(ENDS)), name="transfer_ended_once"),
            models.UniqueConstraint(
                fields=["of"], condition=Q(code="budget_committed"), name="transfer_committed_once"
            ),
            models.CheckConstraint(
                condition=~Q(code__in=[*ENDS, "budget_committed"]) | Q(of__isnull=False), name="transfer_of_another"
            ),
        ]


class Entry(models.Model):
    """One side of a transfer: đồng that an account received (positive) or gave (negative).

    ``line_id`` is the payroll line that the money belongs to; empty for postings of a whole list.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()
    line_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "funds_entry"
        constraints = [models.CheckConstraint(condition=~Q(amount_vnd=0), name="entry_amount")]
        indexes = [
            models.Index(fields=["line_id"], name="entry_line", condition=Q(line_id__isnull=False)),
        ]
