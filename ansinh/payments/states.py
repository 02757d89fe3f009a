"""States of payroll runs, of their lines and of overpayments, and which may follow which. Not listed: refused."""

from __future__ import annotations

from django.db import models


class RunKind(models.TextChoices):
    """What a run is for."""

    MONTHLY = "monthly", "Hằng tháng"
    SUPPLEMENTARY = "supplementary", "Bổ sung"
    CORRECTION = "correction", "Điều chỉnh"
    ONE_OFF = "one_off", "Một lần"


class RunState(models.TextChoices):
    """Where a run stands."""

    DRAFT = "draft", "Mới mở"
    LOCKED = "locked", "Đã chốt danh sách"
    APPROVED = "approved", "Đã duyệt"
    AUTHORISED = "authorised", "Đã chuẩn chi"
    RELEASED = "released", "Đã chuyển đơn vị chi trả"
    SETTLED = "settled", "Đã đối chiếu xong"
    CANCELLED = "cancelled", "Đã hủy"


class LineState(models.TextChoices):
    """What became of a line. ``unknown``: nobody has said yet; left only by a report or a statement, never by time."""

    QUEUED = "queued", "Chờ chi trả"
    SENT = "sent", "Đã gửi đơn vị chi trả"
    PAID = "paid", "Đã nhận"
    RETURNED = "returned", "Chưa nhận"
    UNKNOWN = "unknown", "Chưa rõ"
    HELD = "held", "Giữ lại, chưa chi"
    CANCELLED = "cancelled", "Đã hủy"


class PartKind(models.TextChoices):
    """Why a month is in a line."""

    CURRENT = "current", "Trợ cấp tháng này"
    ARREARS = "arrears", "Truy lĩnh"
    CARRIED_OVER = "carried_over", "Chưa nhận kỳ trước chuyển sang"
    SET_OFF = "set_off", "Bù trừ trong cùng tháng"
    RECOVERY = "recovery", "Thu hồi khoản đã chi vượt"
    GIVEN_BACK = "given_back", "Trả lại khoản đã thu hồi"
    ONE_OFF = "one_off", "Trợ cấp, hỗ trợ một lần"


class ChangeKind(models.TextChoices):
    """How a person's amount differs from the month before."""

    START = "start", "Thêm mới"
    ADJUST = "adjust", "Điều chỉnh"
    STOP = "stop", "Thôi hưởng"
    ARRIVE = "arrive", "Chuyển đến"
    LEAVE = "leave", "Chuyển đi"


class OverpaymentState(models.TextChoices):
    """What is being done about money paid beyond what was owed."""

    OPEN = "open", "Chờ xử lý"
    RECOVERING = "recovering", "Đang thu hồi dần"
    RECOVERED = "recovered", "Đã thu hồi đủ"
    WAIVED = "waived", "Đã xóa theo quyết định"
    SUPERSEDED = "superseded", "Không còn thừa"


class OrderState(models.TextChoices):
    """Where a payment handed to a provider stands. ``unknown``: it may have been made; left only by asking."""

    WAITING = "waiting", "Chờ gửi"
    SENDING = "sending", "Đang gửi"
    UNKNOWN = "unknown", "Chưa rõ, phải hỏi"
    ACCEPTED = "accepted", "Nhà cung cấp đã nhận"
    EXECUTED = "executed", "Đã chi"
    REFUSED = "refused", "Bị từ chối"
    RETURNED = "returned", "Tiền quay lại"


class SettlementKind(models.TextChoices):
    """What a decision on overpayments says."""

    RECOVER = "recover", "Thu hồi dần vào trợ cấp hằng tháng"
    WRITE_OFF = "write_off", "Xóa khoản phải thu hồi"


class SettlementState(models.TextChoices):
    """Where a decision on overpayments stands."""

    PROPOSED = "proposed", "Chờ người khác quyết định"
    DECIDED = "decided", "Đã quyết định"
    REFUSED = "refused", "Không đồng ý"
    ENDED = "ended", "Đã kết thúc"


class DoubtState(models.TextChoices):
    """What became of something doubtful in a bank's statement."""

    OPEN = "open", "Chờ xem"
    PROPOSED = "proposed", "Chờ người thứ hai"
    ACCEPTED = "accepted", "Đã ghi nhận tiền"
    CLOSED = "closed", "Đã giải thích, không chuyển tiền"
    RESOLVED = "resolved", "Tự hết khi có sao kê sau"


class DoubtKind(models.TextChoices):
    """What is doubtful about a booking, or about a payment without one."""

    WRONG_REFERENCE = "wrong_reference", "Sai mã chi trả"
    NO_REFERENCE = "no_reference", "Thiếu mã chi trả"
    MERGED = "merged", "Gộp nhiều khoản"
    IN_PARTS = "in_parts", "Chia làm nhiều bút toán"
    PARTIAL = "partial", "Chi thiếu"
    AMOUNT = "amount", "Sai số tiền"
    DUPLICATE = "duplicate", "Chi hai lần"
    WRONG_ACCOUNT = "wrong_account", "Sai tài khoản nhận"
    UNKNOWN_DEBIT = "unknown_debit", "Tiền ra không rõ"
    MISSING = "missing", "Chưa thấy bút toán"
    REPEATED = "repeated", "Bút toán lặp lại"
    UNKNOWN_CREDIT = "unknown_credit", "Tiền vào không rõ"
    DOUBTFUL_CREDIT = "doubtful_credit", "Tiền quay lại thiếu mã"
    PARTIAL_CREDIT = "partial_credit", "Tiền quay lại khác số"
    DUPLICATE_CREDIT = "duplicate_credit", "Quay lại hai lần"
    CREDIT_WITHOUT_DEBIT = "credit_without_debit", "Quay lại khi chưa chi"
    NOT_RECEIVED = "not_received", "Người hưởng báo chưa nhận"


# A proposal may be taken back by the second person; what was closed or accepted stays.
CASE_NEXT = {
    DoubtState.OPEN: {DoubtState.PROPOSED, DoubtState.CLOSED, DoubtState.RESOLVED},
    DoubtState.PROPOSED: {DoubtState.OPEN, DoubtState.ACCEPTED, DoubtState.CLOSED, DoubtState.RESOLVED},
    DoubtState.ACCEPTED: set(),
    DoubtState.CLOSED: set(),
    DoubtState.RESOLVED: set(),
}

# Where two persons may say that the booking is what the lines were to be paid, or what came back of them.
PAYABLE_KINDS = (
    DoubtKind.WRONG_REFERENCE,
    DoubtKind.NO_REFERENCE,
    DoubtKind.MERGED,
    DoubtKind.WRONG_ACCOUNT,
    DoubtKind.UNKNOWN_DEBIT,
    DoubtKind.DOUBTFUL_CREDIT,
    DoubtKind.UNKNOWN_CREDIT,
)

RUN_NEXT = {
    RunState.DRAFT: {RunState.LOCKED, RunState.CANCELLED},
    RunState.LOCKED: {RunState.APPROVED, RunState.CANCELLED},
    RunState.APPROVED: {RunState.AUTHORISED, RunState.CANCELLED},
    RunState.AUTHORISED: {RunState.RELEASED, RunState.CANCELLED},
    RunState.RELEASED: {RunState.SETTLED},
    RunState.SETTLED: set(),
    RunState.CANCELLED: set(),
}

# A payment may come back days after it was booked; a returned line was perhaps carried over and never turns paid.
LINE_NEXT = {
    LineState.QUEUED: {LineState.SENT, LineState.HELD, LineState.CANCELLED},
    LineState.HELD: set(),
    LineState.SENT: {LineState.PAID, LineState.RETURNED, LineState.UNKNOWN},
    LineState.UNKNOWN: {LineState.PAID, LineState.RETURNED},
    LineState.PAID: {LineState.RETURNED},
    LineState.RETURNED: set(),
    LineState.CANCELLED: set(),
}

# Sent again only when the provider, asked, knows nothing of it; the key is the same: a late first attempt does no harm.
ORDER_NEXT = {
    OrderState.WAITING: {OrderState.SENDING},
    OrderState.SENDING: {
        OrderState.UNKNOWN,
        OrderState.ACCEPTED,
        OrderState.EXECUTED,
        OrderState.REFUSED,
        OrderState.RETURNED,
    },
    OrderState.UNKNOWN: {
        OrderState.WAITING,
        OrderState.ACCEPTED,
        OrderState.EXECUTED,
        OrderState.REFUSED,
        OrderState.RETURNED,
    },
    OrderState.ACCEPTED: {OrderState.EXECUTED, OrderState.REFUSED, OrderState.RETURNED},
    OrderState.EXECUTED: {OrderState.RETURNED},
    OrderState.REFUSED: set(),
    OrderState.RETURNED: set(),
}

# Instalments come back when their payment does; who stops being paid leaves what is left open.
OVERPAYMENT_NEXT = {
    OverpaymentState.OPEN: {
        OverpaymentState.RECOVERING, OverpaymentState.RECOVERED, OverpaymentState.WAIVED, OverpaymentState.SUPERSEDED,
    },
    OverpaymentState.RECOVERING: {
        OverpaymentState.OPEN, OverpaymentState.RECOVERED, OverpaymentState.WAIVED, OverpaymentState.SUPERSEDED,
    },
    OverpaymentState.RECOVERED: {OverpaymentState.OPEN, OverpaymentState.RECOVERING, OverpaymentState.SUPERSEDED},
    OverpaymentState.WAIVED: {OverpaymentState.SUPERSEDED},  # no overpayment after all: nothing was given up
    OverpaymentState.SUPERSEDED: set(),
}  # fmt: skip

SETTLEMENT_NEXT = {
    SettlementState.PROPOSED: {SettlementState.DECIDED, SettlementState.REFUSED},
    SettlementState.DECIDED: {SettlementState.ENDED},
    SettlementState.REFUSED: set(),
    SettlementState.ENDED: set(),
}

CASH = ("post_office", "home")
"""Channels by which money is handed over against a signature."""

ROWS_KEPT = 3
"""So many of the last rows of a list to sign stay on the page of the signatures: nobody signs below an empty page."""

ONE_OFF = "one_off"
"""The programme of lines that pay what was decided once; their category is the kind of benefit."""

LIVE_LINES = (LineState.QUEUED, LineState.SENT, LineState.PAID, LineState.UNKNOWN)
