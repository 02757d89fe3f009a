"""Amounts, coefficients, identity numbers and phone numbers as lists write them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from ansinh.intake.reading.cells import Cell, as_text
from ansinh.intake.reading.text import clean, fold

_CURRENCY = re.compile(r"\s*(?:đồng|đ|dong|vnđ|vnd|₫|d)?(?:\s*/\s*(?:1 )?(?:tháng|thang|th|t))?[.\s]*\Z", re.I)
_SCALE = re.compile(r"\s*(triệu|trieu|tr|nghìn|ngàn|nghin|ngan|k)\.?\s*\Z", re.I)
_GROUPED = re.compile(r"-?\d{1,3}([.,\s])\d{3}(?:\1\d{3})*(?:[.,]\d{1,2})?\Z")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d{1,2})?\Z")
_SHORT = re.compile(r"\d{1,3}[.,]\d{1,2}\Z")  # "540.00" with đồng as the unit: a zero is missing, or it is no amount
_UNIT = re.compile(
    r"(?:\b(?:dvt|don vi tinh|don vi|dv)\b|\A)\W*(1000 dong|1000d|1000 d|nghin dong|ngan dong|nghin|ngan|trieu dong"
    r"|trieu|dong|1000vnd|1000 vnd|tr d)\b"
)


class BadNumber(ValueError):
    """No number can be read."""


def read_amount(value: Cell, unit: int = 1) -> int:
    """Đồng. `unit` is what 1 in the cell is worth (1, 1.000 or 1.000.000 đồng, by the heading)."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise BadNumber
    if isinstance(value, (int, float)):
        amount = Decimal(repr(value)) * unit
    else:
        amount = _amount_in_text(value, unit)
    if not amount.is_finite() or amount < 0 or amount >= 10**12 or amount != amount.to_integral_value():
        raise BadNumber
    return int(amount)


def _amount_in_text(value: str, unit: int) -> Decimal:
    text = clean(value).strip("'’` ")
    text = _CURRENCY.sub("", text)
    scale = _SCALE.search(text)
    if scale:
        unit = 1_000_000 if scale.group(1).lower().startswith("tr") else 1_000
        text = text[: scale.start()]
        text = text.replace(",", ".")
        if not re.fullmatch(r"\d+(\.\d+)?", text):
            raise BadNumber
        return Decimal(text) * unit
    grouped = _GROUPED.match(text)
    if grouped:
        separator = grouped.group(1)
        other = "," if separator == "." else "."
        whole, _, cents = text.partition(other) if separator != " " else (*_last_point(text),)
        return Decimal(re.sub(r"[.,\s]", "", whole) + ("." + cents if cents else "")) * unit
    if not _PLAIN.match(text) or (unit == 1 and _SHORT.match(text)):
        raise BadNumber
    return Decimal(text.replace(",", ".")) * unit


def _last_point(text: str) -> tuple[str, str, str]:
    found = re.search(r"[.,](\d{1,2})\Z", text)
    return (text[: found.start()], ".", found.group(1)) if found else (text, "", "")


def unit_in(text: str) -> int | None:
    """The unit of money a heading names: "ĐVT: 1.000 đồng" → 1000; None when it names none."""
    joined = re.sub(r"\b1 ?000", "1000", fold(text))
    for piece in (joined, *(fold(p).replace("1 000", "1000") for p in re.findall(r"\(([^)]*)\)", clean(text)))):
        found = _UNIT.search(piece)
        if found:
            word = found.group(1)
            return 1_000_000 if word.startswith("tr") else 1_000 if word.startswith(("1000", "ng")) else 1
    return None


def read_coefficient(value: Cell) -> str:
    """Decimal text with at least one place: "1,5" → "1.5", 2 → "2.0"."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise BadNumber
    text = (
        repr(value)
        if isinstance(value, (int, float))
        else clean(value).strip("'’` ").replace(",", ".").replace(" ", "")
    )
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise BadNumber from None
    if not number.is_finite() or not 0 <= number < 100:
        raise BadNumber
    number = number.normalize()
    return f"{number:f}" if "." in f"{number:f}" else f"{number:f}.0"


def read_id_number(value: Cell) -> str:
    """12 digits (zeros that a spreadsheet dropped put back) or 9."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise BadNumber
    if isinstance(value, float):
        if not value.is_integer() or not 0 < value < 1e15:
            raise BadNumber
        value = int(value)
    if isinstance(value, int) and value < 0:
        raise BadNumber
    text = re.sub(r"[\s.,'’`\"“”\-–_]", "", clean(str(value)))
    text = re.sub(r"(?i)\A(cccd|cmnd|cmt|số|so)\W*", "", text)
    if not text.isascii() or not text.isdigit():
        raise BadNumber
    if len(text) in (10, 11):
        text = text.zfill(12)
    if len(text) not in (9, 12) or set(text) == {"0"}:
        raise BadNumber
    return text


def read_decimal_tail(value: Cell) -> Cell:
    """ "15185001234.0" as some programs export it."""
    return value[:-2] if isinstance(value, str) and re.fullmatch(r"\d{8,12}[.,]0", value.strip()) else value


def read_phone(value: Cell) -> str:
    """Text as written; a mobile number that lost its zero as a number gets it back."""
    text = clean(as_text(value))
    return "0" + text if isinstance(value, (int, float)) and len(text) == 9 and text[0] in "235789" else text
