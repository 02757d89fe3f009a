"""The same seed gives the same people, wherever and in whatever size they are made."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import polars as pl
import pytest

from ansinh.demo.communes import Commune, all_communes, country, sizes
from ansinh.demo.dated import knowledge
from ansinh.demo.identity import identities, papers
from ansinh.demo.people import birthday, make_people
from ansinh.demo.standing import MERGER, residence
from ansinh.demo.whole import WholeCommune, make_commune

SEED = 11


def commune(code: str) -> Commune:
    return next(found for found in all_communes(SEED) if found.code == code)


def made(code: str, size: int, seed: int = SEED) -> WholeCommune:
    here = commune(code)
    return make_commune(here, commune(here.partner), size, seed)


@pytest.fixture(scope="module")
def hard() -> WholeCommune:
    return made("04456", 3000)


def test_the_same_seed_gives_the_same_facts(hard: WholeCommune) -> None:
    again = made("04456", 3000)
    for table, frame in hard.facts.items():
        assert frame.equals(again.facts[table]), table


def test_another_seed_gives_others(hard: WholeCommune) -> None:
    other = made("04456", 3000, seed=SEED + 1)
    assert hard.identity.names.to_list()[:50] != other.identity.names.to_list()[:50]


def test_a_small_commune_is_the_beginning_of_a_large_one(hard: WholeCommune) -> None:
    small = made("04456", 400)
    n = small.made.count
    assert small.identity.names.to_list() == hard.identity.names.to_list()[:n]
    assert (small.made.born == hard.made.born[:n]).all()
    for table in ("disability", "pension", "circumstance", "residence"):
        of_large = hard.facts[table].filter(pl.col("owner") < n)
        of_small = small.facts[table].filter(pl.col("owner") < n)
        keys = of_small.columns
        assert of_small.sort(keys).equals(of_large.sort(keys)), table


def test_whole_households_and_about_as_many_people_as_asked(hard: WholeCommune) -> None:
    assert 3000 <= hard.made.count < 3010
    assert set(hard.made.household.tolist()) == set(range(len(hard.made.kind)))


def test_names_are_normalised_and_of_two_words_at_least(hard: WholeCommune) -> None:
    for name in hard.identity.names.to_list() + identities(make_people(commune("04303"), 800, SEED)).names.to_list():
        assert unicodedata.is_normalized("NFC", name)
        assert name == " ".join(name.split())
        assert len(name.split()) >= 2


def test_personal_numbers_tell_sex_century_and_year_and_are_nobody_elses() -> None:
    numbers = []
    for code in ("04303", "04375"):
        people = make_people(commune(code), 2000, SEED)
        frame = papers(knowledge(people), identities(people))
        for owner, kind, number in frame.select("owner", "kind", "number").iter_rows():
            if kind == "personal":
                assert re.fullmatch(r"\d{12}", number)
                year = int(str(people.born[owner])[:4])
                assert int(number[3]) == (year // 100 - 19) * 2 + (0 if people.male[owner] else 1)
                assert int(number[4:6]) == year % 100
            else:
                assert re.fullmatch(r"\d{9}", number)
        numbers += frame["number"].to_list()
    assert len(numbers) == len(set(numbers))


def test_facts_of_a_thing_never_overlap_at_any_time_of_knowing(hard: WholeCommune) -> None:
    keys = {"residence": ["owner"], "membership": ["owner"], "poverty": ["owner"], "disability": ["owner"],
            "circumstance": ["owner", "kind"], "pension": ["owner"]}  # fmt: skip
    far, late = pl.lit(np.datetime64("2999-01-01", "D")), pl.lit(np.datetime64("2999-01-01", "us"))
    for table, key in keys.items():
        frame = hard.facts[table].with_row_index("n")
        frame = frame.with_columns(end=pl.col("end").fill_null(far), gone=pl.col("retracted").fill_null(late))
        pairs = frame.join(frame, on=key, suffix="_b").filter(pl.col("n") < pl.col("n_b"))
        same_day = (pl.col("start") < pl.col("end_b")) & (pl.col("start_b") < pl.col("end"))
        same_belief = (pl.col("recorded") < pl.col("gone_b")) & (pl.col("recorded_b") < pl.col("gone"))
        assert pairs.filter(same_day & same_belief).is_empty(), table
        assert (frame["start"] < frame["end"]).all(), table


def test_residence_goes_over_to_the_new_commune_on_the_day_of_the_merger() -> None:
    here = commune("04303")
    frame = residence(knowledge(make_people(here, 2000, SEED)), commune(here.partner))
    old, new = frame.filter("old"), frame.filter(~pl.col("old"))
    assert (old["end"] <= MERGER.item()).all()
    assert (new["start"] >= MERGER.item()).all()
    assert frame.filter("away").height > 0


def test_birthdays_of_29_february_fall_on_1_march_in_short_years() -> None:
    assert birthday(np.array(["1960-02-29"], dtype="M8[D]"), 75)[0] == np.datetime64("2035-03-01")


def test_sizes_add_up() -> None:
    province = all_communes(SEED)
    assert sum(sizes(province, 850_000)) == 850_000
    assert sum(size for _, size in country(SEED, 2_000_001)) == 2_000_001
    assert len({place.place for place, _ in country(SEED, 2_000_001)}) == len(country(SEED, 2_000_001))
