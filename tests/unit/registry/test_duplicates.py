"""Who is found to stand in the registry twice, and who is not."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.demo.second_records import FATES, second_records
from ansinh.demo.write_second_records import write_second_records
from ansinh.registry import public as registry
from ansinh.registry.duplicates import weights_table as table
from ansinh.registry.duplicates.blocks import candidates
from ansinh.registry.duplicates.records import Records
from ansinh.registry.duplicates.score import likely_pairs
from tests.builders import commune, fact, officer, period, person, source
from tests.unit.registry.test_merge import believed

SOMEBODY: dict[str, Any] = {
    "full_name": "Giàng Thị Dở", "born": date(1950, 5, 20), "precision": "day", "sex": "female", "area_id": 7,
    "village": "nam khat", "household_id": 1, "personal": "015150123456", "old": None, "account": None, "phone": None,
}  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lò", "Sùng", "Vàng", "Hoàng", "Triệu", "Bàn")
GIVEN = ("An", "Bình", "Hoa", "Páo", "Chống", "Lan", "Quyết", "Thu", "Sơn", "Yến", "Mảy", "Tủa")


MIDDLE = ("Văn", "Thị", "Thị Thu", "A", "Đức", "Ngọc", "Kim", "Minh")


def crowd(count: int = 4000) -> list[dict[str, Any]]:
    """Other people, so that names are as common as names are."""
    chance = random.Random(1)
    return [
        SOMEBODY | {
            "person_id": 1000 + i,
            "full_name": " ".join(chance.choice(words) for words in (FAMILIES, MIDDLE, GIVEN)),
            "born": date(1930, 1, 1) + timedelta(days=chance.randrange(34_000)),
            "sex": chance.choice(["male", "female"]), "area_id": chance.randrange(1, 41),
            "village": f"thon {chance.randrange(9)}", "household_id": 10 + i, "personal": f"{i * 7919:012d}",
        }
        for i in range(count)
    ]  # fmt: skip


def pairs(*people: dict[str, Any]) -> pl.DataFrame:
    """What is suspected of these, numbered from 1, among the crowd."""
    rows = [{"person_id": i + 1, **row} for i, row in enumerate(people)]
    found = likely_pairs(Records(pl.DataFrame([*rows, *crowd()], schema=registry.RECORD_SCHEMA)))
    return found.filter(pl.col("second") < 1000)


@pytest.mark.parametrize(
    ("second", "because"),
    [
        ({"personal": "015150123457"}, "number_near"),
        ({"personal": "015150123465"}, "number_near"),
        ({"born": date(1950, 1, 1), "precision": "year", "personal": None}, "born_year"),
        ({"born": date(1950, 1, 1), "personal": None}, "born_year"),
        ({"born": date(1950, 5, 1), "precision": "month", "personal": None}, "born_month"),
        ({"full_name": "Dàng Thị Giở", "personal": None}, "name_sound"),
        ({"full_name": "Giang Thi Do", "personal": None}, "name_fold"),
        ({"full_name": "Giàng Dở", "personal": None}, "name_middle"),
        ({"full_name": "Dở Giàng Thị", "personal": None}, "name_order"),
        ({"full_name": "Giàngg Thị Dở", "personal": None}, "name_letter"),
        ({"sex": "male", "personal": None}, "sex_other"),
        ({"area_id": 8, "village": "cang dong", "personal": None}, "place_other"),
        ({"born": date(1951, 1, 1), "precision": "year", "personal": None}, "born_near"),
    ],
)
def test_one_fault_does_not_hide_a_person(second: dict[str, Any], because: str) -> None:
    found = pairs(SOMEBODY, SOMEBODY | {"household_id": 2} | second)
    assert found.select("first", "second").rows() == [(1, 2)]
    assert because in found["reasons"][0].to_list()
    assert set(found["reasons"][0].to_list()) <= set(registry.WORDS)


def test_day_and_month_changed_round() -> None:
    turned = SOMEBODY | {"born": date(1950, 7, 5)}, SOMEBODY | {"born": date(1950, 5, 7), "personal": None}
    assert "born_swapped" in pairs(*turned)["reasons"][0].to_list()


@pytest.mark.parametrize(
    "second",
    [
        {"full_name": "Sùng A Páo"},
        {"full_name": "Giàng Thị Mảy", "household_id": 1},  # a twin
        {"born": date(1985, 2, 11)},
        {"area_id": 9, "village": "x", "born": date(1950, 1, 1), "precision": "year", "personal": "015150987654"},
    ],
)
def test_other_people_are_left_alone(second: dict[str, Any]) -> None:
    assert pairs(SOMEBODY, SOMEBODY | {"personal": "015150700001"} | second).is_empty()


def test_a_rare_name_says_more_than_a_common_one() -> None:
    bare = {"born": date(1950, 1, 1), "precision": "year", "personal": None, "village": None}
    namesakes = [SOMEBODY | {"born": date(1970 + i, 2, 3), "personal": None, "household_id": 50 + i} for i in range(30)]
    rare = pairs(SOMEBODY, SOMEBODY | bare)["bits"][0]
    among_many = pairs(SOMEBODY, SOMEBODY | bare, *namesakes).filter(pl.col("second") == 2)
    assert among_many.is_empty() or among_many["bits"][0] < rare - 3


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(GIVEN), min_size=2, max_size=6),
    st.lists(st.integers(1940, 1944), min_size=6, max_size=6),
    st.sets(st.integers(0, 5), max_size=6),
)
def test_comparing_what_changed_finds_what_comparing_all_finds_of_it(
    names: list[str], years: list[int], changed: set[int]
) -> None:
    rows = [
        SOMEBODY | {"person_id": i, "full_name": f"Lò Thị {name}", "born": date(year, 1, 1), "personal": None}
        for i, (name, year) in enumerate(zip(names, years, strict=False))
    ]
    records = Records(pl.DataFrame(rows, schema=registry.RECORD_SCHEMA))
    touched = pl.Series([i in changed for i in range(len(rows))], dtype=pl.Boolean).to_numpy()
    whole, part = candidates(records), candidates(records, touched=touched)
    everything = {(a, b) for a, b in zip(whole.a.tolist(), whole.b.tolist(), strict=True)}
    assert {(a, b) for a, b in zip(part.a.tolist(), part.b.tolist(), strict=True)} == {
        pair for pair in everything if changed & set(pair)
    }
    both = likely_pairs(records, touched=touched)
    assert set(both.select("first", "second").rows()) <= everything


def test_weights_are_shares() -> None:
    assert len({level.code for level in table.LEVELS}) == len(table.LEVELS)
    for level in table.LEVELS:
        assert 0 < level.m <= 1
        assert 0 <= level.u <= 1
        assert len(level.code) <= 24
    for fates in FATES.values():
        assert abs(sum(fates.values()) - 1) < 1e-9


def test_known_duplicates_are_found_and_few_others_are_shown() -> None:
    known = pl.DataFrame(crowd(6000), schema=registry.RECORD_SCHEMA)
    made = second_records(known, share=0.02, seed=5, first_id=10**6, first_household=10**6)
    found = likely_pairs(Records(pl.concat([known, made.records])))
    right = found.join(made.truth, on=["first", "second"], how="semi").height
    # Names of the crowd are of a hundred kinds only: the province's figures stand in bench/RESULTS.md.
    assert right / made.truth.height > 0.6
    assert right / found.height > 0.8


@pytest.mark.django_db
def test_the_search_raises_decides_and_clears() -> None:
    here = commune()
    first, second = (person(here, name="Vàng Thị Mảy", born="1961-04-09", village="Bản Lùng") for _ in range(2))
    person(here, name="Hoàng Văn Sơn", born="1988-01-30")
    before = believed()
    search = registry.find_duplicates(known_at=timezone.now())
    assert (search.whole, search.people, search.found, search.raised) == (True, 3, 1, 1)
    (pair,) = registry.DuplicatePair.objects.all()
    assert (pair.first_id, pair.second_id, pair.state) == (first.pk, second.pk, "suspected")
    assert believed() == before
    registry.decide_pair(actor=officer("commune_officer", here), pair_id=pair.pk, act="different", because="hai chị em")
    assert registry.find_duplicates(known_at=timezone.now()).raised == 0
    pair.refresh_from_db()
    assert pair.state == "different"
    for number, who in (("015161000001", first), ("015161000010", second)):
        fact(registry.Paper, person=who, kind="personal", number=number, valid=period("2022-01-01"),
             recorded_at=timezone.now())  # fmt: skip
    again = registry.find_duplicates(known_at=timezone.now())
    pair.refresh_from_db()
    assert (again.whole, again.touched, pair.state, "number_near" in pair.reasons) == (False, 2, "suspected", True)
    registry.Identity.objects.filter(person=second, retracted_at=None).update(
        retracted_at=timezone.now(), retracted_by=source()
    )
    assert registry.find_duplicates(known_at=timezone.now()).cleared == 1
    pair.refresh_from_db()
    assert pair.state == "cleared"


@pytest.mark.django_db
def test_second_records_are_written_as_lists_would_bring_them() -> None:
    here = commune()
    for i in range(12):
        person(here, name=f"{FAMILIES[i % 8]} Thị {GIVEN[i]}", born=f"19{40 + i}-03-0{1 + i % 9}", village="Bản Lùng")
    made = write_second_records(share=0.25, seed=1)
    assert made.truth.height == 3
    assert registry.Person.objects.count() == registry.Identity.objects.filter(retracted_at=None).count() == 15
    registry.find_duplicates(known_at=timezone.now(), person_ids=made.truth["second"].to_list(), area_ids=[here.pk])
    known = set(made.truth.select("first", "second").rows())
    assert known & set(registry.DuplicatePair.objects.values_list("first_id", "second_id"))
