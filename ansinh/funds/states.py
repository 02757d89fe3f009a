"""States of what is entered by one person and approved by another."""

from __future__ import annotations

from django.db import models


class EstimateState(models.TextChoices):
    """What became of a decision that gives, adds to or cuts an estimate."""

    ENTERED = "entered", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, đã ghi sổ"
    DROPPED = "dropped", "Đã bỏ"


ESTIMATE_NEXT = {
    EstimateState.ENTERED: {EstimateState.APPROVED, EstimateState.DROPPED},
    EstimateState.APPROVED: set(),
    EstimateState.DROPPED: set(),
}


class HandoverState(models.TextChoices):
    """A list of goods to hand over: approved, the goods have left the store; closed, it is known who took them."""

    ENTERED = "entered", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, đang cấp"
    CLOSED = "closed", "Đã cấp xong"
    DROPPED = "dropped", "Đã bỏ"


HANDOVER_NEXT = {
    HandoverState.ENTERED: {HandoverState.APPROVED, HandoverState.DROPPED},
    HandoverState.APPROVED: {HandoverState.CLOSED},
    HandoverState.CLOSED: set(),
    HandoverState.DROPPED: set(),
}


class StocktakingState(models.TextChoices):
    """What was counted or lost, until another person approves it."""

    ENTERED = "entered", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    DROPPED = "dropped", "Đã bỏ"


STOCKTAKING_NEXT = {
    StocktakingState.ENTERED: {StocktakingState.APPROVED, StocktakingState.DROPPED},
    StocktakingState.APPROVED: set(),
    StocktakingState.DROPPED: set(),
}


class GiftState(models.TextChoices):
    """A donation: promised, then received or withdrawn, once."""

    PROMISED = "promised", "Đã cam kết"
    RECEIVED = "received", "Đã nhận"
    WITHDRAWN = "withdrawn", "Đã rút cam kết"


GIFT_NEXT = {
    GiftState.PROMISED: {GiftState.RECEIVED, GiftState.WITHDRAWN},
    GiftState.RECEIVED: set(),
    GiftState.WITHDRAWN: set(),
}


class GiftUseState(models.TextChoices):
    """A use of donated money, until another person approves it."""

    ENTERED = "entered", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, đã ghi sổ"
    DROPPED = "dropped", "Đã bỏ"


GIFT_USE_NEXT = {
    GiftUseState.ENTERED: {GiftUseState.APPROVED, GiftUseState.DROPPED},
    GiftUseState.APPROVED: set(),
    GiftUseState.DROPPED: set(),
}
