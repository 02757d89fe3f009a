"""What becomes of months that were not collected, and what a visit at home may find. Not listed: refused."""

from __future__ import annotations

from django.db import models


class UncollectedState(models.TextChoices):
    """Where a stretch of months that were not collected stands."""

    OPEN = "open", "Chờ đến nhà xác minh"
    VISITED = "visited", "Đã xác minh, chờ xử lý"
    COLLECTED = "collected", "Đã nhận lại"
    CLOSED = "closed", "Đã xử lý"


class Found(models.TextChoices):
    """What a visit at home found."""

    FOUND = "found", "Gặp, sẽ nhận tiền"
    HOUSEBOUND = "housebound", "Không đi lại được, cần chi trả tại nhà"
    MOVED = "moved", "Đã chuyển nơi ở"
    DEAD = "dead", "Đã chết"
    REFUSED = "refused", "Từ chối nhận"
    ABSENT = "absent", "Không gặp ai, sẽ đến lại"


class Moved(models.TextChoices):
    """How far somebody moved."""

    WITHIN = "within", "Thôn, bản khác trong xã"
    COMMUNE = "commune", "Xã, phường khác trong tỉnh"
    AWAY = "away", "Ra ngoài tỉnh"


UNCOLLECTED_NEXT = {
    UncollectedState.OPEN: {UncollectedState.VISITED, UncollectedState.COLLECTED, UncollectedState.CLOSED},
    UncollectedState.VISITED: {UncollectedState.COLLECTED, UncollectedState.CLOSED},
    UncollectedState.COLLECTED: set(),
    UncollectedState.CLOSED: set(),
}

WAITING = (UncollectedState.OPEN, UncollectedState.VISITED)
