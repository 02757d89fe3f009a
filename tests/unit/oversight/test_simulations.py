"""Drafts over the people of a registry, and the cost of coming years."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from click.testing import CliRunner

from ansinh.cli.outlook import command as outlook_command
from ansinh.cli.reform import command as reform_command
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import read_draft
from ansinh.oversight.simulations.outlook import Assumptions, Outlook, outlook, read_assumptions
from ansinh.oversight.simulations.reform import Reform, reform
from ansinh.registry import public as registry
from tests.builders import circumstance, commune, fact, household, period, person

NOW = datetime(2026, 11, 20, tzinfo=UTC)
JANUARY = Month(2027, 1)
TEXT: dict[str, Any] = {
    "title": "Hưu trí xã hội từ 73 tuổi",
    "number": "Dự thảo thử nghiệm",
    "from": "2027-01",
    "categories": [
        {"code": "pension_75", "citation": "Điều 21 dự thảo", "all_of": ["full_73"], "none_of": ["pension_bars"]},
        {"code": "hiv_adult", "end": True},
    ],
}
NOBODY_DIES = Assumptions({0: (0, 0)}, 0, ("không ai chết",))


def simulated(month: Month = JANUARY, years: int = 1, **changes: Any) -> Reform:
    return reform(read_draft(TEXT | changes), month=month, known_at=NOW, years=years)


def priced(years: int = 1, supposed: Assumptions = NOBODY_DIES, first: Month = JANUARY) -> Outlook:
    return outlook(first, years=years, known_at=NOW, assumptions=supposed)


@pytest.mark.django_db
def test_who_gains_and_who_loses() -> None:
    here, there = commune(0), commune(1)
    gains = person(here, born="1953-05-20")
    person(here, born="1950-05-20")
    person(here, born="1956-05-20")
    loses = person(there, born="1980-05-20")
    circumstance(loses, "hiv", "yes", "2024-01-01")
    fact(registry.Poverty, household=household(there, loses), status="poor", valid=period("2024-01-01"))
    found = simulated()
    assert found.asked == 4
    assert [(r["person_id"], r["change"], r["before_vnd"], r["after_vnd"]) for r in found.people.to_dicts()] == [
        (gains.pk, "new", 0, 540_000),
        (loses.pk, "none", 810_000, 0),
    ]
    communes = {
        r["area_id"]: (r["gain"], r["lose"], r["before_vnd"], r["after_vnd"]) for r in found.communes.to_dicts()
    }
    assert communes == {here.pk: (1, 0, 540_000, 1_080_000), there.pk: (0, 1, 810_000, 0)}
    categories = {r["category"]: (r["people_before"], r["people_after"]) for r in found.categories.to_dicts()}
    assert categories == {"pension_75": (1, 2), "hiv_adult": (1, 0)}


@pytest.mark.django_db
def test_years_count_months_from_the_draft_on_and_people_grow_older() -> None:
    person(commune(), born="1954-03-15")  # 73 in March 2027, 75 in March 2029
    assert simulated(years=3).years.to_dicts() == [
        {"year": 2027, "months": 12, "before_vnd": 0, "after_vnd": 10 * 540_000},
        {"year": 2028, "months": 12, "before_vnd": 0, "after_vnd": 12 * 540_000},
        {"year": 2029, "months": 12, "before_vnd": 10 * 540_000, "after_vnd": 12 * 540_000},
    ]
    assert simulated(Month(2027, 11)).years.to_dicts() == [
        {"year": 2027, "months": 2, "before_vnd": 0, "after_vnd": 2 * 540_000}
    ]


@pytest.mark.django_db
def test_a_month_before_the_draft_is_refused() -> None:
    with pytest.raises(Refusal, match="2027-01"):
        simulated(Month(2026, 12))


@pytest.mark.django_db
def test_people_turn_75_in_an_outlook() -> None:
    person(commune(), born="1952-03-15")
    found = priced()
    assert [(r["month"].month, r["people"], r["amount_vnd"]) for r in found.months.to_dicts()] == [
        (month, 1, 540_000) for month in range(3, 13)
    ]


@pytest.mark.django_db
def test_people_die_at_the_rate_that_is_supposed() -> None:
    here = commune()
    for _ in range(100):
        person(here, born="1945-01-01", sex="male")
    found = priced(2, Assumptions({0: (50_000, 0)}, 0, ("nửa số nam chết mỗi năm",)))
    amounts = found.months["amount_vnd"].to_list()
    assert amounts[0] == 100 * 540_000
    assert abs(amounts[12] - 50 * 540_000) < 540_000
    assert amounts == sorted(amounts, reverse=True)


@pytest.mark.django_db
def test_children_are_born_as_the_infants_there_are() -> None:
    here = commune()
    infant = person(here, born="2026-06-15")
    circumstance(infant, "abandoned", "yes", "2026-06-15")
    with_births = priced(2, Assumptions({0: (0, 0)}, 100, ("như năm nay",)))
    people = dict(zip(with_births.months["month"].to_list(), with_births.months["people"].to_list(), strict=True))
    assert people[JANUARY.first] == 1
    assert people[Month(2027, 5).first] == 1
    assert people[Month(2027, 6).first] == 2
    assert people[Month(2028, 6).first] == 3
    half = priced(1, Assumptions({0: (0, 0)}, 50, ("một nửa",)))
    assert half.months["amount_vnd"].to_list()[-1] == 1_350_000 + 675_000


def test_assumptions_are_shipped_with_their_words() -> None:
    shipped = read_assumptions()
    assert min(shipped.by_age) == 0
    assert len(shipped.words) >= 3
    late = {"source": "x", "by_age": {5: [1, 1]}}
    births = {"source": "x", "per_year_percent": 1}
    for wrong in ({}, {"deaths": late, "births": births, "unchanged": []}):
        with pytest.raises(Refusal):
            read_assumptions(wrong)


@pytest.mark.django_db
def test_both_commands_write_workbooks_that_can_be_read(tmp_path: Path) -> None:
    person(commune(), born="1953-05-20")
    draft, out = tmp_path / "draft.yaml", tmp_path / "reform.xlsx"
    draft.write_text(yaml.safe_dump(TEXT, allow_unicode=True), encoding="utf-8")
    done = CliRunner().invoke(reform_command, [str(draft), "--month", "2027-01", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "1 người phải xét lại" in done.output
    rows = list(openpyxl.load_workbook(out)["Người phải xét lại"].iter_rows(values_only=True))
    assert rows[1][3:] == ("Trợ cấp hưu trí xã hội: người từ đủ 75 tuổi", 0, 540_000, "Mới được hưởng")
    out = tmp_path / "outlook.xlsx"
    arguments = ["--month", "2027-01", "--years", "2", "--draft", str(draft), "--out", str(out)]
    done = CliRunner().invoke(outlook_command, arguments)
    assert done.exit_code == 0, done.output
    rows = list(openpyxl.load_workbook(out)["Theo năm"].iter_rows(values_only=True))
    assert [row[:2] for row in rows[1:3]] == [("2027", 12), ("2028", 12)]
    assert rows[1][2] == 0 < rows[2][2] < rows[2][3] < rows[1][3] < 12 * 540_000  # 75 in May 2028; some die before


@pytest.mark.django_db
def test_a_wrong_draft_is_named(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    for content, place in (("title: [", "draft.yaml"), ("title: x\nnumber: y\nfrom: '2027-01'\n", "không thay đổi gì")):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(Refusal, match=place):
            CliRunner().invoke(reform_command, [str(file), "--month", "2027-01"], catch_exceptions=False)
