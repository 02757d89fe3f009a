"""Money is integer đồng; no floating point touches an amount."""

from __future__ import annotations

from typing import NewType

Dong = NewType("Dong", int)

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def format_dong(amount: int) -> str:
    """Figures as Vietnamese documents write them: 1.234.567."""
    return f"{amount:,}".replace(",", ".")


def _unit_word(tens: int, unit: int) -> str:
    """The last digit changes its sound after a ten: mốt, lăm."""
    if tens > 1 and unit == 1:
        return "mốt"
    if tens > 0 and unit == 5:
        return "lăm"
    return _DIGITS[unit]


def _three_digits(number: int, *, full: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words: list[str] = []
    if full or hundreds:
        words += [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif unit and words:
        words.append("linh")
    if unit:
        words.append(_unit_word(tens, unit))
    return words


def _below_billion(number: int, *, full: bool) -> list[str]:
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += _three_digits(group, full=full or bool(words))
            if power:
                words.append(_GROUPS[power])
    return words


def in_words_vi(amount: int) -> str:
    """An amount in words as the last line of a payment list: "Một triệu hai trăm nghìn đồng".

    Takes 0 ≤ amount < 10^18; raises ValueError otherwise.
    """
    if not 0 <= amount < 10**18:
        raise ValueError(f"amount out of range: {amount}")
    if amount == 0:
        return "Không đồng"
    billions, rest = divmod(amount, 10**9)
    words = [*_below_billion(billions, full=False), "tỷ"] if billions else []
    words += _below_billion(rest, full=bool(words))
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]} đồng"
