"""`ansinh intake` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ansinh.cli.intake import command
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests import builders
from tests.unit.intake.lists import HEADINGS, workbook

pytestmark = pytest.mark.django_db
PAO = (1, "GIÀNG A PÁO", "12/05/1950", "Nam", "Mông", "015050001234", "Nậm Khắt", "x", "", "Vận động", "Nặng")
ODD = (2, "Lò Văn Ón", "31/02/1955", "Nam", "Tày", "", "Nậm Khắt", "", "", "", "")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return workbook(tmp_path / "ds.xlsx", [HEADINGS, PAO, ODD])


def _run(*arguments: object) -> str:
    done = CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_preview_writes_lines_and_nothing_else(listed: Path, tmp_path: Path) -> None:
    area = builders.commune()
    out = tmp_path / "preview.jsonl"
    text = _run(listed, "--commune", area.code, "--on", "2026-11-20", "--preview", "--out", out)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["sheet"], line["row"], line["status"]) for line in lines] == [
        ("Danh sách", 2, "new"),
        ("Danh sách", 3, "problem"),
    ]
    assert lines[0]["person"]["full_name"] == "Giàng A Páo"
    assert lines[1]["problems"][0] | {"message": ""} == {
        "column": "C",
        "value": "31/02/1955",
        "code": "bad_date",
        "message": "",
    }
    assert "Danh sách!C3" in text
    assert "Có lỗi" in text
    assert not registry.Person.objects.exists()
    assert not intake.SourceFile.objects.exists()


def test_accept_then_preview_then_undo(listed: Path, tmp_path: Path) -> None:
    area = builders.commune()
    common = ("--commune", area.code, "--on", "2026-11-20")
    assert "đã nhận 1 dòng" in _run(listed, *common, "--accept", "all")
    out = tmp_path / "preview.jsonl"
    _run(listed, *common, "--preview", "--out", out)
    assert json.loads(out.read_text(encoding="utf-8").splitlines()[0])["status"] == "unchanged"
    assert "hoàn tác" in _run(listed, *common, "--undo")


def test_what_was_written_before_stays_until_the_new_preview_is_whole(listed: Path, tmp_path: Path) -> None:
    area, out = builders.commune(), tmp_path / "preview.jsonl"
    out.write_text("earlier", encoding="utf-8")
    junk = tmp_path / "anh.xlsx"
    junk.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(Refusal):
        _run(junk, "--commune", area.code, "--preview", "--out", out)
    assert out.read_text(encoding="utf-8") == "earlier"
    _run(listed, "--commune", area.code, "--on", "2026-11-20", "--preview", "--out", out)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    assert list(tmp_path.glob("*.part")) == []


def test_refusals(listed: Path, tmp_path: Path) -> None:
    area = builders.commune()
    junk = tmp_path / "anh.xlsx"
    junk.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    for arguments, code in (
        ((listed, "--commune", "99999"), "unknown_commune"),
        ((junk, "--commune", area.code), "not_a_workbook"),
        ((tmp_path / "khong-co.xlsx", "--commune", area.code), "missing_file"),
        ((listed, "--commune", area.code, "--on", "20/11/2026"), "bad_day"),
        ((listed, "--commune", area.code, "--on", "20261120"), "bad_day"),
        ((listed, "--commune", area.code, "--on", "2026-02-30"), "bad_day"),
        ((listed, "--commune", area.code, "--out", tmp_path / "khong-co" / "a.jsonl"), "cannot_write"),
        ((listed, "--commune", area.code, "--out", tmp_path), "cannot_write"),
        ((listed, "--commune", area.code, "--accept", "a-b"), "bad_rows"),
        ((listed, "--commune", area.code, "--undo"), "unknown_file"),
    ):
        with pytest.raises(Refusal) as refused:
            CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)
        assert refused.value.code == code
