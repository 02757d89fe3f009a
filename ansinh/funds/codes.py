"""Kinds of accounts and the legal reasons for which money moves between them. Nothing else may be posted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class AccountKind(models.TextChoices):
    """Where money stands, on its way from the budget to a person."""

    BUDGET_LINE = "budget_line", "Dự toán được giao"
    PAYABLE = "payable", "Phải chi theo danh sách đã duyệt"
    IN_TRANSIT = "in_transit", "Đang ở đơn vị chi trả"
    PAID = "paid", "Đã chi cho người hưởng"
    RETURNED = "returned", "Chưa chi được, còn giữ"
    RECOVERY = "recovery", "Phải thu hồi"


class TransferCode(models.TextChoices):
    """Why money moved."""

    PAYROLL_APPROVED = "payroll_approved", "Duyệt danh sách chi trả"
    PAYROLL_WITHDRAWN = "payroll_withdrawn", "Hủy danh sách đã duyệt, chưa chuyển"
    PAYROLL_RELEASED = "payroll_released", "Chuyển tiền và danh sách sang đơn vị chi trả"
    PAYMENT_MADE = "payment_made", "Người hưởng đã nhận"
    PAYMENT_RETURNED = "payment_returned", "Chưa chi được, đơn vị chi trả báo lại"
    RETURNED_AFTER_PAYMENT = "returned_after_payment", "Khoản đã chi bị trả lại"
    RETURNED_TO_BUDGET = "returned_to_budget", "Hoàn nguồn khoản chưa chi"


@dataclass(frozen=True)
class Route:
    """Money leaves ``source`` and reaches ``target``; ``article`` says by which rule."""

    source: AccountKind
    target: AccountKind
    article: str


_Kind, _Code = AccountKind, TransferCode
ROUTES = {
    _Code.PAYROLL_APPROVED: Route(_Kind.BUDGET_LINE, _Kind.PAYABLE, "NĐ 20/2021 Đ34; NĐ 335/2026 Đ28"),
    _Code.PAYROLL_WITHDRAWN: Route(_Kind.PAYABLE, _Kind.BUDGET_LINE, "NĐ 20/2021 Đ34; NĐ 335/2026 Đ28"),
    _Code.PAYROLL_RELEASED: Route(_Kind.PAYABLE, _Kind.IN_TRANSIT, "NĐ 20/2021 Đ34: chuyển trước ngày 25"),
    _Code.PAYMENT_MADE: Route(_Kind.IN_TRANSIT, _Kind.PAID, "NĐ 20/2021 Đ34: báo cáo trước ngày 20"),
    _Code.PAYMENT_RETURNED: Route(_Kind.IN_TRANSIT, _Kind.RETURNED, "NĐ 20/2021 Đ34: danh sách chưa nhận"),
    _Code.RETURNED_AFTER_PAYMENT: Route(_Kind.PAID, _Kind.RETURNED, "NĐ 20/2021 Đ34: danh sách chưa nhận"),
    _Code.RETURNED_TO_BUDGET: Route(_Kind.RETURNED, _Kind.BUDGET_LINE, "NĐ 20/2021 Đ34: chuyển sang kỳ sau"),
}
