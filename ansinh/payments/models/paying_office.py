"""Who pays in an area: the office, the account that banks pay from, the post office that hands over cash."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from .run import PayrollRun

ACCOUNT = r"^[0-9A-Z][0-9A-Z.-]{0,33}$"
BIC = r"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$"
NAME_LENGTH, ACCOUNT_LENGTH, BIC_LENGTH = 140, 34, 11


class Paying(models.Model):
    """What stands in instructions and on lists. ``account`` is an IBAN or any other number, without spaces."""

    name = models.CharField(max_length=NAME_LENGTH)
    account = models.CharField(max_length=ACCOUNT_LENGTH)
    bank_name = models.CharField(max_length=NAME_LENGTH)
    bank_bic = models.CharField(max_length=BIC_LENGTH, blank=True)
    post_office = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        abstract = True


class PayingOffice(Paying):
    """The paying office of an area and of everything in it that has none of its own, on the days of ``valid``."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()

    class Meta:
        db_table = "payments_paying_office"
        constraints = [
            ExclusionConstraint(
                name="paying_office_no_overlap",
                expressions=[("area", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="paying_office_valid_not_empty"),
            models.CheckConstraint(condition=Q(account__regex=ACCOUNT), name="paying_office_account"),
            models.CheckConstraint(condition=Q(bank_bic="") | Q(bank_bic__regex=BIC), name="paying_office_bic"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(bank_name="") & ~Q(post_office=""), name="paying_office_named"
            ),
        ]

    @property
    def last_day(self) -> date | None:
        """The last day on which it pays; None while no end is known."""
        return self.valid.upper - timedelta(days=1) if self.valid.upper else None


class RunOffice(Paying):
    """The paying office of a run as it was when the run was locked, or first needed it; never changed."""

    run = models.OneToOneField(PayrollRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_run_office"
