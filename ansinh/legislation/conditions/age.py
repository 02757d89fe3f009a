"""Age, birth and death. "Từ đủ N" holds in the birthday's month; "dưới N" is left from the month after it."""

from __future__ import annotations

import re

from ansinh.legislation.formula import Condition, condition

_COUNTING = (
    "Điều 16 Nghị định 28/2012/NĐ-CP; Điều 8 Nghị định 136/2013/NĐ-CP;"
    " khoản 1, khoản 2 Điều 8 Nghị định 20/2021/NĐ-CP; khoản 4 Điều 8 Nghị định 335/2026/NĐ-CP"
)


_NAME = re.compile(r"(full|under)_([1-9]\d?|1[01]\d)")


def age_condition(name: str) -> Condition | None:
    """The condition "full_N" or "under_N" for any N from 1 to 119; None for another name."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    return (_full if match[1] == "full" else _under)(int(match[2]))


def _full(years: int) -> Condition:
    return condition(
        f"full_{years}",
        f"từ đủ {years} tuổi (tính từ tháng sinh nhật)",
        _COUNTING,
        lambda f, law: f.born <= getattr(law, f"full_{years}"),
    )


def _under(years: int) -> Condition:
    return condition(
        f"under_{years}",
        f"dưới {years} tuổi (tính hết tháng tròn {years} tuổi)",
        _COUNTING,
        lambda f, law: f.born >= getattr(law, f"under_{years}"),
    )


BORN = condition("born", "đã sinh (trong tháng này hoặc trước đó)", _COUNTING, lambda f, law: f.born <= law.month_end)
ALIVE = condition("alive", "còn sống trong tháng", _COUNTING, lambda f, law: f.died >= law.month_start)
FULL_4, FULL_16, FULL_60 = _full(4), _full(16), _full(60)
FULL_70, FULL_75, FULL_80 = _full(70), _full(75), _full(80)
UNDER_3, UNDER_16, UNDER_22 = _under(3), _under(16), _under(22)
UNDER_75, UNDER_80 = _under(75), _under(80)
