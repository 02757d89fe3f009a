"""Publishing law: who is proposed for it and from when, what becomes of evidence made before."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.payments.public import verify_money
from ansinh.registry import public as registry
from tests.builders import commune, fact, household, officer, period, person
from tests.unit.casework.office import NOVEMBER, TODAY, awards, disabled
from tests.unit.determination.laws import YEN_BAI_60, base, own, publish

pytestmark = pytest.mark.django_db
OCTOBER = Month(2026, 10)


def poor(born: str, classification: str = "poor") -> registry.Person:
    who = person(commune(), born=born)
    home = household(who.area, who)
    fact(registry.Poverty, household=home, status=classification, valid=period("2023-01-01"))
    return who


def propose(month: Month = NOVEMBER) -> list[tuple[int, str, int, date]]:
    """What is live after a month was determined and proposed now."""
    run = determination.determine_month(month=month, known_at=timezone.now())
    casework.propose_changes(run=run)
    live = casework.Proposal.objects.filter(state__in=casework.LIVE).order_by("person_id", "programme")
    return [(p.person_id, p.kind, p.after_vnd, p.first_month) for p in live]


def sign(on: date = TODAY) -> None:
    name = f"{on:%m%d}"
    maker, chair = officer("commune_officer", commune(), f"lap{name}"), officer("commune_chair", commune(), f"ky{name}")
    ids = list(casework.Proposal.objects.filter(state="open").values_list("pk", flat=True))
    casework.submit_proposals(ids=ids, by=maker, at=timezone.now())
    casework.decide_proposals(ids=ids, by=chair, on=on)


def test_exactly_those_entitled_are_proposed_and_from_its_month_only() -> None:
    inside = [poor("1961-12-01"), poor("1966-11-30", "near_poor")]  # 65 next month; 60 in this one
    poor("1966-12-01")  # 60 next month
    poor("1961-10-31")  # 65 last month
    poor("1964-01-01", "none")
    assert {pk for pk, *_ in propose()} == set()
    publish(own(YEN_BAI_60))
    assert propose(OCTOBER) == []
    assert propose() == [(who.pk, "start", 300_000, date(2026, 11, 1)) for who in inside]


def test_reason_and_article_are_those_of_the_resolution() -> None:
    poor("1964-01-01")
    publish(own(YEN_BAI_60))
    propose()
    (found,) = casework.Proposal.objects.filter(state="open")
    assert found.citation == "Điều 2 Nghị quyết 01/2026/NQ-HĐND"
    assert "300.000 đồng" in found.reason
    assert found.law_version == determination.law_in_force().version("2026-11")


def test_a_base_amount_entered_late_gives_arrears_from_its_first_month() -> None:
    disabled(commune(), since="2025-03-10")
    assert [row[1:3] for row in propose(Month(2026, 8))] == [("start", 810_000)]
    sign(date(2026, 8, 20))
    publish(base(650_000), **{"from": "2026-09"})
    assert [row[1:] for row in propose()] == [("adjust", 975_000, date(2026, 9, 1))]
    sign()
    assert [(amount, first, end) for _, _, amount, first, end in awards()] == [
        (810_000, "2026-08-01", "2026-09-01"),
        (975_000, "2026-09-01", None),
    ]
    assert verify_money(TODAY).findings == ()


@pytest.mark.parametrize(
    ("paid_from", "first"), [("signing", date(2026, 11, 1)), ("title", date(2026, 9, 1)), (None, date(2026, 11, 1))]
)
def test_a_late_category_starts_with_the_signing_unless_the_resolution_says_otherwise(
    paid_from: str | None, first: date
) -> None:
    who = poor("1964-01-01")
    rule = YEN_BAI_60 | ({"paid_from": paid_from} if paid_from else {})
    publish(own(rule), **{"from": "2026-09"})
    assert propose() == [(who.pk, "start", 300_000, first)]
    sign()
    assert [row[3] for row in awards()] == [first.isoformat()]


def test_who_met_the_criteria_later_than_the_resolution_is_paid_from_then() -> None:
    who = poor("1966-10-31")  # 60 in October
    publish(own(YEN_BAI_60 | {"paid_from": "title"}), **{"from": "2026-08"})
    assert propose() == [(who.pk, "start", 300_000, date(2026, 10, 1))]


def test_the_end_of_a_category_stops_it_from_that_month() -> None:
    who = poor("1964-01-01")
    publish(own(YEN_BAI_60), **{"from": "2026-10"})
    propose(OCTOBER)
    sign(date(2026, 10, 20))
    publish(own({"code": "yen_bai_60", "end": True}), number="02/2026/NQ-HĐND")
    assert propose() == [(who.pk, "stop", 0, date(2026, 11, 1))]


def test_evidence_from_before_is_held_against_the_law_of_then() -> None:
    who = disabled(commune(), since="2025-03-10")
    run = determination.determine_month(month=NOVEMBER, known_at=timezone.now())
    publish(base(650_000), **{"from": "2026-09"})
    later = determination.determine_month(month=NOVEMBER, known_at=timezone.now())
    newest, oldest = determination.stored_of(who.pk, NOVEMBER, area_id=who.area_id)
    assert (newest.run, oldest.run) == (later, run)
    assert newest.answer.law_version != oldest.answer.law_version
    assert (newest.answer.total_vnd, oldest.answer.total_vnd) == (975_000, 810_000)
    for stored in (newest, oldest):
        assert determination.differing(stored, determination.determine_again(stored.run, who.pk)) == []


def test_a_run_as_of_a_day_before_the_publication_does_not_know_it() -> None:
    who = disabled(commune(), since="2025-03-10")
    before = timezone.now()
    publish(base(650_000))
    determination.determine_month(month=NOVEMBER, known_at=before)
    determination.determine_month(month=NOVEMBER, known_at=datetime(2999, 1, 1, tzinfo=before.tzinfo))
    publish(base(660_000), number="02/2026/NQ-HĐND")
    ahead, behind = determination.stored_of(who.pk, NOVEMBER, area_id=who.area_id)
    assert (ahead.answer.total_vnd, behind.answer.total_vnd) == (975_000, 810_000)
    for stored in (ahead, behind):
        assert determination.differing(stored, determination.determine_again(stored.run, who.pk)) == []
