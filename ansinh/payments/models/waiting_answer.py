"""Files with payers' answers that were put down for a run, as they came."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .returned import ReturnImport
from .run import PayrollRun


class WaitingAnswer(models.Model):
    """A payer's file for a run, kept sealed in the data folder as the inbox's are; it stays when it was read.

    ``key``: the key of this one file, itself sealed. ``file``: what became of it. Only that is ever changed.
    """

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    name = SealedField(what="filename", width=64)
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = SealedField(what="filekey", width=64)
    stored = models.CharField(max_length=200)
    put_at = models.DateTimeField(db_default=Now())
    file = models.ForeignKey(ReturnImport, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_waiting_answer"
        constraints = [
            models.UniqueConstraint(fields=["run", "sha256"], name="waiting_answer_once"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$") & ~Q(stored="") & ~Q(key=""), name="waiting_answer_kept"
            ),
            sealed_only("name", "filename", "waiting_answer_name_sealed"),
            sealed_only("key", "filekey", "waiting_answer_key_sealed"),
        ]
