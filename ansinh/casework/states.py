"""States of a proposal and the acts that lead from one to the next; everything not in the table is refused."""

from __future__ import annotations

from django.db import models

from ansinh.access.public import Act, Permission


class State(models.TextChoices):
    """Where a proposal stands."""

    OPEN = "open", "Mới phát hiện"
    SUBMITTED = "submitted", "Đã trình"
    DECIDED = "decided", "Đã quyết định"
    RETURNED = "returned", "Trả lại"
    WITHDRAWN = "withdrawn", "Không còn căn cứ"


class Kind(models.TextChoices):
    """What a proposal asks for, in the words of the office. The last one corrects months that have passed, and nothing
    that goes on."""

    START = "start", "Thêm mới"
    ADJUST = "adjust", "Điều chỉnh"
    STOP = "stop", "Thôi hưởng"
    PAST = "past", "Điều chỉnh hồi tố"


class DecisionKind(models.TextChoices):
    """What a decision does: the three of proposals, and those of cases that end otherwise."""

    START = "start", "Thêm mới"
    ADJUST = "adjust", "Điều chỉnh"
    STOP = "stop", "Thôi hưởng"
    PAUSE = "pause", "Tạm dừng hưởng"
    LEAVE = "leave", "Thôi chi trả tại xã"
    ARRIVE = "arrive", "Chi trả tại nơi ở mới"
    ONCE = "once", "Trợ cấp một lần"
    SETTLE = "settle", "Giải quyết khiếu nại, kết luận"


ACTS = {
    act.name: act
    for act in (
        Act("submit", "Trình", frozenset({State.OPEN, State.RETURNED}), State.SUBMITTED, Permission.PREPARE_PROPOSALS),
        Act("recall", "Rút lại", frozenset({State.SUBMITTED}), State.OPEN, Permission.PREPARE_PROPOSALS),
        Act("decide", "Ký quyết định", frozenset({State.SUBMITTED}), State.DECIDED, Permission.DECIDE),
        Act("return", "Trả lại", frozenset({State.SUBMITTED}), State.RETURNED, Permission.DECIDE),
        Act("withdraw", "Hết căn cứ", frozenset({State.OPEN, State.SUBMITTED, State.RETURNED}), State.WITHDRAWN, None),
    )
}
LIVE = (State.OPEN, State.SUBMITTED, State.RETURNED)
