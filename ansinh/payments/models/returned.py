"""Files that came back from payers, and what each line of them was matched with."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .line import PayrollLine
from .run import PayrollRun


class ReturnImport(models.Model):
    """One file, known by its hash: read a second time it changes nothing.

    ``layout``: code and mark of the layout that it was read by; empty for formats that need none.
    """

    class Kind(models.TextChoices):
        POST_OFFICE = "post_office", "Danh sách bưu điện"
        CAMT053 = "camt053", "Sao kê ngân hàng (camt.053)"
        PAIN002 = "pain002", "Trả lời của ngân hàng (pain.002)"
        GATEWAY = "gateway", "Trả lời của cổng thanh toán"
        SCAN = "scan", "Quét danh sách ký nhận"
        CORRECTION = "correction", "Điều chỉnh kết quả"
        LAYOUT = "layout", "Tệp theo mẫu của đơn vị chi trả"

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    layout = models.CharField(max_length=60, blank=True, default="", db_default="")
    imported_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_return_import"
        constraints = [
            models.UniqueConstraint(fields=["run", "sha256"], name="return_import_once"),
            models.CheckConstraint(
                condition=Q(kind="layout") & ~Q(layout="") | ~Q(kind="layout") & Q(layout=""),
                name="return_import_layout_named",
            ),
        ]


class ReturnRow(models.Model):
    """One statement of a file about one instruction, and what was made of it.

    ``reference`` is the payer's own mark of the booking; the same booking in two files is matched once, and a line has
    one booking an outcome, whether it came first or confirmed what a list had said.
    """

    class Status(models.TextChoices):
        MATCHED = "matched", "Đã khớp"
        CONFIRMED = "confirmed", "Đã biết"
        REPEATED = "repeated", "Trùng bút toán đã khớp"
        PENDING = "pending", "Đang xử lý"
        PROBLEM = "problem", "Cần xem lại"

    file = models.ForeignKey(ReturnImport, on_delete=models.PROTECT, related_name="rows")
    line = models.ForeignKey(PayrollLine, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120)
    key = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=8, blank=True)
    amount_vnd = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=9, choices=Status)
    problem = models.CharField(max_length=30, blank=True)
    message = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "payments_return_row"
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(status__in=["matched", "confirmed"]) & ~Q(reference=""),
                name="booking_matched_once",
            ),
            models.UniqueConstraint(
                fields=["line", "outcome"],
                condition=Q(status__in=["matched", "confirmed"]) & ~Q(reference=""),
                name="line_booked_once_an_outcome",
            ),
            models.UniqueConstraint(
                fields=["line", "outcome"], condition=Q(status="matched"), name="line_matched_once_an_outcome"
            ),
            models.CheckConstraint(
                name="return_row_matched_has_line", condition=~Q(status="matched") | Q(line__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["file", "status"], name="return_row_status")]
