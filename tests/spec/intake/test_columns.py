"""Every heading of the table is taken for what it says."""

from __future__ import annotations

import pytest

from ansinh.intake.reading.map_columns import map_columns
from tests.spec.intake.columns_table import COLUMNS


@pytest.mark.parametrize(("key", "heading"), [(key, heading) for key, all_ in COLUMNS.items() for heading in all_])
def test_heading(key: str, heading: str) -> None:
    beside = {"full_name": (), "born": ("Họ và tên", "Giới tính")}.get(key, ("Họ và tên", "Năm sinh"))
    columns = map_columns([("STT",), (heading,), *((text,) for text in beside)], []).columns
    assert columns[1].key == key
    for column, expected in zip(columns[2:], ("full_name", "sex" if key == "born" else "born"), strict=False):
        assert column.key == expected
