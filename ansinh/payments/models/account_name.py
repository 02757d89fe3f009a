"""The names under which banks keep accounts, and what was decided where one is not the person's."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import BlindIndexField, SealedField, sealed_only
from ansinh.payments.names_alike import Difference
from ansinh.registry.public import Person

from .hold import LineHold


class AccountHolder(models.Model):
    """The holder's name of an account, as its bank (or provider) told it last."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    account = SealedField(what="account")
    account_index = BlindIndexField(kind="account", sources=("account",))
    bank = models.CharField(max_length=60, blank=True)
    holder = models.CharField(max_length=140)
    told_by = models.CharField(max_length=120)
    told_on = models.DateField()

    class Meta:
        db_table = "payments_account_holder"
        constraints = [
            models.UniqueConstraint(fields=["account_index", "bank"], name="account_holder_once"),
            models.CheckConstraint(condition=~Q(holder="") & ~Q(told_by=""), name="account_holder_named"),
            sealed_only("account", "account", "account_holder_sealed"),
        ]


class AccountCheck(models.Model):
    """A holder's name that is not surely the person's: what a person decided stands for this account and both names."""

    class Verdict(models.TextChoices):
        OPEN = "", "Chờ kết luận"
        SAME = "same", "Đúng tài khoản của người này"
        DIFFERENT = "different", "Tài khoản của người khác"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    account = SealedField(what="account")
    account_index = BlindIndexField(kind="account", sources=("account",))
    bank = models.CharField(max_length=60, blank=True)
    ours = models.CharField(max_length=120)
    theirs = models.CharField(max_length=140)
    difference = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Difference])
    found_at = models.DateTimeField(db_default=Now())
    verdict = models.CharField(max_length=9, choices=Verdict, default=Verdict.OPEN, blank=True)
    because = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payments_account_check"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "account_index", "bank", "ours", "theirs"], name="account_check_once"
            ),
            models.CheckConstraint(condition=Q(verdict__in=["", "same", "different"]), name="account_check_verdict"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_by=None, decided_at=None)
                | (~Q(verdict="") & Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(because="")),
                name="account_check_decided",
            ),
            sealed_only("account", "account", "account_check_sealed"),
        ]
        indexes = [models.Index(fields=["person"], condition=Q(verdict=""), name="account_check_open")]


class CheckHold(models.Model):
    """A line that was held back when its list was locked, because of an open or a negative check."""

    check_of = models.ForeignKey(AccountCheck, on_delete=models.PROTECT, related_name="holds")
    hold = models.OneToOneField(LineHold, primary_key=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_check_hold"
