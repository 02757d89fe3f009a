"""Receipts that were printed for paid lines: the code that the page of verification knows them by."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .line import PayrollLine

CODE = r"^[2-9A-HJ-NP-Z]{20}$"


class Receipt(models.Model):
    """Of a line one, however often it is printed: the same code, the day and the person of the first print."""

    line = models.OneToOneField(PayrollLine, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    printed_on = models.DateField()
    printed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_receipt"
        constraints = [models.CheckConstraint(condition=Q(code__regex=CODE), name="receipt_code_form")]
