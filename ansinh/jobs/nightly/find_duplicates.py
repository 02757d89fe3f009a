"""Tìm hồ sơ nghi trùng: ai có thông tin thay đổi từ lần trước được đối chiếu với mọi người."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from ansinh.registry.public import find_duplicates


def run(_today: date) -> str:
    """How many people were compared, pairs raised and cleared."""
    search = find_duplicates(known_at=timezone.now())
    whom = "tất cả" if search.whole else f"{search.touched} người có thay đổi trong"
    return f"đối chiếu {whom} {search.people} người: {search.raised} cặp mới, {search.cleared} cặp hết nghi vấn"
