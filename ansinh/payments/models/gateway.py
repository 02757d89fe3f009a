"""Payments handed to a provider over its interface: contracts, runs that go that way, orders, and bells."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only
from ansinh.payments.states import OrderState

from .line import PayrollLine
from .run import PayrollRun


class Provider(models.Model):
    """The contract with a payment provider that takes the account payments of an area on the days of ``valid``.

    ``secret`` signs what goes both ways; it is sealed, and nobody is shown it.
    """

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()
    code = models.SlugField(max_length=40, db_index=False)
    name = models.CharField(max_length=140)
    url = models.CharField(max_length=200)
    key_id = models.CharField(max_length=60)
    secret = SealedField(what="secret", width=64)

    class Meta:
        db_table = "payments_provider"
        constraints = [
            models.UniqueConstraint(fields=["code"], name="provider_code"),
            ExclusionConstraint(
                name="provider_no_overlap",
                expressions=[("area", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="provider_valid_not_empty"),
            models.CheckConstraint(
                condition=Q(url__regex=r"^(https://|http://(127\.0\.0\.1|localhost)(:[0-9]+)?(/|$))"),
                name="provider_url_safe",
            ),
            models.CheckConstraint(condition=~Q(secret="") & ~Q(key_id="") & ~Q(name=""), name="provider_complete"),
            sealed_only("secret", "secret", "provider_secret_sealed"),
        ]


class RunProvider(models.Model):
    """A run whose account payments go through a provider and through nothing else; settled when it is approved."""

    run = models.OneToOneField(PayrollRun, primary_key=True, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_run_provider"


class PaymentOrder(models.Model):
    """One line handed to a provider. ``key`` is the line's, so every attempt is the same to the provider.

    ``version`` is the provider's own count of changes: what is older than what we know changes nothing. ``puzzle``:
    something was said that cannot be, and a person has to look. ``rung``: the provider says that there is news.
    """

    line = models.OneToOneField(PayrollLine, primary_key=True, on_delete=models.PROTECT, related_name="+")
    via = models.ForeignKey(RunProvider, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=35)
    amount_vnd = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=OrderState, default=OrderState.WAITING)
    version = models.BigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    puzzle = models.CharField(max_length=200, blank=True)
    rung = models.BooleanField(default=False)
    tried_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payments_order"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="order_key"),
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="order_amount"),
            models.CheckConstraint(condition=Q(state="waiting") | Q(attempts__gt=0), name="order_tried"),
        ]
        indexes = [
            models.Index(
                fields=["via", "state", "line"],
                name="order_open",
                condition=Q(state__in=["waiting", "sending", "unknown", "accepted"]),
            ),
            models.Index(fields=["via"], name="order_rung", condition=Q(rung=True)),
        ]


class ProviderBell(models.Model):
    """A signed call of a provider that there is news of a payment. It is never believed: it makes us ask."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=60)
    key = models.CharField(max_length=35)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_bell"
        constraints = [models.UniqueConstraint(fields=["provider", "event"], name="bell_once")]
