"""Payroll runs: a month, an area, who made, approved, authorised and released it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.payments.states import RunKind, RunState


class PayrollRun(models.Model):
    """One payroll of a month for a commune, or for everything under a district or province.

    ``number`` is 0 for the monthly run and counts all others of the month from 1. ``channel``: only who is paid that
    way (empty: everybody, as in every monthly run). The lines are drawn when the run is locked, as known at
    ``drawn_at`` (empty for lists from before it was kept); ``manifest_sha256`` is the hash over all of
    them and what is approved and authorised. Figures stand by commune in PayrollShare.

    Four people, each another one: who makes it, who approves it, who authorises the payment (chief accountant or holder
    of the account), who hands it over. ``by_three``: handed over before authorising was a step of its own.
    ``suspended_held``: what is owed from before a suspension waits for its end; not so in lists from before that rule.
    """

    month = models.DateField()
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=RunKind)
    number = models.PositiveSmallIntegerField(default=0)
    channel = models.CharField(max_length=15, blank=True, default="", db_default="")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.DRAFT)
    pay_on = models.DateField()
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    drawn_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    authorised_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    authorised_at = models.DateTimeField(null=True)
    suspended_held = models.BooleanField(default=True, db_default=True)
    by_three = models.BooleanField(default=False, db_default=False)
    released_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "payments_run"
        constraints = [
            models.UniqueConstraint(
                fields=["month", "area", "number"], condition=~Q(state="cancelled"), name="payroll_run_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="payroll_run_month"),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="payroll_run_state"),
            models.CheckConstraint(
                name="payroll_run_kind",
                condition=Q(kind="monthly", number=0)
                | Q(kind__in=["supplementary", "correction", "one_off"], number__gt=0),
            ),
            models.CheckConstraint(
                name="payroll_run_channel",
                condition=Q(channel="") | Q(number__gt=0),
            ),
            models.CheckConstraint(
                name="payroll_maker_is_not_checker", condition=Q(approved_by=None) | ~Q(approved_by=F("made_by"))
            ),
            models.CheckConstraint(
                name="payroll_maker_is_not_payer", condition=Q(released_by=None) | ~Q(released_by=F("made_by"))
            ),
            models.CheckConstraint(
                name="payroll_checker_is_not_payer", condition=Q(released_by=None) | ~Q(released_by=F("approved_by"))
            ),
            models.CheckConstraint(
                name="payroll_authorised_by_another",
                condition=Q(authorised_by=None) | (~Q(authorised_by=F("made_by")) & ~Q(authorised_by=F("approved_by"))),
            ),
            models.CheckConstraint(
                name="payroll_authoriser_is_not_payer",
                condition=Q(released_by=None) | Q(authorised_by=None) | ~Q(released_by=F("authorised_by")),
            ),
            models.CheckConstraint(
                name="payroll_authorised_by_somebody",
                condition=~Q(state__in=["authorised", "released", "settled"])
                | Q(by_three=True)
                | Q(authorised_by__isnull=False, authorised_at__isnull=False),
            ),
            models.CheckConstraint(
                name="payroll_approved_as_locked",
                condition=Q(state__in=["draft", "cancelled"])
                | (Q(state="locked", locked_at__isnull=False) & Q(manifest_sha256__regex=r"^[0-9a-f]{64}$"))
                | Q(
                    state__in=["approved", "authorised", "released", "settled"],
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    manifest_sha256__regex=r"^[0-9a-f]{64}$",
                ),
            ),
            models.CheckConstraint(
                name="payroll_released_by_somebody",
                condition=~Q(state__in=["released", "settled"])
                | Q(released_by__isnull=False, released_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["-month", "area"], name="payroll_run_month_area")]


class PayrollShare(models.Model):
    """What a run holds for one commune, frozen when it was locked: what a commune sees of a province's run."""

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="shares")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    line_count = models.PositiveIntegerField()
    total_vnd = models.BigIntegerField()

    class Meta:
        db_table = "payments_share"
        constraints = [
            models.UniqueConstraint(fields=["run", "commune"], name="payroll_share_once"),
            models.CheckConstraint(condition=Q(line_count__gt=0, total_vnd__gt=0), name="payroll_share_figures"),
        ]
