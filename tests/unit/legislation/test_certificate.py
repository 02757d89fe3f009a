"""A certificate can be recomputed from itself, and tells when the facts, the law or the paper were changed."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh import legislation
from ansinh.legislation import FACTS, WRITTEN_BOOK, LawError, RuleBook
from ansinh.legislation.dated_values import Dated
from ansinh.legislation.explanation.certificates import seal_of
from tests.unit.legislation.any_facts import MONTHS, facts_in

Certificate = dict[str, Any]


def kinds(certificate: Certificate, book: RuleBook = WRITTEN_BOOK) -> set[str]:
    return {difference.kind for difference in legislation.verify_certificate(certificate, book).differences}


def resealed(certificate: Certificate) -> Certificate:
    return certificate | {"certificate_hash": seal_of(certificate)}


@settings(max_examples=100, deadline=None)
@given(data=st.data(), month=MONTHS, unknown=st.booleans())
def test_it_verifies_after_a_way_through_json(data: st.DataObject, month: str, unknown: bool) -> None:
    facts = data.draw(facts_in(month, unknown))
    certificate: Certificate = json.loads(json.dumps(legislation.certificate(facts, month)))
    assert legislation.verify_certificate(certificate).same
    row: Any = legislation.determine_one(facts, month)
    assert certificate["answer"] == {name: row[name] for name in ("outcome", "total_vnd", "benefits", "missing")}
    assert certificate["because"] == legislation.explain(facts, month)
    assert certificate["facts_hash"] == legislation.facts_hash(facts, month)
    assert certificate["law"]["version"] == legislation.law_version(month)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), month=MONTHS)
def test_titles_paid_and_left_out_add_up(data: st.DataObject, month: str) -> None:
    certificate: Certificate = legislation.certificate(data.draw(facts_in(month)), month)
    combination, answer = certificate["combination"], certificate["answer"]
    titles = combination["titles"]
    assert [t["category"] for t in titles if t["paid"]] == [b["category"] for b in answer["benefits"]]
    assert sum(t["amount_vnd"] for t in titles if t["paid"]) == combination["total_vnd"] == answer["total_vnd"]
    held = [entry["category"] for entry in certificate["because"] if entry["held"]]
    counted = {t["category"] for t in titles}
    assert counted <= set(held)
    rules = {step["rule"] for step in combination["steps"]}
    for title in titles:
        assert title["paid"] == (title["dropped_by"] is None)
        assert title["dropped_by"] is None or title["dropped_by"] in rules
        if title["coefficient"]:
            assert round(float(title["coefficient"]) * 10) * title["base_vnd"] // 10 == title["amount_vnd"]
    for step in combination["steps"]:
        assert step["article"], step["rule"]


@settings(max_examples=60, deadline=None)
@given(data=st.data(), month=MONTHS)
def test_a_changed_fact_is_found(data: st.DataObject, month: str) -> None:
    certificate: Certificate = legislation.certificate(data.draw(facts_in(month)), month)
    fact = data.draw(st.sampled_from([fact for fact in FACTS if fact.kind in {"yes_no", "choice", "count"}]))
    old = certificate["facts"][fact.name]
    values: Any = fact.values or ((True, False) if fact.kind == "yes_no" else range(5))
    new = data.draw(st.sampled_from([value for value in values if value != old]))
    changed = certificate | {"facts": certificate["facts"] | {fact.name: new}}
    assert {"altered", "facts"} <= kinds(changed)
    assert "facts" in kinds(resealed(changed))  # sealing it again does not hide it


def test_a_changed_law_is_found() -> None:
    certificate: Certificate = legislation.certificate({"born": "1990-01-01", "disability": "severe"}, "2026-11")
    amounts = {**WRITTEN_BOOK.amounts, "base": (*WRITTEN_BOOK.amounts["base"], Dated("2026-11", 600_000, "thử"))}
    draft = RuleBook(amounts, WRITTEN_BOOK.readings, WRITTEN_BOOK.provinces)
    found = {d.path: (d.then, d.now) for d in legislation.verify_certificate(certificate, draft).differences}
    assert found["law.base.vnd"] == (540_000, 600_000)
    assert found["answer.total_vnd"] == (810_000, 900_000)
    assert "law.version" in found
    assert "altered" not in kinds(certificate, draft)


def test_a_changed_paper_is_found() -> None:
    certificate: Certificate = legislation.certificate({"born": "1949-03-15"}, "2026-11")
    richer = copy.deepcopy(certificate)
    richer["answer"]["benefits"][0]["amount_vnd"] = 5_400_000
    assert kinds(richer) == {"altered", "answer"}
    assert kinds(resealed(richer)) == {"answer"}
    other = copy.deepcopy(certificate)
    other["because"][0]["held"] = True
    assert kinds(resealed(other)) == {"reasons"}
    assert kinds(certificate | {"certificate_hash": "0" * 64}) == {"altered"}
    added = certificate | {"approved_by": "x"}
    assert kinds(added) == {"altered"}


def test_what_is_no_certificate_is_refused() -> None:
    certificate: Certificate = legislation.certificate({"born": "1949-03-15"}, "2026-11")
    for broken in ({}, certificate | {"format": "2"}, {k: v for k, v in certificate.items() if k != "law"}):
        with pytest.raises(LawError, match="not a certificate"):
            legislation.verify_certificate(broken)
    nonsense = resealed(certificate | {"facts": certificate["facts"] | {"poverty": "rich"}})
    assert kinds(nonsense) == {"facts"}


def test_it_carries_amounts_cut_off_days_and_readings_with_their_sources() -> None:
    law: Any = legislation.certificate({"born": "1955-03-15", "province": "22"}, "2026-09")["law"]
    assert law["base"]["vnd"] == 700_000
    assert law["national_base"]["vnd"] == 540_000
    assert "Điều 32 Nghị định 335/2026/NĐ-CP" in law["national_base"]["citation"]
    assert law["parameters"]["full_75"] == "1951-09-30"
    assert law["readings"]["title_under_age_ends"]["value"] == "month_after_birthday"
    assert law["regime"] == "nd335_2026_rates"
