"""Niêm phong đầu chuỗi nhật ký vào một tệp ngoài cơ sở dữ liệu."""

from __future__ import annotations

from datetime import date

from ansinh.jobs.places import AUDIT_ANCHORS
from ansinh.kernel import audit_chain


def run(today: date) -> str:
    """The number of the link that was anchored."""
    audit_chain.anchor(AUDIT_ANCHORS, at=today.isoformat())
    return f"đã niêm phong mắt xích {audit_chain.head()[0]}"
