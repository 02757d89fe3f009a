"""Hands waiting facts of the outbox to what reacts to them."""

from __future__ import annotations

from datetime import date

from ansinh.flows.reactions import react


def run(_today: date) -> str:
    """Handle what waits."""
    return f"đã xử lý {react()} tin"
