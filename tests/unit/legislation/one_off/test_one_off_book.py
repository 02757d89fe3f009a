"""The law of one-off benefits as a whole: periods, numbers, readings, provinces, citations, explanations, contract."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import replace
from datetime import date

import pytest

from ansinh.legislation import WRITTEN_BOOK, FactError, NoLawError, RuleSetError
from ansinh.legislation.dated_values import Dated, province_of
from ansinh.legislation.formula import conditions_of
from ansinh.legislation.instruments import load_instruments
from ansinh.legislation.one_off import EVENT_COLUMNS, KINDS, WRITTEN_ONE_OFF_BOOK, OneOffBook, explain_event, one_off
from ansinh.legislation.one_off.event_columns_table import KIND_CODES
from ansinh.legislation.one_off.event_days import day_number, last_born_to_be_full, last_of_months
from ansinh.legislation.one_off.kind import BOUNDS, IN_KIND, NotWritten
from tests.unit.legislation.one_off.events import DAYS, event

FUNERAL: dict[str, object] = {"kind": "funeral", "cause": "ordinary", "allowance": "receiving"}
UNREAD = "chưa đối chiếu với văn bản gốc"
TITLES = [title for kind in KINDS for title in kind.titles]


def book_with(**changed: object) -> OneOffBook:
    book = WRITTEN_ONE_OFF_BOOK
    parts = {"numbers": book.numbers, "readings": book.readings, "amounts": book.amounts, "provinces": book.provinces}
    return OneOffBook(**(parts | changed))  # type: ignore[arg-type]


def read_as(name: str, day: str, word: str) -> OneOffBook:
    """The law with another reading from a day on."""
    reading = WRITTEN_ONE_OFF_BOOK.readings[name]
    kept = tuple(value for value in reading.values if value.first != day)
    values = tuple(sorted((*kept, Dated(day, word, "thử")), key=lambda value: value.first))
    return book_with(readings={**WRITTEN_ONE_OFF_BOOK.readings, name: replace(reading, values=values)})


def amount(facts: dict[str, object], book: OneOffBook = WRITTEN_ONE_OFF_BOOK) -> object:
    return one_off(facts, book)["amount_vnd"]


def test_kinds_are_those_of_the_contract() -> None:
    assert tuple(kind.code for kind in KINDS) == KIND_CODES
    assert len({column.name for column in EVENT_COLUMNS}) == len(EVENT_COLUMNS)
    used = {name for kind in KINDS for name in kind.facts()}
    assert {column.name for column in EVENT_COLUMNS} - used == {"event_id", "kind", "happened"}


def test_every_version_and_condition_has_an_article() -> None:
    for title in TITLES:
        for version in title.versions:
            assert version.bound in BOUNDS
            if not isinstance(version.measure, NotWritten):
                assert re.search(r"Điều \d+", version.citation) or UNREAD in version.citation, title.code
            for condition in conditions_of(version.when):
                assert re.search(r"Điều \d+", condition.article), condition.name
    for number in WRITTEN_ONE_OFF_BOOK.numbers.values():
        for value in number.values:
            assert re.search(r"Điều \d+", value.citation) or "136/2013" in value.citation, number.name
    for reading in WRITTEN_ONE_OFF_BOOK.readings.values():
        assert all(value.citation for value in reading.values)


def test_versions_of_a_title_do_not_overlap_and_leave_no_hole() -> None:
    for title in TITLES:
        for earlier, later in itertools.pairwise(title.versions):
            assert earlier.days.last is not None
            following = date.fromordinal(date.fromisoformat(earlier.days.last).toordinal() + 1)
            assert following.isoformat() == later.days.first, title.code


def test_numbers_are_written_down_for_every_version() -> None:
    """Each title can be answered on the first day of each of its versions, whatever holds."""
    for kind in KINDS:
        for first in {v.days.first for t in kind.titles for v in t.versions if v.days.first >= kind.first}:
            chance = random.Random(first)
            for _ in range(50):
                facts = event(chance, kind.code, first)
                try:
                    found = one_off(facts, explain=True)
                except NoLawError:
                    continue
                assert found["outcome"] in {"eligible", "not_eligible"}


def test_every_instrument_is_known_and_names_the_kinds() -> None:
    instruments = {instrument.code: instrument for instrument in load_instruments()}
    cited = {code for t in TITLES for v in t.versions for code in re.findall(r"\d+/\d{4}/[\w-]+-?[\w]*", v.citation)}
    assert cited - set(instruments) == {"72/2023/NĐ-CP"}  # names another decree for cars; not computed
    where = " ".join(a.where for i in instruments.values() for a in i.articles if a.status == "implemented")
    for kind in KINDS:
        assert kind.code in where, f"{kind.code} is in no instrument"


def test_days_before_the_first_law_are_refused() -> None:
    for kind in KINDS:
        before = date.fromordinal(date.fromisoformat(kind.first).toordinal() - 1).isoformat()
        with pytest.raises(NoLawError, match=f"no law for {before}"):
            one_off({"kind": kind.code, "happened": before})


def test_the_open_question_of_2026_is_a_reading() -> None:
    """Events from 1 July to 4 October 2026: 500,000 as read, 540,000 with one line of data."""
    at_540 = read_as("event_base", "2026-07-01", "event")
    for day, as_read, otherwise in (
        ("2026-06-30", 10_000_000, 10_000_000),
        ("2026-07-01", 10_000_000, 10_800_000),
        ("2026-10-04", 10_000_000, 10_800_000),
        ("2026-10-05", 10_800_000, 10_800_000),
    ):
        facts = FUNERAL | {"happened": day}
        assert (amount(facts), amount(facts, at_540)) == (as_read, otherwise), day
    resident = {"kind": "funeral", "cause": "ordinary", "in_facility": True, "happened": "2026-08-15"}
    assert amount(resident) == 27_000_000
    assert amount(resident, read_as("facility_event_base", "2026-07-01", "2026-06")) == 25_000_000


def test_other_readings_are_data() -> None:
    both = {**FUNERAL, "happened": "2024-09-10", "cause": "disaster"}
    assert amount(both) == 25_000_000
    assert amount(both, read_as("funeral_titles", "2015-01-01", "each_group")) == 35_000_000
    away = {"kind": "injury", "happened": "2024-09-10", "cause": "fire", "treatment_days": 5,
            "away_from_home": True, "relatives_present": True}  # fmt: skip
    assert amount(away) == 0
    assert amount(away, read_as("injured_away", "2021-07-01", "covered")) == 5_000_000


def test_an_amount_changes_by_one_line() -> None:
    numbers = dict(WRITTEN_ONE_OFF_BOOK.numbers)
    injury = numbers["injury_times"]
    numbers["injury_times"] = replace(injury, values=(*injury.values, Dated("2027-01-01", 12, "khoản 1 Điều 1 thử")))
    book = book_with(numbers=numbers)
    facts = {"kind": "injury", "cause": "fire", "treatment_days": 3}
    assert amount({**facts, "happened": "2026-12-31"}, book) == 5_400_000
    assert amount({**facts, "happened": "2027-01-01"}, book) == 6_480_000


def test_a_provinces_base_counts_from_its_month_when_higher() -> None:
    text = {
        "province": "15",
        "name_vi": "Lào Cai",
        "base": [{"from": "2026-08", "vnd": 520_000, "citation": "thử"}],
        "social_pension": [{"from": "2026-08", "vnd": 600_000, "citation": "thử"}],
        "categories": [],
    }
    book = book_with(provinces={"15": province_of(text)})
    assert amount(FUNERAL | {"happened": "2026-07-31"}, book) == 10_000_000
    assert amount(FUNERAL | {"happened": "2026-08-01"}, book) == 10_400_000  # above the national 500,000 as read
    assert amount(FUNERAL | {"happened": "2026-10-05"}, book) == 10_800_000
    pension = {"kind": "funeral", "cause": "ordinary", "social_pension": "receiving", "happened": "2026-10-05"}
    assert amount(pension, book) == 12_000_000


@pytest.mark.parametrize("kind", [kind.code for kind in KINDS])
def test_answers_hold_together(kind: str) -> None:
    chance = random.Random(kind)
    first = next(each.first for each in KINDS if each.code == kind)
    for _ in range(300):
        facts = event(chance, kind, chance.choice([day for day in DAYS if day >= first]))
        try:
            found = one_off(facts, explain=True)
        except NoLawError:
            continue
        lines: list[dict[str, object]] = found["benefits"]  # type: ignore[assignment]
        assert found["outcome"] == ("eligible" if lines else "not_eligible")
        reasons: list[dict[str, object]] = found["because"]  # type: ignore[assignment]
        given = {reason["title"] for reason in reasons if reason["given"]}
        held = {reason["title"] for reason in reasons if reason["held"]}
        assert given == {line["title"] for line in lines} <= held
        for line in lines:
            assert (line["bound"] == IN_KIND) == (line["amount_vnd"] is None and line["kg"] is None)
            if line["multiple"] is not None and kind != "funeral":
                assert line["amount_vnd"] == line["multiple"] * line["base_vnd"] * line["quantity"]  # type: ignore[operator]


def test_more_never_gives_less() -> None:
    """An ordinary death that becomes an emergency, a household that becomes poor, a dearer burial."""
    chance = random.Random(3)
    for _ in range(500):
        facts = event(chance, "funeral", chance.choice(DAYS[3:]))
        facts["cause"] = "ordinary"
        more = [{"cause": "disaster"}, {"poverty": "poor"}, {"allowance": "receiving"}, {"in_facility": True}]
        for change in more:
            assert amount(facts | change) >= amount(facts), (facts, change)  # type: ignore[operator]
        assert amount(facts | {"other_funeral_vnd": 10**9}) <= amount(facts)  # type: ignore[operator]


def test_explanation_names_criteria_and_numbers_with_articles_of_the_day() -> None:
    facts = {"kind": "injury", "happened": "2024-09-10", "cause": "fire", "treatment_days": 2}
    injured, away = explain_event(facts)
    assert (injured["held"], injured["given"], away["held"]) == (False, False, False)
    days = next(c for c in injured["criteria"] if c["condition"] == "treated_long")  # type: ignore[attr-defined]
    assert (days["fact"], days["value"], days["held"]) == ("treatment_days", 2, False)
    assert days["parameters"] == {"treatment_days_least": 3}
    assert days["article"] == "khoản 2 Điều 2 Nghị định 20/2021/NĐ-CP"
    times, base, _ = injured["measure"]  # type: ignore[misc]
    assert (times["value"], times["article"]) == (10, "khoản 1 Điều 13 Nghị định 20/2021/NĐ-CP")
    assert (base["value"], base["reading"]["value"]) == (500_000, "event")
    open_question = explain_event(facts | {"happened": "2026-08-15"})[0]["measure"][1]  # type: ignore[index]
    assert (open_question["value"], open_question["reading"]["value"]) == (500_000, "2026-06")
    unknown = explain_event(facts | {"treatment_days": None})[0]
    assert unknown["held"] is None
    aged = {"kind": "funeral", "happened": "2026-11-15", "cause": "ordinary", "monthly_benefit": "survivors",
            "born": "1951-11-15"}  # fmt: skip
    by_title = {reason["title"]: reason for reason in explain_event(aged)}
    full_75 = by_title["survivors_benefit"]["criteria"][0]  # type: ignore[index]
    assert (full_75["parameters"], full_75["held"]) == ({"full_75": "1951-11-15"}, True)


@pytest.mark.parametrize(
    ("facts", "column"),
    [
        ({"favourite_colour": "red"}, "favourite_colour"),
        ({"kind": "wedding"}, "kind"),
        ({"kind": None}, "kind"),
        ({"happened": None}, "happened"),
        ({"happened": "2024-02-30"}, "happened"),
        ({"happened": "2024-02"}, "happened"),
        ({"cause": "flood"}, "cause"),
        ({"treatment_days": -1}, "treatment_days"),
        ({"treatment_days": 2.5}, "treatment_days"),
        ({"burial_cost_vnd": True}, "burial_cost_vnd"),
        ({"unclaimed": "yes"}, "unclaimed"),
        ({"province": "99"}, "province"),
        ({"born": "2024-09-11"}, "born"),
    ],
)
def test_what_is_outside_the_contract_is_refused(facts: dict[str, object], column: str) -> None:
    with pytest.raises(FactError) as refused:
        one_off({"kind": "funeral", "happened": "2024-09-10", **facts})
    assert refused.value.column == column


def test_wrong_data_is_refused() -> None:
    with pytest.raises(RuleSetError, match="no number"):
        book_with(numbers={}).number("injury_times", date(2024, 1, 1))
    with pytest.raises(RuleSetError, match="no reading"):
        book_with(readings={}).reading("event_base", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("day", "years", "born"),
    [
        ("2026-10-05", 75, "1951-10-05"),
        ("2027-02-28", 75, "1952-02-29"),
        ("2028-02-29", 75, "1953-02-28"),
        ("2028-02-28", 76, "1952-02-28"),
        ("2028-02-29", 76, "1952-02-29"),
        ("2026-12-31", 16, "2010-12-31"),
    ],
)
def test_ages_by_day(day: str, years: int, born: str) -> None:
    assert last_born_to_be_full(date.fromisoformat(day), years) == day_number(date.fromisoformat(born))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2024-09-01", "2024-11-30"),
        ("2024-09-15", "2024-12-14"),
        ("2024-11-30", "2025-02-28"),
        ("2023-11-30", "2024-02-29"),
        ("2024-12-01", "2025-02-28"),
        ("2024-10-31", "2025-01-30"),
    ],
)
def test_three_months_by_day(first: str, last: str) -> None:
    assert last_of_months(date.fromisoformat(first), 3).isoformat() == last


def test_version_changes_with_the_law_and_only_then() -> None:
    days = [date.fromisoformat(day) for day in ("2020-01-01", "2021-07-01", "2024-07-01", "2025-07-01", "2026-07-01",
                                                "2026-10-05")]  # fmt: skip
    versions = [WRITTEN_ONE_OFF_BOOK.version("funeral", day) for day in days]
    assert len(set(versions)) == len(days)
    assert WRITTEN_ONE_OFF_BOOK.version("funeral", date(2026, 10, 6)) == versions[-1]
    assert read_as("event_base", "2026-07-01", "event").version("funeral", days[4]) != versions[4]
    with pytest.raises(NoLawError):
        WRITTEN_ONE_OFF_BOOK.version("funeral", date(2014, 12, 31))


def test_the_base_is_that_of_the_monthly_allowances() -> None:
    for month in ("2021-07", "2024-06", "2024-07", "2026-06", "2026-11"):
        base = WRITTEN_ONE_OFF_BOOK.base("base", "event_base", date.fromisoformat(f"{month}-15"), 8)
        assert base.value == WRITTEN_BOOK.law(month, "15").base_vnd
