"""From a determination to proposals, decisions and awards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.reasons import stop_article
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import circumstance, commune, fact, household, officer, period, person

KNOWN = datetime(2026, 11, 20, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NOVEMBER = Month(2026, 11)


@pytest.fixture
def here() -> areas.Unit:
    return commune()


@pytest.fixture
def maker(here: areas.Unit) -> access.Actor:
    return officer("commune_officer", here)


@pytest.fixture
def chair(here: areas.Unit) -> access.Actor:
    return officer("commune_chair", here)


def propose(month: Month = NOVEMBER, known_at: datetime = KNOWN) -> list[casework.Proposal]:
    run = determination.determine_month(month=month, known_at=known_at)
    casework.propose_changes(run=run)
    return list(casework.Proposal.objects.filter(state__in=casework.LIVE).order_by("person_id", "programme"))


def decide(maker: access.Actor, chair: access.Actor, on: date = TODAY) -> list[casework.Decision]:
    ids = list(casework.Proposal.objects.filter(state="open").values_list("pk", flat=True))
    with access.acting_as(maker):
        casework.submit_proposals(ids=ids, by=maker, at=KNOWN)
    with access.acting_as(chair):
        return casework.decide_proposals(ids=ids, by=chair, on=on)


def disabled(
    area: areas.Unit, degree: str = "severe", since: str = "2026-03-10", born: str = "1990-01-01"
) -> registry.Person:
    who = person(area, born=born)
    fact(registry.Disability, person=who, degree=degree, certified_on=date.fromisoformat(since), valid=period(since))
    return who


def awards() -> list[tuple[Any, ...]]:
    found = casework.Award.objects.filter(retracted_at=None).order_by("person_id", "programme", "months")
    return [
        (
            a.person_id,
            a.category,
            a.amount_vnd,
            a.months.lower.isoformat(),
            a.months.upper and a.months.upper.isoformat(),
        )
        for a in found
    ]


@pytest.mark.django_db
def test_someone_newly_entitled_is_proposed_with_reason_article_and_frozen_facts(here: areas.Unit) -> None:
    who = disabled(here)
    (proposal,) = propose()
    assert (proposal.kind, proposal.before_vnd, proposal.after_vnd) == ("start", 0, 810_000)
    assert (proposal.person_id, proposal.area_id, proposal.first_month) == (who.pk, here.pk, NOVEMBER.first)
    assert "khuyết tật" in proposal.reason
    assert "335/2026" in proposal.citation
    assert proposal.facts["disability"] == "severe"
    assert len(proposal.facts_hash) == 64
    result = determination.Result.objects.get(person_id=who.pk)
    assert (result.outcome, result.total_vnd, result.facts_hash) == (1, 810_000, proposal.facts_hash)


@pytest.mark.django_db
def test_a_decision_carries_number_date_month_and_amount_and_becomes_an_award(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    first, second = disabled(here), disabled(here)
    propose()
    (decision,) = decide(maker, chair)
    assert (decision.number, decision.year, decision.decided_on, decision.first_month) == (
        1,
        2026,
        TODAY,
        NOVEMBER.first,
    )
    assert (decision.people, decision.monthly_vnd) == (2, 1_620_000)
    assert (decision.prepared_by_id, decision.decided_by_id) == (maker.user_id, chair.user_id)
    assert awards() == [(p.pk, "disability", 810_000, "2026-11-01", None) for p in (first, second)]
    assert propose() == []


@pytest.mark.django_db
def test_numbers_go_on_without_gaps_and_start_anew_each_year(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    for day in (date(2026, 11, 20), date(2026, 11, 21), date(2027, 1, 4)):
        disabled(here)
        propose()
        decide(maker, chair, day)
    numbers = casework.Decision.objects.order_by("pk").values_list("year", "number")
    assert list(numbers) == [(2026, 1), (2026, 2), (2027, 1)]


@pytest.mark.django_db
def test_a_change_reaches_back_to_the_month_of_the_new_certificate(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here, since="2025-08-01")
    propose(Month(2026, 1), datetime(2026, 1, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 1, 12))
    old = registry.Disability.objects.get(person=who)
    heard = datetime(2026, 11, 1, tzinfo=UTC)
    news = old.source
    registry.Disability.objects.filter(pk=old.pk).update(retracted_at=heard, retracted_by=news)
    fact(registry.Disability, person=who, degree="severe", valid=period("2025-08-01", "2026-09-15"), recorded_at=heard)
    fact(registry.Disability, person=who, degree="extremely_severe", valid=period("2026-09-15"), recorded_at=heard)
    (proposal,) = propose()
    assert (proposal.kind, proposal.before_vnd, proposal.after_vnd) == ("adjust", 750_000, 1_080_000)
    assert proposal.first_month == date(2026, 7, 1)  # the new rate was never decided on either
    decide(maker, chair)
    assert awards() == [
        (who.pk, "disability", 750_000, "2026-01-01", "2026-07-01"),
        (who.pk, "disability", 810_000, "2026-07-01", "2026-09-01"),
        (who.pk, "disability", 1_080_000, "2026-09-01", None),
    ]


@pytest.mark.django_db
def test_a_death_heard_of_late_stops_from_the_month_after_it(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here, since="2025-08-01")
    propose(Month(2026, 7), datetime(2026, 7, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 7, 12))
    heard = datetime(2026, 11, 1, tzinfo=UTC)
    old = registry.Identity.objects.get(person=who)
    registry.Identity.objects.filter(pk=old.pk).update(retracted_at=heard, retracted_by=old.source)
    registry.Identity.objects.create(
        person=who,
        full_name=old.full_name,
        born_on=old.born_on,
        died_on=date(2026, 8, 31),
        recorded_at=heard,
        source=old.source,
    )
    (proposal,) = propose()
    assert (proposal.kind, proposal.after_vnd, proposal.first_month) == ("stop", 0, date(2026, 9, 1))
    assert "31/08/2026" in proposal.reason
    decide(maker, chair)
    assert awards() == [(who.pk, "disability", 810_000, "2026-07-01", "2026-09-01")]


@pytest.mark.django_db
def test_the_new_rate_of_july_2026_is_an_adjustment_that_names_both_bases(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    disabled(here, since="2025-08-01")
    propose(Month(2026, 6), datetime(2026, 6, 10, tzinfo=UTC))
    decide(maker, chair, date(2026, 6, 12))
    (proposal,) = propose(Month(2026, 9), datetime(2026, 9, 10, tzinfo=UTC))
    assert (proposal.kind, proposal.before_vnd, proposal.after_vnd) == ("adjust", 750_000, 810_000)
    assert proposal.first_month == date(2026, 7, 1)
    assert "500.000" in proposal.reason
    assert "540.000" in proposal.reason


@pytest.mark.django_db
def test_under_the_procedure_of_2021_disability_starts_from_the_month_of_the_certificate(here: areas.Unit) -> None:
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    disabled(former, since="2025-02-10")
    (proposal,) = propose(Month(2025, 5), datetime(2025, 5, 10, tzinfo=UTC))
    assert proposal.first_month == date(2025, 2, 1)


@pytest.mark.django_db
def test_a_start_dated_back_over_a_new_rate_has_the_amounts_of_each_month(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    who = disabled(former, since="2024-05-10")
    (proposal,) = propose(Month(2024, 8), datetime(2024, 8, 10, tzinfo=UTC))
    assert (proposal.first_month, proposal.after_vnd) == (date(2024, 5, 1), 750_000)
    decide(maker, chair, date(2024, 8, 12))
    assert awards() == [
        (who.pk, "disability", 540_000, "2024-05-01", "2024-07-01"),
        (who.pk, "disability", 750_000, "2024-07-01", None),
    ]


@pytest.mark.django_db
def test_only_what_the_law_dates_back_is_dated_back(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    """A certificate counts from its month, a child of a poor widow from the signing, in one and the same programme."""
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    who = disabled(former, since="2025-02-10")
    child = person(former, born="2015-01-01")
    fact(registry.Upbringing, person=who, child=child, valid=period("2024-01-01"))
    fact(registry.Poverty, household=household(former, who, child), status="poor", valid=period("2024-01-01"))
    circumstance(who, "marital", "widowed", "2024-01-01")
    propose(Month(2025, 4), datetime(2025, 4, 10, tzinfo=UTC))
    decide(maker, chair, date(2025, 4, 12))
    assert awards() == [
        (who.pk, "disability", 750_000, "2025-02-01", None),
        (who.pk, "single_parent", 500_000, "2025-04-01", None),
    ]


@pytest.mark.django_db
def test_what_was_paid_elsewhere_is_taken_over_without_looking_back(here: areas.Unit) -> None:
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    disabled(former, since="2024-02-10")
    run = determination.determine_month(month=Month(2024, 8), known_at=datetime(2024, 8, 10, tzinfo=UTC))
    casework.propose_changes(run=run, taking_over=True)
    proposal = casework.Proposal.objects.get()
    assert (proposal.first_month, proposal.doubt) == (date(2024, 8, 1), "")


@pytest.mark.django_db
def test_two_stretches_of_a_proposed_category_do_not_overlap(here: areas.Unit) -> None:
    disabled(here)
    (proposal,) = propose()
    with pytest.raises(IntegrityError), transaction.atomic():
        casework.ProposedBenefit.objects.create(
            proposal=proposal,
            category="disability",
            base_vnd=1,
            amount_vnd=1,
            months=period("2026-10-01", "2026-12-01"),
        )


@pytest.mark.django_db
def test_from_july_2025_a_start_is_not_dated_back(here: areas.Unit) -> None:
    disabled(here, since="2025-06-10")
    (proposal,) = propose(Month(2025, 7), datetime(2025, 7, 10, tzinfo=UTC))
    assert proposal.first_month == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("month", "programme", "article"),
    [
        (Month(2025, 6), "social_allowance", "khoản 2 Điều 8 Nghị định 20/2021/NĐ-CP"),
        (Month(2025, 7), "social_allowance", "Điều 5 Nghị định 147/2025/NĐ-CP"),
        (Month(2026, 9), "social_allowance", "Điều 5 Nghị định 147/2025/NĐ-CP"),
        (Month(2026, 10), "social_allowance", "khoản 4 Điều 8 Nghị định 335/2026/NĐ-CP"),
        (Month(2026, 9), "social_pension", "Điều 4 Nghị định 176/2025/NĐ-CP"),
        (Month(2026, 10), "social_pension", "khoản 2 Điều 31 Nghị định 335/2026/NĐ-CP"),
    ],
)
def test_a_stop_cites_the_article_of_its_procedure(month: Month, programme: str, article: str) -> None:
    assert article in stop_article(programme, month)


@pytest.mark.django_db
def test_one_of_whom_it_cannot_be_told_gets_no_proposal(here: areas.Unit) -> None:
    who = person(here, born="1990-01-01")
    fact(registry.Disability, person=who, degree=None, valid=period("2026-01-01"))
    assert propose() == []
    assert determination.Result.objects.get(person_id=who.pk).outcome == 2


@pytest.mark.django_db
def test_a_proposal_that_no_longer_holds_is_withdrawn_and_one_that_does_is_kept(here: areas.Unit) -> None:
    staying, leaving = disabled(here), disabled(here)
    kept = {p.person_id: p.pk for p in propose()}
    certificate = registry.Disability.objects.get(person=leaving)
    registry.Disability.objects.filter(pk=certificate.pk).update(
        retracted_at=datetime(2026, 11, 18, tzinfo=UTC), retracted_by=certificate.source
    )
    (proposal,) = propose()
    assert proposal.pk == kept[staying.pk]
    assert casework.Proposal.objects.get(pk=kept[leaving.pk]).state == "withdrawn"


@pytest.mark.django_db
def test_who_prepares_does_not_decide(here: areas.Unit, maker: access.Actor) -> None:
    disabled(here)
    (proposal,) = propose()
    leader = officer("province_leader", here)
    both = access.Actor(
        user_id=maker.user_id,
        username="x",
        display_name="x",
        roles=frozenset(),
        permissions=maker.permissions | leader.permissions,
        area_ids=maker.area_ids,
        home_ids=(),
        wide=False,
    )
    casework.submit_proposals(ids=[proposal.pk], by=both, at=KNOWN)
    with pytest.raises(Refusal) as refusal:
        casework.decide_proposals(ids=[proposal.pk], by=both, on=TODAY)
    assert refusal.value.code == "maker_is_checker"
    with pytest.raises(IntegrityError, match="decision_maker_is_not_checker"), transaction.atomic():
        casework.Decision.objects.create(
            commune=here,
            year=2026,
            number=9,
            kind="start",
            decided_on=TODAY,
            first_month=NOVEMBER.first,
            people=1,
            monthly_vnd=1,
            prepared_by_id=maker.user_id,
            decided_by_id=maker.user_id,
        )


@pytest.mark.django_db
def test_every_act_outside_the_table_of_states_is_refused(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    disabled(here)
    (proposal,) = propose()
    acts = {
        "submit": lambda by: casework.submit_proposals(ids=[proposal.pk], by=by, at=KNOWN),
        "recall": lambda by: casework.recall_proposals(ids=[proposal.pk], by=by),
        "return": lambda by: casework.return_proposals(ids=[proposal.pk], by=by, because="thử"),
        "decide": lambda by: casework.decide_proposals(ids=[proposal.pk], by=by, on=TODAY),
    }
    for state in ("open", "submitted", "returned", "withdrawn"):
        for name, act in acts.items():
            for actor in (maker, chair):
                if casework.may(casework.ACTS[name], state, actor):
                    continue
                casework.Proposal.objects.filter(pk=proposal.pk).update(
                    state=state, prepared_by_id=maker.user_id, prepared_at=KNOWN
                )
                with pytest.raises(Refusal):
                    act(actor)


@pytest.mark.django_db
def test_a_proposal_of_another_commune_is_out_of_reach(here: areas.Unit, maker: access.Actor) -> None:
    disabled(commune(1))
    (proposal,) = propose()
    with pytest.raises(Refusal) as refusal, access.acting_as(maker):
        casework.submit_proposals(ids=[proposal.pk], by=maker, at=KNOWN)
    assert refusal.value.code == "unknown_proposal"


@pytest.mark.django_db
def test_decisions_are_never_changed_and_awards_only_retracted(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    disabled(here)
    propose()
    decide(maker, chair)
    for statement in (
        "UPDATE casework_decision SET monthly_vnd = 1",
        "DELETE FROM casework_decision",
        "UPDATE casework_award SET amount_vnd = 1",
        "DELETE FROM casework_award",
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
