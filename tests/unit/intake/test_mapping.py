"""`--map`: what an officer says the columns are is remembered for the commune, and later lists are read so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ansinh.areas.public import Unit
from ansinh.cli._intake_mapping import letters_and_keys
from ansinh.cli.intake import command
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from tests import builders
from tests.unit.intake.lists import Rows, workbook

pytestmark = pytest.mark.django_db
HEADINGS = ("STT", "Họ và tên", "Tên thường gọi", "Ngày họp xét", "Mốc", "Số tiền")
ROW = (1, "P.", "Giàng A Páo", "01/01/2026", "1950", 540_000)


def preview(path: Path, area: Unit, *more: str) -> list[dict[str, object]]:
    out = path.with_suffix(".jsonl")
    words = [str(path), "--commune", area.code, "--on", "2026-11-20", "--preview", "--out", str(out), *more]
    CliRunner().invoke(command, words, catch_exceptions=False)
    return [json.loads(line)["person"] for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_mapping_is_remembered_for_lists_with_these_headings(tmp_path: Path) -> None:
    area, other = builders.commune(0), builders.commune(1)
    rows: Rows = [HEADINGS, ROW]
    first = workbook(tmp_path / "a.xlsx", rows)
    meant = {"full_name": "Giàng A Páo", "born": "1950"}
    before = preview(first, area)
    assert before[0]["full_name"] == "P"
    assert "born" not in before[0]
    assert preview(first, area, "--map", "C=full_name,e=born,F=")[0] == meant
    later = workbook(tmp_path / "b.xlsx", [("DANH SÁCH THÁNG 12/2026",), HEADINGS, (2, "x", "Vàng A Dê", "", 1960, 1)])
    assert preview(later, area)[0] == {"full_name": "Vàng A Dê", "born": "1960"}
    assert preview(first, other) == before
    assert preview(first, area, "--map", "F=amount_vnd")[0] == meant | {"amount_vnd": 540_000}


def test_a_list_with_several_tables_needs_the_tables_number(tmp_path: Path) -> None:
    area = builders.commune()
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, ROW, (), ("STT", "Họ và tên", "Nơi ở"), (1, "Lò A Sử", "Lìm")])
    with pytest.raises(Refusal) as refused:
        preview(path, area, "--map", "C=note")
    assert refused.value.code == "which_table"
    assert preview(path, area, "--map", "C=note", "--table", "2")[1] == {"full_name": "Lò A Sử", "note": "Lìm"}


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("C", "bad_map"),
        ("C=full_name,C=born", "bad_map"),
        ("C=họ tên", "bad_map"),
        ("Z=full_name", "unknown_column"),
        ("C=salary", "unknown_key"),
    ],
)
def test_refusals(mapping: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        preview(workbook(tmp_path / "a.xlsx", [HEADINGS, ROW]), builders.commune(), "--map", mapping)
    assert refused.value.code == code
    assert not intake.RememberedColumn.objects.exists()


def test_letters_in_any_case() -> None:
    assert letters_and_keys("c=full_name, AA=") == {"C": "full_name", "AA": ""}
