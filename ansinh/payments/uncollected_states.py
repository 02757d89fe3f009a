"""What becomes of months that were not collected, and what a visit at home may find. Not listed: refused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UncollectedState(models.TextChoices):
    """Where a stretch of months that were not collected stands."""

    OPEN = "open", _("Chờ đến nhà xác minh")
    VISITED = "visited", _("Đã xác minh, chờ xử lý")
    COLLECTED = "collected", _("Đã nhận lại")
    CLOSED = "closed", _("Đã xử lý")


class Found(models.TextChoices):
    """What a visit at home found."""

    FOUND = "found", _("Gặp, sẽ nhận tiền")
    HOUSEBOUND = "housebound", _("Không đi lại được, cần chi trả tại nhà")
    MOVED = "moved", _("Đã chuyển nơi ở")
    DEAD = "dead", _("Đã chết")
    REFUSED = "refused", _("Từ chối nhận")
    ABSENT = "absent", _("Không gặp ai, sẽ đến lại")


class Moved(models.TextChoices):
    """How far somebody moved."""

    WITHIN = "within", _("Thôn, bản khác trong xã")
    COMMUNE = "commune", _("Xã, phường khác trong tỉnh")
    AWAY = "away", _("Ra ngoài tỉnh")


UNCOLLECTED_NEXT = {
    UncollectedState.OPEN: {UncollectedState.VISITED, UncollectedState.COLLECTED, UncollectedState.CLOSED},
    UncollectedState.VISITED: {UncollectedState.COLLECTED, UncollectedState.CLOSED},
    UncollectedState.COLLECTED: set(),
    UncollectedState.CLOSED: set(),
}

WAITING = (UncollectedState.OPEN, UncollectedState.VISITED)
