"""What follows from which fact in the outbox: the only way in which news travels upstream."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from ansinh.areas import public as areas
from ansinh.flows.late_news import take_changed_facts, take_decisions, take_found_news
from ansinh.kernel import outbox, progress
from ansinh.kernel.money import format_dong
from ansinh.oversight.operations.count_quality import count_quality
from ansinh.oversight.operations.keep_differences import keep_differences
from ansinh.payments.public import recipients
from ansinh.registry import public as registry


def hear_changed_facts(fact: Mapping[str, Any]) -> None:
    """Facts were recorded or taken back: late news of months, and papers of collectors who died, or did not."""
    take_changed_facts(fact)
    people = registry.identities_of(int(fact["source_id"]))
    recipients.settle_collectors(people=people, on=timezone.localdate(fact["published_at"]))


def note_returned_payments(fact: Mapping[str, Any]) -> None:
    """Money came back: somebody has to find out why. The desk shows it until the next list carries it over."""
    progress.report(
        f"returns:{fact['run_id']}",
        "review",
        state=progress.State.WAITING,
        total=fact["lines"],
        message=f"{fact['lines']} khoản chưa nhận ({format_dong(fact['amount_vnd'])} đồng), cần xác minh lý do.",
    )


def count_again(fact: Mapping[str, Any]) -> None:
    """A list changed what a commune's data lack: its figures on the board are those of now."""
    here = areas.with_successors([int(fact["area_id"])])
    count_quality(on=timezone.localdate(fact["published_at"]), area_ids=here)


def count_locked_month(fact: Mapping[str, Any]) -> None:
    """A list of a month was locked: what it and the decisions do not have in common is counted before anybody asks."""
    keep_differences(month=date.fromisoformat(fact["month"]))


REACTIONS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "payroll.locked": count_locked_month,
    "payment.returned": note_returned_payments,
    "facts.changed": hear_changed_facts,
    "list.taken": count_again,
    "late_news.found": take_found_news,
    "decisions.signed": take_decisions,
}


def react(limit: int = 1000) -> int:
    """Hand waiting facts to their reactions; returns how many were handled."""
    return outbox.dispatch(REACTIONS, limit=limit)
