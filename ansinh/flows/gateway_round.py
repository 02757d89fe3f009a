"""One round with the payment providers: send what waits, ask what is open, and say how it went."""

from __future__ import annotations

from datetime import date

from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments


def gateway_round(today: date) -> str:
    """Carry out a round. Raises Refusal when a provider was silent: the job shows as failed, and the next goes on."""
    done = payments.send_orders(on=today)
    if done.busy:
        return "một tiến trình khác đang gửi"
    said = f"xếp hàng {done.queued}, gửi {done.handed}, hỏi lại {done.asked} khoản"
    if done.silent:
        raise Refusal(
            "%(said)s; %(silent)s lần không có câu trả lời (%(trouble)s). Lần sau máy hỏi lại trước khi gửi.",
            code="provider_silent",
            said=said,
            silent=done.silent,
            trouble=done.trouble,
        )
    return said
