"""What follows from which fact in the outbox: the only way in which news travels upstream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ansinh.casework import public as casework
from ansinh.kernel import outbox, progress
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month


def note_returned_payments(fact: Mapping[str, Any]) -> None:
    """Money came back: somebody has to find out why. The desk shows it until the next list carries it over."""
    progress.report(
        f"returns:{fact['run_id']}",
        "review",
        state=progress.State.WAITING,
        total=fact["lines"],
        message=f"{fact['lines']} khoản chưa nhận ({format_dong(fact['amount_vnd'])} đồng), cần xác minh lý do.",
    )


def note_late_news(fact: Mapping[str, Any]) -> None:
    """News about a month that is decided already: the next determination reaches back, and the desk says so."""
    month = Month.of(date.fromisoformat(fact["since"]))
    if casework.later_month_decided(month, [fact["area_id"]]):
        progress.report(
            f"news:{fact['source_id']}",
            "determine",
            state=progress.State.WAITING,
            total=len(fact["person_ids"]),
            message=f"Có tin mới tính từ tháng {month.vietnamese} đã quyết định; lần xác định tới sẽ tính lại.",
        )


REACTIONS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "payment.returned": note_returned_payments,
    "facts.changed": note_late_news,
}


def react(limit: int = 1000) -> int:
    """Hand waiting facts to their reactions; returns how many were handled."""
    return outbox.dispatch(REACTIONS, limit=limit)
