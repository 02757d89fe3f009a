"""What stands in lists: repeat marks, amounts, months, old fonts, encodings."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.unit.intake.lists import HEADINGS, codes, made, people, read, workbook

ONE = (1, "Giàng A Páo", "12/05/1950", "Nam", "Mông", "015050001234", "Nậm Khắt", "x", "", "Vận động", "Nặng")
TWO = (2, "Vàng Thị Chư", "1960", "Nữ", "Dao", "015160001235", "Lìm", "", "x", "Nghe, nói", "Đặc biệt nặng")
EXPECTED = {
    "full_name": "Giàng A Páo",
    "born": "1950-05-12",
    "sex": "male",
    "ethnicity": "Mông",
    "id_number": "015050001234",
    "village": "Nậm Khắt",
    "poverty": "poor",
    "disability_type": ["mobility"],
    "disability": "severe",
}


def test_repeat_marks(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Thôn"),
        (1, "Lò A Sử", 1950, "Mông", "Lìm"),
        (2, "Lò A Tủa", 1951, "nt", '"'),
        (3, "Lò A Dê", 1952, "-nt-", "//"),
    ]
    assert [(p["ethnicity"], p["village"]) for p in people(workbook(tmp_path / "a.xlsx", rows))] == [
        ("Mông", "Lìm")
    ] * 3


def test_merged_cells_cover_their_rows(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row("A1", ("STT", "Họ và tên", "Năm sinh", "Chủ hộ", "Thôn"))
        page.merge_range("D2:D3", "lò a sử")
        page.merge_range("E2:E3", "Lìm")
        page.write_row("A2", (1, "Lò A Sử", 1950))
        page.write_row("A3", (2, "Lò Thị Mỷ", 1952))

    assert [(p["household_head"], p["village"]) for p in people(made(tmp_path / "a.xlsx", fill))] == [
        ("Lò A Sử", "Lìm")
    ] * 2


def test_amounts_in_thousands(tmp_path: Path) -> None:
    rows = [
        ("DANH SÁCH THÁNG 11/2026",),
        ("", "", "ĐVT: 1.000 đồng"),
        ("STT", "Họ và tên", "Hệ số", "Mức hưởng"),
        (1, "Lò A Sử", 1, 540),
        (2, "Lò A Tủa", "1,5", "810"),
        (3, "Lò A Dê", 2, "1.080"),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    assert [p["amount_vnd"] for p in people(path)] == [540_000, 810_000, 1_080_000]
    assert codes(path) == [[], [], []]
    other = workbook(
        tmp_path / "b.xlsx", [("STT", "Họ và tên", "Hệ số", "Số tiền (nghìn đồng)"), (1, "Lò A Sử", 1, 540)]
    )
    assert people(other)[0]["amount_vnd"] == 540_000


def test_the_months_amount_is_without_arrears(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Mức trợ cấp", "Truy lĩnh", "Tổng cộng"),
        (1, "Lò A Sử", 540_000, 1_080_000, 1_620_000),
    ]
    assert people(workbook(tmp_path / "a.xlsx", rows))[0]["amount_vnd"] == 540_000
    rows = [("STT", "Họ và tên", "Truy lĩnh", "Tổng số tiền"), (1, "Lò A Sử", 1_080_000, 1_620_000)]
    assert people(workbook(tmp_path / "b.xlsx", rows))[0]["amount_vnd"] == 540_000


def test_other_peoples_columns_are_not_the_persons(tmp_path: Path) -> None:
    rows = [
        (
            "STT",
            "Họ và tên",
            "Năm sinh",
            "Số CCCD",
            "Người nhận thay",
            "",
            "",
            "Quan hệ với chủ hộ",
            "Ngày cấp",
            "Ký nhận",
        ),
        ("", "", "", "", "Họ và tên", "Số CCCD", "SĐT", "", "", ""),
        (1, "Lò A Sử", 1950, "015050000001", "lò thị mỷ", "015175000002", 912345678, "Con", "01/01/2021", ""),
    ]
    assert people(workbook(tmp_path / "a.xlsx", rows)) == [
        {
            "full_name": "Lò A Sử",
            "born": "1950",
            "id_number": "015050000001",
            "recipient": "Lò Thị Mỷ",
            "phone": "0912345678",
        }
    ]


def test_months_dates_and_death(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Ngày tháng năm sinh", "Hưởng từ tháng", "Ngày chết"),
        (1, "Lò A Sử", datetime(1950, 3, 2), "11/2026", "05/11/2026"),
        (2, "Lò A Tủa", "1951", "Tháng 7 năm 2026", date(2026, 11, 6)),
        (3, "Lò A Dê", "3-4-1952", "T7/2026", "11/2026"),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    assert [(p["born"], p["from_month"], p["died"]) for p in people(path)] == [
        ("1950-03-02", "2026-11", "2026-11-05"),
        ("1951", "2026-07", "2026-11-06"),
        ("1952-04-03", "2026-07", None),
    ]
    assert codes(path)[2] == [("E", "bad_date")]


def test_a_remembered_mapping_wins(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [("STT", "Họ và tên", "Năm sinh", "Cột lạ"), (1, "Lò A Sử", 1950, "Lìm")])
    signature = read(path).tables[0].columns.signature
    assert "village" not in people(path)[0]
    assert people(path, remembered={signature: {"D": "village"}})[0]["village"] == "Lìm"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "danh sach.csv"
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows([HEADINGS, ONE, TWO])
    assert people(path)[0] == EXPECTED
    assert [row.sheet for row in read(path).rows] == ["danh sach", "danh sach"]


def test_csv_of_old_windows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    # CP1258 keeps the tone as a mark of its own behind the letter.
    text = "STT,Ho\u0323 va\u0300 tên,Năm sinh\n1,Nguyê\u0303n Thi\u0323 Hươ\u0300ng,1950\n"
    path.write_bytes(text.encode("cp1258"))
    assert people(path) == [{"full_name": "Nguyễn Thị Hường", "born": "1950"}]
    path.write_bytes("STT;Hä vµ tªn;N¨m sinh\n1;NguyÔn ThÞ H­êng;1950\n".encode("latin-1"))
    assert people(path) == [{"full_name": "Nguyễn Thị Hường", "born": "1950"}]


def test_old_fonts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in [
        ("STT", "Hä vµ tªn", "N¨m sinh", "D©n téc"),
        (1, "Lé V¨n Hång", 1950, "M«ng"),
        (2, "Vò ThÞ Lª", 1951, "Tµy"),
        (3, "Lan", 1952, "Th¸i"),
    ]:
        page.append(row)
    for row in page.iter_rows():
        for cell in row:
            cell.font = Font(name=".VnTime")
    book.save(tmp_path / "a.xlsx")
    assert [(p["full_name"], p["ethnicity"]) for p in people(tmp_path / "a.xlsx")] == [
        ("Lộ Văn Hồng", "Mông"),
        ("Vũ Thị Lê", "Tày"),
        ("Lan", "Thái"),
    ]
    vni = [("STT", "Hoï vaø teân", "Naêm sinh"), (1, "Nguyeãn Thò Phöôïng", 1950), (2, "Hoà Vaên Ñöùc", 1951)]
    assert [p["full_name"] for p in people(workbook(tmp_path / "b.xlsx", vni))] == ["Nguyễn Thị Phượng", "Hồ Văn Đức"]


def test_a_cell_typed_anew_beside_an_old_font_stays_as_it_is(tmp_path: Path) -> None:
    """ "Lé" is "Lộ" in a row that is TCVN3; "Thôn" and "Mông" are what they say in any row."""
    rows = [
        ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Thôn"),
        (1, "Nguyeãn Thò Phöôïng", 1950, "Mông", "Thôn Hô"),
        (2, "NguyÔn ThÞ H­êng", 1951, "Thái", "Xóm Lé"),
        (3, "NguyÔn ThÞ Hoa", 1952, "Th¸i", "Lé"),
    ]
    found = people(workbook(tmp_path / "a.xlsx", rows))
    assert [(p["full_name"], p["ethnicity"], p["village"]) for p in found] == [
        ("Nguyễn Thị Phượng", "Mông", "Thôn Hô"),
        ("Nguyễn Thị Hường", "Thái", "Xóm Lé"),
        ("Nguyễn Thị Hoa", "Thái", "Lộ"),
    ]


def test_blank_rows_columns_and_a_late_start(tmp_path: Path) -> None:
    rows = [(), (), ("", "", *HEADINGS), (), ("", "", *ONE), (), (), ("", "", *TWO)]
    found = read(workbook(tmp_path / "a.xlsx", rows)).rows
    assert [(row.row, row.person["full_name"]) for row in found] == [(5, "Giàng A Páo"), (8, "Vàng Thị Chư")]
