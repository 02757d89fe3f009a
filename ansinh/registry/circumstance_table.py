"""The circumstances of a person that are kept as dated facts, one row a kind.

``counts`` says which days of a month make a fact true of that month (contract of person facts, settled readings):
``any_day``: it gives a title, so a condition met on any day counts, and a title that ends is paid through its month;
``whole_month``: it takes a title away, so it counts only when it held from before the month to after it.
Where several rows of a month count, the latest does. No row means the default; a row without a value, "not known".
``sensitive``: shown only to who asks for it. ``sealed``: kept in the table of sealed circumstances. Marital status is
among them because every adult has one: the few rows about illness or a penalty are not to be told apart by number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FLAG = ("yes", "no")
PARENT = ("caring", "deceased", "missing", "in_facility", "detained", "unidentified")


@dataclass(frozen=True)
class Kind:
    """A kind of circumstance; ``code`` is the column of the person facts that it answers."""

    code: str
    label: str
    values: tuple[str, ...]
    counts: Literal["any_day", "whole_month"] = "any_day"
    sensitive: bool = False
    sealed: bool = False


KINDS = (
    Kind("abandoned", "Bị bỏ rơi, chưa có người nhận nuôi", FLAG, sealed=True),
    Kind("father", "Tình trạng của cha", PARENT, sealed=True),
    Kind("mother", "Tình trạng của mẹ", PARENT, sealed=True),
    Kind("studying", "Việc học", ("no", "yes", "interrupted")),
    Kind("had_orphan_allowance", "Đang hưởng trợ cấp trẻ mồ côi khi đủ 16 tuổi", FLAG),
    Kind("hiv", "Nhiễm HIV/AIDS", FLAG, sensitive=True, sealed=True),
    Kind("marital", "Tình trạng hôn nhân", ("single", "married", "divorced", "widowed", "spouse_missing"), sealed=True),
    Kind("had_single_parent_allowance", "Đang hưởng trợ cấp đơn thân khi con đủ 16 tuổi", FLAG),
    Kind("support", "Người có nghĩa vụ phụng dưỡng", ("none", "on_allowance", "present")),
    Kind("facility_eligible", "Đủ điều kiện vào cơ sở trợ giúp xã hội", FLAG),
    Kind("merit_allowance", "Trợ cấp ưu đãi người có công hằng tháng", FLAG, "whole_month"),
    Kind("stable_income", "Có tiền lương, tiền công hoặc thu nhập ổn định", FLAG, "whole_month"),
    Kind("pregnant", "Đang mang thai", FLAG, sensitive=True, sealed=True),
    Kind("spouse_has_parent_support", "Vợ hoặc chồng đã nhận hỗ trợ nuôi con", FLAG, "whole_month"),
    Kind("care", "Người chăm sóc, nuôi dưỡng", ("none", "own_household", "foster")),
    Kind("in_facility", "Đang ở cơ sở trợ giúp xã hội", FLAG, "whole_month"),
    Kind("imprisoned", "Đang chấp hành án phạt tù", FLAG, "whole_month", sensitive=True, sealed=True),
)
BY_CODE = {kind.code: kind for kind in KINDS}
