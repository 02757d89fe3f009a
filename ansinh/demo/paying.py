"""The paying offices of the made-up province: names and numbers say that they are none."""

from __future__ import annotations

from ansinh.access.public import User, actor_of
from ansinh.areas.public import TWO_LEVELS_FROM, province
from ansinh.demo.accounts import ADMINISTRATOR, SINCE
from ansinh.payments.public import PayingOffice, set_paying_office


def set_demo_offices() -> None:
    """One office for the province before July 2025 and one since; nothing when any is set or nobody is there to."""
    user = User.objects.filter(username=ADMINISTRATOR).first()
    if user is None or PayingOffice.objects.exists():
        return
    for since in (SINCE, TWO_LEVELS_FROM):
        if province(SINCE) == province(since) and since != SINCE:
            continue  # a province of before the merger, which carries the office over
        set_paying_office(
            actor=actor_of(user, TWO_LEVELS_FROM),
            area=province(since),
            since=since,
            name="Quỹ trợ giúp xã hội trình diễn (giả lập)",
            account="0000.0.0000000.00000",
            bank_name="Ngân hàng giả lập",
            bank_bic="DEMOVNVX",
            post_office="Bưu điện trình diễn (giả lập)",
        )
