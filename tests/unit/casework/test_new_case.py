"""A new application from the counter to the signed decision, under NĐ 147/2025 and NĐ 335/2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.queries_month import month_groups
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import fact, officer, period

from .office import awards, disabled

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 28)
OCTOBER = date(2026, 10, 6)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def received(
    maker: access.Actor, who: registry.Person, on: date = SEPTEMBER, kind: str = "new", **more: object
) -> casework.Case:
    fields: dict[str, object] = {"programme": "social_allowance", "papers": ("form", "identity", "disability")}
    with access.acting_as(maker):
        return casework.receive_case(
            actor=maker, kind=kind, person_id=who.pk, received_on=on, on=on, starter="person", **(fields | more)
        )  # type: ignore[arg-type]


def submitted(
    maker: access.Actor, case: casework.Case, on: date, suggested: str = "grant", because: str = ""
) -> casework.Case:
    with access.acting_as(maker):
        return casework.submit_case(
            actor=maker, case_id=case.pk, suggested=suggested, on=on, at=at(on), because=because
        )


def decided(chair: access.Actor, case: casework.Case, on: date) -> casework.Case:
    with access.acting_as(chair):
        return casework.decide_case(actor=chair, case_id=case.pk, on=on, at=at(on))


def test_from_the_counter_to_the_award_under_nd147(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    who = disabled(here)
    case = received(maker, who)
    assert (case.procedure, case.flow, case.symbol) == ("nd147_2025", "commune", "01/2026")
    assert case.due_on == date(2026, 10, 12)  # ten working days after Monday 28 September
    assert case.due_by_law
    assert awards() == []

    submitted(maker, case, date(2026, 9, 30))
    proposal = casework.Proposal.objects.get(case=case)
    assert (proposal.state, proposal.kind, proposal.run_id) == ("submitted", "start", 0)
    done = decided(chair, case, date(2026, 10, 2))
    assert (done.state, done.closed_on, done.due_on) == ("decided", date(2026, 10, 2), date(2026, 10, 12))
    # From the month of signing, not of the file (NĐ 147/2025 Đ5), though it was submitted in September.
    assert awards() == [(who.pk, "disability", 810_000, "2026-10-01", None)]
    decision = casework.Decision.objects.get()
    assert (decision.number, decision.prepared_by_id, decision.decided_by_id) == (1, maker.user_id, chair.user_id)
    assert [s.act for s in case.steps.order_by("id")] == ["receive", "submit", "decide"]
    assert {"case.receive", "case.submit", "case.decide", "proposals.decide"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )


def test_the_month_counts_in_bulk_only_what_is_signed_in_bulk(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    """A file's proposal is clear in law and still its file's: the month does not offer what it would not sign."""
    who = disabled(here)
    fact(registry.Paper, person=who, kind="personal", number="015190000077", valid=period("2021-01-01"))
    submitted(maker, received(maker, who), date(2026, 9, 30))
    proposal = casework.Proposal.objects.get()
    assert (proposal.state, proposal.doubt) == ("submitted", "")
    (group,) = month_groups(Month.of(proposal.month), [here.pk], asks=chair.user_id)
    assert (group.count, group.doubtful) == (1, True)
    desks = {doubt: casework.queries.Desk("submitted", doubt=doubt) for doubt in ("clear", "doubtful")}
    assert casework.queries.clear_ids(desks["clear"]) == []
    assert {doubt: desk.proposals().count() for doubt, desk in desks.items()} == {"clear": 0, "doubtful": 1}


def test_under_nd335_authentication_comes_before_submitting(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here)
    case = received(maker, who, OCTOBER, papers=("form",))
    assert (case.procedure, case.flow, case.due_on) == ("nd335_2026", "nd335", date(2026, 10, 15))
    with pytest.raises(Refusal, match="đã tiếp nhận"):
        submitted(maker, case, OCTOBER)
    with access.acting_as(maker), pytest.raises(Refusal, match="kết quả xác thực"):
        casework.step_case(actor=maker, case_id=case.pk, act="check", on=OCTOBER)
    with access.acting_as(maker):
        casework.step_case(actor=maker, case_id=case.pk, act="check", on=OCTOBER, said="Khớp CSDLQG về dân cư")
    submitted(maker, case, date(2026, 10, 8))
    assert decided(chair, case, date(2026, 10, 9)).decision is not None
    assert awards() == [(who.pk, "disability", 810_000, "2026-10-01", None)]


def test_a_file_received_before_5_october_is_decided_after_it_by_nd147(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    case = received(maker, disabled(here), date(2026, 10, 2))
    submitted(maker, case, date(2026, 10, 12))
    assert decided(chair, case, date(2026, 10, 13)).procedure == "nd147_2025"


def test_nobody_decides_what_they_submitted(here: areas.Unit, maker: access.Actor) -> None:
    both = officer("commune_chair", here, "kiem-nhiem")
    access.Grant.objects.create(user_id=both.user_id, role="commune_officer", area=here, valid=period("2025-07-01"))
    both = access.actor_of(access.User.objects.get(pk=both.user_id), date(2026, 11, 1))
    case = received(both, disabled(here))
    submitted(both, case, date(2026, 9, 29))
    with pytest.raises(Refusal) as refused:
        decided(both, case, date(2026, 9, 29))
    assert refused.value.code == "maker_is_checker"


def test_without_ground_only_a_refusal_can_be_submitted(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here, degree="mild")
    case = received(maker, who)
    with pytest.raises(Refusal) as refused:
        submitted(maker, case, date(2026, 9, 29))
    assert refused.value.code == "no_ground"
    submitted(maker, case, date(2026, 9, 29), "refuse", "Khuyết tật nhẹ không thuộc khoản 6 Điều 5")
    with pytest.raises(Refusal, match="không giải quyết"):
        decided(chair, case, date(2026, 9, 30))
    with access.acting_as(chair):
        done = casework.refuse_case(
            actor=chair, case_id=case.pk, on=date(2026, 9, 30), because="Mức độ khuyết tật nhẹ."
        )
    assert (done.state, done.because) == ("refused", "Mức độ khuyết tật nhẹ.")
    assert awards() == []


def test_papers_have_to_be_there(here: areas.Unit, maker: access.Actor) -> None:
    case = received(maker, disabled(here), papers=("identity",))
    with pytest.raises(Refusal, match="Tờ khai Mẫu số 1a"):
        submitted(maker, case, SEPTEMBER)
    with access.acting_as(maker):
        casework.take_papers(actor=maker, case_id=case.pk, codes=("identity", "form"), on=SEPTEMBER)
    assert submitted(maker, case, SEPTEMBER).state == "submitted"


def test_facts_that_came_in_since_send_the_decision_back(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    who = disabled(here)
    case = received(maker, who)
    submitted(maker, case, date(2026, 9, 29))
    late = registry.Disability.objects.get(person=who)
    registry.Disability.objects.filter(pk=late.pk).update(retracted_at=at(date(2026, 9, 30)), retracted_by=late.source)
    fact(
        registry.Disability, person=who, degree="extremely_severe", certified_on=date(2026, 3, 10),
        valid=period("2026-03-10"), recorded_at=at(date(2026, 9, 30)),
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        decided(chair, case, date(2026, 10, 1))
    assert refused.value.code == "changed"
    assert casework.Case.objects.get(pk=case.pk).state == "submitted"


def test_the_clock_stands_still_while_the_citizen_is_asked(here: areas.Unit, maker: access.Actor) -> None:
    case = received(maker, disabled(here))
    with access.acting_as(maker):
        asked = casework.step_case(
            actor=maker, case_id=case.pk, act="ask", on=date(2026, 9, 30), said="Giấy xác nhận khuyết tật"
        )
        assert (asked.state, asked.due_on, asked.paused_on) == ("citizen", None, date(2026, 9, 30))
        back = casework.step_case(actor=maker, case_id=case.pk, act="supplied", on=date(2026, 10, 7))
    # Two days were used (29, 30 September); the other eight are 8, 9, 12, 13, 14, 15, 16 and 19 October.
    assert (back.state, back.due_on, back.paused_on) == ("received", date(2026, 10, 19), None)


def test_proposals_of_a_case_are_moved_by_the_case_alone(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    case = received(maker, disabled(here))
    submitted(maker, case, date(2026, 9, 29))
    ids = list(casework.Proposal.objects.values_list("pk", flat=True))
    with access.acting_as(chair), pytest.raises(Refusal) as refused:
        casework.decide_proposals(ids=ids, by=chair, on=date(2026, 9, 30))
    assert refused.value.code == "of_a_case"
    desk = casework.queries.Desk("submitted")
    assert casework.queries.clear_ids(desk) == []


def test_numbers_run_without_gaps_and_one_case_of_a_kind_is_live(here: areas.Unit, maker: access.Actor) -> None:
    who = disabled(here)
    first = received(maker, who)
    with pytest.raises(Refusal) as refused:
        received(maker, who)
    assert refused.value.code == "one_live"
    assert [first.number, received(maker, disabled(here)).number] == [1, 2]
    told = {"subject": "payment", "about": "Chậm"}
    assert received(maker, who, kind="grievance", programme="", asked=told).number == 3
