"""What the lists add up to, kept beside them so that a screen reads a few rows instead of all lines of a province."""

from django.db import models
from django.db.models import Q

from ansinh.payments.states import ChangeKind, LineState, PartKind

from .run import PayrollRun


class RunTotal(models.Model):
    """The parts of a run by commune, programme, category and kind, frozen when it was locked."""

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.CharField(max_length=30)
    category = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=PartKind)
    part_count = models.PositiveIntegerField()
    total_vnd = models.BigIntegerField()

    class Meta:
        db_table = "payments_total"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "commune", "programme", "category", "kind"], name="payroll_total_once"
            ),
            models.CheckConstraint(condition=Q(part_count__gt=0), name="payroll_total_figures"),
        ]


class RunResult(models.Model):
    """Where the lines of a run stand, by commune, programme, category and state; written by the database alone.

    A trigger moves the figures whenever lines change their state, so they are exact after every statement.
    ``category_count``: lines with this category. ``line_count``: each line once, under the first of its categories, so
    that it can be added up over categories. ``month`` and ``number`` repeat those of the run.
    """

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.CharField(max_length=30)
    category = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=LineState)
    line_count = models.PositiveIntegerField()
    category_count = models.PositiveIntegerField()
    total_vnd = models.BigIntegerField()

    class Meta:
        db_table = "payments_result"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "commune", "programme", "category", "state"], name="payroll_result_once"
            ),
            models.CheckConstraint(condition=Q(category_count__gt=0), name="payroll_result_figures"),
        ]
        indexes = [
            models.Index(fields=["month", "commune"], name="payroll_result_month"),
            models.Index(fields=["commune", "month"], name="payroll_result_commune"),
        ]


class RunChange(models.Model):
    """By what a monthly run differed from the lists of the month before when it was locked: lines and đồng.

    Arrears and money carried over do not count. Who moved to another commune of the run has left one and arrived in the
    other, so that both communes see it and the province's sum stays right.
    """

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=ChangeKind)
    line_count = models.PositiveIntegerField()
    difference_vnd = models.BigIntegerField()

    class Meta:
        db_table = "payments_change"
        constraints = [
            models.UniqueConstraint(fields=["run", "commune", "kind"], name="payroll_change_once"),
            models.CheckConstraint(condition=Q(line_count__gt=0), name="payroll_change_figures"),
        ]
