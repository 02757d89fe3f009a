"""What speaks for two records being one person and what against, in bits, as data.

The score of a pair is the sum of its levels and of the prior (Fellegi and Sunter): +1 bit doubles the odds, 0 bits are
even odds. A level's bits are log2(m / u): how often two records of one person stand like this, against how often two
records of two people do. ``m`` stands here; ``u`` too, unless it is counted in the registry itself (``counted``), so
that a name which thousands bear says little and a rare one much. Words are what the officer reads; a level without
words is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Level:
    """One way two records can stand to each other in one respect. ``u`` 0: counted in the registry."""

    code: str
    m: float
    u: float
    words: str
    speaks: Literal["for", "against", ""] = "for"


# How common the name is, is counted: in the commune when both live there, else in the whole registry.
NAME = (
    Level("name_same", 0.62, 0, "họ tên giống hệt"),
    Level("name_fold", 0.08, 0, "họ tên giống, khác dấu"),
    Level("name_sound", 0.08, 0, "họ tên đọc giống, viết khác (s/x, ch/tr, d/gi, l/n)"),
    Level("name_order", 0.02, 0, "cùng các chữ trong họ tên, khác thứ tự"),
    Level("name_letter", 0.05, 0, "họ tên lệch một chữ cái"),
    Level("name_middle", 0.06, 0, "cùng họ và tên, một bên thiếu tên đệm"),
    Level("name_ends", 0.03, 0, "cùng họ và tên, khác tên đệm"),
    Level("name_given", 0.03, 0, "cùng tên, khác họ"),
    Level("name_other", 0.0002, 0.98, "tên khác nhau", "against"),
)
# Of 85 years of birth and 365 days; a day of 1 January is taken for "only the year is known".
BORN = (
    Level("born_day", 0.90, 1 / 31_000, "cùng ngày sinh"),
    Level("born_month", 0.90, 1 / 1_020, "cùng tháng sinh, một bên không ghi ngày"),
    Level("born_year", 0.88, 1 / 85, "cùng năm sinh, một bên chỉ ghi năm"),
    Level("born_swapped", 0.02, 1 / 31_000, "ngày và tháng sinh đảo nhau"),
    Level("born_part", 0.04, 1 / 220, "ngày sinh lệch một phần"),
    Level("born_near", 0.08, 4 / 85, "năm sinh lệch 1–2, một bên chỉ ghi năm"),
    Level("born_decade", 0.006, 1 / 250, "năm sinh lệch đúng 10"),
    Level("born_other_day", 0.004, 1 / 85, "cùng năm sinh, khác ngày", "against"),
    Level("born_other", 0.01, 0.93, "ngày sinh khác nhau", "against"),
)
SEX = (
    Level("sex_same", 0.98, 0.5, "cùng giới tính", ""),
    Level("sex_unknown", 1, 1, "", ""),
    Level("sex_other", 0.02, 0.5, "khác giới tính", "against"),
)
NUMBER = (
    Level("number_same", 0.9, 1e-7, "cùng số định danh"),
    Level("number_near", 0.25, 6e-5, "số định danh lệch một chữ số"),
    Level("number_unknown", 1, 1, "", ""),
    Level("number_other", 0.03, 1, "số định danh khác nhau", "against"),
)
# Two people at random live in one commune 1.5 times in a hundred; the share of a village is counted.
PLACE = (
    Level("place_village", 0.80, 0, "cùng thôn"),
    Level("place_commune", 0.90, 0.015, "cùng xã, một bên không ghi thôn"),
    Level("place_other_village", 0.18, 0.0145, "cùng xã, khác thôn", ""),
    Level("place_other", 0.10, 0.985, "khác xã", "against"),
)
# Beyond the village: of some 150 people of a village four are of the household.
HOUSEHOLD = (
    Level("household_same", 0.35, 0.03, "cùng hộ"),
    Level("household_unknown", 1, 1, "", ""),
    Level("household_other", 0.65, 0.97, "khác hộ", ""),
)
# A relative often collects for several, so it says less than one would think.
ACCOUNT = (
    Level("account_same", 0.6, 0.02, "cùng tài khoản nhận tiền"),
    Level("account_unknown", 1, 1, "", ""),
)
# Outside one household, where all are reached at one number: the village head's or a grandchild's stands for several.
PHONE = (
    Level("phone_same", 0.55, 0.01, "cùng điện thoại"),
    Level("phone_unknown", 1, 1, "", ""),
    Level("phone_other", 0.45, 0.99, "khác điện thoại", ""),
)
FIELDS = (NAME, BORN, SEX, NUMBER, PLACE, HOUSEHOLD, ACCOUNT, PHONE)
LEVELS = tuple(level for field in FIELDS for level in field)
WORDS = {level.code: level.words for level in LEVELS if level.words}
AGAINST = frozenset(level.code for level in LEVELS if level.speaks == "against")

EXPECTED_SHARE = 0.01
"""Of a hundred people one is expected to stand in the registry twice: with it the prior is log2(2 · share / people)."""
LIKELY_BITS = -4.0
"""From here on a pair is shown. The levels are not quite independent, so the sum is too small by some four bits: measured
on known duplicates, about half of the pairs here are one person (bench/RESULTS.md)."""
GOOD_BITS = -1.0
"""From here on it is called likely: nine of ten are."""
SURE_BITS = 4.0
"""From here on it is called nearly certain: 98 of a hundred are."""
VERSION = 2
"""Raised with every change here: the next night compares everybody again."""
