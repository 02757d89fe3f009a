"""Every row of the table beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from ansinh.legislation import FactError, NoLawError, poverty
from tests.spec.law.table_rows import table_rows


@pytest.mark.parametrize("row", table_rows(Path(__file__).parent / "classify.md"), ids=lambda row: row["trường hợp"])
def test_classify(row: dict[str, str]) -> None:
    def number(name: str) -> int | None:
        return None if row[name] == "?" else int(row[name])

    found = poverty.classify(
        row["tháng"],
        area=None if row["khu vực"] == "?" else cast("poverty.Area", row["khu vực"]),
        income_vnd=number("thu nhập"),
        members=int(row["số người"]),
        deprivations=number("số chỉ số"),
    )
    shown: str = found.status
    if shown == "undetermined":
        shown = "? " + ", ".join(found.missing) if found.missing else "chưa có quy định"
    assert shown == row["kết quả"]
    assert found.reason_vi
    # A status that is told follows from tests that are told, unless either answer gives the same.
    income, enough = (criterion.held for criterion in found.because)
    if found.status == "poor":
        assert (income, enough) == (True, True)
    if found.status == "near_poor":
        assert (income, enough) == (True, False)


def test_before_the_first_standard() -> None:
    with pytest.raises(NoLawError, match="2022-01"):
        poverty.classify("2021-12", area="rural", income_vnd=0, members=1, deprivations=12)


def test_every_standard_has_an_article_and_says_what_is_not_known() -> None:
    for standard in poverty.standards():
        assert "Nghị định" in standard.article
        assert standard.note_vi
        assert standard.lines_vnd["rural"] < standard.lines_vnd["urban"]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"area": "forest"}, "area"),
        ({"income_vnd": -1}, "income_vnd"),
        ({"income_vnd": 1.5}, "income_vnd"),
        ({"members": 0}, "members"),
        ({"deprivations": 13}, "deprivations"),
        ({"deprivations": -1}, "deprivations"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], column: str) -> None:
    household: dict[str, Any] = {"area": "rural", "income_vnd": 0, "members": 1, "deprivations": 0}
    with pytest.raises(FactError) as refused:
        poverty.classify("2024-05", **{**household, **change})
    assert refused.value.column == column
