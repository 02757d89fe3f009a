"""From what was typed into a form to plain answers, with what is wrong beside each field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ansinh.casework.forms.declaration import Answer, Column, Field, Kind
from ansinh.kernel.typed_day import read_day

MOST_VND = 999_999_999_999
MOST_ROWS = 30
LONGEST_TICKS = 40


class Wrong(ValueError):
    """A field holds something it cannot mean; the text says what, for whoever typed it."""


def cleaned(field: Field, texts: Sequence[str]) -> Answer:
    """The answer of a field that is no table; empty for nothing. Raises Wrong."""
    given = [text for text in (plain(one, lines=field.kind is Kind.LONG) for one in texts[:LONGEST_TICKS]) if text]
    if field.kind is Kind.TICKS:
        codes = [code for code, _ in field.choices]
        if set(given) - set(codes):
            raise Wrong("Hãy chọn trong danh sách.")
        return [code for code in codes if code in given]
    if not given:
        return ""
    if field.kind is Kind.CHOICE:
        if given[0] not in {code for code, _ in field.choices}:
            raise Wrong("Hãy chọn trong danh sách.")
        return given[0]
    return _CLEANERS[field.kind](given[0], field.longest)


def cleaned_cell(column: Column, text: str) -> str:
    """The answer of one cell. Raises Wrong."""
    given = plain(text)
    return _CLEANERS[column.kind](given, column.longest) if given else ""


def cleaned_rows(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Rows without empty cells, and without the empty rows at the end: those in between keep their place."""
    found = [{name: text for name, text in row.items() if text} for row in rows]
    while found and not found[-1]:
        found.pop()
    return found


def plain(text: str, *, lines: bool = False) -> str:
    """Composed letters, single blanks, and no letters that are not seen: they would hide or turn others."""
    composed = unicodedata.normalize("NFC", text)
    parts = composed.splitlines() if lines else [composed]
    seen = ("".join(" " if one.isspace() else one for one in part if one.isspace() or _seen(one)) for part in parts)
    return "\n".join(kept for kept in (" ".join(part.split()) for part in seen) if kept)


def _seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] != "C"


def day_of(text: str) -> str:
    """YYYY-MM-DD of a day as a date field sends it or as people write it. Raises Wrong."""
    try:
        day = read_day(text)
    except ValueError:
        raise Wrong("Không có ngày này trong lịch; hãy ghi ngày/tháng/năm.") from None
    if not date(1850, 1, 1) <= day <= date(2150, 1, 1):
        raise Wrong("Năm này không hợp lý.")
    return day.isoformat()


def _text(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Wrong(f"Dài quá {longest} ký tự.")
    return text


def _day(text: str, longest: int) -> str:
    return day_of(text)


def _month(text: str, longest: int) -> str:
    found = re.fullmatch(r"(?:(\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2}))", text, re.ASCII)
    month, year = (found[1] or found[4], found[2] or found[3]) if found else ("0", "0")
    if not 1 <= int(month) <= 12 or not 1900 <= int(year) <= 2150:
        raise Wrong("Hãy ghi tháng/năm, ví dụ 03/2024.")
    return f"{year}-{int(month):02d}"


def _birth(text: str, longest: int) -> str:
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return day_of(f"{text}-01-01")[:4]
    if re.fullmatch(r"\d{1,2}[/.-]\d{4}|\d{4}-\d{2}", text, re.ASCII):
        return _month(text, longest)
    return day_of(text)


def _digits(text: str, longest: int) -> str:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise Wrong("Hãy ghi một số, ví dụ 3.")
    return str(int(text))


def _money(text: str, longest: int) -> str:
    digits = re.sub(r"[.\s]", "", text).removesuffix("đồng").removesuffix("đ")
    if not re.fullmatch(r"\d{1,12}", digits, re.ASCII) or int(digits) > MOST_VND:
        raise Wrong("Hãy ghi số đồng, ví dụ 3.200.000.")
    return str(int(digits))


def _paper(text: str, longest: int) -> str:
    digits = text.replace(" ", "")
    if not re.fullmatch(r"\d{12}|\d{9}", digits, re.ASCII):
        raise Wrong("Số định danh có 12 số; chứng minh nhân dân cũ có 9 số.")
    return digits


_CLEANERS: dict[Kind, Callable[[str, int], str]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.BIRTH: _birth,
    Kind.NUMBER: _digits,
    Kind.MONEY: _money,
    Kind.PAPER: _paper,
}
