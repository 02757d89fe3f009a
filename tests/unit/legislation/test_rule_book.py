"""The rules as a whole: versions, provinces, contradictions, citations, instruments, explanations."""

from __future__ import annotations

import dataclasses
import itertools
import re

import pytest

from ansinh import legislation
from ansinh.legislation import (
    FACTS,
    WRITTEN_BOOK,
    WRITTEN_CATEGORIES,
    FactBatch,
    FactError,
    NoLawError,
    RuleBook,
    RuleSetError,
)
from ansinh.legislation.dated_values import Dated, province_of
from ansinh.legislation.decide import has_title, titles
from ansinh.legislation.instruments import load_instruments
from ansinh.legislation.regimes_table import REGIMES, Stretch
from ansinh.legislation.rule import NamedAmount, flat
from tests.unit.legislation.people import REGIME_MONTHS, columns_of, people

PROVINCIAL = {
    "province": "15",
    "name_vi": "Yên Bái",
    "base": [],
    "social_pension": [],
    "categories": [
        {
            "code": "yen_bai_75",
            "label_vi": "Người từ đủ 75 đến dưới 80 tuổi thuộc hộ nghèo",
            "versions": [
                {
                    "from": "2021-07",
                    "to": "2025-06",
                    "citation": "Nghị quyết thử nghiệm",
                    "all_of": ["full_75", "under_80", "poor_or_near"],
                    "none_of": ["has_pension"],
                    "vnd": 300_000,
                }
            ],
        }
    ],
}


def book_with(province: dict[str, object]) -> RuleBook:
    provinces = {**WRITTEN_BOOK.provinces, str(province["province"]): province_of(province)}
    return RuleBook(WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, provinces)


def test_months_before_the_first_regime_are_refused() -> None:
    for month in ("2012-05", "1990-01"):
        with pytest.raises(NoLawError, match=f"no law for {month}"):
            legislation.determine_one({"born": "1990-01-01"}, month)
        with pytest.raises(NoLawError):
            legislation.law_version(month)


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "202611", "tháng 11", ""])
def test_what_is_not_a_month_is_refused(month: str) -> None:
    with pytest.raises(legislation.LawError, match="YYYY-MM"):
        legislation.law_of(month)


def test_version_changes_with_the_law_and_only_then() -> None:
    versions = [legislation.law_version(regime.first) for regime in REGIMES]
    assert len(set(versions)) == len(versions)
    assert legislation.law_version("2026-10") == legislation.law_version("2026-12")
    # a household is poor by NĐ 351/2025 alone from 2027 on: another article is shown
    assert (
        legislation.law_version("2026-12") != legislation.law_version("2027-01") == legislation.law_version("2030-05")
    )
    assert legislation.law_version("2026-09") != legislation.law_version("2026-10")
    assert book_with(PROVINCIAL).version("2024-07") != WRITTEN_BOOK.version("2024-07")
    assert book_with(PROVINCIAL).version("2026-10") == WRITTEN_BOOK.version("2026-10")


def test_law_of_a_month() -> None:
    law = legislation.law_of("2026-11")
    assert (law.base_vnd, law.social_pension_vnd, law.regime) == (540_000, 540_000, "nd335_2026")
    assert "elderly_80" not in law.categories
    assert legislation.law_of("2024-10", "22").base_vnd == 700_000
    assert legislation.law_of("2026-01", "01").base_vnd == 650_000
    assert legislation.law_of("2025-06").social_pension_vnd is None
    with pytest.raises(RuleSetError):
        legislation.law_of("2026-11", "99")


@pytest.mark.parametrize("month", REGIME_MONTHS)
def test_categories_called_exclusive_never_hold_together(month: str) -> None:
    rules = WRITTEN_BOOK.rules(month)
    rows = people(5_000, 9, month)
    found = legislation.determine_batch(FactBatch.from_columns(columns_of(rows), len(rows)), month)
    held = titles(found.true_mask, found.true_mask, rules)
    column = {rule.category.code: i for i, rule in enumerate(rules.rules)}
    pairs = [(c.code, other) for c in WRITTEN_BOOK.categories for other in c.exclusive_with]
    assert pairs
    for one, other in pairs:
        if one in column and other in column:
            assert not (has_title(held, column[one]) & has_title(held, column[other])).any(), (one, other)


def test_a_provincial_category_is_data() -> None:
    book = book_with(PROVINCIAL)
    facts = {"born": "1948-01-01", "poverty": "poor"}
    found = legislation.determine_one(facts, "2024-07", book)
    assert found["benefits"] == [
        {
            "programme": "provincial",
            "category": "yen_bai_75",
            "coefficient": None,
            "base_vnd": 300_000,
            "amount_vnd": 300_000,
            "citation": "Nghị quyết thử nghiệm",
        }
    ]
    for other in ("01", "22"):
        assert legislation.determine_one(facts | {"province": other}, "2024-07", book)["benefits"] == []
    assert legislation.determine_one(facts | {"province": None}, "2024-07", book)["missing"] == ["province"]
    # Of several allowances only the highest.
    beside = legislation.determine_one(facts | {"hard_area": True}, "2024-07", book)
    assert [b["category"] for b in beside["benefits"]] == ["elderly_hard_area"]  # type: ignore[attr-defined]
    columns = {"born": ["1948-01-01"] * 2, "poverty": ["poor"] * 2, "province": ["15", "22"]}
    batch = legislation.determine_batch(FactBatch.from_columns(columns, 2), "2024-07", book)
    assert batch.total_vnd.tolist() == [300_000, 0]


@pytest.mark.parametrize(
    "change",
    [
        {"all_of": ["full_99x"]},
        {"vnd": 300_000, "coefficient": "1.0"},
        {"all_off": ["full_75"]},
    ],
)
def test_a_wrong_provincial_category_is_refused(change: dict[str, object]) -> None:
    category = PROVINCIAL["categories"][0]  # type: ignore[index]
    version = {**category["versions"][0], **change}  # type: ignore[index]
    with pytest.raises(RuleSetError):
        book_with({**PROVINCIAL, "categories": [{**category, "versions": [version]}]})  # type: ignore[dict-item]


def test_amounts_must_stay_whole() -> None:
    with pytest.raises(RuleSetError):
        province_of({**PROVINCIAL, "base": [{"from": "2024-07", "vnd": 512_345, "citation": "x"}]})


def test_a_reading_can_be_changed_by_data() -> None:
    """A low pension bars the social pension when the reading says so."""
    readings = {**WRITTEN_BOOK.readings, "pension_below_social_pension": (Dated("2025-07", "bars", "thử"),)}
    strict = RuleBook(WRITTEN_BOOK.amounts, readings, WRITTEN_BOOK.provinces)
    facts = {"born": "1940-01-01", "pension_vnd": 100_000}
    assert legislation.determine_one(facts, "2026-11")["outcome"] == "eligible"
    assert legislation.determine_one(facts, "2026-11", strict)["outcome"] == "not_eligible"
    dated = {**WRITTEN_BOOK.readings, "certificate_without_date": (Dated("2021-07", "does_not_count", "thử"),)}
    certain = RuleBook(WRITTEN_BOOK.amounts, dated, WRITTEN_BOOK.provinces)
    facts = {"born": "1990-01-01", "disability": "severe"}
    assert legislation.determine_one(facts, "2026-11")["outcome"] == "eligible"
    assert legislation.determine_one(facts, "2026-11", certain)["outcome"] == "not_eligible"


def test_a_rule_that_names_nothing_is_refused() -> None:
    first = WRITTEN_BOOK.categories[0]
    unknown_amount = dataclasses.replace(first.versions[0], measure=NamedAmount("no_such"))
    book = RuleBook(
        WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, {}, (dataclasses.replace(first, versions=(unknown_amount,)),)
    )
    with pytest.raises(RuleSetError, match="no_such"):
        book.rules(first.versions[0].stretch.first)
    with pytest.raises(RuleSetError, match="twice"):
        RuleBook(WRITTEN_BOOK.amounts, WRITTEN_BOOK.readings, {}, (first, first))
    with pytest.raises(ValueError, match="coefficient"):
        flat("1,5")


def test_versions_of_a_category_do_not_overlap() -> None:
    for category in WRITTEN_BOOK.categories:
        stretches = sorted((v.stretch for v in category.versions), key=lambda stretch: stretch.first)
        for earlier, later in itertools.pairwise(stretches):
            assert earlier.last is not None
            assert earlier.last < later.first, category.code
    assert Stretch("2021-07", None).covers("2099-12")


def test_citations_change_with_the_regime() -> None:
    assert "20/2021" in legislation.citation("orphan_child", "2026-09")
    assert "335/2026" in legislation.citation("orphan_child", "2026-10")
    with pytest.raises(RuleSetError):
        legislation.citation("elderly_80", "2026-10")


def test_every_regime_names_a_known_instrument_and_every_rule_an_article() -> None:
    instruments = {instrument.code: instrument for instrument in load_instruments()}
    assert {code for regime in REGIMES for code in regime.instruments} <= set(instruments)
    where = " ".join(a.where for i in instruments.values() for a in i.articles if a.status == "implemented")
    for category in WRITTEN_BOOK.categories:
        assert category.code in where, f"{category.code} is in no instrument"
        assert all(re.search(r"Điều \d+", version.citation) for version in category.versions)


def test_explanation_names_every_category_and_criterion() -> None:
    facts = {"born": "1949-03-15", "poverty": "poor", "support": "none", "marital": None}
    reasons = legislation.explain(facts, "2026-11")
    assert [r["category"] for r in reasons] == [rule.category.code for rule in WRITTEN_BOOK.rules("2026-11").rules]
    alone = next(r for r in reasons if r["category"] == "elderly_alone")
    assert (alone["held"], alone["paid"]) == (True, True)
    by_name = {c["condition"]: c for c in alone["criteria"]}  # type: ignore[attr-defined]
    assert by_name["full_60"]["parameters"] == {"full_60": "1966-11-30"}
    assert by_name["full_60"]["value"] == "1949-03-15"
    assert by_name["poor"]["held"] is True
    assert by_name["imprisoned"]["joined"] == "none_of"
    pension = next(r for r in reasons if r["category"] == "pension_75")
    assert (pension["held"], pension["paid"]) == (True, False)
    parent = next(r for r in reasons if r["category"] == "single_parent")
    assert parent["held"] is False  # no child: the unknown marriage does not matter
    unknown = legislation.explain(facts | {"children_under_16": 1}, "2026-11")
    assert next(r for r in unknown if r["category"] == "single_parent")["held"] is None


def test_masks_can_be_decoded_later() -> None:
    batch = FactBatch.from_columns({"born": ["1949-03-15"], "poverty": ["poor"], "marital": [None]}, 1)
    found = legislation.determine_batch(batch, "2026-11")
    decoded = legislation.decode(int(found.true_mask[0]), int(found.known_mask[0]), "2026-11")
    held = {entry["condition"]: entry["held"] for entry in decoded}
    assert (held["poor"], held["full_75"], held["without_spouse"], held["hiv"]) == (True, True, None, False)
    assert legislation.condition_text(WRITTEN_BOOK.bits["poor"]) == "thuộc hộ nghèo"


def test_hash_of_facts_is_of_the_whole_row() -> None:
    short = {"person_id": "1", "month": "2026-11", "born": "1949"}
    full = legislation.full_facts(short, "2026-11")
    assert list(full) == [fact.name for fact in FACTS]
    assert full["born"] == "1949-01-01"
    assert legislation.facts_hash(short) == legislation.facts_hash(full)
    assert legislation.facts_hash(short | {"hiv": True}) != legislation.facts_hash(short)
    assert legislation.facts_hash(short | {"month": "2026-12"}) != legislation.facts_hash(short)
    assert re.fullmatch(r"[0-9a-f]{64}", legislation.facts_hash(short))


@pytest.mark.parametrize(
    ("facts", "column"),
    [
        ({"born": "1990-01-01", "favourite_colour": "red"}, "favourite_colour"),
        ({"born": "1990-01-01", "poverty": "rich"}, "poverty"),
        ({"born": "1990-02-30"}, "born"),
        ({"born": "990-02-3"}, "born"),
        ({"born": 1990}, "born"),
        ({}, "born"),
        ({"born": "1990-01-01", "died": "1989-12-31"}, "died"),
        ({"born": "1990-01-01", "died": "2020"}, "died"),
        ({"born": "1990-01-01", "children_under_16": -1}, "children_under_16"),
        ({"born": "1990-01-01", "children_under_16": 100}, "children_under_16"),
        ({"born": "1990-01-01", "pension_vnd": 1.5}, "pension_vnd"),
        ({"born": "1990-01-01", "hiv": 1}, "hiv"),
        ({"born": "1990-01-01", "province": "99"}, "province"),
    ],
)
def test_facts_outside_the_contract_are_refused(facts: dict[str, object], column: str) -> None:
    with pytest.raises(FactError) as refused:
        legislation.determine_one(facts, "2026-11")
    assert refused.value.column == column
    # In arrays whole numbers are days and codes, so these two are only wrong for one person.
    if facts.get("born") != 1990 and facts.get("hiv") != 1:
        with pytest.raises(FactError) as refused:
            FactBatch.from_columns({name: [value] for name, value in facts.items()}, 1)


def test_codes_are_stable() -> None:
    assert list(WRITTEN_CATEGORIES) == [
        "orphan_child", "orphan_student", "hiv_child", "single_parent", "elderly_alone", "elderly_hard_area",
        "elderly_80", "elderly_fostered", "disability", "small_child_hard_area", "hiv_adult", "pension_75",
        "pension_70_poor", "foster_child", "foster_elderly", "foster_disabled", "household_carer", "disabled_parent",
        "facility_resident",
    ]  # fmt: skip
    assert len(FACTS) == 33
