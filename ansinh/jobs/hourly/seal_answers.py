"""Mã hóa các tệp kết quả chi trả vừa đặt vào thư mục kết quả."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone

from ansinh.kernel.sealing.put_down import QUIET
from ansinh.payments.public import answers


def run(_today: date) -> str:
    """How many files were sealed, and how many nobody can place."""
    done = answers.seal_answers(settings.RETURNS, until=timezone.now() - QUIET)
    left = f", {len(done.left)} tệp không rõ của kỳ chi trả nào" if done.left else ""
    return f"{done.sealed} tệp kết quả đã mã hóa{left}"
