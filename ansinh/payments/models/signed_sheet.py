"""Sheets that people signed for their money: which page each line stands on, and the photographs of them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from ansinh.kernel.sealing.fields import sealed_only
from ansinh.payments.states import CASH, ROWS_KEPT

from .kept_file import TAKEN_BACK_WHOLE, KeptFile
from .run import PayrollRun

MOST_PAGES = 1_000


class SignSheet(models.Model):
    """A page of a list to sign, as it was printed once the run was handed over; never changed.

    ``keys``: the payment codes of its lines, in their order. ``rows_kept``: so many of the list's last rows were kept
    on the page of the signatures; 0 for lists from before that.
    """

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=15)
    page = models.PositiveSmallIntegerField()
    keys = ArrayField(models.CharField(max_length=35))
    amount_vnd = models.BigIntegerField()
    rows_kept = models.PositiveSmallIntegerField(default=ROWS_KEPT, db_default=ROWS_KEPT)

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


class SignedCopy(KeptFile):
    """A picture or scan of signed sheets of a list. ``pages``: which sheets are on it."""

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=15)
    pages = ArrayField(models.PositiveSmallIntegerField())
    type = models.CharField(max_length=4, choices=Type)

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
            models.CheckConstraint(condition=TAKEN_BACK_WHOLE, name="signed_copy_taken_back"),
            sealed_only("name", "filename", "signed_copy_name_sealed"),
            sealed_only("key", "filekey", "signed_copy_key_sealed"),
        ]
        indexes = [models.Index(fields=["run", "commune"], name="signed_copy_of_run")]
