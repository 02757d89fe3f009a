"""Gửi các khoản chi qua cổng thanh toán và hỏi lại những khoản chưa rõ kết quả."""

from __future__ import annotations

from datetime import date

from ansinh.flows.gateway_round import gateway_round


def run(today: date) -> str:
    """What was sent, asked and answered."""
    return gateway_round(today)
