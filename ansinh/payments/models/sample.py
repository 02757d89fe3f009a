"""Verification after payment: the rule of size, samples of paid lines, what was told of each, what follows from it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.casework.public import Case
from ansinh.kernel.sealing.fields import SealedField, sealed_only
from ansinh.payments.sampling_states import (
    DISCREPANT,
    Collected,
    FollowUpState,
    How,
    Route,
    RuleKind,
    SampledState,
    Satisfaction,
    Told,
)
from ansinh.registry.public import PaymentChannel

from .line import PayrollLine
from .run import PayrollRun
from .statement import MatchCase

HEX = r"^[0-9a-f]{{{}}}$"


class SizeRule(models.Model):
    """How large samples are: ‰ of a commune's paid lines, or the half-width wanted (‰, 95 %) where about ``expected``
    ‰ are discrepant; of a commune at least ``least_commune``, of each way of paying there ``least_channel``, all where
    there are fewer. ``days``: within how many a sample is to be done; ``settle_days``: what it found."""

    kind = models.CharField(max_length=5, choices=RuleKind)
    share_permille = models.PositiveSmallIntegerField()
    width_permille = models.PositiveSmallIntegerField()
    expected_permille = models.PositiveSmallIntegerField()
    least_commune = models.PositiveSmallIntegerField()
    least_channel = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    settle_days = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_in_bounds",
                condition=Q(kind__in=RuleKind.values)
                & Q(share_permille__range=(1, 1000), width_permille__range=(1, 500), expected_permille__range=(1, 999))
                & Q(least_commune__range=(1, 1000), least_channel__range=(1, 1000))
                & Q(days__range=(1, 180), settle_days__range=(1, 180)),
            )
        ]


class SampleRule(SizeRule):
    """The rule of a province for samples drawn from a day on, until the next; of one day the last said counts."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    because = models.CharField(max_length=300)
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())

    class Meta(SizeRule.Meta):
        db_table = "payments_sample_rule"
        constraints = [
            *SizeRule.Meta.constraints,
            models.CheckConstraint(condition=~Q(because=""), name="sample_rule_with_reason"),
        ]


class Sample(SizeRule):
    """A random sample of what a run had paid in ``area`` when it was drawn, with the rule by which it was.

    ``seed``, ``manifest_sha256`` of the run and the keys of its lines give the order of drawing, and rows of returned
    files up to ``rows_upto`` say what was paid: whoever has them draws the same lines again. ``office``: whose it is.
    """

    class Office(models.TextChoices):
        PROVINCE = "province", "Cấp tỉnh"
        COMMUNE = "commune", "Cấp xã"

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=8, choices=Office)
    month = models.DateField()
    seed = models.CharField(max_length=32)
    manifest_sha256 = models.CharField(max_length=64)
    rows_upto = models.BigIntegerField()
    due_on = models.DateField()
    drawn_on = models.DateField()
    drawn_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(db_default=Now())

    class Meta(SizeRule.Meta):
        db_table = "payments_sample"
        constraints = [
            *SizeRule.Meta.constraints,
            models.UniqueConstraint(fields=["run", "area", "office"], name="sample_once"),
            models.CheckConstraint(condition=Q(office__in=["province", "commune"]), name="sample_office"),
            models.CheckConstraint(
                condition=Q(seed__regex=HEX.format(32), manifest_sha256__regex=HEX.format(64)), name="sample_by_seed"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("drawn_on"), month__day=1), name="sample_days"),
        ]
        indexes = [models.Index(fields=["-month", "area"], name="sample_by_month")]


class SampleStratum(models.Model):
    """A commune and a way of paying within a sample: what was paid there, and how much of it was drawn."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="strata")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=15, choices=PaymentChannel.Kind)
    paid_lines = models.PositiveIntegerField()
    paid_vnd = models.BigIntegerField()
    drawn = models.PositiveIntegerField()

    class Meta:
        db_table = "payments_sample_stratum"
        constraints = [
            models.UniqueConstraint(fields=["sample", "commune", "channel"], name="sample_stratum_once"),
            models.CheckConstraint(
                condition=Q(drawn__gt=0, drawn__lte=F("paid_lines"), paid_vnd__gt=0), name="sample_stratum_figures"
            ),
        ]


class SampledLine(models.Model):
    """A drawn line, to be checked by somebody who did not pay it. ``place``: where it stands in the drawing."""

    stratum = models.ForeignKey(SampleStratum, on_delete=models.PROTECT, related_name="lines")
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(PayrollLine, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=SampledState, default=SampledState.OPEN)
    assigned_to = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_sampled"
        constraints = [
            models.UniqueConstraint(fields=["sample", "line"], name="sampled_once"),
            models.UniqueConstraint(fields=["stratum", "place"], name="sampled_in_order"),
            models.CheckConstraint(condition=Q(state__in=SampledState.values), name="sampled_state"),
        ]
        indexes = [models.Index(fields=["assigned_to"], condition=Q(state="open"), name="sampled_of_somebody")]


class SampleContact(models.Model):
    """An attempt and what it told; never changed: a correction is another that names it (``corrects``)."""

    sampled = models.ForeignKey(SampledLine, on_delete=models.PROTECT, related_name="contacts")
    how = models.CharField(max_length=5, choices=How)
    on = models.DateField()
    told = models.CharField(max_length=12, choices=Told)
    received_vnd = models.BigIntegerField(null=True)
    collected = models.CharField(max_length=10, choices=Collected, blank=True)
    collector = SealedField(what="collector", width=64, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, choices=Satisfaction)
    remark = SealedField(what="remark", width=128, blank=True)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        db_table = "payments_sample_contact"
        constraints = [
            models.CheckConstraint(condition=Q(how__in=How.values), name="contact_how"),
            models.CheckConstraint(
                name="contact_told",
                condition=Q(told__in=["whole", "wrong_person"], received_vnd=None, collected__in=Collected.values)
                | Q(told="part", received_vnd__gt=0, collected__in=Collected.values)
                | Q(told="none", received_vnd=None, collected="")
                | Q(told="unreached", received_vnd=None, collected="", satisfaction=None),
            ),
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(satisfaction__range=(1, 5)), name="contact_satisfaction"
            ),
            sealed_only("collector", "collector", "contact_collector_sealed"),
            sealed_only("remark", "remark", "contact_remark_sealed"),
        ]


class FollowUp(models.Model):
    """What a discrepancy leads to, until it is settled; of a sampled line one at a time.

    It moves no money itself: ``route`` names the way that did, with the file (``case``) or the doubt of the bank's
    statement (``doubt``) that it became.
    """

    sampled = models.ForeignKey(SampledLine, on_delete=models.PROTECT, related_name="follow_ups")
    contact = models.ForeignKey(SampleContact, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=12, choices=Told)
    due_on = models.DateField()
    state = models.CharField(max_length=6, choices=FollowUpState, default=FollowUpState.OPEN)
    route = models.CharField(max_length=10, choices=Route, blank=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    doubt = models.ForeignKey(MatchCase, null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = SealedField(what="remark", width=128, blank=True)

    class Meta:
        db_table = "payments_follow_up"
        constraints = [
            models.UniqueConstraint(
                fields=["sampled"], condition=Q(state__in=["open", "routed"]), name="follow_up_one_waiting"
            ),
            models.CheckConstraint(condition=Q(told__in=[str(told) for told in DISCREPANT]), name="follow_up_told"),
            models.CheckConstraint(
                name="follow_up_route",
                condition=Q(route__in=["", "correction"], case=None, doubt=None)
                | Q(route="grievance", case__isnull=False, doubt=None)
                | Q(route="matching", case=None, doubt__isnull=False),
            ),
            models.CheckConstraint(
                name="follow_up_state",
                condition=Q(state="open", route="", closed_on=None)
                | (Q(state="routed", closed_on=None) & ~Q(route=""))
                | (Q(state="closed", closed_on__isnull=False, closed_by__isnull=False) & ~Q(conclusion="")),
            ),
            sealed_only("conclusion", "remark", "follow_up_conclusion_sealed"),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(closed_on=None), name="follow_up_waiting")]
