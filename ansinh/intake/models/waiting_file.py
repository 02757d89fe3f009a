"""Workbooks that communes sent and that wait in the inbox, as they came."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .source_file import SourceFile


class WaitingFile(models.Model):
    """A file for a month, kept sealed in the data folder as attached files are; it stays when it was taken in.

    ``key``: the key of this one file, itself sealed. ``file``: what became of it. ``emptied_at``: its content was
    removed with that of its rows, past their term.
    """

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    name = SealedField(what="filename", width=64)
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = SealedField(what="filekey", width=64, blank=True)
    stored = models.CharField(max_length=200, blank=True)
    put_at = models.DateTimeField(db_default=Now())
    file = models.ForeignKey(SourceFile, null=True, on_delete=models.PROTECT, related_name="+")
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_waiting_file"
        constraints = [
            models.UniqueConstraint(fields=["area", "month", "sha256"], name="waiting_file_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="waiting_file_first_of_month"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="waiting_file_hash"),
            models.CheckConstraint(
                condition=Q(emptied_at=None) & ~Q(stored="") & ~Q(key="")
                | Q(emptied_at__isnull=False, stored="", key=""),
                name="waiting_file_kept_or_emptied",
            ),
            sealed_only("name", "filename", "waiting_file_name_sealed"),
            sealed_only("key", "filekey", "waiting_file_key_sealed"),
        ]
