"""Ghi vào sổ những tin đã duyệt mà hôm nay đến ngày có hiệu lực."""

from __future__ import annotations

from datetime import date

from ansinh.registry import public as registry


def run(today: date) -> str:
    """How many were recorded, and how many went back because the registry had changed."""
    recorded, returned = registry.apply_due(on=today)
    return f"đã ghi {recorded} tin, trả lại {returned} tin để xem lại"
