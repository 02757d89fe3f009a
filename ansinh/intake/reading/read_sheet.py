"""One sheet to the rows of its tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ansinh.intake.reading import words
from ansinh.intake.reading.by_contents import first_person
from ansinh.intake.reading.cells import Cell, Sheet, as_text, at, column_letter, is_empty
from ansinh.intake.reading.column import Column
from ansinh.intake.reading.dates import month_in_title
from ansinh.intake.reading.headers import Header, MergedCells, header_at, may_be_header
from ansinh.intake.reading.heading_key import heading_key
from ansinh.intake.reading.map_columns import ColumnMap, map_columns, signature_of
from ansinh.intake.reading.numbers import unit_in
from ansinh.intake.reading.person_row import CARRIED, BaseOfMonth, PersonReader, keys_of
from ansinh.intake.reading.row_cells import NoticeTaker, Row
from ansinh.intake.reading.row_kinds import (
    DATA,
    GROUP,
    RowJudge,
    group_of,
    is_number_row,
    village_of_title,
)
from ansinh.intake.reading.village_words import village_of_sheet

_SAMPLE = 60


@dataclass
class Table:
    """One list found in a sheet: its columns, the month and unit its titles name."""

    sheet: str
    header: Header
    columns: ColumnMap
    month: str
    unit: int
    judge: RowJudge
    reader: PersonReader
    above: list[Cell] = field(default_factory=list)  # the data row before, for ditto marks


@dataclass
class Circumstances:
    """What the caller knows: the day of reading, remembered mappings by signature of the headings, the base amount
    of a month."""

    on: dt.date
    base_of: BaseOfMonth
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class SheetReader:
    """Goes down a sheet once. `tables` is the result; its rows are added to `rows`, its notices handed on."""

    def __init__(self, sheet: Sheet, known: Circumstances, rows: list[Row], noticed: NoticeTaker | None) -> None:
        self.sheet = sheet
        self.known = known
        self.merged = MergedCells(sheet)
        self.tables: list[Table] = []
        self.rows = rows
        self.noticed = noticed
        self.active: list[Table] = []
        self.titles: list[str] = []
        self.village: str | None = None
        self.category: str | None = None
        self.sheet_village = village_of_sheet(sheet.name)

    def read(self) -> None:
        self._down(0)
        if not self.tables and (found := first_person(self.sheet)):
            self._begin_by_contents(*found)
            self._down(found[0])

    def _down(self, number: int) -> None:
        while number < len(self.sheet.rows):
            row = self.sheet.rows[number]
            filled = [(column, value) for column, value in enumerate(row) if not (value == "" or is_empty(value))]
            if filled:
                header = self._header(number, row)
                if header:
                    self._begin(header)
                    number = header.last + 1
                    continue
                self._row(number, row, filled)
            number += 1

    def _header(self, number: int, row: list[Cell]) -> Header | None:
        if self.active and not may_be_header(row):
            return None
        return header_at(self.sheet, self.merged, number)

    def _row(self, number: int, row: list[Cell], filled: list[tuple[int, Cell]]) -> None:
        if not self.active:
            self._title(filled)
            return
        for position, table in enumerate(self.active):
            if len(self.active) == 1:
                self._row_of(table, number, row, filled)
                continue
            start = table.header.starts[position]
            end = table.header.starts[position + 1] if position + 1 < len(table.header.starts) else len(row)
            part = [value if start <= column < end else "" for column, value in enumerate(row)]
            own = [(column, value) for column, value in filled if start <= column < end]
            if own:
                self._row_of(table, number, part, own)

    def _row_of(self, table: Table, number: int, row: list[Cell], filled: list[tuple[int, Cell]]) -> None:
        areas = self.merged.at(number)
        wide = (
            any(right - left >= 3 and top == number == bottom for top, left, bottom, right in areas)
            and len(filled) <= 2
        )
        kind = table.judge.kind(row, filled, wide)
        if kind == DATA:
            cells = self._filled_in(table, number, row, areas)
            village = self.village or self.sheet_village
            self._take(table.reader.read(self.sheet.name, number, cells, village, self.category))
            table.above = cells
        elif kind == GROUP:
            self._group(table, filled)
            self._title(filled)
        else:
            self._title(filled)

    def _take(self, row: Row) -> None:
        self.rows.append(row)
        if self.noticed and row.notices:
            self.noticed(len(self.rows) - 1, row.notices)
            row.notices.clear()

    def _group(self, table: Table, filled: list[tuple[int, Cell]]) -> None:
        text = max((as_text(value) for _, value in filled if isinstance(value, str)), key=len, default="")
        what, name = group_of(text)
        if what == "village" and "village" not in keys_of(table.columns):
            self.village = name
        elif what == "category":
            self.category = name
        self._refresh_extras(table)

    def _refresh_extras(self, table: Table) -> None:
        has = keys_of(table.columns)
        if "village" not in has and (self.village or self.sheet_village):
            table.reader.extra_keys.add("village")
        if "category_text" not in has and self.category:
            table.reader.extra_keys.add("category_text")

    def _filled_in(
        self, table: Table, number: int, row: list[Cell], areas: list[tuple[int, int, int, int]]
    ) -> list[Cell]:
        cells = list(row)
        for top, left, bottom, _ in areas:
            covered = top < number <= bottom and left < len(cells) and is_empty(cells[left])
            if covered and table.columns.key_at(left) in CARRIED:
                cells[left] = at(self.sheet.rows[top], left)
                if words.is_ditto(cells[left]):
                    cells[left] = at(table.above, left)
        for column, value in enumerate(cells):
            if (
                type(value) is str
                and value
                and len(value) < 14
                and words.is_ditto(value)
                and not is_empty(at(table.above, column))
            ):
                cells[column] = at(table.above, column)
        return cells

    def _title(self, filled: list[tuple[int, Cell]]) -> None:
        text = " ".join(as_text(value) for _, value in filled if isinstance(value, str))
        if text and len(text) < 500:
            self.titles.append(text)
            if not self.active:
                village = village_of_title(next(as_text(value) for _, value in filled if isinstance(value, str)))
                self.village = village or self.village

    def _begin(self, header: Header) -> None:
        """Start a table; a header repeated at a page break goes on with the table before."""
        if self.active and header.headings == self.active[0].header.headings:
            for table in self.active:
                table.judge.signed = False
            return
        month, unit = self._month(), self._unit(header)
        sample = self._sample(header.last + 1)
        self.active = []
        for position, start in enumerate(header.starts):
            end = header.starts[position + 1] if position + 1 < len(header.starts) else len(header.headings)
            columns = self._map(header.headings[start:end], sample, start)
            self.active.append(self._table(header, columns, month, unit, sample))
        self.titles = []
        self.tables += self.active

    def _begin_by_contents(self, first: int, keys: list[str]) -> None:
        """A list without headings: the columns are what their cells say."""
        headings: list[tuple[str, ...]] = [(key,) if key else () for key in keys]
        signature = signature_of(headings)
        settled = self.known.remembered.get(signature, {})
        columns = [
            Column(index, (), settled.get(column_letter(index), key), 100 if column_letter(index) in settled else 50)
            for index, key in enumerate(keys)
        ]
        header = Header(first=first - 1, last=first - 1, headings=headings, starts=[0])
        unit = next((unit for title in reversed(self.titles) if (unit := unit_in(title))), 1)
        self.active = [self._table(header, ColumnMap(columns, signature), self._month(), unit, [])]
        self.titles = []
        self.tables += self.active

    def _map(self, headings: list[tuple[str, ...]], sample: list[list[Cell]], start: int) -> ColumnMap:
        proposed = map_columns(headings, sample, start=start)
        remembered = self.known.remembered.get(proposed.signature)
        return map_columns(headings, sample, start=start, remembered=remembered) if remembered else proposed

    def _table(self, header: Header, columns: ColumnMap, month: str, unit: int, sample: list[list[Cell]]) -> Table:
        mark = columns.first("female_mark")
        used = mark is not None and any(
            words.read_mark(at(row, mark)) for row in self.sheet.rows[header.last + 1 :][:2_000]
        )
        reader = PersonReader(
            columns,
            on=self.known.on,
            unit=unit,
            month=month,
            base_of=self.known.base_of,
            female_mark_used=used,
            extra_keys=set(),
        )
        table = Table(
            sheet=self.sheet.name,
            header=header,
            columns=columns,
            month=month,
            unit=unit,
            judge=RowJudge(columns),
            reader=reader,
        )
        self._refresh_extras(table)
        return table

    def _month(self) -> str:
        broken = (f"{above} {below}" for above, below in pairwise(self.titles))  # "Tháng 11" over "Năm 2026"
        for title in (*self.titles, *broken):
            if month := month_in_title(title):
                return month
        if self.tables and self.tables[-1].sheet == self.sheet.name:
            return self.tables[-1].month
        return f"{self.known.on.year}-{self.known.on.month:02d}"

    def _unit(self, header: Header) -> int:
        """The unit named in the amount's own heading, else in a title; a title of an earlier table no longer counts."""
        for heading in header.headings:
            money = any(heading_key(part)[0] in ("amount_vnd", "amount_total") for part in heading)
            if money and (unit := unit_in(" ".join(heading))):
                return unit
        for title in reversed(self.titles):
            if unit := unit_in(title):
                return unit
        return self.tables[-1].unit if self.tables else 1

    def _sample(self, start: int) -> list[list[Cell]]:
        rows = []
        for row in self.sheet.rows[start : start + 4 * _SAMPLE]:
            filled = [(c, v) for c, v in enumerate(row) if not is_empty(v)]
            if len(filled) > 2 and not is_number_row(filled):
                rows.append(row)
            if len(rows) == _SAMPLE:
                break
        return rows
