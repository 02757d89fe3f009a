"""The way of a paper by which fees are paid. Not listed: refused."""

from __future__ import annotations

from django.db import models


class FeePaymentState(models.TextChoices):
    """Where a paper stands."""

    DRAWN = "drawn", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, chờ chuyển tiền"
    PAID = "paid", "Đã trả"
    CANCELLED = "cancelled", "Đã hủy"


FEE_PAYMENT_NEXT = {
    FeePaymentState.DRAWN: {FeePaymentState.APPROVED, FeePaymentState.CANCELLED},
    FeePaymentState.APPROVED: {FeePaymentState.PAID, FeePaymentState.CANCELLED},
    FeePaymentState.PAID: set(),
    FeePaymentState.CANCELLED: set(),
}
