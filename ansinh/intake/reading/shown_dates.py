"""A date of which the cell shows only the year, or month and year, says no more than that."""

from __future__ import annotations

import datetime as dt
import re

from ansinh.intake.reading.cells import Sheet

_MONTHS = ("m/yyyy", "mm/yyyy", "m-yyyy", "mm-yyyy", "mm.yyyy")


def shown_of_date(number_format: str) -> str:
    """What a spreadsheet's number format shows of a date: "Y", "M" (month and year), or "" for anything else."""
    shown = number_format.lower().replace("\\", "").replace('"', "").split(";")[0]
    shown = re.sub(r"\[[^\]]*\]", "", shown).strip()
    return "Y" if shown == "yyyy" else "M" if shown in _MONTHS else ""


def shorten_date(sheet: Sheet, row: int, column: int, shown: str) -> None:
    """Put what is shown in the place of a date; leaves every other cell alone."""
    if row < len(sheet.rows) and column < len(sheet.rows[row]):
        value = sheet.rows[row][column]
        if isinstance(value, dt.date):
            sheet.rows[row][column] = str(value.year) if shown == "Y" else f"{value.month:02d}/{value.year}"
