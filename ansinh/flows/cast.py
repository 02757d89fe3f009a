"""Who plays which part in a month, so that nobody checks the own work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ansinh.access.public import ROLES, Actor, Grant, actor_of
from ansinh.kernel.errors import Refusal

PREPARER = "province_officer"
DECIDER = "province_leader"
AUTHORISER = "province_account_holder"
PAYER = "province_accountant"


@dataclass(frozen=True)
class Cast:
    """``preparer`` takes in files, draws the list; ``decider`` signs and approves; ``authoriser`` and ``payer`` pay."""

    preparer: Actor
    decider: Actor
    authoriser: Actor
    payer: Actor


def _holder(role: str, on: date) -> Actor:
    grant = Grant.objects.filter(role=role, valid__contains=on).select_related("user").order_by("id").first()
    if grant is None:
        raise Refusal(
            "Chưa có tài khoản nào giữ vai trò “%(roles)s” vào ngày %(on)s. %(mended)s",
            code="no_holder",
            role=role,
            roles=ROLES[role].label,
            on=f"{on:%d/%m/%Y}",
            mended=_mended(role),
        )
    return actor_of(grant.user, on)


def _mended(role: str) -> str:
    """What to do about it; databases from before authorising was a step of its own lack its holder."""
    if role == AUTHORISER:
        return "Hãy chạy: ansinh account-holder TÊN_ĐĂNG_NHẬP --name “Họ tên” --by QUẢN_TRỊ"
    return "Quản trị viên mở tài khoản ở màn hình “Tài khoản, quyền”."


def province_cast(on: date) -> Cast:
    """The province's officer, leader, holder of the account and accountant of a day."""
    return Cast(*(_holder(role, on) for role in (PREPARER, DECIDER, AUTHORISER, PAYER)))
