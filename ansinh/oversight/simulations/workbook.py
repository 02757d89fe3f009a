"""A simulation as an Excel workbook with charts, for those who plan in Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import polars
import xlsxwriter

from ansinh.kernel.period import Month
from ansinh.legislation import PROGRAMMES
from ansinh.oversight.simulations.outlook import Assumptions, Outlook
from ansinh.oversight.simulations.reform import CHANGES, Reform

_DONG = "#,##0"
_WIDTHS = {"đồng": 20, "Nhóm": 52, "Xã, phường": 26, "Đang hưởng": 40, "Theo dự thảo": 40, "Giá trị": 60}


Target = Path | IO[bytes]
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def write_reform(file: Target, found: Reform, names: Mapping[int, str], *, with_people: bool = True) -> None:
    """Sheets: summary, categories, communes, years, and the cases to decide anew. ``names``: communes by id.

    ``with_people`` False leaves the last sheet out, for those who may not read people.
    """
    labels = found.labels
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        _table(book, "Tóm tắt", ("Nội dung", "Giá trị"), summary_of(found))
        rows = [
            (labels.get(r["category"], r["category"]), r["people_before"], r["people_after"], r["before_vnd"],
             r["after_vnd"], r["after_vnd"] - r["before_vnd"])
            for r in found.categories.to_dicts()
        ]  # fmt: skip
        header = ("Nhóm", "Người hiện nay", "Người theo dự thảo", "Hiện nay (đồng)", "Dự thảo (đồng)", "Chênh (đồng)")
        _table(book, "Theo nhóm", header, rows, chart=(3, 4))
        rows = [
            (names.get(r["area_id"], str(r["area_id"])), r["gain"], r["lose"], r["before_vnd"], r["after_vnd"],
             r["after_vnd"] - r["before_vnd"])
            for r in found.communes.to_dicts()
        ]  # fmt: skip
        header = ("Xã, phường", "Người được thêm", "Người bị giảm", "Hiện nay (đồng)", "Dự thảo (đồng)", "Chênh (đồng)")
        _table(book, "Theo xã", header, sorted(rows), chart=(5,))
        rows = [
            (str(r["year"]), r["months"], r["before_vnd"], r["after_vnd"], r["after_vnd"] - r["before_vnd"])
            for r in found.years.to_dicts()
        ]
        _table(book, "Theo năm", ("Năm", "Số tháng", "Hiện nay (đồng)", "Dự thảo (đồng)", "Chênh (đồng)"), rows, (2, 3))
        if with_people:
            _people(book, found, names)


def _people(book: Any, found: Reform, names: Mapping[int, str]) -> None:
    rows = [
        (str(r["person_id"]), names.get(r["area_id"], ""), words_of(r["before"], found.labels),
         words_of(r["after"], found.labels), r["before_vnd"], r["after_vnd"], CHANGES[r["change"]])
        for r in found.people.to_dicts()
    ]  # fmt: skip
    header = ("Mã người", "Xã, phường", "Đang hưởng", "Theo dự thảo", "Hiện nay (đồng)", "Dự thảo (đồng)", "Thay đổi")
    _table(book, "Người phải xét lại", header, rows)


def write_outlook(file: Target, now: Outlook, draft: Outlook | None = None) -> None:
    """Sheets: by year, by month and programme, and what was supposed; with a draft both sides of it."""
    sides = [("Luật hiện nay", now)] + ([("Theo dự thảo", draft)] if draft else [])
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        columns = range(2, 2 + len(sides))
        header = ("Năm", "Số tháng", *(f"{name} (đồng)" for name, _ in sides))
        _table(book, "Theo năm", header, years_beside(now, draft), chart=tuple(columns))
        rows = [
            (f"{r['month']:%Y-%m}", PROGRAMMES[r["programme"]], r["people"], r["amount_vnd"], name)
            for name, found in sides
            for r in found.months.to_dicts()
        ]
        _table(book, "Theo tháng", ("Tháng", "Chính sách", "Người (ước)", "Số tiền ước (đồng)", "Theo"), rows)
        _table(book, "Giả định", ("Giả định", "Giá trị"), _supposed(now.assumptions))


def _supposed(assumptions: Assumptions) -> list[tuple[str, str]]:
    """What was supposed, number by number, then in words."""
    rates = [
        (f"Chết trong một năm trên 100.000 người từ {age} tuổi: nam, nữ", f"{men}, {women}")
        for age, (men, women) in assumptions.by_age.items()
    ]
    births = ("Sinh trong một năm, phần trăm số trẻ dưới 12 tháng của tháng đầu", f"{assumptions.births_percent}")
    return [*rates, births, *((word, "") for word in assumptions.words)]


def years_beside(now: Outlook, draft: Outlook | None = None) -> list[tuple[str | int, ...]]:
    """Year, how many of its months are in the outlook, đồng; with a draft its đồng as well."""
    years = by_year(now)
    if draft is None:
        return list(years)
    after = {year: total for year, _, total in by_year(draft)}
    return [(year, months, total, after.get(year, 0)) for year, months, total in years]


def summary_of(found: Reform) -> list[tuple[str, Any]]:
    """The main figures in words."""
    counts = dict(found.changes.group_by("change").agg(polars.col("people").sum()).iter_rows())
    before, after = (int(found.communes[name].sum()) for name in ("before_vnd", "after_vnd"))
    return [
        ("Dự thảo", f"{found.draft.title} ({found.draft.number})"),
        ("Hiệu lực từ tháng", Month.parse(found.draft.first).vietnamese),
        ("Tháng mô phỏng", found.month.vietnamese),
        ("Người được xét", found.asked),
        *((label, counts.get(code, 0)) for code, label in CHANGES.items()),
        ("Chưa xác định được (hiện nay → dự thảo)", f"{found.undetermined[0]} → {found.undetermined[1]}"),
        ("Chi một tháng hiện nay (đồng)", before),
        ("Chi một tháng theo dự thảo (đồng)", after),
        ("Chênh một tháng (đồng)", after - before),
    ]


def by_year(found: Outlook) -> list[tuple[str, int, int]]:
    """Year, how many of its months are in the outlook, đồng."""
    totals = dict(found.months.group_by(polars.col("month").dt.year()).agg(polars.col("amount_vnd").sum()).iter_rows())
    span = Counter(month.year for month in found.first.until(found.first.plus(12 * found.years)))
    return [(str(year), months, int(totals.get(year, 0))) for year, months in sorted(span.items())]


def words_of(codes: str, labels: Mapping[str, str]) -> str:
    """The words of categories joined by " + "."""
    return "; ".join(labels.get(code, code) for code in codes.split(" + ") if code)


def _table(
    book: Any, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], chart: Sequence[int] = ()
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": _DONG})
    sheet.write_row(0, 0, header, bold)
    for position, title in enumerate(header):
        width = next((width for word, width in _WIDTHS.items() if word in title), 18 if position else 44)
        sheet.set_column(position, position, width, number)
    for place, row in enumerate(rows, start=1):
        sheet.write_row(place, 0, row)
    sheet.freeze_panes(1, 1)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
    if rows and chart:
        _chart(book, sheet, name, header, len(rows), chart)


def _chart(book: Any, sheet: Any, name: str, header: Sequence[str], rows: int, columns: Sequence[int]) -> None:
    lying = rows > len(header)
    drawn = book.add_chart({"type": "bar" if lying else "column"})
    set_value_axis = drawn.set_x_axis if lying else drawn.set_y_axis
    set_value_axis({"num_format": _DONG, "name": "đồng"})
    for column in columns:
        drawn.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, rows, 0],
                "values": [name, 1, column, rows, column],
            }
        )
    drawn.set_title({"name": name})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": 900, "height": max(360, 26 * rows + 120)})
    sheet.insert_chart(1, len(header) + 1, drawn)
