"""Xóa số lần đăng nhập sai đã cũ, phiên đã hết giờ và thiết bị của các phiên ấy."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from ansinh.access.public import SYSTEM, acting_as, forget_sign_ins


def run(today: date) -> str:
    """How many of each were deleted."""
    with acting_as(SYSTEM):
        attempts, sessions, devices = forget_sign_ins(at=timezone.now())
    return f"{attempts} lượt sai, {sessions} phiên, {devices} thiết bị"
