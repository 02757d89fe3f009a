"""Counts a month for its reconciliation when somebody looked at one of which nothing was kept."""

from __future__ import annotations

from datetime import date

from procrastinate.contrib.django import app

from ansinh.oversight.operations.keep_differences import keep_differences


@app.task(name="reconciliation.count")
def count_month_now(month: str) -> None:
    """Count it; ``month``: its first day in ISO form."""
    keep_differences(month=date.fromisoformat(month))
