"""Sheets that people signed for their money: which page each line stands on, and the photographs of them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only
from ansinh.payments.states import CASH

from .run import PayrollRun

MOST_PAGES = 1_000


class SignSheet(models.Model):
    """A page of a list to sign, as it was printed once the run was handed over; never changed.

    ``keys``: the payment codes of its lines, in their order.
    """

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=15)
    page = models.PositiveSmallIntegerField()
    keys = ArrayField(models.CharField(max_length=35))
    amount_vnd = models.BigIntegerField()

    class Meta:
        db_table = "payments_sign_sheet"
        constraints = [
            models.UniqueConstraint(fields=["run", "commune", "channel", "page"], name="sign_sheet_once"),
            models.CheckConstraint(
                condition=Q(channel__in=CASH, page__gt=0, page__lte=MOST_PAGES, amount_vnd__gt=0, keys__len__gt=0),
                name="sign_sheet_sound",
            ),
        ]
        indexes = [GinIndex(fields=["keys"], name="sign_sheet_keys")]


class SignedCopy(models.Model):
    """A picture or scan of signed sheets of a list, kept encrypted in the data folder as other attached files are.

    ``pages``: which sheets are on it. ``key``: the key of this one file, itself sealed. A copy that was wrong is taken
    back with a reason, and stays.
    """

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=15)
    pages = ArrayField(models.PositiveSmallIntegerField())
    name = SealedField(what="filename", width=64)
    type = models.CharField(max_length=4, choices=Type)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    key = SealedField(what="filekey", width=64)
    stored = models.CharField(max_length=140)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    taken_back_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "payments_signed_copy"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "commune", "channel", "sha256"],
                condition=Q(taken_back_at=None),
                name="signed_copy_once",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=CASH, size__gt=0, pages__len__gt=0, type__in=["pdf", "jpg", "png"]),
                name="signed_copy_sound",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, because="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(because=""),
                name="signed_copy_taken_back",
            ),
            sealed_only("name", "filename", "signed_copy_name_sealed"),
            sealed_only("key", "filekey", "signed_copy_key_sealed"),
        ]
        indexes = [models.Index(fields=["run", "commune"], name="signed_copy_of_run")]
