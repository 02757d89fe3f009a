"""Lists as communes lay them out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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


def names(path: Path) -> list[tuple[int, str | None]]:
    return [(row.row, row.person.get("full_name")) for row in read(path).rows]


def test_a_plain_list(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, ONE, TWO])
    assert people(path)[0] == EXPECTED
    assert people(path)[1]["disability_type"] == ["hearing_speech"]
    assert people(path)[1]["poverty"] == "near_poor"
    assert codes(path) == [[], []]


def test_titles_totals_signatures_and_notes_are_no_people(tmp_path: Path) -> None:
    rows: list[Any] = [
        ("UBND XÃ PÚNG LUÔNG", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 12/DS-UBND", "", "", "", "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("DANH SÁCH ĐỐI TƯỢNG HƯỞNG TRỢ CẤP XÃ HỘI THÁNG 11 NĂM 2026",),
        ("(Kèm theo Quyết định số 15/QĐ-UBND ngày 03 tháng 10 năm 2025)",),
        HEADINGS,
        tuple(range(1, 12)),
        ONE,
        TWO,
        ("", "Tổng cộng", "", "", "", "", "", 1, 1),
        ("Tổng số: 02 người",),
        ("Số tiền bằng chữ: Một triệu đồng chẵn",),
        ("", "", "", "", "", "", "Púng Luông, ngày 05 tháng 11 năm 2026"),
        ("", "Người lập biểu", "", "", "", "", "TM. ỦY BAN NHÂN DÂN"),
        ("", "", "", "", "", "", "CHỦ TỊCH"),
        (),
        ("", "Nguyễn Văn Lập", "", "", "", "", "Hoàng Văn Chủ"),
        ("Ghi chú: danh sách này thay danh sách tháng 10",),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    assert names(path) == [(8, "Giàng A Páo"), (9, "Vàng Thị Chư")]
    assert read(path).tables[0].month == "2026-11"


@pytest.mark.parametrize(
    "numbers", [("(1)", "(2)", "(3)", "(4)"), ("A", "B", 1, 2), (1.0, 2.0, 3.0, 4.0), ("1", "2", "3", "4=2x3")]
)
def test_rows_of_column_numbers(tmp_path: Path, numbers: tuple[Any, ...]) -> None:
    path = workbook(tmp_path / "a.xlsx", [("STT", "Họ tên", "Hệ số", "Số tiền"), numbers, (1, "Lò A Sử", 1.5, 810_000)])
    assert names(path) == [(3, "Lò A Sử")]


def test_headings_without_diacritics(tmp_path: Path) -> None:
    headings = (
        "STT",
        "Ho va ten",
        "Ngay sinh",
        "Gioi tinh",
        "Dan toc",
        "So CCCD",
        "Thon",
        "Ho ngheo",
        "Ho can ngheo",
        "Dang tat",
        "Muc do",
    )
    path = workbook(
        tmp_path / "a.xlsx",
        [headings, (1, "Giang A Pao", "12/05/1950", "nam", "Mong", "015050001234", "Nam Khat", "x")],
    )
    assert people(path)[0] | {"disability_type": None} == EXPECTED | {
        "full_name": "Giang A Pao", "village": "Nam Khat", "disability_type": None, "disability": None,
    }  # fmt: skip


def test_birth_years_in_a_column_a_sex(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.merge_range("A1:A2", "TT")
        page.merge_range("B1:B2", "Họ và tên")
        page.merge_range("C1:D1", "Năm sinh")
        page.write("C2", "Nam")
        page.write("D2", "Nữ")
        page.merge_range("E1:E2", "Ghi chú")
        for number, (name, male, female) in enumerate(
            [("Lò A Sử", 1950, ""), ("Lò Thị Mỷ", "", "3/1961"), ("Lò Thị Nhá", 1950, 1951)]
        ):
            for column, value in enumerate((number + 1, name, male, female)):
                page.write(2 + number, column, value)

    path = made(tmp_path / "a.xlsx", fill)
    found = [(p["sex"], p["born"]) for p in people(path)]
    assert found == [("male", "1950"), ("female", "1961-03"), (None, None)]
    assert codes(path)[2] == [("D", "bad_date")]


def test_undiacritised_male_and_female_columns(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ("STT", "Ho ten", "Nam sinh", "", "Ghi chu"),
            ("", "", "Nam", "Nu", ""),
            (1, "Lo A Su", 1950),
            (2, "Lo Thi My", "", 1961),
        ],
    )
    assert [(p["sex"], p["born"]) for p in people(path)] == [("male", "1950"), ("female", "1961")]


def test_day_month_year_in_columns(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ("STT", "Họ và tên", "Ngày tháng năm sinh", "", "", "Thôn"),
            ("", "", "Ngày", "Tháng", "Năm", ""),
            (1, "Lò A Sử", 5, 11, 1950, "Lìm"),
            (2, "Lò A Tủa", "", "", 1951, "Lìm"),
        ],
    )
    assert [p["born"] for p in people(path)] == ["1950-11-05", "1951"]


def test_women_marked_with_an_x(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [("STT", "Họ và tên", "Nữ", "Năm sinh"), (1, "Lò A Sử", "", 1950), (2, "Lò Thị Mỷ", "x", 1961)],
    )
    assert [p["sex"] for p in people(path)] == ["male", "female"]


def test_surname_and_given_name_apart(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [("STT", "Họ và tên đệm", "Tên", "Năm sinh"), (1, "GIÀNG A", "PÁO", 1950)])
    assert people(path) == [{"full_name": "Giàng A Páo", "born": "1950"}]


def test_name_heading_over_two_columns(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write("A1", "STT")
        page.merge_range("B1:C1", "Họ và tên")
        page.write("D1", "Năm sinh")
        page.write_row("A2", (1, "Giàng A", "Páo", 1950))

    assert people(made(tmp_path / "a.xlsx", fill)) == [{"full_name": "Giàng A Páo", "born": "1950"}]


def test_groups_of_columns_above_the_headings(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.merge_range("A1:H1", "DANH SÁCH NGƯỜI KHUYẾT TẬT")
        page.merge_range("A2:A3", "STT")
        page.merge_range("B2:D2", "Thông tin đối tượng")
        page.merge_range("E2:G2", "Mức độ khuyết tật")
        page.merge_range("H2:H3", "Mức hưởng")
        page.write_row("B3", ("Họ và tên", "Năm sinh", "Số CCCD", "Đặc biệt nặng", "Nặng", "Nhẹ"))
        page.write_row("A4", (1, "Lò A Sử", 1950, "015050000001", "", "x", "", "810.000"))
        page.write_row("A5", (2, "Lò Thị Mỷ", 1961, "015161000002", "x", "", "", "1.080.000 đ"))

    path = made(tmp_path / "a.xlsx", fill)
    assert [(p["disability"], p["amount_vnd"]) for p in people(path)] == [
        ("severe", 810_000),
        ("extremely_severe", 1_080_000),
    ]


def test_villages_and_categories_as_group_headings(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Năm sinh", "Hệ số"),
        ("I", "Thôn Nậm Khắt"),
        (1, "Lò A Sử", 1940, "1,5"),
        ("", "Cộng thôn Nậm Khắt", "", "1,5"),
        ("II", "Bản Lìm (2 người)"),
        ("A", "Người cao tuổi"),
        (1, "Lò A Tủa", 1941, "1,0"),
        ("B", "Người khuyết tật"),
        (2, "Lò A Dê", 1991, "2,0"),
    ]
    found = read(workbook(tmp_path / "a.xlsx", rows)).rows
    assert [row.row for row in found] == [3, 7, 9]
    assert [row.person["village"] for row in found] == ["Thôn Nậm Khắt", "Bản Lìm", "Bản Lìm"]
    assert [row.person.get("category_text") for row in found] == [None, "Người cao tuổi", "Người khuyết tật"]


def test_a_sheet_a_village(tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Năm sinh")
    path = workbook(
        tmp_path / "a.xlsx",
        [head, (1, "Lò A Sử", 1950)],
        sheet="Thôn Nậm Khắt",
        more={"Bản Lìm": [head, (1, "Lò A Tủa", 1951)], "Tổng hợp": [("Thôn", "Số người"), ("Lìm", 1)]},
    )
    assert [(row.sheet, row.person["village"]) for row in read(path).rows] == [
        ("Thôn Nậm Khắt", "Thôn Nậm Khắt"),
        ("Bản Lìm", "Bản Lìm"),
    ]


def test_an_ordinary_sheet_name_is_no_village(tmp_path: Path) -> None:
    for name in ("Sheet1", "Danh sách", "NKT", "T11-2026", "Xã Púng Luông", "Bản sao"):
        assert (
            "village"
            not in people(
                workbook(tmp_path / "a.xlsx", [("STT", "Họ và tên", "Năm sinh"), (1, "Lò A Sử", 1950)], sheet=name)
            )[0]
        )


def test_hidden_sheets_are_not_read_and_filtered_rows_are(tmp_path: Path) -> None:
    def fill(book: Any, page: Any) -> None:
        page.write_row("A1", ("STT", "Họ và tên", "Năm sinh"))
        page.write_row("A2", (1, "Lò A Sử", 1950))
        page.write_row("A3", (2, "Lò A Tủa", 1951))
        page.set_row(1, None, None, {"hidden": True})
        old = book.add_worksheet("Cũ")
        old.write_row("A1", ("STT", "Họ và tên", "Năm sinh"))
        old.write_row("A2", (1, "Người Cũ", 1930))
        old.hide()

    assert names(made(tmp_path / "a.xlsx", fill)) == [(2, "Lò A Sử"), (3, "Lò A Tủa")]


def test_headings_repeated_at_a_page_break(tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Năm sinh", "Hệ số", "Số tiền")
    rows = [
        head,
        (1, 2, 3, 4, 5),
        (1, "Lò A Sử", 1950, 1, 540_000),
        ("", "Cộng trang", "", "", 540_000),
        head,
        (1, 2, 3, 4, 5),
        (2, "Lò A Tủa", 1951, 1, 540_000),
    ]
    assert names(workbook(tmp_path / "a.xlsx", rows)) == [(3, "Lò A Sử"), (7, "Lò A Tủa")]


def test_two_tables_one_below_the_other(tmp_path: Path) -> None:
    rows = [
        ("DANH SÁCH NGƯỜI CAO TUỔI",),
        ("STT", "Họ và tên", "Năm sinh"),
        (1, "Lò A Sử", 1940),
        ("", "Cộng", "", 1),
        (),
        ("DANH SÁCH NGƯỜI KHUYẾT TẬT",),
        ("STT", "Họ và tên", "Ngày sinh", "Dạng tật", "Mức độ"),
        (1, "Lò A Tủa", "01/02/1991", "Nhìn", "Nặng"),
    ]
    found = people(workbook(tmp_path / "a.xlsx", rows))
    assert [set(person) & {"disability"} for person in found] == [set(), {"disability"}]
    assert [person["full_name"] for person in found] == ["Lò A Sử", "Lò A Tủa"]


def test_two_lists_side_by_side(tmp_path: Path) -> None:
    head = ("STT", "Họ và tên", "Năm sinh")
    rows = [(*head, "", *head), (1, "Lò A Sử", 1950, "", 2, "Lò A Tủa", 1951), (3, "Lò A Dê", 1952)]
    found = [
        (row.row, row.person["full_name"], row.person["born"]) for row in read(workbook(tmp_path / "a.xlsx", rows)).rows
    ]
    assert found == [(2, "Lò A Sử", "1950"), (2, "Lò A Tủa", "1951"), (3, "Lò A Dê", "1952")]
