"""Dates as lists write them. A date is text of the contract: YYYY-MM-DD, YYYY-MM or YYYY, as much as the cell says."""

from __future__ import annotations

import datetime as dt
import re

from ansinh.intake.reading.cells import Cell
from ansinh.intake.reading.text import clean, fold

_EXCEL_DAY_0 = dt.date(1899, 12, 30)
_OLDEST = 1880
_SEP = r"\s*[/.\-–,\\]\s*"
_DAY = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}})\Z")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?\Z")
_ISO_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})\Z")
_MONTH = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{4}})\Z")
_WORDS = re.compile(r"(?:ngay )?(?:(\d{1,2}) )?thang (\d{1,2}) (?:nam )?(\d{4})\Z")
_DAY_MONTH = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}})\Z")
_SPACED = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4})\Z")
_ENGLISH = re.compile(r"(\d{1,2})[ \-/](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ \-/,]+(\d{4})\Z")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "../../1950", "--/--/1950", "…/5/1950": dots and dashes where nothing is known.
_UNKNOWN_DAY = re.compile(r"[\s.…_\-]*/(?:[\s.…_\-]*/)?(?:\s*(\d{1,2})\s*/)?\s*(\d{4})\Z")
_TIME = re.compile(r"\s+\d{1,2}:\d{2}(:\d{2})?(\s*[AP]M)?\Z", re.I)
_PREFIX = re.compile(
    r"(?:(?:sinh|sn|s[./]n)[\s.:]*(?=\d|ng|n[ăa]m|th)|(?:kể |ke )?(?:từ|tu)\s+|(?:đã |da )?(?:chết|chet|mất|mat)\s+)?"
    r"(?:(?:năm|nam|ngày|ngay)[\s:]*(?=\d)|(?:tháng|thang)\s+(?=\d{1,2}\s*[/.\-])|[tT](?=\d{1,2}\s*[/.\-]))?",
    re.I,
)


class BadDate(ValueError):
    """No date can be read, or only a guess would give one."""


def read_date(value: Cell, *, typed_year: bool = False) -> str:
    """A cell to YYYY-MM-DD, YYYY-MM or YYYY. Days come before months; a two-digit year is refused.

    typed_year: a real date in 1905 is a year (1950 = 3 May 1905) somebody typed into a cell formatted as a date.
    """
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        serial = (value - _EXCEL_DAY_0).days
        return str(serial) if typed_year and _OLDEST <= serial <= 2035 else value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise BadDate
    if isinstance(value, (int, float)):
        return _from_number(value)
    return _from_text(value)


def _from_number(value: float) -> str:
    if not -1e9 < value < 1e9:  # infinity and not-a-number too
        raise BadDate
    if value != int(value):
        number = int(value)  # a serial with a time of day
        if not 3_000 <= number <= 60_000:
            raise BadDate
    number = int(value)
    if _OLDEST <= number <= 2_100:
        return str(number)
    if 2_100 < number <= 60_000:
        return (_EXCEL_DAY_0 + dt.timedelta(days=number)).isoformat()
    return _from_digits(str(number))


def _from_text(value: str) -> str:
    text = clean(value).strip("'’`., ")
    text = _PREFIX.sub("", _TIME.sub("", text), count=1).strip()
    if text.isdigit():
        if len(text) == 4:
            return _year(text)
        return _from_digits(text)
    if found := _DAY.match(text):
        return _from_parts(*found.groups())
    if found := _ISO.match(text):
        year, month, day = found.groups()
        return _from_parts(day, month, year)
    if found := _ISO_MONTH.match(text):
        return _from_parts("0", found.group(2), found.group(1))
    if found := _MONTH.match(text):
        return _from_parts("0", *found.groups())
    if found := _SPACED.match(text):
        return _from_parts(*found.groups())
    if found := _UNKNOWN_DAY.match(text):
        return _from_parts("0", found.group(1) or "0", found.group(2))
    if found := _ENGLISH.match(text.lower()):
        return _from_parts(found.group(1), str(_ENGLISH_MONTHS.index(found.group(2)) + 1), found.group(3))
    if found := _WORDS.match(fold(text)):
        return _from_parts(found.group(1) or "0", found.group(2), found.group(3))
    raise BadDate


def _from_digits(digits: str) -> str:
    """12051950, 5121950 (a lost zero) and 19500512; six digits could mean too many things."""
    if len(digits) == 7:
        digits = "0" + digits
    if len(digits) != 8:
        raise BadDate
    if _OLDEST <= int(digits[4:]) <= 2_100 and int(digits[2:4]) <= 12:
        return _from_parts(digits[:2], digits[2:4], digits[4:])
    return _from_parts(digits[6:], digits[4:6], digits[:4])


def _year(text: str) -> str:
    if not _OLDEST <= int(text) <= 2_100:
        raise BadDate
    return text


def _from_parts(day: str, month: str, year: str) -> str:
    """Zeros for an unknown day or month ("00/00/1950") are left out."""
    d, m, y = int(day), int(month), int(_year(year))
    if m == 0 and d == 0:
        return f"{y:04d}"
    if d == 0 and 1 <= m <= 12:
        return f"{y:04d}-{m:02d}"
    try:
        return dt.date(y, m, d).isoformat()
    except ValueError:
        raise BadDate from None


def read_day(value: Cell) -> str:
    """A full day; less is not enough."""
    found = read_date(value)
    if len(found) != 10:
        raise BadDate
    return found


def read_month(value: Cell) -> str:
    """YYYY-MM from a month or a day in it."""
    found = read_date(value)
    if len(found) < 7:
        raise BadDate
    return found[:7]


def from_split(day: Cell, month: Cell, year: Cell) -> str:
    """Day, month and year in three columns, or day and month ("12/5") in one and the year in another."""
    if isinstance(day, dt.date) and month == "":
        day, month = day.day, day.month  # a spreadsheet makes a date of this year of "12/5"
    elif isinstance(day, str) and month == "" and (found := _DAY_MONTH.match(clean(day))):
        day, month = found.groups()
    parts = []
    for part in (day, month, year):
        text = str(int(part)) if isinstance(part, float) and part.is_integer() else clean(str(part))
        if text and not text.isdigit():
            raise BadDate
        parts.append(text or "0")
    if len(parts[2]) != 4:
        raise BadDate
    return _from_parts(*parts)


def is_after(text: str, on: dt.date) -> bool:
    """Whether a date, whatever its precision, lies wholly after a day."""
    return text > on.isoformat()[: len(text)]


_TITLE_MONTH = re.compile(r"\b(?:thang|t|ky(?: chi tra| linh| tra)?)\s?(\d{1,2}) (?:nam )?(\d{4})\b")


def month_in_title(text: str) -> str | None:
    """The one month a title names ("THÁNG 11 NĂM 2026", "T11/2026"); days ("ngày 5 tháng 11 …") and spans do not
    count."""
    folded = fold(text)
    folded = re.sub(r"\bngay( \d{1,2}| ) ?thang( \d{1,2})? nam( \d{4})?", " ", folded)
    folded = re.sub(r"\bngay \d{1,2} \d{1,2} \d{4}", " ", folded)
    found = {(int(y), int(m)) for m, y in _TITLE_MONTH.findall(folded) if 1 <= int(m) <= 12 and 2000 <= int(y) <= 2100}
    if len(found) != 1 or re.search(r"\btu thang \d{1,2} .*\bden thang\b", folded):
        return None
    year, month = found.pop()
    return f"{year}-{month:02d}"
