"""States of a change request and the acts that lead from one to the next; everything not in the table is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from ansinh.access.public import Permission


class State(models.TextChoices):
    """Where a request stands."""

    DRAFT = "draft", "Đang soạn"
    OPEN = "open", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, chờ đến ngày"
    APPLIED = "applied", "Đã ghi vào sổ"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"
    UNDONE = "undone", "Đã hoàn tác"


@dataclass(frozen=True)
class Act:
    """An act on a request: from these states, to that one, for holders of the permission (none: the system)."""

    name: str
    label: str
    sources: frozenset[State]
    target: State
    permission: Permission | None


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
