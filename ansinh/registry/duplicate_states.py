"""States of a suspected pair and of a merge, with the acts that lead from one to the next; all else is refused."""

from __future__ import annotations

from django.db import models

from ansinh.access.public import Act, Permission


class PairState(models.TextChoices):
    """Where a pair stands. Nothing about payment hangs on it: only a merge changes what is known."""

    SUSPECTED = "suspected", "Nghi trùng"
    UNSURE = "unsure", "Chưa rõ"
    SAME = "same", "Cùng một người"
    DIFFERENT = "different", "Khác người"
    CLEARED = "cleared", "Hết nghi vấn"


class Level(models.TextChoices):
    """How sure the pair is, by the bits of weights_table."""

    SURE = "sure", "Gần như chắc chắn"
    LIKELY = "likely", "Nhiều khả năng"
    POSSIBLE = "possible", "Có thể"


_OPEN = frozenset({PairState.SUSPECTED, PairState.UNSURE})
WAITING = (PairState.SUSPECTED, PairState.UNSURE)
"""The pairs that somebody has still to decide."""
ACTS = {
    act.name: act
    for act in (
        Act("same", "Cùng người", _OPEN, PairState.SAME, Permission.MERGE_PEOPLE),
        Act("different", "Khác người", _OPEN, PairState.DIFFERENT, Permission.MERGE_PEOPLE),
        Act("unsure", "Chưa rõ", frozenset({PairState.SUSPECTED}), PairState.UNSURE, Permission.MERGE_PEOPLE),
        Act(
            "reopen",
            "Xét lại",
            frozenset({PairState.SAME, PairState.DIFFERENT}),
            PairState.SUSPECTED,
            Permission.MERGE_PEOPLE,
        ),
        Act("clear", "Hết nghi vấn", frozenset({PairState.SUSPECTED}), PairState.CLEARED, None),
        Act(
            "raise",
            "Nghi trùng lại",
            frozenset({PairState.CLEARED, PairState.DIFFERENT, PairState.UNSURE}),
            PairState.SUSPECTED,
            None,
        ),
    )
}
