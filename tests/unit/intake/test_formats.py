""".ods and old .xls give the same rows as .xlsx; error cells are never empty cells."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ansinh.intake.reading.refusal import NotReadable
from tests.unit.intake.files import ods, xls
from tests.unit.intake.lists import codes, made, people

HEAD = ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Thôn")


def test_ods(tmp_path: Path) -> None:
    rows: list[Any] = [
        ("DANH SÁCH",), HEAD, (1, "Lò A Sử", ("date", "1950-03-02"), "Mông", ("down", "Lìm", 2)),
        (2, "Lò A Tủa", 1951, ("error", "#REF!"), ""), (3, "Lò A Dê", ("error", "#N/A"), "Mông", "Lìm"),
    ]  # fmt: skip
    path = ods(tmp_path / "a.ods", rows)
    assert [(p["full_name"], p["born"], p["village"]) for p in people(path)] == [
        ("Lò A Sử", "1950-03-02", "Lìm"),
        ("Lò A Tủa", "1951", "Lìm"),
        ("Lò A Dê", None, "Lìm"),
    ]
    assert codes(path) == [[], [("D", "formula_error")], [("C", "formula_error")]]


def test_xls(tmp_path: Path) -> None:
    path = xls(
        tmp_path / "a.xls", [HEAD, (1, "Lò A Sử", 1950, "Mông", "Lìm"), (2, "Lò A Tủa", ("error", 0x17), "nt", "nt")]
    )
    assert people(path)[0] == {"full_name": "Lò A Sử", "born": "1950", "ethnicity": "Mông", "village": "Lìm"}
    assert codes(path) == [[], [("C", "formula_error")]]


def test_xls_in_an_old_font(tmp_path: Path) -> None:
    rows = [("STT", "Hä vµ tªn", "N¨m sinh"), (1, "Lé A Sö", 1950), (2, "Hå A Tña", 1951)]
    path = xls(tmp_path / "a.xls", rows, font=".VnTime")
    assert [p["full_name"] for p in people(path)] == ["Lộ A Sử", "Hồ A Tủa"]


def test_a_short_xls_keeps_its_cells_in_short_sectors(tmp_path: Path) -> None:
    """As LibreOffice writes small files; Excel pads them to 4,096 bytes."""
    rows = [("STT", "Họ và tên", "Năm sinh"), (1, "Lò A Sử", ("error", 0x2A))]
    assert codes(xls(tmp_path / "a.xls", rows, short=True)) == [[("C", "formula_error")]]


def test_dates_that_show_only_a_year(tmp_path: Path) -> None:
    rows: list[Any] = [
        HEAD,
        (1, "Lò A Sử", ("date", "1950-03-02", "1950"), "Mông", ""),
        (2, "Lò A Dê", ("date", "1951-03-02", "03/1951"), "", ""),
    ]
    assert [p["born"] for p in people(ods(tmp_path / "a.ods", rows))] == ["1950", "1951-03"]
    old = xls(tmp_path / "a.xls", [HEAD, (1, "Lò A Sử", ("as yyyy", 18_324), "Mông", "")])
    assert people(old)[0]["born"] == "1950"


def test_an_xls_with_a_password(tmp_path: Path) -> None:
    path = xls(tmp_path / "a.xls", [HEAD, (1, "Lò A Sử", 1950, "Mông", "Lìm")], password=True)
    with pytest.raises(NotReadable) as refused:
        people(path)
    assert refused.value.code == "encrypted"


def test_the_ending_of_the_name_does_not_matter(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.xlsx", [HEAD, (1, "Lò A Sử", 1950, "Mông", "Lìm")])
    assert people(path)[0]["full_name"] == "Lò A Sử"


def test_errors_and_formulas_without_a_value(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row("A1", ("STT", "Họ và tên", "Năm sinh", "Hệ số", "Số tiền"))
        page.write_row("A2", (1, "Lò A Sử", 1950, 1))
        page.write_formula("E2", "=D2*540000", None, 540000)
        page.write_row("A3", (2, "Lò A Tủa", 1951, 1))
        page.write_formula("E3", "=D3*#REF!", None, "#REF!")
        page.write_row("A4", (3, "Lò A Dê"))
        page.write_formula("C4", "=VLOOKUP(B4,X:Y,2,0)", None, "#N/A")

    path = made(tmp_path / "a.xlsx", fill)
    assert [p["amount_vnd"] for p in people(path)] == [540_000, None, None]
    assert codes(path) == [[], [("E", "formula_error")], [("C", "formula_error")]]


def test_xml_in_single_quotes(tmp_path: Path) -> None:
    """As some programs write it; an error cell stays one."""
    path = made(tmp_path / "a.xlsx", _with_an_error)
    quoted = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(quoted, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b'"', b"'") if "sheet1.xml" in name else content)
    assert codes(quoted) == codes(path) == [[("D", "formula_error")]]


def _with_an_error(book: Any, page: Any) -> None:
    page.write_row("A1", ("STT", "Họ và tên", "Năm sinh", "Hệ số"))
    page.write_row("A2", (1, "Lò A Sử", 1950))
    page.write_formula("D2", "=1/0", None, "#DIV/0!")


def test_a_formula_nobody_calculated(tmp_path: Path) -> None:
    formulas = [("STT", "Họ và tên", "Năm sinh", "Số tiền"), ("=ROW()-1", "Lò A Sử", 1950, "=1*540000")]

    book = openpyxl.Workbook()
    for row in formulas:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert people(tmp_path / "a.xlsx") == [{"full_name": "Lò A Sử", "born": "1950", "amount_vnd": None}]
    assert codes(tmp_path / "a.xlsx") == [[("D", "formula_error")]]
