"""States of payroll runs, of their lines and of overpayments, and which may follow which. Not listed: refused."""

from __future__ import annotations

from django.db import models


class RunKind(models.TextChoices):
    """What a run is for."""

    MONTHLY = "monthly", "Hằng tháng"
    SUPPLEMENTARY = "supplementary", "Bổ sung"


class RunState(models.TextChoices):
    """Where a run stands."""

    DRAFT = "draft", "Mới mở"
    LOCKED = "locked", "Đã chốt danh sách"
    APPROVED = "approved", "Đã duyệt"
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
    CANCELLED = "cancelled", "Đã hủy"


class PartKind(models.TextChoices):
    """Why a month is in a line."""

    CURRENT = "current", "Trợ cấp tháng này"
    ARREARS = "arrears", "Truy lĩnh"
    CARRIED_OVER = "carried_over", "Chưa nhận kỳ trước chuyển sang"
    SET_OFF = "set_off", "Bù trừ trong cùng tháng"


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


RUN_NEXT = {
    RunState.DRAFT: {RunState.LOCKED, RunState.CANCELLED},
    RunState.LOCKED: {RunState.APPROVED, RunState.CANCELLED},
    RunState.APPROVED: {RunState.RELEASED, RunState.CANCELLED},
    RunState.RELEASED: {RunState.SETTLED},
    RunState.SETTLED: set(),
    RunState.CANCELLED: set(),
}

# A payment may come back days after it was booked; a returned line was perhaps carried over and never turns paid.
LINE_NEXT = {
    LineState.QUEUED: {LineState.SENT, LineState.CANCELLED},
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

LIVE_LINES = (LineState.QUEUED, LineState.SENT, LineState.PAID, LineState.UNKNOWN)
