"""Đếm quyết định so với danh sách chi trả của những tháng có thay đổi, cho trang đối chiếu kinh phí."""

from __future__ import annotations

from datetime import date

from ansinh.oversight.operations.keep_differences import keep_all_differences


def run(today: date) -> str:
    """The number of months counted."""
    return f"đã đếm {keep_all_differences()} tháng"
