"""Reading what a payer answers in its own columns: every row understood, or the whole file refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from django.utils.translation import gettext_noop as _

from ansinh.intake.public import CsvForm, PlainSheet, read_sheets
from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.reports import Outcome, Problem, Report, ReturnFile
from ansinh.payments.layouts.layout import Layout
from ansinh.payments.layouts.plain import plain

LARGEST = 20 * 1024 * 1024
LARGEST_AMOUNT = 10**12
KIND = "layout"
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?\Z", re.IGNORECASE)
Cell = str | int | float | bool


def read_answer(content: bytes, name: str, layout: Layout) -> ReturnFile:
    """What a payer says of each line, by an answer's layout.

    Lines with an empty result are left out: nothing is known of them. What was paid in part becomes a problem, for a
    person to look at. Raises Refusal naming file, row, column and value for a heading, value or word that was not
    declared: then nothing of the file is used.
    """
    if len(content) > LARGEST:
        raise Refusal("Tệp %(name)s lớn hơn 20 MB.", code="file_too_large", file=name, name=name)
    is_book = content.startswith(_BOOKS)
    if is_book != (layout.format == "xlsx"):
        raise Refusal(
            "Tệp %(name)s không đúng dạng của mẫu “%(layout)s”: mẫu này là tệp %(format)s.",
            code="other_format", file=name, name=name, layout=layout.name, format=layout.format,
        )  # fmt: skip
    form = None if is_book else CsvForm(layout.delimiter, layout.encoding)
    sheet = _chosen(read_sheets(content, name, form), name, layout)
    reading = _Reading(name, sheet, layout)
    found = list(reading.rows())
    reports = tuple(one for one in found if isinstance(one, Report))
    return ReturnFile(KIND, "", reports, (), tuple(one for one in found if isinstance(one, Problem)))


def _chosen(sheets: Sequence[PlainSheet], name: str, layout: Layout) -> PlainSheet:
    if layout.format == "csv" or not layout.sheet:
        if sheets:
            return sheets[0]
    else:
        for sheet in sheets:
            if plain(sheet.name) == plain(layout.sheet):
                return sheet
    raise Refusal(
        "Tệp %(name)s không có trang tính “%(sheet)s”.", code="missing_sheet", file=name, name=name, sheet=layout.sheet
    )


class _Reading:
    """One table: where its columns stand, and its rows as reports."""

    def __init__(self, name: str, sheet: PlainSheet, layout: Layout) -> None:
        self.name, self.sheet, self.layout = name, sheet, layout
        self.at = self._columns()
        self.words = {
            plain(word).casefold(): outcome for outcome, words in layout.words.items() for word in words
        }  # fmt: skip
        self.headings = {column.field: column.heading for column in layout.columns}
        self.seen: set[str] = set()

    def _columns(self) -> Mapping[str, int]:
        """Where the columns of each declared field stand; a heading that is missing, unknown or twice is refused."""
        row_number = self.layout.heading_row
        rows = self.sheet.rows
        cells = [plain(cell) for cell in rows[row_number - 1]] if len(rows) >= row_number else []
        declared = {plain(column.heading).casefold(): column for column in self.layout.columns}
        found: dict[str, int] = {}
        for place, heading in enumerate(cells):
            if not heading:
                continue
            if heading.casefold() not in declared:
                self._wrong(row_number, heading, heading, _("tiêu đề không có trong mẫu đã khai báo"))
            if heading.casefold() in found:
                self._wrong(row_number, heading, heading, _("tiêu đề có hai lần"))
            found[heading.casefold()] = place
        for heading, column in declared.items():
            if heading not in found:
                self._wrong(row_number, column.heading, "", _("thiếu cột này"))
        return {
            column.field: found[heading] for heading, column in declared.items() if column.field != "ignored"
        }  # fmt: skip

    def rows(self) -> Iterator[Report | Problem]:
        """A report or problem for every row that says something."""
        ends = {plain(word).casefold() for word in self.layout.ends_at}
        for number, row in enumerate(self.sheet.rows[self.layout.heading_row :], self.layout.heading_row + 1):
            first = next((plain(cell) for cell in row if plain(cell)), "")
            if first.casefold() in ends and first:
                return
            if first and (one := self._row(number, row)):
                yield one

    def _row(self, number: int, row: Sequence[Cell]) -> Report | Problem | None:
        key = self._text("key", row)
        if not key:
            self._wrong(number, self.headings["key"], "", _("thiếu mã chi trả"))
        if len(key) > 200:
            self._wrong(number, self.headings["key"], key, _("mã chi trả quá dài"))
        if key in self.seen:
            self._wrong(number, self.headings["key"], key, _("mã chi trả đã có ở một dòng trên"))
        self.seen.add(key)
        owed, paid = self._amount("amount_vnd", number, row), self._amount("paid_vnd", number, row)
        reason = self._text("reason", row)
        outcome = self._outcome(number, row, reason)
        place = f"trang {self.sheet.name}, dòng {number}" if self.layout.format == "xlsx" else f"dòng {number}"
        if outcome is None:
            return None
        amount = self._checked(number, outcome, owed, paid)
        if outcome == "partly":
            text = f"Chi một phần: đã chi {paid or 0} đồng. {reason}".strip()
            return Problem(place, key, "partly_paid", text[:300])
        return Report(place, key, Outcome(outcome), amount, reason[:200], self._text("booking", row)[:120])

    def _outcome(self, number: int, row: Sequence[Cell], reason: str) -> str | None:
        if self.layout.every_row:
            return self.layout.every_row
        said = self._text("result", row)
        if not said:
            if reason:
                self._wrong(number, self.headings["result"], "", _("có lý do nhưng không có kết quả"))
            return None
        outcome = self.words.get(said.casefold())
        if outcome is None:
            self._wrong(number, self.headings["result"], said, _("chữ này không có trong mẫu đã khai báo"))
        return outcome

    def _checked(self, number: int, outcome: str, owed: int | None, paid: int | None) -> int | None:
        """The amount that the line is held against. What was paid has to go with what is said of it."""
        if paid is None:
            if outcome in ("paid", "partly") and "paid_vnd" in self.at:
                self._wrong(number, self.headings["paid_vnd"], "", _("thiếu số tiền đã chi"))
            return owed
        whole = owed is None or paid == owed
        if outcome == "paid" and not (whole and paid > 0):
            self._wrong(number, self.headings["paid_vnd"], paid, _("đã nhận nhưng số đã chi khác số phải chi"))
        if outcome == "returned" and paid:
            self._wrong(number, self.headings["paid_vnd"], paid, _("chưa nhận nhưng có số đã chi"))
        if outcome == "partly" and not (paid > 0 and (owed is None or paid < owed)):
            self._wrong(
                number, self.headings["paid_vnd"], paid, _("nhận một phần thì số đã chi phải ít hơn số phải chi")
            )
        return owed if owed is not None else paid or None

    def _cell(self, field: str, row: Sequence[Cell]) -> Cell:
        place = self.at.get(field)
        return row[place] if place is not None and place < len(row) else ""

    def _text(self, field: str, row: Sequence[Cell]) -> str:
        return plain(self._cell(field, row))

    def _amount(self, field: str, number: int, row: Sequence[Cell]) -> int | None:
        """Whole đồng; None for an empty cell or where the layout has no such column."""
        cell = self._cell(field, row)
        if plain(cell) == "":
            if field in self.at and field == "amount_vnd":
                self._wrong(number, self.headings[field], "", _("thiếu số tiền"))
            return None
        found = amount_of(cell, self.layout)
        if found is None:
            self._wrong(number, self.headings[field], plain(cell), _("không phải số đồng nguyên"))
        return found

    def _wrong(self, number: int, column: str, value: object, what: str) -> NoReturn:
        raise Refusal(
            "Tệp %(name)s, dòng %(row)s, cột “%(column)s”, giá trị “%(value)s”: %(what)s. Chưa ghi gì.",
            code="bad_row", file=self.name, row=number, column=column, value=str(value)[:60], name=self.name, what=what,
        )  # fmt: skip


def amount_of(cell: Cell, layout: Layout) -> int | None:
    """A cell as whole đồng by the layout's signs for thousands and decimals; None for anything else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell == cell // 1 and 0 <= cell < LARGEST_AMOUNT else None
    group, decimal = re.escape(layout.group), re.escape(layout.decimal)
    text = _CURRENCY.sub("", plain(cell))
    if not re.fullmatch(rf"(?:[0-9]{{1,13}}|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+)(?:{decimal}0{{1,2}})?", text):
        return None
    found = int(text.split(layout.decimal)[0].replace(layout.group, ""))
    return found if found < LARGEST_AMOUNT else None
