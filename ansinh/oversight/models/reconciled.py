"""Decisions held beside lists, person by person, as the worker last counted a month; and whose have changed since."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.casework.models import Award
from ansinh.registry.models import Person


class ReconciledMonth(models.Model):
    """A month that was counted whole. ``snapshot``: which transactions the count saw, ``cluster``: in which server.

    What another transaction wrote since stands in ``ReconciledChange``, so that the count never grows old unseen.
    """

    month = models.DateField(unique=True)
    counted_at = models.DateTimeField(db_default=Now())
    snapshot = models.TextField()
    cluster = models.CharField(max_length=20)

    class Meta:
        db_table = "oversight_reconciled_month"
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="reconciled_month_first")]


class Discrepancy(models.Model):
    """Somebody of whom a decision and the month's lists did not say the same when the month was counted, and where."""

    month = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.CharField(max_length=30)
    category = models.CharField(max_length=40)
    code = models.CharField(max_length=12)
    due_vnd = models.BigIntegerField()
    listed_vnd = models.BigIntegerField()
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "oversight_discrepancy"
        constraints = [
            models.UniqueConstraint(fields=["month", "person", "programme", "category"], name="discrepancy_once"),
            models.CheckConstraint(
                name="discrepancy_code",
                condition=Q(code="not_listed", listed_vnd=0)
                | Q(code="no_longer", due_vnd=0)
                | Q(code="other_amount") & ~Q(due_vnd=models.F("listed_vnd")),
            ),
        ]
        indexes = [models.Index(fields=["month", "code", "area"], name="discrepancy_rows")]


class ReconciledChange(models.Model):
    """Whose decisions, lines or merged records changed, for which months; no person: too many in one statement.

    Written by triggers only (``reconciled_table.py``); ``written_by`` is the transaction.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    months = DateRangeField()
    written_by = models.BigIntegerField()

    class Meta:
        db_table = "oversight_reconciled_change"
