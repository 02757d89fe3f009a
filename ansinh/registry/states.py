"""States of a change request and the acts that lead from one to the next; everything not in the table is refused."""

from __future__ import annotations

from django.db import models

from ansinh.access.public import Act, Permission


class State(models.TextChoices):
    """Where a request stands."""

    DRAFT = "draft", "Đang soạn"
    OPEN = "open", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, chờ đến ngày"
    APPLIED = "applied", "Đã ghi vào sổ"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"
    UNDONE = "undone", "Đã hoàn tác"


ACTS = {
    act.name: act
    for act in (
        Act("submit", "Gửi duyệt", frozenset({State.DRAFT}), State.OPEN, Permission.RECORD_NEWS),
        Act("approve", "Duyệt", frozenset({State.OPEN}), State.APPROVED, Permission.APPROVE_NEWS),
        Act("refuse", "Không duyệt", frozenset({State.OPEN, State.APPROVED}), State.REFUSED, Permission.APPROVE_NEWS),
        Act("withdraw", "Rút", frozenset({State.DRAFT, State.OPEN}), State.WITHDRAWN, Permission.RECORD_NEWS),
        Act("look_again", "Đã xem lại", frozenset({State.OPEN}), State.OPEN, Permission.RECORD_NEWS),
        Act("record", "Không cần người khác duyệt", frozenset({State.OPEN}), State.APPROVED, None),
        Act("apply", "Ghi vào sổ", frozenset({State.APPROVED}), State.APPLIED, None),
        Act("send_back", "Sổ đã đổi, phải xem lại", frozenset({State.APPROVED}), State.OPEN, None),
        Act("undo", "Hoàn tác", frozenset({State.APPLIED}), State.UNDONE, Permission.APPROVE_NEWS),
    )
}
LIVE = (State.OPEN, State.APPROVED)
"""Those that wait for something and may stand in each other's way."""
DONE = (State.APPLIED, State.UNDONE)
