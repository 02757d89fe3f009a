"""Writing a payment list in a payer's own columns: the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.rows import ListRow
from ansinh.payments.layouts import fields_table as table
from ansinh.payments.layouts.layout import Column, Layout

MOST_ROWS = 200_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NUMBERS = {"plain": "0", "grouped": "#,##0", "decimals": "0.00", "grouped_decimals": "#,##0.00"}
Value = str | int | date


@dataclass(frozen=True, slots=True)
class About:
    """What is the same for all lines of a file."""

    month: date
    pay_on: date
    run_code: str
    unit: str
    payer: str
    payer_account: str
    purpose: str
    made_on: date


def write_layout(layout: Layout, about: About, rows: Iterable[ListRow]) -> bytes:
    """The file as bytes. Raises Refusal for a letter that the encoding does not have, and for too many rows."""
    found = list(rows)
    if len(found) > MOST_ROWS:
        raise Refusal(
            "Danh sách có %(rows)s dòng, nhiều hơn %(most_rows)s: hãy xuất theo từng xã.",
            code="list_too_long", rows=len(found), most_rows=MOST_ROWS,
        )  # fmt: skip
    cells = [[_value(column, row, about, n) for column in layout.columns] for n, row in enumerate(found, 1)]
    total = _total(layout, found)
    head = [_filled(line, layout, about) for line in layout.before]
    return _workbook(layout, about, head, cells, total) if layout.format == "xlsx" else _csv(layout, head, cells, total)


def shown_cells(layout: Layout, about: About, rows: Iterable[ListRow]) -> list[list[str]]:
    """The cells below the headings as text, as a person sees them."""
    values = [[_value(column, row, about, n) for column in layout.columns] for n, row in enumerate(rows, 1)]
    return [[_shaped(c, v, layout) for c, v in zip(layout.columns, row, strict=True)] for row in values]


def _value(column: Column, row: ListRow, about: About, number: int) -> Value:
    """What stands in a cell, before it is shaped. Vague values are empty text."""
    match column.field:
        case "":
            return column.constant
        case "number":
            return number
        case "creditor":
            return row.recipient_name or row.full_name
        case "purpose":
            return about.purpose + row.full_name
        case "blank":
            return ""
        case "month" | "pay_on" | "run_code" | "payer" | "payer_account" as name:
            value: Value = getattr(about, name)
            return value
        case name:
            of_row: Value = getattr(row, name)
            return of_row


def _total(layout: Layout, rows: list[ListRow]) -> list[Value]:
    """The row below the table: its words first, then the sums of amounts."""
    if not layout.total:
        return []
    sums: list[Value] = [
        sum(getattr(row, column.field) for row in rows) if _kind(column) == "amount" else ""
        for column in layout.columns
    ]
    return [layout.total, *sums[1:]]


def _kind(column: Column) -> str:
    return table.WRITTEN[column.field].kind if column.field else "text"


def _filled(line: str, layout: Layout, about: About) -> str:
    places: Mapping[str, str] = {
        "month": f"{about.month:%m/%Y}",
        "pay_on": f"{about.pay_on:%d/%m/%Y}",
        "run_code": about.run_code,
        "unit": about.unit,
        "payer": about.payer,
        "provider": layout.provider,
    }
    for name, value in places.items():
        line = line.replace("{" + name + "}", value)
    return line


def _shaped(column: Column, value: Value, layout: Layout) -> str:
    """A value as text: amounts and days as declared; a text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, date):
        shapes = table.MONTHS if _kind(column) == "month" else table.DATES
        return value.strftime(shapes[column.shape or next(iter(shapes))])
    if isinstance(value, int):
        grouped = column.shape.startswith("grouped")
        text = f"{value:,}".replace(",", layout.group) if grouped else str(value)
        return text + (layout.decimal + "00" if column.shape.endswith("decimals") else "")
    return f"'{value}" if value.startswith(_FORMULA) else value


def _csv(layout: Layout, head: list[str], cells: list[list[Value]], total: list[Value]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=layout.delimiter, lineterminator="\r\n")
    writer.writerows([line] for line in head)
    writer.writerow([column.heading for column in layout.columns])
    table_rows = [*cells, total] if total else cells
    for row in table_rows:
        writer.writerow([_shaped(column, value, layout) for column, value in zip(layout.columns, row, strict=True)])
    return _encoded(out.getvalue(), layout.encoding)


def _encoded(text: str, encoding: str) -> bytes:
    if encoding == "utf-8":
        return text.encode("utf-8-sig")  # so that Excel takes it for what it is
    if encoding == "utf-16":
        return text.encode("utf-16")
    try:
        return "".join(_with_tone(letter) for letter in unicodedata.normalize("NFC", text)).encode(encoding)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, text.find(error.object[error.start])) + 1
        raise Refusal(
            "Dòng %(row)s có ký tự “%(value)s” không ghi được bằng bảng mã %(encoding)s: hãy chọn UTF-8 cho mẫu này.",
            code="not_in_encoding", row=line, value=error.object[error.start], encoding=encoding,
        ) from None  # fmt: skip


def _with_tone(letter: str) -> str:
    """Windows 1258 writes a vowel with its roof or horn as one sign and the tone behind it as another."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [sign for sign in parts if sign in _TONES]
    if not tones:
        return letter
    rest = unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES))
    return rest + "".join(tones)


def _workbook(layout: Layout, about: About, head: list[str], cells: list[list[Value]], total: list[Value]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": layout.name, "created": datetime.combine(about.made_on, time())})
    sheet = book.add_worksheet(layout.sheet or "Danh sách")
    bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter", "bg_color": "#E8EDF3"})
    quoted = book.add_format({"quote_prefix": True})
    amounts = [book.add_format({"num_format": _NUMBERS[column.shape or "plain"]}) if _kind(column) == "amount" else None
               for column in layout.columns]  # fmt: skip
    for number, line in enumerate(head):
        sheet.write_string(number, 0, line)
    top = len(head)
    for place, column in enumerate(layout.columns):
        sheet.write_string(top, place, column.heading, bold)
        sheet.set_column(place, place, min(max(len(column.heading) + 2, 12), 40))
    sheet.freeze_panes(top + 1, 0)
    for line_number, row in enumerate([*cells, total] if total else cells, top + 1):
        for place, (column, value) in enumerate(zip(layout.columns, row, strict=True)):
            if isinstance(value, int):
                sheet.write_number(line_number, place, value, amounts[place])
            else:
                text = _shaped(column, value, layout)
                plain_text = isinstance(value, str) and value.startswith(_FORMULA)
                sheet.write_string(line_number, place, value if plain_text else text, quoted if plain_text else None)
    book.close()
    return buffer.getvalue()
