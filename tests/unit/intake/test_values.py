"""Cells as people fill them in, one by one."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.intake.reading import dates, numbers, words
from ansinh.intake.reading.legacy_text import encoding_by_letters, from_tcvn3, from_vni
from ansinh.intake.reading.text import clean, fold, proper_name
from tests.unit.intake.lists import codes, people, read, workbook


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("05/11/1950", "1950-11-05"), ("5-11-1950", "1950-11-05"), ("05.11.1950", "1950-11-05"), (" 5 / 11 / 1950 ",
        "1950-11-05"),
        ("11/1950", "1950-11"), ("1950", "1950"), (1950, "1950"), (1950.0, "1950"), ("năm 1950", "1950"),
        ("Sinh năm 1950", "1950"), ("1950-11-05", "1950-11-05"),
        ("1950-11-05 00:00:00", "1950-11-05"), (dt.datetime(1950, 11, 5), "1950-11-05"), (dt.date(1950, 11, 5),
        "1950-11-05"), (18_572, "1950-11-05"),
        ("'05/11/1950", "1950-11-05"), ("05111950", "1950-11-05"), (5_111_950, "1950-11-05"), ("00/00/1950", "1950"),
        ("5 tháng 11 năm 1950", "1950-11-05"),
        ("29/02/1952", "1952-02-29"), (dt.date(1905, 5, 3), "1950"),
    ],
)  # fmt: skip
def test_dates(cell: Any, born: str) -> None:
    assert dates.read_date(cell, typed_year=True) == born


@pytest.mark.parametrize(
    "cell",
    [
        "5/11/50",
        "31/02/1950",
        "29/02/1951",
        "05/13/1950",
        "khoảng 1950",
        "195",
        "19500",
        "1950?",
        "??/1950",
        "13/1950",
        "1/1/1",
        "abc",
        "50",
        50,
        -1950,
        1950.5,
        True,
        "12/05",
        "1850",
        "1/1/2950",
    ],
)
def test_what_is_no_date(cell: Any) -> None:
    with pytest.raises(dates.BadDate):
        dates.read_date(cell)


@given(st.dates(dt.date(1906, 1, 1), dt.date(2035, 12, 31)), st.sampled_from(["/", "-", ".", " / "]))
def test_any_day_in_any_writing(day: dt.date, separator: str) -> None:
    written = separator.join((str(day.day), str(day.month), str(day.year)))
    serial = (day - dt.date(1899, 12, 30)).days
    assert (
        dates.read_date(written)
        == dates.read_date(f"{day:%d/%m/%Y}")
        == dates.read_date(day)
        == dates.read_date(float(serial))
        == day.isoformat()
    )


@given(st.text(max_size=30) | st.floats() | st.integers() | st.booleans())
def test_no_cell_breaks_a_reader(cell: Any) -> None:
    for reader in (
        dates.read_date,
        dates.read_month,
        dates.read_day,
        numbers.read_amount,
        numbers.read_coefficient,
        numbers.read_id_number,
    ):
        with contextlib.suppress(ValueError):
            reader(cell)
    for word in (
        words.read_mark,
        words.read_sex,
        words.read_poverty,
        words.read_disability,
        words.read_disability_types,
    ):
        word(cell)
    words.read_ethnicity(str(cell))


@pytest.mark.parametrize(
    ("cell", "unit", "amount"),
    [
        ("1.080.000", 1, 1_080_000), ("1,080,000 đ", 1, 1_080_000), ("540", 1_000, 540_000), ("540.000", 1, 540_000),
        ("540.000đ", 1, 540_000),
        ("1 080 000", 1, 1_080_000), (540_000.0, 1, 540_000), ("540.000 VNĐ", 1, 540_000), ("540.000,00", 1, 540_000),
        ("540,5", 1_000, 540_500),
        (540.5, 1_000, 540_500), ("540 nghìn", 1, 540_000), ("1,08 triệu", 1, 1_080_000), ("540.000 đồng/tháng", 1,
        540_000), (0, 1, 0), (1.08, 1_000_000, 1_080_000),
    ],
)  # fmt: skip
def test_amounts(cell: Any, unit: int, amount: int) -> None:
    assert numbers.read_amount(cell, unit) == amount


@pytest.mark.parametrize(
    "cell", ["năm trăm", "x", -5, "-540.000", 0.5, "54.00.000", True, dt.date(2026, 1, 1), "1.2.3", "540.0000", "10%"]
)
def test_what_is_no_amount(cell: Any) -> None:
    with pytest.raises(numbers.BadNumber):
        numbers.read_amount(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [("1,5", "1.5"), ("1.5", "1.5"), (1.5, "1.5"), (2, "2.0"), ("2,0", "2.0"), (" 2,50 ", "2.5"), (1.0, "1.0")],
)
def test_coefficients(cell: Any, text: str) -> None:
    assert numbers.read_coefficient(cell) == text


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("015185001234", "015185001234"), (15185001234, "015185001234"), (15185001234.0, "015185001234"),
        (1_185_001_234, "001185001234"), ("015 185 001 234", "015185001234"),
        ("'015185001234", "015185001234"), ("015.185.001.234", "015185001234"), ("060123456", "060123456"),
        ("CMND: 060123456", "060123456"), (160_123_456, "160123456"),
    ],
)  # fmt: skip
def test_identity_numbers(cell: Any, number: str) -> None:
    assert numbers.read_id_number(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        "12345678",
        "0151850012345",
        "01518500123A",
        1.5185e10 + 0.5,
        "1.5185E+10",
        "số mới",
        -15185001234,
        "000000000000",
        True,
    ],
)
def test_what_is_no_identity_number(cell: Any) -> None:
    with pytest.raises(numbers.BadNumber):
        numbers.read_id_number(cell)


@pytest.mark.parametrize(
    ("cell", "people_name"),
    [
        ("H'Mông", "Mông"), ("HMÔNG", "Mông"), ("H’mông", "Mông"), ("Mèo", "Mông"), ("Mán", "Dao"), ("Dao đỏ", "Dao"),
        ("tày", "Tày"), ("TAY", "Tày"), ("Thai", "Thái"),
        ("thái đen", "Thái"), ("Kinh", "Kinh"), ("Khơ mú", "Khơ Mú"), ("Cao Lan", "Sán Chay"), ("Phù Lá", "Phù Lá"),
        ("Dân tộc Dao", "Dao"), ("Giấy", None), ("Tai", None),
        ("Tây", None), ("Xá", None), ("K", None), ("T", None), ("Mông Cổ", None), ("Thổ", "Thổ"), ("Nùng", "Nùng"),
        ("Mường", "Mường"),
    ],
)  # fmt: skip
def test_ethnicities(cell: str, people_name: str | None) -> None:
    assert words.read_ethnicity(cell) == people_name


@pytest.mark.parametrize(
    ("cell", "kinds", "whole"),
    [
        ("Vận động", ["mobility"], True), ("Nghe, nói", ["hearing_speech"], True), ("KT nhìn", ["vision"], True),
        ("Thần kinh, tâm thần", ["mental"], True),
        ("Trí tuệ", ["intellectual"], True), ("Vận động, trí tuệ", ["mobility", "intellectual"], True), ("Khác",
        ["other"], True), ("đa tật", [], False), ("van dong + nhin", ["mobility", "vision"], True),
        ("Vận động và bị gù", ["mobility"], False),
    ],
)  # fmt: skip
def test_disability_types(cell: str, kinds: list[str], whole: bool) -> None:
    assert words.read_disability_types(cell) == (kinds, whole)


@pytest.mark.parametrize(
    ("cell", "degree"),
    [
        ("Đặc biệt nặng", "extremely_severe"),
        ("NKT nặng", "severe"),
        ("nhẹ", "mild"),
        ("Khuyết tật đặc biệt nặng", "extremely_severe"),
        ("Nặng lắm", None),
        ("1", None),
    ],
)
def test_degrees(cell: str, degree: str | None) -> None:
    assert words.read_disability(cell) == degree


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("GIÀNG A PÁO", "Giàng A Páo"),
        ("giàng  a páo ", "Giàng A Páo"),
        ("ÐỖ VĂN ÐỨC", "Đỗ Văn Đức"),
        ("Ɖinh thị\u00a0hoa", "Đinh Thị Hoa"),
        ("h'lan niê", "H'Lan Niê"),
    ],
)
def test_names(cell: str, name: str) -> None:
    assert proper_name(cell) == name


@given(
    st.text(
        alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ",
        max_size=40,
    )
)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("text", "encoding", "meant"),
    [
        ("NguyÔn ThÞ Hoa", "tcvn3", "Nguyễn Thị Hoa"), ("Giµng A P¸o", "tcvn3", "Giàng A Páo"), ("§Æng V¨n H­ng",
        "tcvn3", "Đặng Văn Hưng"),
        ("Nguyeãn Thò Phöôïng", "vni", "Nguyễn Thị Phượng"), ("Traàn Vaên Ñöùc", "vni", "Trần Văn Đức"),
        ("Leâ Thò Haïnh", "vni", "Lê Thị Hạnh"),
    ],
)  # fmt: skip
def test_old_encodings_by_their_letters(text: str, encoding: str, meant: str) -> None:
    assert encoding_by_letters(text) == encoding
    assert (from_tcvn3 if encoding == "tcvn3" else from_vni)(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hoa",
        "Hoàng Văn Thái",
        "Lò Thị Hà",
        "Vàng A Chô",
        "5×3 m²",
        "Hoà",
        "Khoản 2 § 5",
        "Lý Thoòng",
        "Quế",
        "Nhé",
    ],
)
def test_proper_text_is_left_alone(text: str) -> None:
    assert encoding_by_letters(text) in ("", "unicode")


def test_numbers_against_sex_and_year(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Năm sinh", "Giới tính", "CCCD"),
        (1, "Lò A Sử", 1950, "Nam", "015050000001"),
        (2, "Lò Thị Mỷ", 1950, "Nữ", "015050000002"),
        (3, "Lò A Tủa", 1951, "Nam", "015050000003"),
        (4, "Lò A Dê", 2010, "Nam", "015010000004"),
        (5, "Lò A Chư", 2010, "Nam", "015210000005"),
        (6, "Lò A Của", 1950, "Nam", "060123456"),
        (7, "Lò A Vừ", "", "Nam", "015450000007"),
    ]
    found = codes(workbook(tmp_path / "a.xlsx", rows))
    assert [[code for _, code in row] for row in found] == [
        [],
        ["id_mismatch"],
        ["id_mismatch"],
        ["id_mismatch"],
        [],
        [],
        ["id_mismatch"],
    ]


def test_duplicates_in_a_file(tmp_path: Path) -> None:
    rows = [
        ("STT", "Họ và tên", "Ngày sinh", "CCCD", "Thôn"),
        (1, "Lò A Sử", "01/02/1950", "015050000001", "Lìm"),
        (2, "LÒ A SỬ", "01/02/1950", "015050000001", "Lìm"),
        (3, "Lò A Tủa", "01/02/1950", "015050000001", "Lìm"),
        (4, "Lò A Dê", "03/04/1951", "", "Lìm"),
        (5, "Lò A Dê", "1951", "", "Lìm"),
        (6, "Lò A Dê", "1951", "", "Khắt"),
        (7, "Lò A Dê", "05/06/1951", "", "Lìm"),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    marked = [row.row for row in read(path).rows if any(p.code == "duplicate_in_file" for p in row.problems)]
    assert marked == [3, 4, 6]


def test_the_future_and_amounts(tmp_path: Path) -> None:
    rows = [
        ("THÁNG 11 NĂM 2026",),
        ("STT", "Họ và tên", "Ngày sinh", "Ngày chết", "Hệ số", "Số tiền"),
        (1, "Lò A Sử", "21/11/2026", "", "", ""),
        (2, "Lò A Tủa", "2027", "", "", ""),
        (3, "Lò A Dê", "1950", "01/12/2026", "1", "540.000"),
        (4, "Lò A Chư", "1950", "", "1,5", "750.000"),
        (5, "Lò A Vừ", "1950", "", "1,5", "bảy trăm"),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    assert codes(path) == [
        [("C", "future_date")],
        [("C", "future_date")],
        [("D", "future_date")],
        [("F", "amount_mismatch")],
        [("F", "bad_amount")],
    ]
    assert people(path)[0]["born"] == "2026-11-21"
    assert people(path)[3]["amount_vnd"] == 750_000


def test_lost_characters(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [("STT", "Họ và tên", "Năm sinh"), (1, "Ho\ufffdng Thị Mai", 1950)])
    assert codes(path) == [[("B", "unreadable_font")]]
    assert people(path)[0]["full_name"] is None
