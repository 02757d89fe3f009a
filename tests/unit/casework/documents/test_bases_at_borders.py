"""Legal bases at the borders of the law: by the day of the document, of its facts, and the file's procedure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.documents.bases import basis_lines, month_ends
from ansinh.casework.documents.bases_table import BASES, CONTINUED, OF_ITS_TIME
from ansinh.legislation.timing import PROCEDURES

LAST, FIRST = date(2026, 10, 4), date(2026, 10, 5)
"""The last day of NĐ 20/2021, NĐ 76/2024 and Điều 5–10 NĐ 147/2025, and the first of NĐ 335/2026 (Đ32.1, Đ32.2)."""


def decrees(
    on: date, facts: Sequence[date] = (), procedure: str = "", programme: str = "social_allowance"
) -> list[str]:
    """Numbers of the decrees that are named, "*" behind those that are named as lapsed."""
    lines = basis_lines([programme], on, facts=facts, procedure=procedure)
    found = []
    for line in lines:
        if line.startswith("Căn cứ Nghị định số "):
            number = line.removeprefix("Căn cứ Nghị định số ").split("/")[0]
            found.append(f"{number}*" if " (áp dụng" in line or "thủ tục áp dụng" in line else number)
    return found


@pytest.mark.parametrize(
    ("on", "named"),
    [
        (date(2021, 6, 30), ["136"]),
        (date(2021, 7, 1), ["20"]),
        (date(2024, 6, 30), ["20"]),
        (date(2024, 7, 1), ["20", "76"]),
        (date(2025, 6, 30), ["20", "76"]),
        (date(2025, 7, 1), ["20", "76", "147"]),
        (LAST, ["20", "76", "147"]),
        (FIRST, ["335"]),
    ],
)
def test_about_the_present_alone_what_is_in_force_is_named(on: date, named: list[str]) -> None:
    assert decrees(on) == named
    assert decrees(on, [on]) == named
    assert decrees(on, month_ends(on, on)) == named


@pytest.mark.parametrize(
    ("on", "first", "named"),
    [
        (FIRST, date(2026, 10, 1), ["335"]),  # October as a whole has the law of NĐ 335
        (FIRST, date(2026, 9, 1), ["20*", "76*", "335"]),
        (date(2026, 11, 20), date(2026, 7, 1), ["20*", "76*", "335"]),
        (LAST, date(2026, 9, 1), ["20", "76", "147"]),
        (date(2021, 7, 1), date(2021, 6, 1), ["136*", "20"]),
    ],
)
def test_what_governed_months_gone_by_is_named_with_why(on: date, first: date, named: list[str]) -> None:
    assert decrees(on, month_ends(first, on)) == named
    lapsed = [line for line in basis_lines(["social_allowance"], on, facts=month_ends(first, on)) if "áp dụng" in line]
    assert all(OF_ITS_TIME in line for line in lapsed)


def test_the_social_pension_has_its_own_decree_all_along() -> None:
    assert decrees(FIRST, month_ends(date(2026, 7, 1), FIRST), programme="social_pension") == ["176"]


@pytest.mark.parametrize(
    ("on", "procedure", "named"),
    [
        (LAST, "nd147_2025", ["20", "76", "147"]),
        (FIRST, "nd147_2025", ["147*", "335"]),  # received before, not decided (Đ33.1)
        (FIRST, "nd335_2026", ["335"]),
        (FIRST, "nd20_2021", ["335"]),
    ],
)
def test_a_file_that_was_received_before_goes_on_by_its_procedure(on: date, procedure: str, named: list[str]) -> None:
    assert decrees(on, procedure=procedure) == named
    assert set(CONTINUED) <= {each.code for each in PROCEDURES}
    assert {code for code, _ in CONTINUED.values()} <= {basis.code for basis in BASES}


@pytest.mark.parametrize(
    ("happened", "named", "unnamed"),
    [(LAST, ["20/2021", "76/2024", "335/2026"], []), (FIRST, ["335/2026"], ["20/2021", "76/2024"])],
)
def test_what_is_given_once_names_the_law_of_the_day_of_the_event(
    happened: date, named: list[str], unnamed: list[str]
) -> None:
    grant = casework.OneOffGrant(
        "one_off:1", "Hỗ trợ chi phí mai táng", "ông Lò Văn Mất", "ông Lò Văn Con", happened, 10_800_000,
        "Người đang hưởng chết", "Điều 11",
    )  # fmt: skip
    here = areas.Unit(name="Xã Lục Yên", kind=areas.Unit.Kind.COMMUNE)
    bases = " ".join(casework.one_off_draft(grant, here, signer="Người Ký", on=date(2026, 10, 7)).preview().bases)
    assert [each for each in named if each not in bases] == []
    assert [each for each in unnamed if each in bases] == []
