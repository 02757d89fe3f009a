"""What follows from which fact in the outbox: the only way in which news travels upstream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansinh.kernel import outbox

REACTIONS: dict[str, Callable[[Mapping[str, Any]], None]] = {}


def react(limit: int = 1000) -> int:
    """Hand waiting facts to their reactions; returns how many were handled."""
    return outbox.dispatch(REACTIONS, limit=limit)
