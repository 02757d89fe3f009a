"""So ba chiều: số quyết định, số đã lệnh chi và số ngân hàng ghi sổ của mỗi kỳ chi trả."""

from __future__ import annotations

from datetime import date

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel.money import format_dong
from ansinh.payments import public as payments

LOOKED_BACK = 400
"""Days; what is older was settled with the year's accounts."""


def run(today: date) -> str:
    """Runs compared, what differs between our lists and the banks' books, and what waits for a person."""
    with acting_as(SYSTEM):
        ways = payments.three_ways(date.fromordinal(today.toordinal() - LOOKED_BACK))
        waiting = payments.waiting_by_kind()
    apart = [way for way in ways if way.apart_vnd or way.decided_vnd != way.instructed_vnd]
    differing = sum(abs(way.apart_vnd) for way in apart)
    cases = sum(count for count, _ in waiting.values())
    return (
        f"{len(ways)} kỳ, {len(apart)} kỳ lệch sổ ngân hàng {format_dong(differing)} đồng, {cases} trường hợp chờ xem"
    )
