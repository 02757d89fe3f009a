"""The facts about one person in one month from which the law is applied: names, kinds, values and defaults.

This table is the contract with everyone who brings facts (files, the registry, other software).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NO_DATE = 2**31 - 1  # stands for "none" in a date column where an empty cell means none
EPOCH_ORDINAL = 719163  # date(1970, 1, 1).toordinal(); days are counted from there, as NumPy does
MOST_CHILDREN = 99  # a larger count of children is a slip of the keyboard, not a family
LARGEST_AMOUNT = 10**12  # đồng a month
MOST_PEOPLE = 100_000  # of one round of support, or of one facility
MOST_DAYS = 3660
MOST_KILOMETRES = 10_000
# The largest number of each kind of column that holds numbers.
LARGEST: Mapping[str, int] = MappingProxyType(
    {"count": MOST_CHILDREN, "days": MOST_DAYS, "km": MOST_KILOMETRES, "people": MOST_PEOPLE, "amount": LARGEST_AMOUNT}
)


@dataclass(frozen=True, slots=True)
class FactColumn:
    """One column of facts.

    ``kind``: id, month, province, date, date_or_none, choice, yes_no, count (people) or amount (đồng);
    for events also exact_date, days, km and people. A month or day may be left out of a date, not of the other two.
    ``values``: the words allowed in a choice, in the order of their codes; empty for the other kinds.
    ``default``: what an absent column means: a value, "required", "given" (with the call), "none" for a date
    that has not happened, or None for not known. "by_age": not known from 18 on, the first value below.
    """

    name: str
    kind: str
    values: tuple[str, ...]
    default: object
    label_vi: str


# General Statistics Office codes of provinces: the 63 until 2025-06 (34 of them stay in use after).
PROVINCE_CODES: tuple[str, ...] = tuple(
    "01 02 04 06 08 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 56 58"
    " 60 62 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96".split()
)

_PARENT = ("caring", "deceased", "missing", "in_facility", "detained", "unidentified")


def _yes_no(name: str, label_vi: str, default: bool = False) -> FactColumn:
    return FactColumn(name, "yes_no", (), default, label_vi)


FACTS: tuple[FactColumn, ...] = (
    FactColumn("person_id", "id", (), "required", "Mã người"),
    FactColumn("month", "month", (), "given", "Tháng hưởng"),
    FactColumn("province", "province", PROVINCE_CODES, "15", "Mã tỉnh nơi cư trú"),
    _yes_no("hard_area", "Sống ở xã, thôn đặc biệt khó khăn vùng dân tộc thiểu số và miền núi"),
    FactColumn("born", "date", (), "required", "Ngày sinh"),
    FactColumn("died", "date_or_none", (), "none", "Ngày mất"),
    FactColumn("sex", "choice", ("male", "female"), None, "Giới tính"),
    _yes_no("citizen", "Công dân Việt Nam", True),
    FactColumn("poverty", "choice", ("none", "near_poor", "poor"), "none", "Hộ nghèo, hộ cận nghèo"),
    _yes_no("abandoned", "Bị bỏ rơi, chưa có người nhận làm con nuôi"),
    FactColumn("father", "choice", _PARENT, "caring", "Tình trạng của cha"),
    FactColumn("mother", "choice", _PARENT, "caring", "Tình trạng của mẹ"),
    FactColumn("studying", "choice", ("no", "yes", "interrupted"), "no", "Tình trạng học tập"),
    _yes_no("had_orphan_allowance", "Đang hưởng trợ cấp trẻ em không có nguồn nuôi dưỡng khi đủ 16 tuổi"),
    _yes_no("hiv", "Nhiễm HIV/AIDS"),
    FactColumn(
        "marital",
        "choice",
        ("single", "married", "divorced", "widowed", "spouse_missing"),
        "by_age",
        "Tình trạng hôn nhân",
    ),
    FactColumn("children_under_16", "count", (), 0, "Số con dưới 16 tuổi đang nuôi"),
    FactColumn("children_16_22_studying", "count", (), 0, "Số con từ 16 đến 22 tuổi đang nuôi và đang học"),
    FactColumn("children_over_22_studying", "count", (), 0, "Số con trên 22 tuổi đang nuôi và đang học"),
    _yes_no("had_single_parent_allowance", "Đang hưởng trợ cấp đơn thân nghèo nuôi con khi con đủ 16 tuổi"),
    FactColumn(
        "support",
        "choice",
        ("none", "on_allowance", "present"),
        "present",
        "Người có nghĩa vụ và quyền phụng dưỡng",
    ),
    _yes_no("facility_eligible", "Không có điều kiện sống ở cộng đồng, đủ điều kiện vào cơ sở trợ giúp xã hội"),
    FactColumn("pension_vnd", "amount", (), 0, "Lương hưu, trợ cấp bảo hiểm xã hội hằng tháng (đồng)"),
    _yes_no("merit_allowance", "Hưởng trợ cấp ưu đãi người có công hằng tháng"),
    _yes_no("stable_income", "Có tiền lương, tiền công hoặc thu nhập ổn định hằng tháng"),
    FactColumn(
        "disability",
        "choice",
        ("none", "mild", "severe", "extremely_severe"),
        "none",
        "Mức độ khuyết tật",
    ),
    FactColumn("disability_certified", "date_or_none", (), "none", "Ngày cấp giấy xác nhận khuyết tật"),
    _yes_no("pregnant", "Đang mang thai"),
    FactColumn("children_under_36_months", "count", (), 0, "Số con dưới 36 tháng tuổi đang nuôi"),
    _yes_no("spouse_has_parent_support", "Vợ hoặc chồng đã hưởng kinh phí chăm sóc khi nuôi con nhỏ"),
    FactColumn("care", "choice", ("none", "own_household", "foster"), "none", "Người chăm sóc, nuôi dưỡng"),
    _yes_no("in_facility", "Được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội"),
    _yes_no("imprisoned", "Đang chấp hành án phạt tù"),
)

FACT_INDEX: Mapping[str, int] = MappingProxyType({fact.name: i for i, fact in enumerate(FACTS)})


def fact(name: str) -> FactColumn:
    """The column of that name. Raises KeyError for a name that is not in the contract."""
    return FACTS[FACT_INDEX[name]]


def code_of(column: FactColumn, value: str | int | bool) -> int:
    """The integer under which a word of a choice (or a yes/no, or a number) is computed with."""
    if column.values:
        return column.values.index(str(value))
    return int(value)
