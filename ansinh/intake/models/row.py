"""Rows of the lists, as understood."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ansinh.kernel.sealing.fields import SealedField, SealedList, sealed_only

from .source_file import SourceFile

SEALED = {
    "ethnicity": "ethnicity",
    "id_number": "number",
    "disability_type": "types",
    "disability": "degree",
    "category_text": "category",
    "phone": "phone",
    "bank_account": "account",
    "note": "note",
}
"""The cells of a list that are kept sealed, and the kind of value each is."""


class Row(models.Model):
    """One data row of a file. ``keys`` are the keys its table has columns for; of these an empty value means an
    empty cell."""

    class Status(models.TextChoices):
        NEW = "new", "Mới"
        CHANGED = "changed", "Thay đổi"
        UNCHANGED = "unchanged", "Không đổi"
        POSSIBLE_DUPLICATE = "possible_duplicate", "Có thể trùng"
        PROBLEM = "problem", "Có lỗi"

    class Decision(models.TextChoices):
        PENDING = "pending", "Chưa duyệt"
        ACCEPTED = "accepted", "Đã nhận"
        REJECTED = "rejected", "Không nhận"

    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="rows")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()
    sheet = models.CharField(max_length=120)
    row_number = models.IntegerField()
    month = models.DateField()
    status = models.CharField(max_length=20, choices=Status)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.PENDING)
    person_id = models.BigIntegerField(null=True)
    changed = ArrayField(models.CharField(max_length=20), default=list)
    keys = ArrayField(models.CharField(max_length=20), default=list)

    full_name = models.TextField(null=True)
    born = models.CharField(max_length=10, null=True)
    sex = models.CharField(max_length=6, null=True)
    ethnicity = SealedField(what="ethnicity", null=True)
    id_number = SealedField(what="number", allowed=r"\d{9}|\d{12}", null=True)
    village = models.TextField(null=True)
    household_head = models.TextField(null=True)
    poverty = models.CharField(max_length=9, null=True)
    disability_type = SealedList(what="types", width=64, null=True)
    disability = SealedField(what="degree", null=True)
    category_text = SealedField(what="category", width=64, null=True)
    coefficient = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    amount_vnd = models.BigIntegerField(null=True)
    from_month = models.CharField(max_length=7, null=True)
    died = models.DateField(null=True)
    recipient = models.TextField(null=True)
    phone = SealedField(what="phone", null=True)
    bank_account = SealedField(what="account", null=True)
    bank = models.TextField(null=True)
    note = SealedField(what="note", width=64, null=True)

    class Meta:
        db_table = "intake_row"
        constraints = [
            models.UniqueConstraint(fields=["file", "position"], name="intake_row_once"),
            models.CheckConstraint(
                condition=Q(status__in=["new", "changed", "unchanged", "possible_duplicate", "problem"]),
                name="intake_row_status",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["pending", "accepted", "rejected"]), name="intake_row_decision"
            ),
            models.CheckConstraint(
                condition=Q(born=None) | Q(born__regex=r"^\d{4}(-\d{2}(-\d{2})?)?$"), name="intake_row_born"
            ),
            *(sealed_only(column, what, f"intake_row_{column}_sealed") for column, what in SEALED.items()),
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="intake_row_amount"),
            models.CheckConstraint(condition=Q(month__day=1), name="intake_row_first_of_month"),
        ]
        indexes = [models.Index(fields=["file", "status", "decision"], name="intake_row_desk")]
