"""Chuyển nơi ở trong xã (trước 7/2025 trong huyện: NĐ 20 Đ8.3): paid on at the new address, without a break."""

from __future__ import annotations

from ansinh.casework.cases.kind import ANYBODY, OFFICE_FLOWS, CaseKind, Outcome
from ansinh.casework.cases.papers_table import REQUEST

KIND = CaseKind(
    code="move_within",
    label="Chuyển nơi ở trong xã",
    word="Chuyển nơi ở",
    group="Chuyển nơi ở",
    starters=ANYBODY,
    outcome=Outcome.NEWS,
    flows=OFFICE_FLOWS,
    terms={"assistance": "move_within_district"},
    no_term=frozenset({"nd147_2025", "nd335_2026"}),
    papers={"": (REQUEST,)},
    news=("move_within",),
)
