"""Đối chiếu thông tin vừa ghi với các tháng đã xác định, đã chi; chuyển các tin khác tới việc phải làm theo."""

from __future__ import annotations

from datetime import date

from ansinh.flows.reactions import react


def run(_today: date) -> str:
    """Handle what waits."""
    return f"đã xử lý {react()} tin"
