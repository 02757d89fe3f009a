"""Kiểm chuỗi nhật ký: không mắt xích nào bị sửa, xóa hay cắt."""

from __future__ import annotations

from datetime import date

from ansinh.jobs.places import AUDIT_ANCHORS
from ansinh.kernel import audit_chain
from ansinh.kernel.errors import Refusal


def run(today: date) -> str:
    """The number of entries checked.

    Raises:
        Refusal: the chain is broken; the message names the links.
    """
    wrong, checked = audit_chain.verify(AUDIT_ANCHORS)
    if wrong:
        raise Refusal(f"{today}: " + "; ".join(wrong), code="audit_chain")
    return f"{checked} bản ghi nhật ký, không có gì sai"
