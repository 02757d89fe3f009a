"""Results of cash payments as they are scanned or typed in from a signed list, before they are handed in."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .line import PayrollLine
from .returned import ReturnImport


class ScannedReturn(models.Model):
    """One line of a signed list with its result. Until it is handed in (``file``) it can be taken back."""

    line = models.ForeignKey(PayrollLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=8)
    reason = models.CharField(max_length=200, blank=True)
    scanned_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    scanned_at = models.DateTimeField(db_default=Now())
    file = models.ForeignKey(ReturnImport, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_scan"
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(file=None), name="scan_once"),
            models.CheckConstraint(condition=Q(outcome__in=["paid", "returned"]), name="scan_outcome"),
            models.CheckConstraint(condition=Q(outcome="paid") | ~Q(reason=""), name="scan_reason"),
        ]
