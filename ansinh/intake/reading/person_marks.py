"""Columns of marks: an x under "Nữ", "Hộ nghèo", "Vận động", "Đặc biệt nặng"."""

from __future__ import annotations

from ansinh.intake.reading import words
from ansinh.intake.reading.cells import Cell, as_text, column_letter
from ansinh.intake.reading.row_cells import CellReader, Row
from ansinh.intake.reading.text import clean


class MarkReader(CellReader):
    """Reads what is marked, or written, in columns that stand for one value each."""

    def _marks(self, row: Row, cells: list[Cell]) -> None:
        if "sex" not in self.map.by_key:
            marked = self._marked(row, cells, {"male": "male_mark", "female": "female_mark"}, "sex")
            if len(marked) == 1:
                row.person["sex"] = marked[0]
            elif "female_mark" in self.map.by_key and "male_mark" not in self.map.by_key and not marked:
                if self.female_mark_used and not any(p.column == row.columns.get("sex") for p in row.problems):
                    row.person["sex"] = "male"
            elif marked:
                index = self.map.by_key["female_mark"][0]
                self._add(row, index, cells[index], "unknown_value")
        if "poverty" not in self.map.by_key:
            self._poverty_marks(row, cells)
        degrees = {key.partition(":")[2]: key for key in self.map.by_key if key.startswith("degree_mark:")}
        if degrees and "disability" not in self.map.by_key:
            marked = self._marked(row, cells, degrees, "disability")
            if len(marked) == 1:
                row.person["disability"] = marked[0]
            elif marked:
                index = self.map.by_key[degrees[marked[-1]]][0]
                self._add(row, index, cells[index], "unknown_value")

    def _marked(self, row: Row, cells: list[Cell], marks: dict[str, str], key: str) -> list[str]:
        marked = []
        for value, helper in marks.items():
            index = self.map.first(helper)
            cell = None if index is None else self._usable(row, cells, index, key)
            if cell is None or index is None:
                continue
            mark = words.read_mark(cell)
            if mark:
                marked.append(value)
            elif mark is None:
                self._add(row, index, cell, "unknown_value")
        return marked

    def _category_marks(self, row: Row, cells: list[Cell]) -> None:
        """An x below a category's name states the category; several are joined."""
        if "category_text" in self.map.by_key:
            return
        stated = []
        for index in sorted(self.map.by_key.get("category_mark", [])):
            cell = self._usable(row, cells, index, "category_text")
            mark = None if cell is None else words.read_mark(cell)
            if mark:
                stated.append(clean(self.map.heading_at(index)))
            elif cell is not None and mark is None:
                self._add(row, index, cell, "unknown_value")
        if stated:
            row.person["category_text"] = "; ".join(stated)

    def _poverty_marks(self, row: Row, cells: list[Cell]) -> None:
        marks = {"poor": "poor_mark", "near_poor": "near_poor_mark", "none": "not_poor_mark"}
        marks = {status: helper for status, helper in marks.items() if helper in self.map.by_key}
        if not marks:
            return
        found: list[str] = []
        for status, helper in marks.items():
            index = self.map.by_key[helper][0]
            cell = self._usable(row, cells, index, "poverty")
            if cell is None:
                continue
            mark = words.read_mark(cell)
            stated = words.read_poverty(as_text(cell)) if mark is None else None
            if mark:
                found.append(status)
            elif stated:
                found.append(stated)
            elif mark is None:
                self._add(row, index, cell, "unknown_value")
        bad = any(p.column in {column_letter(self.map.by_key[h][0]) for h in marks.values()} for p in row.problems)
        if len(set(found)) == 1:
            row.person["poverty"] = found[0]
        elif found:
            index = self.map.by_key[marks["near_poor"] if "near_poor" in marks else next(iter(marks.values()))][0]
            self._add(row, index, cells[index], "unknown_value")
        elif not bad and {"poor", "near_poor"} <= set(marks):
            row.person["poverty"] = "none"  # both columns are there and neither is marked

    def _disability_types(self, row: Row, cells: list[Cell]) -> None:
        index = self.map.first("disability_type")
        if index is not None:
            value = self._usable(row, cells, index, "disability_type")
            if value is not None and clean(as_text(value)).lower() not in ("không", "khong"):
                kinds, whole = words.read_disability_types(as_text(value))
                row.person["disability_type"] = kinds or None
                if not kinds or not whole:
                    self._add(row, index, value, "unknown_value")
            return
        marks = {key.partition(":")[2]: key for key in self.map.by_key if key.startswith("type_mark:")}
        if marks:
            row.person["disability_type"] = self._marked(row, cells, marks, "disability_type") or None
