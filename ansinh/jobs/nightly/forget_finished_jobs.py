"""Xóa khỏi hàng đợi các việc nền đã xong quá 30 ngày; việc bị lỗi được giữ lại."""

from __future__ import annotations

from datetime import date

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app

KEPT_HOURS = 30 * 24


def run(today: date) -> str:
    """How long finished jobs are kept."""
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=KEPT_HOURS)
    return f"giữ {KEPT_HOURS // 24} ngày tính đến {today}"
