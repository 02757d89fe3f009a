"""From a determination to proposals, decisions and awards."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
from tests.builders import commune, district_officer, fact, officer, period, person
from tests.unit.casework.office import KNOWN, NOVEMBER, TODAY, awards, decide, disabled, propose


@pytest.mark.django_db
def test_someone_newly_entitled_is_proposed_with_reason_article_and_frozen_facts(here: areas.Unit) -> None:
    who = disabled(here)
    (proposal,) = propose()
    assert (proposal.kind, proposal.before_vnd, proposal.after_vnd) == ("start", 0, 810_000)
    assert (proposal.person_id, proposal.area_id, proposal.first_month) == (who.pk, here.pk, NOVEMBER.first)
    assert proposal.reason == (
        "Là người khuyết tật nặng, có giấy xác nhận khuyết tật cấp ngày 10/03/2026, không có lương hưu, trợ cấp bảo"
        " hiểm xã hội hằng tháng, không hưởng trợ cấp ưu đãi người có công hằng tháng, nên được hưởng trợ cấp xã hội"
        " hằng tháng; mức hưởng: hệ số 1,5 (từ đủ 16 đến dưới 60 tuổi) × 540.000 đồng = 810.000 đồng/tháng."
    )
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
            office=here,
            year=2026,
            number=1,
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


@pytest.mark.django_db
def test_before_july_2025_the_districts_chair_signs_in_the_districts_register(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    """Two communes of a district have one register; the chair of a commune signs nothing there."""
    former = areas.Succession.objects.filter(successor=here).first().predecessor
    beside = areas.Unit.objects.filter(parent=former.parent, kind="commune").exclude(pk=former.pk).first()
    for place in (former, beside):
        disabled(place, since="2024-05-10")
    ids = [each.pk for each in propose(Month(2024, 8), datetime(2024, 8, 10, tzinfo=UTC))]
    signed_on = date(2024, 8, 12)
    casework.submit_proposals(ids=ids, by=district_officer("district_officer", former.parent, signed_on), at=KNOWN)
    own = casework.Proposal.objects.filter(area=former).values_list("pk", flat=True)
    with access.acting_as(chair), pytest.raises(Refusal) as refusal:
        casework.decide_proposals(ids=list(own), by=chair, on=signed_on)
    assert refusal.value.code == "other_office"
    district = district_officer("district_chair", former.parent, signed_on)
    with access.acting_as(district):
        decisions = casework.decide_proposals(ids=ids, by=district, on=signed_on)
    assert sorted(each.number for each in decisions) == [1, 2]
    assert {each.office_id for each in decisions} == {former.parent_id}
    assert {each.commune_id for each in decisions} == {former.pk, beside.pk}
