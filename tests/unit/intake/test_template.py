"""The form reads back without a mapping: what was written is what is understood."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from ansinh.cli.intake_template import command
from ansinh.intake.templates import COLUMNS, write_template
from tests import builders
from tests.unit.intake.lists import codes, people, read

PAO = {
    "full_name": "Giàng A Páo",
    "born": "1950-05-12",
    "sex": "male",
    "ethnicity": "Mông",
    "id_number": "015050001234",
    "village": "Thôn Nậm Khắt",
    "household_head": "Giàng A Páo",
    "poverty": "poor",
    "disability_type": ["mobility", "hearing_speech", "mental"],
    "disability": "severe",
    "category_text": "Người khuyết tật nặng",
    "coefficient": "1.5",
    "amount_vnd": 810_000,
    "from_month": "2026-07",
    "died": "2026-11-05",
    "recipient": "Vàng Thị Chư",
    "phone": "0912345678",
    "bank_account": "0123456789",
    "bank": "Agribank",
    "note": "=1+1",
}


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    partly = dict.fromkeys(PAO) | {"full_name": "Lò A Sử", "born": "1950-05", "poverty": "none", "disability": "none"}
    write_template(
        path, commune="Xã Púng Luông", code="04582", month="2026-11", people=[PAO, partly], villages=["Thôn Nậm Khắt"]
    )
    assert people(path) == [PAO, partly]
    assert codes(path) == [[], []]
    assert read(path).tables[0].month == "2026-11"
    keys = [column.key for column in read(path).tables[0].columns.columns]
    assert keys == ["stt", *(key for key, *_ in COLUMNS[1:])]


def test_headings_are_locked_and_choices_offered(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template(path, commune="Xã Púng Luông", code="04582", month="2026-11", villages=["Lìm"])
    book = openpyxl.load_workbook(path)
    page = book["Danh sách"]
    assert page.protection.sheet
    assert page["B4"].protection.locked
    assert not page["B5"].protection.locked
    assert len(page.data_validations.dataValidation) == 6
    assert book["_ansinh"].sheet_state == "veryHidden"
    assert people(path) == []


@pytest.mark.django_db
def test_filled_for_a_commune(tmp_path: Path) -> None:
    area = builders.commune()
    builders.person(area, name="Giàng A Páo", born="1950-05-12", sex="male", ethnicity="Mông", village="Lìm")
    out = tmp_path / "mau.xlsx"
    done = CliRunner().invoke(
        command, ["--commune", area.code, "--out", str(out), "--month", "2026-11"], catch_exceptions=False
    )
    assert done.exit_code == 0
    found = people(out)[0]
    assert (found["full_name"], found["born"], found["sex"], found["village"]) == (
        "Giàng A Páo",
        "1950-05-12",
        "male",
        "Lìm",
    )
