"""Reading back the list that the post office filled in, by payment code."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.list_form_table import (
    COLUMNS,
    FORMAT,
    FORMAT_SHEET,
    LIST_SHEET,
    NOT_RECEIVED,
    POSITION,
    RECEIVED,
)
from ansinh.payments.formats.post_office_list import HEADER_ROW
from ansinh.payments.formats.reports import Outcome, Problem, Report, ReturnFile

LARGEST_UNPACKED = 256 * 1024 * 1024
_FIRST_ROW = HEADER_ROW + 2
_RESULTS = {RECEIVED.casefold(): Outcome.PAID, NOT_RECEIVED.casefold(): Outcome.RETURNED}


def read(content: bytes, name: str) -> ReturnFile:
    """What the post office says of each line. Empty results are left out: nothing is known of those lines.

    Raises Refusal for a file that is not one of our lists. Rows that were edited, added or repeated become problems
    naming sheet, row, column and value; their line stays as it is.
    """
    book = _open(content, name)
    if FORMAT_SHEET not in book.sheet_names or LIST_SHEET not in book.sheet_names:
        raise Refusal(
            "Tệp %(name)s không phải danh sách chi trả do An Sinh xuất ra (thiếu trang “%(list_sheet)s”).",
            code="unknown_format",
            file=name,
            name=name,
            list_sheet=LIST_SHEET,
        )
    facts = {str(row[0]): str(row[1]) for row in _rows(book, FORMAT_SHEET, name) if len(row) > 1}
    if facts.get("format") != FORMAT:
        raise Refusal("Tệp %(name)s thuộc phiên bản danh sách khác.", code="unknown_format", file=name, name=name)
    rows = _rows(book, LIST_SHEET, name)
    _check_headings(rows, name)
    reports: list[Report] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[_FIRST_ROW:], _FIRST_ROW + 1):
        found = _row(row, number, seen)
        if isinstance(found, Report):
            reports.append(found)
        elif found is not None:
            problems.append(found)
    if len(seen) < int(facts.get("rows", "0")):
        missing = int(facts["rows"]) - len(seen)
        text = f"Danh sách gốc có {facts['rows']} dòng, tệp thiếu {missing} dòng."
        problems.append(Problem(f"trang {LIST_SHEET}", str(len(seen)), "rows_missing", text))
    return ReturnFile("post_office", facts.get("run", ""), tuple(reports), (), tuple(problems))


def _open(content: bytes, name: str) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise Refusal("Tệp %(name)s giải nén ra quá lớn.", code="file_too_large", file=name, name=name)
            if archive.testzip() is not None:
                raise Refusal("Tệp %(name)s bị hỏng.", code="unreadable_file", file=name, name=name)
            if any(_has_entities(archive, part) for part in archive.namelist() if part.endswith((".xml", ".rels"))):
                raise Refusal("Tệp %(name)s chứa phần XML không được phép.", code="unsafe_file", file=name, name=name)
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (Refusal, MemoryError):
        raise
    except Exception as error:  # the file boundary: a corrupt workbook raises anything at all
        raise Refusal(
            "Tệp %(name)s không phải sổ tính Excel đọc được.", code="unreadable_file", file=name, name=name
        ) from error


def _has_entities(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part declares entities: no spreadsheet does, and the reader would leave them out in silence."""
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(4096)


def _rows(book: Any, sheet: str, name: str) -> list[list[Any]]:
    try:
        return list(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
    except MemoryError:
        raise
    except Exception as error:  # as above
        raise Refusal(
            "Tệp %(name)s: trang “%(sheet)s” không đọc được.", code="unreadable_file", file=name, sheet=sheet, name=name
        ) from error


def _check_headings(rows: list[list[Any]], name: str) -> None:
    headings = [str(cell).strip() for cell in rows[HEADER_ROW]] if len(rows) > HEADER_ROW else []
    for index, column in enumerate(COLUMNS):
        if index >= len(headings) or headings[index] != column.heading:
            found = headings[index] if index < len(headings) else ""
            raise Refusal(
                "Tệp %(name)s, trang “%(list_sheet)s”, ô %(xl_col_to_name)s%(header_row)s: tiêu đề cột phải là "
                "“%(heading)s”, đang là “%(found)s”. Không thêm, bớt, đổi chỗ các cột.",
                code="changed_columns",
                file=name,
                value=found,
                name=name,
                list_sheet=LIST_SHEET,
                xl_col_to_name=xl_col_to_name(index),
                header_row=HEADER_ROW + 1,
                heading=column.heading,
                found=found,
            )


def _row(row: list[Any], number: int, seen: dict[str, int]) -> Report | Problem | None:
    """A report, a problem, or None for a line without a result and for what stands below the table."""
    cells = [*row, *[""] * len(COLUMNS)]
    key, result, reason = (str(cells[POSITION[name]]).strip() for name in ("key", "result", "reason"))
    if not key:
        if result:
            return _problem("key", number, result, "missing_key", "Có kết quả nhưng mất mã chi trả.")
        return None
    if key in seen:
        text = f"Mã chi trả đã có ở dòng {seen[key]}: chỉ dòng đầu được xét."
        return _problem("key", number, key, "duplicate_in_file", text)
    seen[key] = number
    amount = _whole(cells[POSITION["total_vnd"]])
    if amount is None:
        text = "Số tiền đã bị sửa thành giá trị không phải số."
        return _problem("total_vnd", number, str(cells[POSITION["total_vnd"]]), "edited", text)
    if not result:
        if reason:
            return _problem("result", number, reason, "missing_result", "Có lý do nhưng chưa chọn kết quả.")
        return None
    outcome = _RESULTS.get(result.casefold())
    if outcome is None:
        text = f"Chỉ nhận “{RECEIVED}” hoặc “{NOT_RECEIVED}”."
        return _problem("result", number, result, "unknown_value", text)
    return Report(f"trang {LIST_SHEET}, dòng {number}", key, outcome, amount, reason)


def _whole(cell: Any) -> int | None:
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != int(cell):
        return None
    return int(cell)


def _problem(column: str, number: int, value: str, code: str, message: str) -> Problem:
    letter = xl_col_to_name(POSITION[column])
    return Problem(f"trang {LIST_SHEET}, dòng {number}, cột {letter}", value, code, message)
