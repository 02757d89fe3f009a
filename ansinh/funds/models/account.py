"""Accounts of the ledger."""

from django.db import models

from ansinh.funds.codes import AccountKind


class Account(models.Model):
    """Where money of a programme stands in an area. The balance is the sum of its entries and nowhere else."""

    kind = models.CharField(max_length=12, choices=AccountKind)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)

    class Meta:
        db_table = "funds_account"
        constraints = [
            models.UniqueConstraint(fields=["kind", "area", "programme"], name="account_once"),
            models.CheckConstraint(condition=models.Q(kind__in=AccountKind.values), name="account_kind"),
            models.CheckConstraint(condition=~models.Q(programme=""), name="account_programme"),
        ]
