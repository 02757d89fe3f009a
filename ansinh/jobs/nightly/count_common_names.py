"""Đếm lại những tên rất nhiều người mang, để tìm người được nhanh."""

from __future__ import annotations

from datetime import date

from ansinh.registry.public import count_common_names


def run(today: date) -> str:
    """How many keys of names very many people share."""
    return f"{count_common_names()} khóa tên có nhiều người mang, tính đến {today}"
