"""What cases end in: stops, suspensions and their review, moves, funeral support, answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from ansinh.staff.case_outcome import forecast_of
from ansinh.staff.explanation import explained_facts, explained_person
from tests.builders import commune, fact, household, officer, period, person, source, take_back

from .office import awards, decide, disabled, propose

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 12)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


class Desk:
    """Short ways through the operations for a maker and a chair."""

    def __init__(self, maker: access.Actor, chair: access.Actor) -> None:
        self.maker, self.chair = maker, chair

    def receive(self, who: registry.Person, kind: str, on: date = OCTOBER, **more: Any) -> casework.Case:
        papers = {paper.code for papers in casework.CASE_KINDS[kind].papers.values() for paper in papers}
        given: dict[str, Any] = {"papers": papers, "starter": casework.CASE_KINDS[kind].starters[0].value} | more
        given.setdefault("applicant", {"name": "Lò Văn Nộp"})
        with access.acting_as(self.maker):
            return casework.receive_case(actor=self.maker, kind=kind, person_id=who.pk, received_on=on, on=on, **given)

    def step(self, case: casework.Case, act: str, on: date = OCTOBER, by: access.Actor | None = None) -> casework.Case:
        actor = by or self.maker
        with access.acting_as(actor):
            return casework.step_case(actor=actor, case_id=case.pk, act=act, on=on, said="đã xem")

    def submit(
        self, case: casework.Case, on: date = OCTOBER, because: str = "", act: str = "submit",
        by: access.Actor | None = None, suggested: str = "grant",
    ) -> casework.Case:  # fmt: skip
        actor = by or self.maker
        with access.acting_as(actor):
            return casework.submit_case(
                actor=actor, case_id=case.pk, suggested=suggested, on=on, at=at(on), because=because, act=act
            )

    def decide(self, case: casework.Case, on: date = OCTOBER, by: access.Actor | None = None) -> casework.Case:
        actor = by or self.chair
        with access.acting_as(actor):
            return casework.decide_case(actor=actor, case_id=case.pk, on=on, at=at(on))


@pytest.fixture
def desk(maker: access.Actor, chair: access.Actor) -> Desk:
    return Desk(maker, chair)


@pytest.fixture
def receiving(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> registry.Person:
    """Somebody who has received a disability allowance since July 2026."""
    who = disabled(here)
    propose(Month(2026, 7), at(date(2026, 7, 20)))
    decide(maker, chair, date(2026, 7, 20))
    assert awards() == [(who.pk, "disability", 810_000, "2026-07-01", None)]
    return who


def test_suspended_reviewed_and_paid_again_from_the_day_it_stopped(desk: Desk, receiving: registry.Person) -> None:
    asked = {"ground": "uncollected", "uncollected_months": "3"}
    case = desk.receive(receiving, "suspension", date(2026, 10, 6), programme="social_allowance", asked=asked)
    assert not case.due_by_law
    desk.submit(case, date(2026, 10, 7))
    desk.decide(case, date(2026, 10, 8))
    assert awards() == [(receiving.pk, "disability", 810_000, "2026-07-01", "2026-11-01")]

    # The month's own proposing leaves alone what is suspended, also where news asks about months of the suspension.
    run = determination.determine_month(month=Month(2026, 12), known_at=at(date(2026, 12, 1)))
    assert casework.propose_changes(run=run, past={Month(2026, 11): [receiving.pk]}) == 0

    review = desk.receive(receiving, "resumption", date(2027, 1, 5), programme="social_allowance")
    with access.acting_as(desk.chair):
        (line,) = forecast_of(review, date(2027, 1, 6), at(date(2027, 1, 6))).lines
    assert (line.after_vnd, line.month) == (810_000, "2026-11"), "what is read before signing is what is signed"
    assert line.article == "khoản 4 Điều 9 Nghị định 335/2026/NĐ-CP"
    desk.submit(review, date(2027, 1, 6))
    desk.decide(review, date(2027, 1, 7))
    # NĐ 335/2026 Đ9.4: unchanged conditions, so from the moment of the suspension, not of the review.
    assert [row[2:] for row in awards()] == [(810_000, "2026-07-01", "2026-11-01"), (810_000, "2026-11-01", None)]
    assert casework.Suspension.objects.get().ended_by_id == review.pk


def test_who_comes_back_in_the_month_of_the_suspension_is_not_refused(desk: Desk, receiving: registry.Person) -> None:
    """The suspension counts from the next month: what is to be given back shows there alone."""
    asked = {"ground": "uncollected", "uncollected_months": "3"}
    case = desk.receive(receiving, "suspension", date(2026, 10, 6), programme="social_allowance", asked=asked)
    desk.submit(case, date(2026, 10, 7))
    desk.decide(case, date(2026, 10, 8))
    again = desk.receive(receiving, "resumption", date(2026, 10, 12), programme="social_allowance")
    desk.submit(again, date(2026, 10, 12))
    done = desk.decide(again, date(2026, 10, 13))
    assert done.state == "decided"
    assert done.decision is not None
    said = " ".join(casework.decision_draft(done.decision).write("02/QĐ-UBND").texts())
    assert "Về việc tiếp tục hưởng trợ cấp xã hội hằng tháng" in said
    assert "khoản 4 Điều 9 Nghị định 335/2026/NĐ-CP" in said
    assert [row[2:] for row in awards()] == [(810_000, "2026-07-01", "2026-11-01"), (810_000, "2026-11-01", None)]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"ground": "uncollected", "uncollected_months": "2"}, "not_long_enough"),
        ({"ground": "detained"}, "no_ground"),  # a ground of TT 02/2021, no more of NĐ 335/2026
    ],
)
def test_a_suspension_needs_its_ground(
    desk: Desk, receiving: registry.Person, asked: dict[str, str], code: str
) -> None:
    case = desk.receive(receiving, "suspension", programme="social_allowance", asked=asked)
    desk.submit(case)
    with pytest.raises(Refusal) as refused:
        desk.decide(case)
    assert refused.value.code == code
    assert awards() == [(receiving.pk, "disability", 810_000, "2026-07-01", None)]


def test_a_death_stops_from_the_month_after_and_buries(
    desk: Desk, receiving: registry.Person, chair: access.Actor
) -> None:
    died = date(2026, 10, 9)
    held = registry.Identity.objects.get(person=receiving)
    take_back(held, at(died), source())
    registry.Identity.objects.create(
        person=receiving, full_name=held.full_name, born_on=held.born_on, born_precision=held.born_precision,
        died_on=died, recorded_at=at(died), source=source(),
    )  # fmt: skip
    registry.Person.objects.filter(pk=receiving.pk).update(died_on=died)
    with pytest.raises(casework.Unclear) as refused:
        desk.receive(receiving, "stop", programme="social_allowance", starter="person")
    assert list(refused.value.where["wrong"]) == ["starter"]  # type: ignore[call-overload]
    stop = desk.receive(receiving, "stop", programme="social_allowance", starter="office")
    with access.acting_as(desk.maker):
        told = forecast_of(stop, OCTOBER, at(OCTOBER)).told
        gains = explained_facts(told[1], told[0], at(OCTOBER), stop.person) if told else None
    assert told is not None
    assert gains is not None
    assert (told[0], gains.answer["outcome"]) == (Month(2026, 11), "not_eligible")
    desk.submit(stop)
    # The month of the death is still paid; a determination of it leaves alone what stops with the next.
    run = determination.determine_month(month=Month(2026, 10), known_at=at(OCTOBER))
    casework.propose_changes(run=run)
    desk.decide(stop)
    assert awards() == [(receiving.pk, "disability", 810_000, "2026-07-01", "2026-11-01")]
    with access.acting_as(desk.maker):
        file = casework.case_file(stop.pk, desk.maker, OCTOBER, at)
        assert file is not None
        assert file.month == Month(2026, 11)
        then = explained_person(receiving.pk, Month(2026, 10), at(OCTOBER), file.case.person)
    assert then is not None
    assert (then.answer["outcome"], then.changes.gains) == ("eligible", []), "nothing can be gained any more"
    funeral = desk.receive(
        receiving, "funeral", programme="social_allowance",
        asked={"payee": "Lò Văn Con", "cause": "ordinary", "monthly_benefit": "none", "child_of_single_parent": "no"},
    )  # fmt: skip
    assert funeral.due_on == date(2026, 10, 15)  # three working days, Đ11.3.a
    desk.submit(funeral)
    done = desk.decide(funeral)
    once = casework.OneOffAward.objects.get()
    assert (once.amount_vnd, once.title, once.payee) == (10_800_000, "allowance_recipient", "Lò Văn Con")
    assert done.decision is not None
    assert done.decision.kind == "once"


def test_an_application_that_died_with_the_person_still_buries_under_nd335(here: areas.Unit, desk: Desk) -> None:
    who = disabled(here)
    desk.receive(who, "new", date(2026, 10, 6), programme="social_allowance")
    registry.Person.objects.filter(pk=who.pk).update(died_on=date(2026, 10, 9))
    case = desk.receive(
        who, "funeral", programme="social_allowance",
        asked={"payee": "Lò Văn Con", "cause": "ordinary", "monthly_benefit": "none", "child_of_single_parent": "no"},
    )  # fmt: skip
    desk.submit(case)
    desk.decide(case)
    assert casework.OneOffAward.objects.get().title == "allowance_applicant"


HURT = {"happened": "2026-10-08", "cause": "disaster", "treatment_days": "3"}
LOST = {
    "kind": "house_rebuild", "happened": "2026-10-08", "cause": "fire", "damage": "destroyed", "other_dwelling": "no",
    "relocation_ordered": "no", "hard_circumstances": "no",
}  # fmt: skip


def test_who_was_badly_hurt_and_whose_house_was_lost_is_helped_by_the_law_of_that_day(
    here: areas.Unit, desk: Desk
) -> None:
    """Ten times 540.000 (NĐ 335 Đ12.2); 40 million for a poor household's house (Đ12.4.a), once for all in it."""
    who, wife = disabled(here), person(here, name="Lò Thị Hoa")
    home = household(here, who, wife)
    fact(registry.Poverty, household=home, status="poor", valid=period("2026-01-01"))
    injury = desk.receive(who, "injury", asked=HURT | {"payee": "Lò Văn Con"})
    house = desk.receive(who, "housing", asked=LOST)
    for case in (injury, house):
        desk.submit(case)
        desk.decide(case)
    found = casework.OneOffAward.objects.order_by("case_id").values_list("kind", "amount_vnd", "payee", "happened_on")
    assert list(found) == [
        ("injury", 5_400_000, "Lò Văn Con", date(2026, 10, 8)), ("house_rebuild", 40_000_000, "", date(2026, 10, 8)),
    ]  # fmt: skip
    assert list(casework.amounts_by_law(casework.OneOffAward.objects.all()).values()) == [5_400_000, 40_000_000]
    again = desk.receive(wife, "housing", asked=LOST)
    desk.submit(again)
    with pytest.raises(Refusal) as refused:
        desk.decide(again)
    assert refused.value.code == "given_already"


def test_an_event_after_its_file_is_refused_and_two_days_in_hospital_give_nothing(here: areas.Unit, desk: Desk) -> None:
    who = disabled(here)
    for on in ("2026-10-13", "31/9/2026"):
        with pytest.raises(Refusal) as refused:
            desk.receive(who, "injury", asked=HURT | {"happened": on})
        assert set(refused.value.where["wrong"]) == {"happened"}  # type: ignore[call-overload]
    case = desk.receive(who, "injury", asked=HURT | {"treatment_days": "2", "happened": "8/10/2026"})
    assert case.asked["happened"] == "2026-10-08"
    desk.submit(case)
    with pytest.raises(Refusal) as refused:
        desk.decide(case)
    assert refused.value.code == "no_ground"


def test_moving_takes_both_communes(here: areas.Unit, desk: Desk, receiving: registry.Person) -> None:
    there = commune(1)
    new_officer, new_chair = officer("commune_officer", there), officer("commune_chair", there)
    case = desk.receive(receiving, "move_commune")
    request = _sent(desk.maker, receiving, "move_commune", {"to_unit": [str(there.pk)], "village": [""]})
    with pytest.raises(Refusal) as refused:
        desk.submit(case)
    assert refused.value.code == "no_news"
    with access.acting_as(desk.maker):
        casework.link_news(actor=desk.maker, case_id=case.pk, request_id=request.pk)
    assert desk.submit(case).to_area_id == there.pk
    with access.acting_as(new_officer), pytest.raises(Refusal):
        casework.submit_case(
            actor=new_officer, case_id=case.pk, suggested="grant", on=OCTOBER, at=at(OCTOBER), act="take_up"
        )
    with access.acting_as(desk.chair):
        casework.send_case(actor=desk.chair, case_id=case.pk, on=OCTOBER)
    desk.submit(case, act="take_up", by=new_officer)
    done = desk.decide(case, by=new_chair)
    assert done.state == "decided"
    assert registry.Person.objects.get(pk=receiving.pk).area_id == there.pk
    kinds = casework.Decision.objects.filter(kind__in=("leave", "arrive")).values_list("kind", "commune_id")
    assert set(kinds) == {("leave", here.pk), ("arrive", there.pk)}
    assert [row[2:] for row in awards()] == [(810_000, "2026-07-01", "2026-10-01"), (810_000, "2026-10-01", None)]
    in_force = casework.Award.objects.filter(retracted_at=None).order_by("months")
    assert list(in_force.values_list("area_id", flat=True)) == [here.pk, there.pk], "not a day without pay"


def _sent(maker: access.Actor, who: registry.Person, kind: str, values: dict[str, list[str]]) -> registry.ChangeRequest:
    paper = {"document_kind": [registry.REQUEST_KINDS[kind].documents[0]], "document_issuer": ["UBND xã"]}
    typed = {"effective_on": [OCTOBER.isoformat()], **paper, **values}
    with access.acting_as(maker):
        made = registry.draft_request(
            actor=maker, kind=kind, person_id=who.pk, area_id=who.area_id, typed=typed, on=OCTOBER
        )
        return registry.submit_request(actor=maker, request_id=made.pk, on=OCTOBER)


def test_a_complaint_is_about_a_case_and_ends_in_a_numbered_answer(here: areas.Unit, desk: Desk) -> None:
    who = disabled(here, degree="mild")
    first = desk.receive(who, "new", programme="social_allowance", starter="person")
    other = person(here, name="Người Khác")
    told = {"about": "Không đồng ý mức độ khuyết tật", "wanted": "Xem lại"}
    with pytest.raises(Refusal):
        desk.receive(other, "complaint", asked=told, follows=first.pk)
    case = desk.receive(who, "complaint", asked=told, follows=first.pk, starter="person")
    assert (case.due_on, case.follows_id) == (date(2026, 11, 21), first.pk)  # 10 and 30 days, not working days
    assert desk.step(case, "accept", date(2026, 10, 15)).due_on == date(2026, 11, 14)
    with pytest.raises(Refusal) as refused:
        desk.submit(case, date(2026, 10, 20))
    assert refused.value.code == "text_missing"
    desk.submit(case, date(2026, 10, 20), "Đề nghị Hội đồng xác định lại")
    done = desk.decide(case, date(2026, 10, 21))
    assert (done.state, done.because) == ("decided", "Đề nghị Hội đồng xác định lại")
    assert done.decision is not None
    assert done.decision.kind == "settle"


def test_nobody_decides_on_the_own_household(here: areas.Unit, desk: Desk, chair: access.Actor) -> None:
    """By the operation, in bulk, and by the database itself."""
    me, child = person(here, name="Chủ Tịch Xã"), disabled(here)
    household(here, me, child)
    fact(registry.Paper, person=me, kind="personal", number="015070000009", valid=period("2021-01-01"))
    with access.acting_as(chair):
        casework.declare_own_person(actor=chair, number="015 070 000 009", on=date(2026, 10, 1))
    case = desk.receive(child, "new", date(2026, 10, 2), programme="social_allowance")
    desk.submit(case, date(2026, 10, 5))
    with pytest.raises(Refusal) as refused:
        desk.decide(case, date(2026, 10, 6))
    assert refused.value.code == "own_household"
    found = casework.Case.objects.get(pk=case.pk)
    acts = casework.acts_within(found, chair, casework.own_household(chair.user_id, date(2026, 10, 6)))
    assert [act.name for act in acts if act.permission is access.Permission.DECIDE] == []
    with pytest.raises(IntegrityError, match="own household"), transaction.atomic():
        casework.Case.objects.filter(pk=case.pk).update(
            state="decided", decided_by_id=chair.user_id, closed_on=date(2026, 10, 6)
        )
    sql = _signed_by(chair, desk.maker, here)
    with pytest.raises(IntegrityError, match="own household"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_proposal SET state = 'decided', decision_id = %s WHERE case_id = %s", [sql, case.pk]
        )


def _signed_by(chair: access.Actor, maker: access.Actor, here: areas.Unit) -> int:
    return casework.Decision.objects.create(
        commune=here, office=here, year=2026, number=1, kind="start", decided_on=date(2026, 10, 6),
        first_month=date(2026, 10, 1),
        people=1, monthly_vnd=0, prepared_by_id=maker.user_id, decided_by_id=chair.user_id,
    ).pk  # fmt: skip


def test_what_is_not_received_is_neither_stopped_nor_resumed(
    here: areas.Unit, desk: Desk, receiving: registry.Person
) -> None:
    asked = {"ground": "not_complied"}
    for who, kind, programme in (
        (disabled(here), "stop", "social_allowance"),
        (receiving, "suspension", "care_support"),
        (receiving, "resumption", "social_allowance"),
    ):
        with pytest.raises(casework.Unclear) as refused:
            desk.receive(who, kind, programme=programme, asked=asked)
        assert list(refused.value.where["wrong"]) == ["programme"]  # type: ignore[call-overload]
