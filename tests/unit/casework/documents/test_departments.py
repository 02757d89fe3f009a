"""How the departments are called by the day, and that every name has its register and says what it rests on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from ansinh.areas.public import Unit
from ansinh.casework.document_kinds import SERIES
from ansinh.casework.documents.departments_table import DEPARTMENTS
from ansinh.casework.documents.offices import OFFICIAL, Office

K = Unit.Kind


@pytest.mark.parametrize(
    ("kind", "on", "department", "letters"),
    [
        (K.PROVINCE, date(2025, 2, 28), "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
        (K.PROVINCE, date(2025, 3, 1), "Sở Y tế", "SYT"),
        (K.PROVINCE, date(2026, 11, 20), "Sở Y tế", "SYT"),
        (K.DISTRICT, date(2025, 2, 28), "Phòng Lao động - Thương binh và Xã hội", "LĐTBXH"),
        (K.DISTRICT, date(2025, 3, 1), "Phòng Y tế", "YT"),
        (K.DISTRICT, date(2025, 6, 30), "Phòng Y tế", "YT"),
        (K.COMMUNE, date(2025, 6, 30), "", ""),
        (K.COMMUNE, date(2025, 7, 1), "Phòng Văn hóa - Xã hội", "VHXH"),
    ],
)
def test_by_the_day(kind: str, on: date, department: str, letters: str) -> None:
    office = Office(Unit(name="Huyện Lục Yên", kind=kind), on)
    assert (office.department, office.department_letters) == (department, letters)
    head = "Giám đốc" if kind == K.PROVINCE else "Trưởng"
    assert office.preparer == (f"{head} {department}" if department else OFFICIAL)


def test_each_has_its_registers_and_its_source_and_follows_another_of_its_level() -> None:
    for each in DEPARTMENTS:
        assert each.source
        if each.name:
            assert {f"TTr-{each.letters}", f"UBND-{each.letters}"} <= set(SERIES)
    for one, other in pairwise(DEPARTMENTS):
        assert one.level != other.level or one.first < other.first
