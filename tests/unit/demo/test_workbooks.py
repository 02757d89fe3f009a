"""The made-up lists say what their truth says."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ansinh.demo.workbooks.layouts_table import LAYOUTS
from ansinh.demo.workbooks.many import TRUTH, write_workbooks
from ansinh.demo.workbooks.old_fonts import encode
from ansinh.intake.public import preview_file
from ansinh.legislation import WRITTEN_BOOK, base_steps

UNDERSTOOD = 0.99


@pytest.mark.parametrize(
    ("font", "text", "letters"),
    [
        ("tcvn3", "Nguyễn Thị Đào", "NguyÔn ThÞ §µo"),
        ("vni", "Nguyễn Thị Đào", "Nguyeãn Thò Ñaøo"),
        ("", "Đặng", "Đặng"),
    ],
)
def test_old_fonts(font: str, text: str, letters: str) -> None:
    assert encode(text, font) == letters


def truth_of(folder: Path) -> dict[str, dict[tuple[str, int], dict[str, Any]]]:
    found: dict[str, dict[tuple[str, int], dict[str, Any]]] = defaultdict(dict)
    for line in (folder / TRUTH).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found[record["file"]][record["sheet"], record["row"]] = record["person"]
    return found


@pytest.mark.django_db
def test_every_layout_is_read_back(tmp_path: Path) -> None:
    files = write_workbooks(tmp_path, seed=3, count=len(LAYOUTS), people=700)
    truth = truth_of(tmp_path)
    asked = understood = 0
    for path in files:
        with preview_file(path, on=date(2026, 11, 10), bases=base_steps(WRITTEN_BOOK)) as preview:
            rows = {(row["sheet"], row["row"]): row["person"] for row in preview.read.rows()}
        assert rows.keys() == truth[path.name].keys(), path.name
        for place, person in truth[path.name].items():
            asked += len(person)
            understood += sum(rows[place].get(key) == value for key, value in person.items())
    assert asked > 1000
    assert understood / asked >= UNDERSTOOD
