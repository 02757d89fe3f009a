"""Chuyển sang xã, phường khác (NĐ 20 Đ8.4; NĐ 147 Đ5; NĐ 335 Đ8.3): nơi cũ thôi chi trả, nơi mới quyết định."""

from __future__ import annotations

from ansinh.casework.cases.kind import ANYBODY, CaseKind, Outcome
from ansinh.casework.cases.papers_table import REQUEST

KIND = CaseKind(
    code="move_commune",
    label="Chuyển nơi nhận trợ cấp sang xã, phường khác",
    word="Chuyển đi",
    group="Chuyển nơi ở",
    starters=ANYBODY,
    outcome=Outcome.NEWS,
    flows={"nd20_2021": "nd20_direct", "": "move"},
    terms={"assistance": "move_between_communes"},
    papers={"": (REQUEST,)},
    news=("move_commune",),
)
