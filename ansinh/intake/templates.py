"""The list form that communes fill in: locked headings, drop-downs, reads back without a mapping."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from ansinh.intake.reading.ethnicities_table import ETHNICITIES

SCHEMA = "ansinh-danh-sach-1"
_SEX = {"male": "Nam", "female": "Nữ"}
_POVERTY = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "none": "Không"}
_DEGREE = {"extremely_severe": "Đặc biệt nặng", "severe": "Nặng", "mild": "Nhẹ", "none": "Không"}
_TYPES = {
    "mobility": "Vận động",
    "hearing_speech": "Nghe, nói",
    "vision": "Nhìn",
    "mental": "Thần kinh, tâm thần",
    "intellectual": "Trí tuệ",
    "other": "Khác",
}
# key, heading, width, drop-down
COLUMNS: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("", "STT", 5, ()),
    ("full_name", "Họ và tên", 26, ()),
    ("born", "Ngày, tháng, năm sinh", 14, ()),
    ("sex", "Giới tính", 9, tuple(_SEX.values())),
    ("ethnicity", "Dân tộc", 12, tuple(ETHNICITIES)),
    ("id_number", "Số CCCD/CMND", 16, ()),
    ("village", "Thôn, bản, tổ dân phố", 22, ()),
    ("household_head", "Họ và tên chủ hộ", 24, ()),
    ("poverty", "Diện hộ nghèo, hộ cận nghèo", 16, tuple(_POVERTY.values())),
    ("disability_type", "Dạng khuyết tật", 18, tuple(_TYPES.values())),
    ("disability", "Mức độ khuyết tật", 15, tuple(_DEGREE.values())),
    ("category_text", "Đối tượng", 30, ()),
    ("coefficient", "Hệ số", 7, ()),
    ("amount_vnd", "Mức hưởng (đồng)", 14, ()),
    ("from_month", "Hưởng từ tháng", 12, ()),
    ("died", "Ngày chết", 12, ()),
    ("recipient", "Người nhận thay", 24, ()),
    ("phone", "Số điện thoại", 14, ()),
    ("bank_account", "Số tài khoản", 18, ()),
    ("bank", "Ngân hàng", 18, ()),
    ("note", "Ghi chú", 24, ()),
)
_SPARE_ROWS = 300


def write_template(
    path: Path,
    *,
    commune: str,
    code: str,
    month: str,
    people: Sequence[Mapping[str, Any]] = (),
    villages: Sequence[str] = (),
) -> None:
    """Write the form for a commune and month (YYYY-MM), with the people already known under the keys of the intake
    contract.

    Only the cells below the headings can be changed. Every cell is text, so that numbers keep their zeros and
    dates stay as typed.
    """
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        book.set_properties({"created": dt.datetime.fromisoformat(month + "-01"), "title": f"Danh sách {commune}"})
        page = book.add_worksheet("Danh sách")
        _head(book, page, commune, code, month)
        last = 4 + len(people) + _SPARE_ROWS
        cell = book.add_format({"locked": False, "num_format": "@", "border": 1, "text_wrap": True, "valign": "top"})
        for number, person in enumerate(people):
            for column, text in enumerate(_texts(number + 1, person)):
                page.write_string(4 + number, column, text, cell)
        for number in range(4 + len(people), last):
            for column in range(len(COLUMNS)):
                page.write_blank(number, column, None, cell)
        _lists(book, page, last, villages)


def _head(book: Any, page: Any, commune: str, code: str, month: str) -> None:
    year, _, number = month.partition("-")
    bold = book.add_format({"bold": True, "align": "center", "font_size": 13})
    heading = book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EEF7"}
    )
    page.write_string(0, 0, f"Ủy ban nhân dân {commune} (mã {code})")
    page.merge_range(1, 0, 1, len(COLUMNS) - 1, f"DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI THÁNG {number} NĂM {year}", bold)
    page.write_string(
        2, 0, "Đơn vị tính: đồng. Chỉ ghi vào các ô bên dưới dòng tiêu đề; ngày ghi theo dạng ngày/tháng/năm."
    )
    for column, (_, text, width, _) in enumerate(COLUMNS):
        page.write_string(3, column, text, heading)
        page.set_column(column, column, width)
    page.freeze_panes(4, 2)
    page.set_landscape()
    page.repeat_rows(3)
    page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _lists(book: Any, page: Any, last: int, villages: Sequence[str]) -> None:
    """Drop-downs from a hidden sheet, which also says which form this is."""
    hidden = book.add_worksheet("_ansinh")
    hidden.write_string(0, 0, SCHEMA)
    for column, (key, text, _, choices) in enumerate(COLUMNS):
        hidden.write_string(1, column, key)
        offered = tuple(villages) if key == "village" else choices
        for row, choice in enumerate(offered):
            hidden.write_string(2 + row, column, choice)
        if offered:
            letter = xlsxwriter.utility.xl_col_to_name(column)
            page.data_validation(
                4, column, last - 1, column,
                {
                    "validate": "list",
                    "source": f"=_ansinh!${letter}$3:${letter}${2 + len(offered)}",
                    "error_type": "warning" if key in ("village", "disability_type") else "stop",
                    "error_title": text,
                    "error_message": "Hãy chọn một giá trị trong danh sách.",
                },
            )  # fmt: skip
    hidden.very_hidden()


def _texts(number: int, person: Mapping[str, Any]) -> list[str]:
    return [str(number), *(_text(key, person.get(key)) for key, *_ in COLUMNS[1:])]


def _text(key: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    words = {"sex": _SEX, "poverty": _POVERTY, "disability": _DEGREE}.get(key)
    if words:
        return words.get(value, "")
    if key == "disability_type":
        kinds = value.split(",") if isinstance(value, str) else value
        return ", ".join(_TYPES[kind] for kind in kinds if kind)
    if key in ("born", "died", "from_month"):
        return "/".join(reversed(str(value).split("-")))
    return str(value)
