"""One row of a table to what it says of a person, with everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ansinh.intake.reading import dates, numbers, words
from ansinh.intake.reading.cells import Cell, Converted, as_text, as_written, column_letter
from ansinh.intake.reading.map_columns import PERSON_KEYS, ColumnMap
from ansinh.intake.reading.person_marks import MarkReader
from ansinh.intake.reading.row_cells import Row
from ansinh.intake.reading.text import clean, proper_name
from ansinh.kernel.identity_number import number_says

# Keys whose vertically merged cells and ditto marks speak for every row they cover; a name or a number is one person's.
CARRIED = frozenset(PERSON_KEYS) - {"full_name", "id_number", "born", "died"}
BaseOfMonth = Callable[[str], int | None]


class PersonReader(MarkReader):
    """Reads the rows of one table. `unit` is the worth of 1 in amounts; `month` and `base_of` serve the check of
    amounts."""

    def __init__(
        self,
        columns: ColumnMap,
        *,
        on: dt.date,
        unit: int,
        month: str,
        base_of: BaseOfMonth,
        female_mark_used: bool,
        extra_keys: set[str],
    ) -> None:
        self.map = columns
        self.on = on
        self.unit = unit
        self.month = month
        self.base_of = base_of
        self.female_mark_used = female_mark_used
        self.extra_keys = extra_keys
        self.keys = keys_of(columns)
        self._used = sorted(index for indexes in columns.by_key.values() for index in indexes)
        self._steps: list[tuple[str, int, Callable[[Cell], Any], str]] = [
            (key, index, reader, code)
            for key, (reader, code) in self._readers().items()
            if (index := columns.first(key)) is not None
        ]

    def _readers(self) -> dict[str, tuple[Callable[[Cell], Any], str]]:
        return {
            "sex": (lambda v: _known(words.read_sex(as_text(v))), "unknown_value"),
            "ethnicity": (lambda v: _known(words.read_ethnicity(as_text(v))), "unknown_value"),
            "village": (_text, "unknown_value"),
            "household_head": (lambda v: proper_name(as_text(v)), "unknown_value"),
            "poverty": (lambda v: _known(words.read_poverty(as_text(v))), "unknown_value"),
            "disability": (lambda v: _known(words.read_disability(as_text(v))), "unknown_value"),
            "category_text": (_text, "unknown_value"),
            "coefficient": (numbers.read_coefficient, "unknown_value"),
            "from_month": (dates.read_month, "bad_date"),
            "died": (dates.read_day, "bad_date"),
            "recipient": (lambda v: proper_name(as_text(v)), "unknown_value"),
            "phone": (numbers.read_phone, "unknown_value"),
            "bank_account": (_text, "unknown_value"),
            "bank": (_text, "unknown_value"),
            "note": (_text, "unknown_value"),
        }

    def read(self, sheet: str, row_number: int, cells: list[Cell], village: str | None, category: str | None) -> Row:
        """cells: the row with merged cells and ditto marks already filled in. row_number counts from 0."""
        person: dict[str, Any] = dict.fromkeys(self._all_keys())
        row = Row(sheet=sheet, row=row_number + 1, person=person)
        if "village" in self.extra_keys:
            person["village"] = village
        if "category_text" in self.extra_keys:
            person["category_text"] = category
        self._name(row, cells)
        self._born(row, cells)
        self._id(row, cells)
        for key, index, reader, code in self._steps:
            value = self._usable(row, cells, index, key)
            if value is None or ((code == "bad_date" or key == "phone") and words.says_no_number(value)):
                continue
            try:
                person[key] = reader(value)
            except ValueError:
                self._add(row, index, value, code)
        self._marks(row, cells)
        self._category_marks(row, cells)
        self._disability_types(row, cells)
        self._amount(row, cells)
        self._check_dates(row, cells)
        self._check_id(row, cells)
        self._note_converted(row, cells)
        return row

    def _all_keys(self) -> list[str]:
        return (
            [key for key in PERSON_KEYS if key in self.keys or key in self.extra_keys] if self.extra_keys else self.keys
        )

    def _name(self, row: Row, cells: list[Cell]) -> None:
        indexes = self._name_columns()
        if not indexes:
            return
        parts = [self._usable(row, cells, index, "full_name") for index in indexes]
        name = proper_name(" ".join(as_text(part) for part in parts if part is not None))
        if name and any(ch.isalpha() for ch in name) and not row.problems:
            row.person["full_name"] = name
        elif not row.problems:
            self._add(row, indexes[0], cells[indexes[0]] if indexes[0] < len(cells) else "", "missing_name")

    def _name_columns(self) -> list[int]:
        split = [*self.map.by_key.get("surname", []), *self.map.by_key.get("given_name", [])]
        return split if "surname" in self.map.by_key else self.map.by_key.get("full_name", []) or split

    def _born(self, row: Row, cells: list[Cell]) -> None:
        by_key = self.map.by_key
        if "born_male" in by_key or "born_female" in by_key:
            self._born_by_sex(row, cells)
        elif "born_year" in by_key:
            day, month, year = (self._part(row, cells, f"born_{part}") for part in ("day", "month", "year"))
            if day is None and month is None and year is None:
                return
            try:
                row.person["born"] = dates.from_split(*("" if part is None else part for part in (day, month, year)))
            except dates.BadDate:
                self._add(
                    row, by_key["born_year"][0], f"{as_written(day)}/{as_written(month)}/{as_written(year)}", "bad_date"
                )
        elif "born" in by_key:
            self._date_of_birth(row, cells, by_key["born"][0])

    def _part(self, row: Row, cells: list[Cell], key: str) -> Cell | None:
        index = self.map.first(key)
        return None if index is None else self._usable(row, cells, index, "born")

    def _date_of_birth(self, row: Row, cells: list[Cell], index: int) -> bool:
        value = self._usable(row, cells, index, "born")
        if value is None:
            return False
        row.columns["born"] = column_letter(index)
        try:
            row.person["born"] = dates.read_date(value, typed_year=True)
            if int(row.person["born"][:4]) < self.on.year - 130:
                raise dates.BadDate
        except dates.BadDate:
            row.person["born"] = None
            self._add(row, index, value, "bad_date")
        return True

    def _born_by_sex(self, row: Row, cells: list[Cell]) -> None:
        """ "Năm sinh" split in Nam and Nữ: the column that is filled tells the sex."""
        filled = []
        for sex in ("male", "female"):
            index = self.map.first(f"born_{sex}")
            if index is not None and self._usable(row, cells, index, "born") is not None:
                filled.append((sex, index))
        if len(filled) == 1:
            sex, index = filled[0]
            if words.read_mark(cells[index]) and "born" in self.map.by_key:
                self._date_of_birth(row, cells, self.map.by_key["born"][0])
            else:
                self._date_of_birth(row, cells, index)
            if "sex" not in self.map.by_key:
                row.person["sex"] = sex
        elif filled:
            self._add(row, filled[1][1], cells[filled[1][1]], "bad_date")
        elif "born" in self.map.by_key:
            self._date_of_birth(row, cells, self.map.by_key["born"][0])

    def _id(self, row: Row, cells: list[Cell]) -> None:
        """Of several identity columns the first 12-digit number counts, else the first number."""
        found: list[tuple[str, int]] = []
        for index in self.map.by_key.get("id_number", []):
            value = self._usable(row, cells, index, "id_number")
            if value is None or words.says_no_number(value):
                continue
            try:
                found.append((numbers.read_id_number(numbers.read_decimal_tail(value)), index))
            except numbers.BadNumber:
                self._add(row, index, value, "bad_id")
        if found:
            number, index = next(((n, i) for n, i in found if len(n) == 12), found[0])
            row.person["id_number"] = number
            row.columns["id_number"] = column_letter(index)

    def _money(self, row: Row, cells: list[Cell], index: int, key: str) -> int | None:
        value = self._usable(row, cells, index, key)
        if value is None:
            return None
        try:
            return numbers.read_amount(value, self.unit)
        except numbers.BadNumber:
            self._add(row, index, value, "bad_amount")
            return None

    def _amount(self, row: Row, cells: list[Cell]) -> None:
        by_key = self.map.by_key
        index = self.map.first("amount_vnd")
        if index is not None:
            amount = self._money(row, cells, index, "amount_vnd")
        elif (index := self.map.first("amount_total")) is not None:
            amount = self._money(row, cells, index, "amount_vnd")
            if amount is not None:  # the month's amount is the total without arrears and before deductions
                amount -= sum(self._money(row, cells, i, "arrears") or 0 for i in by_key.get("arrears", []))
                amount += sum(self._money(row, cells, i, "deductions") or 0 for i in by_key.get("deductions", []))
                if amount < 0:
                    self._add(row, index, cells[index], "bad_amount")
                    amount = None
        else:
            return
        row.person["amount_vnd"] = amount
        coefficient = row.person.get("coefficient")
        base = self.base_of(self.month)
        if amount is None or coefficient is None or base is None:
            return
        expected = Decimal(coefficient) * base
        if expected != amount:
            self._add(
                row, index, cells[index], "amount_mismatch", expected=int(expected), coefficient=coefficient, base=base
            )

    def _check_dates(self, row: Row, cells: list[Cell]) -> None:
        born, died = row.person.get("born"), row.person.get("died")
        for key, text in (("born", born), ("died", died)):
            if text and dates.is_after(text, self.on):
                self._add(
                    row, _index(row, key), _cell_of(row, key, cells), "future_date", on=self.on.strftime("%d/%m/%Y")
                )
        if born and died and died[: len(born)] < born:
            self._add(row, _index(row, "died"), _cell_of(row, "died", cells), "bad_date")

    def _check_id(self, row: Row, cells: list[Cell]) -> None:
        number = row.person.get("id_number")
        says = number_says(number) if number else None
        if says is None:
            return
        index, cell = _index(row, "id_number"), _cell_of(row, "id_number", cells)
        wrong = []
        if row.person.get("sex") not in (None, says.sex):
            wrong.append("giới tính " + ("nữ" if says.sex == "female" else "nam"))
        born = row.person.get("born")
        if (born and int(born[:4]) != says.year) or (not born and says.year > self.on.year):
            wrong.append(f"năm sinh {says.year}")
        if wrong:
            self._add(row, index, cell, "id_mismatch", says=", ".join(wrong))
        if says.province is None:
            self._notice(row, index, cell, "id_province", number[:3])

    def _note_converted(self, row: Row, cells: list[Cell]) -> None:
        for index in self._used:
            if index < len(cells) and isinstance(cells[index], Converted):
                self._notice(row, index, cells[index], cells[index].how)


def keys_of(columns: ColumnMap) -> list[str]:
    """The keys of the contract that a table has columns for, in the contract's order."""
    made_of = {
        "full_name": ("surname", "given_name"),
        "born": ("born_year", "born_male", "born_female"),
        "sex": ("born_male", "born_female", "male_mark", "female_mark"),
        "poverty": ("poor_mark", "near_poor_mark", "not_poor_mark"),
        "amount_vnd": ("amount_total",),
        "category_text": ("category_mark",),
    }
    has = columns.by_key
    marks = {"disability_type": "type_mark:", "disability": "degree_mark:"}
    return [
        key
        for key in PERSON_KEYS
        if key in has
        or any(helper in has for helper in made_of.get(key, ()))
        or (key in marks and any(helper.startswith(marks[key]) for helper in has))
    ]


def _index(row: Row, key: str) -> int:
    number = 0
    for letter in row.columns[key]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell_of(row: Row, key: str, cells: list[Cell]) -> Cell:
    index = _index(row, key)
    return cells[index] if index < len(cells) else ""


def _text(value: Cell) -> str:
    return clean(as_text(value))


def _known(found: str | None) -> str:
    if found is None:
        raise ValueError
    return found
