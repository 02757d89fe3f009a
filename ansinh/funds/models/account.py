"""Accounts of the ledger."""

from django.db import models

from ansinh.funds.codes import PER_LINE, AccountKind

from .budget import BudgetLine


class Account(models.Model):
    """Where money of a programme stands in an area, or that of a budget line. A balance is the sum of the entries."""

    kind = models.CharField(max_length=12, choices=AccountKind)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    budget = models.ForeignKey(BudgetLine, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "funds_account"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "programme", "budget"], name="account_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=PER_LINE, budget__isnull=False)
                | ~models.Q(kind__in=PER_LINE) & models.Q(budget=None),
                name="account_of_a_line",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=AccountKind.values), name="account_kind"),
            models.CheckConstraint(condition=~models.Q(programme=""), name="account_programme"),
        ]
