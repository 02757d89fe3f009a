"""Conditions of the law in the language of the page."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from ansinh.kernel.languages import said

_FULL = re.compile(r"từ đủ (\d+) tuổi \(tính từ tháng sinh nhật\)")
_UNDER = re.compile(r"dưới (\d+) tuổi \(tính hết tháng tròn \d+ tuổi\)")


def condition_said(text: str) -> str:
    """A condition; those on an age are made for any number of years, so they are known by their shape."""
    if match := _FULL.fullmatch(text):
        return gettext("từ đủ %(years)s tuổi (tính từ tháng sinh nhật)") % {"years": match[1]}
    if match := _UNDER.fullmatch(text):
        return gettext("dưới %(years)s tuổi (tính hết tháng tròn %(years)s tuổi)") % {"years": match[1]}
    return said(text)
