"""One act on several cases at once: what was done and what was refused, case by case."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .case import Case, CaseStep


class CaseBatch(models.Model):
    """An act that somebody did to several cases. ``undoes``: the one that it takes back."""

    act = models.CharField(max_length=20)
    on = models.DateField()
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone")

    class Meta:
        db_table = "casework_case_batch"
        constraints = [
            models.CheckConstraint(
                name="case_batch_undo", condition=Q(act="undo", undoes__isnull=False) | ~Q(act="undo") & Q(undoes=None)
            ),
        ]
        indexes = [models.Index(fields=["by", "-id"], name="case_batch_of")]


class CaseBatchLine(models.Model):
    """A case of a batch: the step that was done (of this case: foreign key), or why it was refused."""

    batch = models.ForeignKey(CaseBatch, on_delete=models.PROTECT, related_name="lines")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.OneToOneField(CaseStep, null=True, on_delete=models.PROTECT, related_name="+")
    why_not = SealedField(what="whynot", width=128, blank=True)

    class Meta:
        db_table = "casework_case_batch_line"
        constraints = [
            models.UniqueConstraint(fields=["batch", "case"], name="case_batch_line_once"),
            models.CheckConstraint(
                name="case_batch_line_done_or_not",
                condition=Q(step__isnull=False, why_not="") | Q(step=None) & ~Q(why_not=""),
            ),
            sealed_only("why_not", "whynot", "case_batch_line_sealed"),
        ]
