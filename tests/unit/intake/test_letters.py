"""Letters that are not what they look like: recognised, replaced, shown; what is written is read back as it was."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.demo.workbooks.old_fonts import encode
from ansinh.intake.reading.ethnicities_table import ETHNICITIES
from ansinh.intake.reading.lookalikes import from_lookalikes
from ansinh.intake.reading.notice_texts import CODES
from ansinh.intake.reading.read_file import read_file
from ansinh.intake.reading.read_sheet import Circumstances
from ansinh.intake.reading.separate_process import read_in_child
from ansinh.intake.reading.text import clean
from ansinh.intake.templates import write_template
from ansinh.staff.intake_words import NOTICES
from tests.unit.intake.lists import ON, codes, people, read, workbook

LETTERS = "aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ"


@pytest.mark.parametrize("letter", LETTERS)
def test_marks_in_any_order(letter: str) -> None:
    """A letter and its marks make the one letter, whichever mark was typed first."""
    base, *marks = unicodedata.normalize("NFD", letter)
    assert clean(base + "".join(marks)) == letter
    assert clean(base + "".join(reversed(marks))) == letter
    assert clean(unicodedata.normalize("NFC", base + "".join(marks[1:])) + "".join(marks[:1])) == letter


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Тhào А Сủа", "Thào A Củа".replace("а", "a")),
        ("Нồ Хuân Тâm", "Hồ Xuân Tâm"),
        ("Ｎｇｕｙễｎ Ｔｈị Ｈｏａ １", "Nguyễn Thị Hoa １"),
        ("𝐋ò 𝐕ă𝐧 𝐀", "Lò Văn A"),
        ("Νguyễn Văn Αn", "Nguyễn Văn An"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Москва", "Москва"),
        ("5 μm", "5 μm"),
    ],
)
def test_letters_of_other_alphabets(text: str, latin: str) -> None:
    assert from_lookalikes(text) == latin


def test_what_was_changed_is_shown(tmp_path: Path) -> None:
    """Each cell that was converted, with what it held; none of it is a problem. A strange province code is noticed."""
    rows = [
        ("STT", "Họ và tên", "Năm sinh", "CCCD", "Thôn"),
        (1, "NguyÔn ThÞ Hoa", 1950, "015150000001", "Pang"),
        (2, "Tràn Vaên Ñöùc", 1950, "", "Pang"),
        (3, "Lò A Тủа", 1950, "", "LÃ¬m"),
        (4, "Lò A Dê", 1950, "003050000004", "Lìm"),
        (5, "Lò A Chư", 1950, "101050000005", "Lìm"),
    ]
    path = workbook(tmp_path / "a.xlsx", rows)
    found = [[(n.column, n.value, n.text, n.code) for n in row.notices] for row in read(path).rows]
    assert found == [
        [("B", "NguyÔn ThÞ Hoa", "Nguyễn Thị Hoa", "from_tcvn3")],
        [("B", "Tràn Vaên Ñöùc", "Tràn Văn Đức", "from_vni")],
        [("B", "Lò A Тủа", "Lò A Tủa", "from_lookalikes"), ("E", "LÃ¬m", "Lìm", "from_mojibake")],
        [("D", "003050000004", "", "id_province")],
        [],
    ]
    assert codes(path) == [[]] * 5
    assert set(NOTICES) == set(CODES)


def test_notices_are_handed_on_as_rows_are_read(tmp_path: Path) -> None:
    """Over all sheets, by the position of the row in the file; the rows keep none, and the reading process the same."""
    rows = [("STT", "Họ và tên", "Năm sinh", "Thôn"), *((n, "NguyÔn ThÞ Hoa", 1950, "Pang") for n in (1, 2))]
    more = [("STT", "Họ và tên", "Năm sinh", "Thôn"), (1, "Lò A Chư", 1950, "Lìm"), (2, "Lò A Тủа", 1950, "LÃ¬m")]
    path = workbook(tmp_path / "a.xlsx", rows, more={"Hai": more})
    kept = [(place, *astuple(n)) for place, row in enumerate(read(path).rows) for n in row.notices]
    handed: list[tuple[object, ...]] = []
    known = Circumstances(on=ON, base_of=lambda month: 540_000)
    reading = read_file(path, known, lambda place, said: handed.extend((place, *astuple(n)) for n in said))
    assert [place for place, *_ in kept] == [0, 1, 3, 3]
    assert handed == kept
    assert not any(row.notices for row in reading.rows)
    with read_in_child(path, on=ON) as file:
        assert [tuple(notice) for notice in file.notices()] == kept
        assert len(list(file.rows())) == 4


NAMES = st.lists(
    st.sampled_from(["Giàng", "Thào", "Lò", "Vàng", "Nguyễn", "Thị", "A", "Páo", "Của", "Hoà", "Mỷ", "Đức", "H'Lan"]),
    min_size=2,
    max_size=4,
).map(" ".join)
DAYS = st.dates(date(1920, 1, 1), date(2026, 10, 1))
BORN = st.one_of(DAYS.map(date.isoformat), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day.year}"))
PEOPLE = st.fixed_dictionaries(
    {
        "full_name": NAMES,
        "born": BORN,
        "sex": st.sampled_from(["male", "female"]),
        "ethnicity": st.sampled_from(list(ETHNICITIES)),
        "village": st.sampled_from(["Thôn Nậm Khắt", "Bản Lìm", "Tổ dân phố 3"]),
        "household_head": NAMES,
        "poverty": st.sampled_from(["none", "near_poor", "poor"]),
        "disability": st.sampled_from(["none", "mild", "severe", "extremely_severe"]),
        "recipient": NAMES,
        "phone": st.from_regex(r"\A09[0-9]{8}\Z"),
        "bank_account": st.from_regex(r"\A[0-9]{8,14}\Z"),
        "note": st.sampled_from(["tái khám", "=1+1", "'0123", "1.000", "-5"]),
    }
)


@settings(max_examples=25, deadline=None)
@given(listed=st.lists(PEOPLE, min_size=1, max_size=5, unique_by=lambda p: (p["full_name"], p["born"][:4])))
def test_what_is_written_is_read_back(listed: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("list") / "mau.xlsx"
    write_template(path, commune="Xã Púng Luông", code="04582", month="2026-11", people=listed, villages=[])
    found = people(path)
    assert [{key: one[key] for key in listed[0]} for one in found] == listed


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_a_list_in_an_old_font_reads_as_the_same_list(font: str, tmp_path: Path) -> None:
    names = ["Nguyễn Thị Phượng", "Thào A Của", "Đặng Văn Hưng", "Sùng Thị Dở", "Hoàng Đức Lương", "Lý Thị Mẩy"]
    lines = [(number, encode(name, font), 1950 + number) for number, name in enumerate(names, 1)]
    path = workbook(tmp_path / "a.xlsx", [("STT", "Họ và tên", "Năm sinh"), *lines])
    assert [one["full_name"] for one in people(path)] == names
