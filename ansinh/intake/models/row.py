"""Rows of the lists, as understood."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .source_file import SourceFile


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
    ethnicity = models.CharField(max_length=30, null=True)
    id_number = models.CharField(max_length=12, null=True)
    village = models.TextField(null=True)
    household_head = models.TextField(null=True)
    poverty = models.CharField(max_length=9, null=True)
    disability_type = ArrayField(models.CharField(max_length=15), null=True)
    disability = models.CharField(max_length=16, null=True)
    category_text = models.TextField(null=True)
    coefficient = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    amount_vnd = models.BigIntegerField(null=True)
    from_month = models.CharField(max_length=7, null=True)
    died = models.DateField(null=True)
    recipient = models.TextField(null=True)
    phone = models.TextField(null=True)
    bank_account = models.TextField(null=True)
    bank = models.TextField(null=True)
    note = models.TextField(null=True)

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
            models.CheckConstraint(
                condition=Q(id_number=None) | Q(id_number__regex=r"^(\d{9}|\d{12})$"), name="intake_row_id"
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="intake_row_amount"),
            models.CheckConstraint(condition=Q(month__day=1), name="intake_row_first_of_month"),
        ]
        indexes = [models.Index(fields=["file", "status", "decision"], name="intake_row_desk")]
