"""Liệt kê danh sách Excel quá thời hạn lưu cho từng xã; không xóa gì, việc xóa do người đề nghị và người xác nhận."""

from __future__ import annotations

from datetime import date

from ansinh.intake.public import list_past_term


def run(today: date) -> str:
    """How many communes have lists past their term, and how many lists."""
    listed = list_past_term(on=today)
    return f"{sum(one.file_count for one in listed)} danh sách quá thời hạn lưu ở {len(listed)} xã, phường"
