"""Proposals: the difference between what a person is paid and what the law gives, with its reason."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.casework.states import LIVE, Kind, State
from ansinh.kernel.sealing.fields import SealedField, SealedJson, sealed_only
from ansinh.registry.models import Person

from .case import Case
from .decision import Decision


class Proposal(models.Model):
    """Start, adjust or stop one programme for one person from a month on; rests on one determination.

    Or correct what was decided for ``past_months`` (first days), and nothing after: then ``before_vnd`` and
    ``after_vnd`` are the sums over these months, not a month's.
    ``run_id`` zero: made for a case of one person, the evidence being the facts frozen here. ``case``: leads to it.
    """

    run_id = models.BigIntegerField()
    month = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=30)
    kind = models.CharField(max_length=6, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    first_month = models.DateField()
    past_months = ArrayField(models.DateField(), default=list)
    before_vnd = models.BigIntegerField()
    after_vnd = models.BigIntegerField()
    reason = SealedField(what="reason", width=64)
    citation = models.CharField(max_length=200)
    doubt = models.CharField(max_length=200, blank=True)
    law_version = models.CharField(max_length=64)
    facts_hash = models.CharField(max_length=64)
    facts = SealedJson(what="facts", width=64)
    made_at = models.DateTimeField(db_default=Now())
    prepared_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True)
    returned_because = models.CharField(max_length=500, blank=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "casework_proposal"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"], condition=Q(state__in=LIVE) & ~Q(kind="past"), name="proposal_one_live"
            ),
            models.UniqueConstraint(
                fields=["person", "programme"], condition=Q(state__in=LIVE, kind="past"), name="proposal_one_past"
            ),
            sealed_only("reason", "reason", "proposal_reason_sealed"),
            sealed_only("facts", "facts", "proposal_facts_sealed"),
            models.CheckConstraint(
                name="proposal_kind_fits_amounts",
                condition=Q(kind="start", before_vnd=0, after_vnd__gt=0)
                | Q(kind="adjust", before_vnd__gt=0, after_vnd__gt=0)
                | Q(kind="stop", before_vnd__gt=0, after_vnd=0)
                | (Q(kind="past", before_vnd__gte=0, after_vnd__gte=0) & ~Q(before_vnd=0, after_vnd=0)),
            ),
            models.CheckConstraint(
                name="proposal_past_months",
                condition=Q(kind="past", past_months__len__gt=0, first_month=F("past_months__0"))
                | (~Q(kind="past") & Q(past_months=[])),
            ),
            models.CheckConstraint(
                name="proposal_decided_has_decision",
                condition=Q(state="decided", decision__isnull=False) | (~Q(state="decided") & Q(decision=None)),
            ),
            models.CheckConstraint(
                name="proposal_submitted_has_maker",
                condition=~Q(state__in=["submitted", "decided"])
                | Q(prepared_by__isnull=False, prepared_at__isnull=False),
            ),
            models.CheckConstraint(condition=Q(first_month__day=1, month__day=1), name="proposal_first_of_month"),
        ]
        indexes = [
            models.Index(
                fields=["state", "area", "kind"], include=["before_vnd", "after_vnd", "doubt"], name="proposal_desk"
            ),
            models.Index(fields=["month", "state", "area"], name="proposal_month"),
            models.Index(fields=["case"], condition=Q(case__isnull=False), name="proposal_case"),
        ]

    @property
    def evidence_month(self) -> date:
        """The month (first day) of which the facts are; the reason is that of ``first_month``."""
        return self.first_month if self.past_months else self.month

    @property
    def difference_vnd(self) -> int:
        """What changes, a month or over all the past months together."""
        return self.after_vnd - self.before_vnd


class ProposedBenefit(models.Model):
    """One category that the proposal would pay during ``months`` (first days; the one that goes on has no end)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="benefits")
    category = models.CharField(max_length=40)
    coefficient_tenths = models.IntegerField(null=True)
    base_vnd = models.BigIntegerField()
    amount_vnd = models.BigIntegerField()
    months = DateRangeField()

    class Meta:
        db_table = "casework_proposed_benefit"
        constraints = [
            ExclusionConstraint(
                name="proposed_benefit_once",
                expressions=[
                    ("proposal", RangeOperators.EQUAL),
                    ("category", RangeOperators.EQUAL),
                    ("months", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(months__isempty=False), name="proposed_benefit_months_not_empty"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="proposed_benefit_amount"),
        ]
