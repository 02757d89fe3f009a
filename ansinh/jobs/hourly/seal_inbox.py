"""Mã hóa các tệp xã vừa gửi vào hộp nhận; dọn những gì lần đọc bị ngắt để lại."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from ansinh.intake.public import seal_inbox, sweep_opened
from ansinh.kernel.sealing.put_down import QUIET


def run(_today: date) -> str:
    """How many files were sealed, and how many nobody can place."""
    now = timezone.now()
    sweep_opened(now - timedelta(hours=1))
    done = seal_inbox(settings.INBOX, until=now - QUIET)
    left = f", {len(done.left)} tệp không rõ của xã nào, tháng nào" if done.left else ""
    return f"{done.sealed} tệp trong hộp nhận đã mã hóa{left}"
