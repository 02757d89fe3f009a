"""Tìm người không nhận tiền liên tục từ ba tháng: đề nghị tạm dừng và việc đến nhà xác minh."""

from __future__ import annotations

from datetime import date

from ansinh.payments.public import uncollected


def run(today: date) -> str:
    """What is new, what grew, and what is done with."""
    told = uncollected.find_uncollected(on=today)
    return f"mới {told.new}, kéo dài {told.grown}, đã nhận lại {told.collected}, đã xong {told.over}"
