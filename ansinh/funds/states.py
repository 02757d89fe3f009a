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
