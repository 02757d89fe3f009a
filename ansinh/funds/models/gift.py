"""Donations in cash and kind, from the promise to the use."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.funds.contents_table import CONTENTS
from ansinh.funds.states import GiftState, GiftUseState

from .budget import BudgetLine
from .stock import Batch


class Gift(models.Model):
    """What a donor promised or gave an area for a content: money, or goods at their value (``batch``).

    A person who wants not to be named in public is ``unnamed``; the receipt still bears the name.
    """

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    donor = models.CharField(max_length=200)
    unnamed = models.BooleanField(default=False)
    content = models.CharField(max_length=30)
    amount_vnd = models.BigIntegerField()
    batch = models.OneToOneField(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    promised_on = models.DateField()
    received_on = models.DateField(null=True)
    receipt = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=9, choices=GiftState)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "funds_gift"
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="gift_amount"),
            models.CheckConstraint(condition=Q(state__in=GiftState.values), name="gift_state"),
            models.CheckConstraint(condition=Q(content__in=list(CONTENTS)), name="gift_content"),
            models.CheckConstraint(condition=~Q(donor=""), name="gift_donor"),
            models.CheckConstraint(
                name="gift_received_by_receipt",
                condition=Q(state="received", received_on__isnull=False) & ~Q(receipt="")
                | ~Q(state="received") & Q(received_on=None),
            ),
        ]


class GiftUse(models.Model):
    """Donated money used by decision: spent directly, or put into a budget line that lists draw on (``line``)."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=30)
    amount_vnd = models.BigIntegerField()
    line = models.ForeignKey(BudgetLine, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    purpose = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=GiftUseState, default=GiftUseState.ENTERED)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "funds_gift_use"
        constraints = [
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="gift_use_amount"),
            models.CheckConstraint(condition=Q(state__in=GiftUseState.values), name="gift_use_state"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(purpose=""), name="gift_use_says_why"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")), name="gift_use_maker_is_not_checker"
            ),
            models.CheckConstraint(
                name="gift_use_approved_by_somebody",
                condition=Q(state="approved", approved_by__isnull=False) | ~Q(state="approved") & Q(approved_by=None),
            ),
        ]
