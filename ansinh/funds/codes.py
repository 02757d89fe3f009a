"""Kinds of accounts and the legal reasons for which money moves between them. Nothing else may be posted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class AccountKind(models.TextChoices):
    """Where money stands, on its way from the estimate, or a donor, to a person.

    ``estimate`` and ``donor`` count downwards: they are where money comes from. ``budget_line`` counts downwards as
    far as a commune draws more than the budget lines cover, ``overpaid`` as far as was paid beyond what was owed,
    ``fee_claim`` as far as fees are no longer owed, until a payment takes them off.
    """

    ESTIMATE = "estimate", "Dự toán cấp trên giao"
    ALLOTTED = "allotted", "Dự toán còn được chi"
    COMMITMENT = "commitment", "Cam kết chi, đã giữ dự toán"
    BUDGET_LINE = "budget_line", "Kinh phí rút về xã (âm: chưa có dự toán)"
    PAYABLE = "payable", "Phải chi theo danh sách đã duyệt"
    FEE = "fee", "Phí chi trả phải trả đơn vị chi trả"
    FEE_DUE = "fee_due", "Phí đã duyệt trả, chờ chuyển"
    FEE_PAID = "fee_paid", "Phí đã trả đơn vị chi trả"
    FEE_CLAIM = "fee_claim", "Phí thôi tính, chờ trừ vào lần trả sau"
    IN_TRANSIT = "in_transit", "Đang ở đơn vị chi trả"
    PAID = "paid", "Đã chi cho người hưởng"
    RETURNED = "returned", "Chưa chi được, còn giữ"
    RECOVERY = "recovery", "Phải thu hồi"
    RECOVERED = "recovered", "Đã thu hồi, chưa nộp lại"
    WRITTEN_OFF = "written_off", "Đã xóa theo quyết định"
    OVERPAID = "overpaid", "Đã chi vượt (đối ứng khoản phải thu hồi)"
    DONOR = "donor", "Nhà tài trợ, người ủng hộ"
    PLEDGED = "pledged", "Cam kết ủng hộ, chưa nhận"
    GIFT_FUND = "gift_fund", "Tiền ủng hộ còn lại"
    GIFT_GOODS = "gift_goods", "Hiện vật ủng hộ theo giá trị"
    GIFT_USED = "gift_used", "Tiền ủng hộ đã dùng"


PER_LINE = (AccountKind.ALLOTTED, AccountKind.COMMITMENT)
"""Kinds that are kept for each budget line, not for an area and programme as a whole."""

FLOORED = (
    AccountKind.ALLOTTED,
    AccountKind.COMMITMENT,
    AccountKind.GIFT_FUND,
    AccountKind.GIFT_GOODS,
    AccountKind.RECOVERY,
    AccountKind.RECOVERED,
    AccountKind.FEE,
    AccountKind.FEE_DUE,
    AccountKind.FEE_PAID,
)
"""Kinds whose balance the database itself keeps from falling below 0, however many post at once."""

COUNTERS = (
    AccountKind.ESTIMATE, AccountKind.BUDGET_LINE, AccountKind.DONOR, AccountKind.OVERPAID, AccountKind.FEE_CLAIM,
)  # fmt: skip
"""Kinds that may be below 0: what is missing there stands elsewhere."""


class TransferCode(models.TextChoices):
    """Why money moved."""

    ESTIMATE_GIVEN = "estimate_given", "Giao, bổ sung dự toán"
    ESTIMATE_CUT = "estimate_cut", "Điều chỉnh giảm dự toán"
    BUDGET_COMMITTED = "budget_committed", "Giữ dự toán cho danh sách đã duyệt"
    COMMITMENT_SPENT = "commitment_spent", "Rút dự toán đã giữ"
    COMMITMENT_VOIDED = "commitment_voided", "Thôi giữ dự toán"
    BUDGET_RESTORED = "budget_restored", "Trả lại dự toán khoản chưa chi"
    PAYROLL_APPROVED = "payroll_approved", "Duyệt danh sách chi trả"
    PAYROLL_WITHDRAWN = "payroll_withdrawn", "Hủy danh sách đã duyệt, chưa chuyển"
    PAYROLL_RELEASED = "payroll_released", "Chuyển tiền và danh sách sang đơn vị chi trả"
    FEE_CHARGED = "fee_charged", "Ghi phí chi trả theo hợp đồng"
    FEE_TAKEN_BACK = "fee_taken_back", "Thôi tính phí khoản bị trả lại"
    FEE_APPROVED = "fee_approved", "Duyệt trả phí chi trả"
    FEE_WITHDRAWN = "fee_withdrawn", "Hủy chứng từ trả phí đã duyệt"
    FEE_PAID = "fee_paid", "Trả phí cho đơn vị chi trả"
    FEE_SET_OFF = "fee_set_off", "Trừ phí thôi tính vào lần trả"
    PAYMENT_MADE = "payment_made", "Người hưởng đã nhận"
    PAYMENT_RETURNED = "payment_returned", "Chưa chi được, đơn vị chi trả báo lại"
    RETURNED_AFTER_PAYMENT = "returned_after_payment", "Khoản đã chi bị trả lại"
    RETURNED_TO_BUDGET = "returned_to_budget", "Hoàn nguồn khoản chưa chi"
    OVERPAYMENT_FOUND = "overpayment_found", "Phát hiện chi vượt, phải thu hồi"
    OVERPAYMENT_DROPPED = "overpayment_dropped", "Không còn chi vượt"
    RECOVERY_KEPT = "recovery_kept", "Thu hồi bằng cách trừ vào kỳ chi trả"
    RECOVERY_UNDONE = "recovery_undone", "Khoản trừ chưa thành, còn phải thu hồi"
    REFUND_TAKEN = "refund_taken", "Người hưởng nộp lại bằng tiền"
    OVERPAYMENT_WAIVED = "overpayment_waived", "Xóa khoản phải thu hồi"
    WAIVER_UNDONE = "waiver_undone", "Thôi xóa khoản phải thu hồi: không còn chi vượt"
    RECOVERED_HANDED_IN = "recovered_handed_in", "Nộp lại ngân sách khoản đã thu hồi"
    GIFT_PLEDGED = "gift_pledged", "Cam kết ủng hộ"
    GIFT_RECEIVED = "gift_received", "Nhận tiền đã cam kết"
    PLEDGE_WITHDRAWN = "pledge_withdrawn", "Rút cam kết ủng hộ"
    GIFT_GIVEN = "gift_given", "Nhận tiền ủng hộ"
    GOODS_GIVEN = "goods_given", "Nhận hiện vật ủng hộ"
    GOODS_USED = "goods_used", "Dùng hiện vật ủng hộ"
    GIFT_SPENT = "gift_spent", "Dùng tiền ủng hộ"
    GIFT_ALLOTTED = "gift_allotted", "Đưa tiền ủng hộ vào dự toán chi trả"


@dataclass(frozen=True)
class Route:
    """Money leaves ``source`` and reaches ``target``; ``article`` says by which rule.

    ``after``: the reason of the earlier transfer that this one ends, once and for its whole amount.
    """

    source: AccountKind
    target: AccountKind
    article: str
    after: TransferCode | None = None


_Kind, _Code = AccountKind, TransferCode
_ESTIMATES = "NĐ 20/2021 Đ33; TT 76/2021 Đ4"
_FEES = "NĐ 20/2021 Đ33; TT 76/2021 Đ3.7"
_OVERPAID = "theo quyết định thu hồi (các nghị định về trợ giúp xã hội không quy định mức)"
ROUTES = {
    _Code.ESTIMATE_GIVEN: Route(_Kind.ESTIMATE, _Kind.ALLOTTED, _ESTIMATES),
    _Code.ESTIMATE_CUT: Route(_Kind.ALLOTTED, _Kind.ESTIMATE, _ESTIMATES),
    _Code.BUDGET_COMMITTED: Route(_Kind.ALLOTTED, _Kind.COMMITMENT, _ESTIMATES),
    _Code.COMMITMENT_SPENT: Route(_Kind.COMMITMENT, _Kind.BUDGET_LINE, _ESTIMATES, _Code.BUDGET_COMMITTED),
    _Code.COMMITMENT_VOIDED: Route(_Kind.COMMITMENT, _Kind.ALLOTTED, _ESTIMATES, _Code.BUDGET_COMMITTED),
    _Code.BUDGET_RESTORED: Route(_Kind.BUDGET_LINE, _Kind.ALLOTTED, "NĐ 20/2021 Đ34: kinh phí còn lại chưa chi trả"),
    _Code.PAYROLL_APPROVED: Route(_Kind.BUDGET_LINE, _Kind.PAYABLE, "NĐ 20/2021 Đ34; NĐ 335/2026 Đ28"),
    _Code.PAYROLL_WITHDRAWN: Route(_Kind.PAYABLE, _Kind.BUDGET_LINE, "NĐ 20/2021 Đ34; NĐ 335/2026 Đ28"),
    _Code.PAYROLL_RELEASED: Route(_Kind.PAYABLE, _Kind.IN_TRANSIT, "NĐ 20/2021 Đ34: chuyển trước ngày 25"),
    _Code.FEE_CHARGED: Route(_Kind.BUDGET_LINE, _Kind.FEE, _FEES),
    _Code.FEE_TAKEN_BACK: Route(_Kind.FEE_CLAIM, _Kind.BUDGET_LINE, _FEES),
    _Code.FEE_APPROVED: Route(_Kind.FEE, _Kind.FEE_DUE, _FEES),
    _Code.FEE_WITHDRAWN: Route(_Kind.FEE_DUE, _Kind.FEE, _FEES),
    _Code.FEE_PAID: Route(_Kind.FEE_DUE, _Kind.FEE_PAID, _FEES),
    _Code.FEE_SET_OFF: Route(_Kind.FEE_PAID, _Kind.FEE_CLAIM, _FEES),
    _Code.PAYMENT_MADE: Route(_Kind.IN_TRANSIT, _Kind.PAID, "NĐ 20/2021 Đ34: báo cáo trước ngày 20"),
    _Code.PAYMENT_RETURNED: Route(_Kind.IN_TRANSIT, _Kind.RETURNED, "NĐ 20/2021 Đ34: danh sách chưa nhận"),
    _Code.RETURNED_AFTER_PAYMENT: Route(_Kind.PAID, _Kind.RETURNED, "NĐ 20/2021 Đ34: danh sách chưa nhận"),
    _Code.RETURNED_TO_BUDGET: Route(_Kind.RETURNED, _Kind.BUDGET_LINE, "NĐ 20/2021 Đ34: chuyển sang kỳ sau"),
    _Code.OVERPAYMENT_FOUND: Route(_Kind.OVERPAID, _Kind.RECOVERY, _OVERPAID),
    _Code.OVERPAYMENT_DROPPED: Route(_Kind.RECOVERY, _Kind.OVERPAID, _OVERPAID),
    _Code.RECOVERY_KEPT: Route(_Kind.RECOVERY, _Kind.OVERPAID, _OVERPAID),
    _Code.RECOVERY_UNDONE: Route(_Kind.OVERPAID, _Kind.RECOVERY, _OVERPAID),
    _Code.REFUND_TAKEN: Route(_Kind.RECOVERY, _Kind.RECOVERED, _OVERPAID),
    _Code.OVERPAYMENT_WAIVED: Route(_Kind.RECOVERY, _Kind.WRITTEN_OFF, _OVERPAID),
    _Code.WAIVER_UNDONE: Route(_Kind.WRITTEN_OFF, _Kind.OVERPAID, _OVERPAID),
    _Code.RECOVERED_HANDED_IN: Route(_Kind.RECOVERED, _Kind.ESTIMATE, _OVERPAID),
    _Code.GIFT_PLEDGED: Route(_Kind.DONOR, _Kind.PLEDGED, "NĐ 20/2021 Đ32.1.b"),
    _Code.GIFT_RECEIVED: Route(_Kind.PLEDGED, _Kind.GIFT_FUND, "NĐ 20/2021 Đ32.1.b", _Code.GIFT_PLEDGED),
    _Code.PLEDGE_WITHDRAWN: Route(_Kind.PLEDGED, _Kind.DONOR, "NĐ 20/2021 Đ32.1.b", _Code.GIFT_PLEDGED),
    _Code.GIFT_GIVEN: Route(_Kind.DONOR, _Kind.GIFT_FUND, "NĐ 20/2021 Đ32.1.b"),
    _Code.GOODS_GIVEN: Route(_Kind.DONOR, _Kind.GIFT_GOODS, "NĐ 20/2021 Đ32.1.b"),
    _Code.GOODS_USED: Route(_Kind.GIFT_GOODS, _Kind.GIFT_USED, "NĐ 20/2021 Đ32.1.b"),
    _Code.GIFT_SPENT: Route(_Kind.GIFT_FUND, _Kind.GIFT_USED, "NĐ 20/2021 Đ32.1.b"),
    _Code.GIFT_ALLOTTED: Route(_Kind.GIFT_FUND, _Kind.ALLOTTED, "NĐ 20/2021 Đ32.1.b; TT 76/2021 Đ4"),
}
ENDS = {code: route.after for code, route in ROUTES.items() if route.after is not None}
