"""Acts on several cases at once keep the checks of each; what was just done can be taken back, and only that."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.case_states import LASTING
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.registry import public as registry
from tests.builders import commune, fact, officer, period

from .office import awards, disabled
from .test_new_case import at, received, submitted

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 28)


def lines(batch: casework.CaseBatch) -> dict[int, str]:
    """What came of each case: empty, or why not."""
    return {line.case_id: line.why_not for line in batch.lines.order_by("case_id")}


def do(actor: access.Actor, operation: Any, *cases: casework.Case, **more: Any) -> casework.CaseBatch:
    with access.acting_as(actor):
        batch: casework.CaseBatch = operation(actor=actor, case_ids=[case.pk for case in cases], **more)
        return batch


def undo(actor: access.Actor, batch: casework.CaseBatch, because: str = "Bấm nhầm", on: date = DAY) -> Any:
    with access.acting_as(actor):
        return casework.undo_batch(actor=actor, batch_id=batch.pk, because=because, on=on, at=timezone.now())


def identified(area: areas.Unit) -> registry.Person:
    """Somebody entitled about whom nothing is doubtful."""
    who = disabled(area)
    fact(
        registry.Paper, person=who, kind="personal", number=f"015190{who.pk % 1_000_000:06}", valid=period("2021-01-01")
    )
    return who


def state_of(case: casework.Case) -> dict[str, Any]:
    """Everything of a case that its clock, owner and acts rest on."""
    found = casework.Case.objects.filter(pk=case.pk).values(
        "state", "owner_id", "suggested", "prepared_by_id", "due_on", "step_due_on", "paused_on", "closed_on",
        "to_area_id", "escalated",
    )  # fmt: skip
    return dict(found.get()) | {"because": casework.Case.objects.get(pk=case.pk).because}


def test_the_clear_are_signed_together_and_the_doubtful_are_named(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    clear = [received(maker, identified(here)) for _ in range(2)]
    told, open_case = received(maker, disabled(here)), received(maker, disabled(here))
    no_ground = received(maker, disabled(here, degree="mild"))
    for case in (*clear, told):
        submitted(maker, case, DAY)
    submitted(maker, no_ground, DAY, "refuse", "Khuyết tật nhẹ")
    received(maker, told.person, kind="grievance", programme="", asked={"subject": "payment", "about": "Chậm"})
    batch = do(chair, casework.decide_cases, *clear, told, open_case, no_ground, on=DAY, at=at(DAY))
    came = lines(batch)
    assert [came[case.pk] for case in clear] == ["", ""]
    assert "có hồ sơ khác đang giải quyết" in came[told.pk]
    assert "đã tiếp nhận" in came[open_case.pk]
    assert came[no_ground.pk] == ""
    assert casework.Case.objects.get(pk=no_ground.pk).state == "refused"
    assert {award[0] for award in awards()} == {case.person_id for case in clear}
    numbers = casework.Decision.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]
    assert AuditEntry.objects.filter(action="case.decide").count() == 2
    with pytest.raises(Refusal):
        undo(chair, casework.CaseBatch.objects.get(pk=undo(chair, batch).pk))
    assert casework.Case.objects.filter(state="decided").count() == 2


def test_law_that_answers_otherwise_than_suggested_keeps_a_case_from_the_batch(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    entitled = received(maker, disabled(here))
    submitted(maker, entitled, DAY, "refuse", "Không cần")
    came = lines(do(chair, casework.decide_cases, entitled, on=DAY, at=at(DAY)))
    assert "theo luật thì có căn cứ" in came[entitled.pk]
    assert casework.Case.objects.get().state == "submitted"


def test_maker_household_and_other_communes_hold_in_a_batch(here: areas.Unit, maker: access.Actor) -> None:
    both = officer("commune_chair", here, "kiem-nhiem")
    access.Grant.objects.create(user_id=both.user_id, role="commune_officer", area=here, valid=period("2025-07-01"))
    both = access.actor_of(access.User.objects.get(pk=both.user_id), date(2026, 11, 1))
    own, family = received(both, identified(here)), received(maker, identified(here))
    submitted(both, own, DAY)
    submitted(maker, family, DAY)
    casework.OfficerPerson.objects.create(
        user_id=both.user_id, person=family.person, valid=period("2026-01-01"), declared_by_id=both.user_id
    )
    came = lines(do(both, casework.decide_cases, own, family, on=DAY, at=at(DAY)))
    assert "người trình hồ sơ này" in came[own.pk]
    assert "hộ gia đình" in came[family.pk]
    assert awards() == []
    stranger = officer("commune_chair", commune(1), "xa-khac")
    with pytest.raises(Refusal) as refused:
        do(stranger, casework.decide_cases, own, on=DAY, at=at(DAY))
    assert refused.value.code == "unknown_case"


def test_sending_on_asks_the_database_as_little_for_many_as_for_few(
    here: areas.Unit, maker: access.Actor, django_assert_max_num_queries: Any
) -> None:
    october = date(2026, 10, 6)
    few = [received(maker, disabled(here), october, papers=("form",)) for _ in range(2)]
    many = [received(maker, disabled(here), october, papers=("form",)) for _ in range(12)]
    with pytest.raises(Refusal, match="làm ở từng hồ sơ"):
        do(maker, casework.step_cases, *few, act="withdraw", on=october)
    assert set(lines(do(maker, casework.step_cases, *few, act="check", on=october)).values()) == {
        "Hãy ghi: kết quả xác thực."
    }
    for cases in (few, many):
        with django_assert_max_num_queries(24):
            batch = do(maker, casework.step_cases, *cases, act="check", on=october, said="Khớp")
        assert set(lines(batch).values()) == {""}
    assert casework.Case.objects.filter(state="checked").count() == 14
    came = lines(do(maker, casework.submit_cases, *few, on=october, at=at(october)))
    assert set(came.values()) == {""}


def test_cases_go_to_a_colleague_and_come_back(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    colleague, stranger = officer("commune_officer", here, "hai"), officer("commune_officer", commune(1), "xa-khac")
    cases = [received(maker, disabled(here)) for _ in range(3)]
    before = [state_of(case) for case in cases]
    batch = do(chair, casework.assign_cases, *cases, owner_id=colleague.user_id, on=DAY)
    assert set(casework.Case.objects.values_list("owner_id", flat=True)) == {colleague.user_id}
    again = lines(do(colleague, casework.assign_cases, cases[0], owner_id=colleague.user_id, on=DAY))
    assert "Đã do" in again[cases[0].pk]
    assert (
        "ngoài địa bàn"
        in lines(do(maker, casework.assign_cases, cases[0], owner_id=stranger.user_id, on=DAY))[cases[0].pk]
    )
    do(colleague, casework.assign_cases, cases[2], owner_id=maker.user_id, on=DAY)
    came = lines(undo(chair, batch))
    assert (came[cases[0].pk], came[cases[1].pk], came[cases[2].pk]) == ("", "", "Sau việc này hồ sơ đã có việc khác.")
    assert [state_of(case) for case in cases[:2]] == before[:2]


def test_a_submission_is_taken_back_whole(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    case = received(maker, disabled(here))
    before = state_of(case)
    submitted(maker, case, DAY)
    step = case.steps.latest("id")

    def take_back(actor: access.Actor, **more: Any) -> casework.Case:
        given: dict[str, Any] = {"because": "Thiếu giấy", "on": DAY, "at": timezone.now()}
        with access.acting_as(actor):
            return casework.undo_step(actor=actor, case_id=case.pk, step_id=step.pk, **(given | more))

    for actor, more, told in (
        (chair, {}, "người đã làm"), (maker, {"because": " "}, "lý do"),
        (maker, {"at": timezone.now() + timedelta(hours=25)}, "quá 24 giờ"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=told):
            take_back(actor, **more)
    take_back(maker)
    assert state_of(case) == before
    assert casework.Proposal.objects.get().state == "open"
    history = list(case.steps.order_by("id").values_list("act", "before", "after"))
    assert history[-2:] == [("submit", "received", "submitted"), ("undo", "submitted", "received")]
    with pytest.raises(Refusal, match="đã có việc khác"):
        take_back(maker)
    submitted(maker, case, DAY)
    assert casework.Case.objects.get().state == "submitted"


def test_what_a_document_was_issued_about_stays(here: areas.Unit, maker: access.Actor) -> None:
    case = received(maker, disabled(here))
    submitted(maker, case, DAY)
    with access.acting_as(maker):
        issued = casework.issue_document(
            actor=maker, draft=casework.submission_draft([casework.Proposal.objects.get().pk], DAY), on=DAY
        )
    from_case = casework.CaseStep.objects.filter(case=case).latest("id")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_document_case (document_id, case_id) VALUES (%s, %s)", [issued.pk, case.pk]
        )
    with access.acting_as(maker), pytest.raises(Refusal, match="phát hành văn bản"):
        casework.undo_step(actor=maker, case_id=case.pk, step_id=from_case.pk, because="x", on=DAY, at=timezone.now())
    with pytest.raises(IntegrityError, match="a document was issued since"), transaction.atomic():
        taken_back_by_hand(from_case)


def taken_back_by_hand(step: casework.CaseStep, **more: Any) -> casework.CaseStep:
    """An undoing as nobody's operation writes it."""
    fields: dict[str, Any] = {
        "case_id": step.case_id, "act": "undo", "before": step.after, "after": step.before, "on": step.on,
        "by_id": step.by_id, "said": "vì", "undoes": step,
    }  # fmt: skip
    return casework.CaseStep.objects.create(**(fields | more))


def test_the_database_lets_nothing_else_be_taken_back(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    case, other = received(maker, disabled(here)), received(maker, disabled(here))
    first = case.steps.get()
    submitted(maker, case, DAY)
    step = case.steps.latest("id")
    for wrong in (
        {"by_id": chair.user_id}, {"said": ""}, {"undoes": None}, {"act": "submit"}, {"case_id": other.pk},
        {"before": "received"}, {"after": "submitted"}, {"undoes": first, "before": "received", "after": ""},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            taken_back_by_hand(step, **wrong)
    taken_back_by_hand(step)
    with pytest.raises(IntegrityError), transaction.atomic():
        taken_back_by_hand(step)
    line = {"batch": casework.CaseBatch.objects.create(act="check", on=DAY, by_id=maker.user_id), "case": other}
    for wrong in ({"step": step}, {"why_not": ""}, {"step": other.steps.get(), "why_not": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            casework.CaseBatchLine.objects.create(**line, **wrong)


def test_what_was_signed_is_among_what_stays() -> None:
    tables = casework.FLOWS.values()
    deciding = {act.name for acts in tables for act in acts.values() if act.target in ("decided", "refused", "sent")}
    assert deciding <= LASTING


WALK = st.lists(st.sampled_from(["check", "ask", "supplied", "submit", "return", "take", "withdraw"]), max_size=7)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(walk=WALK)
def test_undoing_all_that_was_done_leads_back_to_the_beginning(
    here: areas.Unit, maker: access.Actor, chair: access.Actor, walk: list[str]
) -> None:
    day = date(2026, 10, 6)
    who = disabled(here)
    case = received(maker, who, day, papers=("form",))
    seen = [state_of(case)]
    for name in walk:
        actor = chair if name == "return" else maker
        try:
            with access.acting_as(actor):
                _walk(actor, case, name, day)
        except Refusal:
            continue
        seen.append(state_of(case))
    for before in reversed(seen[:-1]):
        last = casework.CaseStep.objects.filter(case=case, undoes=None, undone=None).latest("id")
        actor = chair if last.by_id == chair.user_id else maker
        with access.acting_as(actor):
            casework.undo_step(actor=actor, case_id=case.pk, step_id=last.pk, because="thử", on=day, at=timezone.now())
        assert state_of(case) == before


def _walk(actor: access.Actor, case: casework.Case, name: str, day: date) -> None:
    if name == "submit":
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        casework.submit_case(actor=actor, case_id=case.pk, suggested="grant", on=day, at=noon)
    elif name == "take":
        batch = casework.assign_cases(actor=actor, case_ids=[case.pk], owner_id=actor.user_id or 0, on=day)
        if batch.lines.get().why_not:
            raise Refusal("nothing done", code="refused")
    else:
        casework.step_case(actor=actor, case_id=case.pk, act=name, on=day, said="ghi rõ")
