"""Đếm chất lượng dữ liệu của từng xã, phường cho bảng toàn tỉnh."""

from __future__ import annotations

from datetime import date

from ansinh.oversight.operations.count_quality import count_quality


def run(today: date) -> str:
    """The number of communes counted."""
    return f"đã đếm {count_quality(on=today)} xã, phường"
