"""Báo Chủ tịch những hồ sơ quá hạn, rồi báo cấp tỉnh sau năm ngày làm việc."""

from __future__ import annotations

from datetime import date

from ansinh.casework import public as casework


def run(today: date) -> str:
    """How many were raised to each."""
    chair, province = casework.escalate_cases(on=today)
    return f"đã báo Chủ tịch {chair} hồ sơ, báo cấp tỉnh {province} hồ sơ"
