"""What news would change in the law's answer, and what may no longer be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ansinh.casework.public import Proposal
from ansinh.flows.news_effect import Effect, effect_of
from ansinh.flows.reactions import react
from ansinh.flows.undo_news import undo_news
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period
from tests.unit.registry.requests.counter import ON, Counter, counter

pytestmark = pytest.mark.django_db
LATER = datetime(ON.year, ON.month, ON.day, 9, tzinfo=UTC)
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


@pytest.fixture
def at(db: None) -> Counter:
    found = counter()
    builders.fact(
        registry.Disability,
        person=found.wife,
        degree="severe",
        certified_on=date(2020, 1, 1),
        valid=period("2020-01-01"),
    )
    return found


def of(effects: list[Effect], who: registry.Person) -> list[tuple[str, str, str]]:
    return [(str(e.month), e.kind, e.category) for e in effects if e.person_id == who.pk]


@pytest.mark.parametrize(
    ("died", "stops"),
    [("2026-10-31", "2026-11"), ("2026-11-01", "2026-12"), ("2026-11-25", "2026-12")],
)
def test_a_death_stops_the_allowance_with_the_month_after(at: Counter, died: str, stops: str) -> None:
    effects = effect_of(at.send("death", at.wife, died), ON)
    assert (stops, "stop", "disability") in of(effects, at.wife)


def test_a_higher_degree_is_another_amount_from_its_month(at: Counter) -> None:
    effects = effect_of(at.send("disability", at.wife, "2026-11-25", degree="extremely_severe"), ON)
    (effect,) = [e for e in effects if e.person_id == at.wife.pk and e.category == "disability"]
    assert (effect.month, effect.kind) == (NOVEMBER, "adjust")
    assert (effect.after_vnd or 0) > (effect.before_vnd or 0) > 0


def test_a_household_off_the_list_bears_on_all_its_members(at: Counter) -> None:
    child = builders.person(at.area, name="Giàng A Sùng", born="2025-03-01", village="Bản Trong")
    builders.fact(registry.Membership, person=child, household=at.home, valid=period("2025-03-01"))
    builders.fact(registry.Upbringing, person=at.wife, child=child, valid=period("2025-03-01"))
    sent = at.send("poverty", at.head, "2026-12-01", status="none")
    people = registry.queries_requests.affected_people(sent.rows, sent.effective_on)
    assert set(people) == {at.head.pk, at.wife.pk, at.child.pk, child.pk}


def test_a_child_whose_last_parent_died_has_a_new_title(at: Counter) -> None:
    builders.circumstance(at.child, "mother", "deceased", "2020-01-01")
    sent = at.send("death", at.head, "2026-11-10", remaining_head=at.wife.pk)
    assert any(kind == "start" and code == "orphan_child" for _, kind, code in of(effect_of(sent, ON), at.child))


def test_looking_keeps_nothing(at: Counter) -> None:
    sent = at.send("birth", at.wife, "2026-11-20", full_name="Giàng Thị Xuân", sex="female", mother=at.wife.pk,
                   mother_state="caring", father_state="caring")  # fmt: skip
    before = (registry.Person.objects.count(), registry.Source.objects.count())
    effect_of(sent, ON)
    assert (registry.Person.objects.count(), registry.Source.objects.count()) == before


def test_the_dead_collect_for_nobody(at: Counter) -> None:
    """An undated name goes with the death; a name beside an account, and somebody of the same name elsewhere, stay."""
    stranger = builders.person(at.other, name="Giàng Thị Xa")
    cash = {"kind": "post_office", "recipient_name": "giàng a páo ", "valid": period("2024-01-01")}
    account = {"kind": "bank", "bank": "NH", "account": "88", "recipient_name": "Giàng A Páo"}
    builders.fact(registry.PaymentChannel, person=at.child, **cash)
    builders.fact(registry.PaymentChannel, person=stranger, **cash)
    builders.fact(registry.PaymentChannel, person=at.wife, valid=period("2024-01-01"), **account)
    at.done("death", at.head, "2026-11-10", remaining_head=at.wife.pk)
    held = registry.PaymentChannel.objects.filter(retracted_at=None)
    rows = held.filter(person=at.child).order_by("valid").values_list("kind", "recipient_name", "valid__startswith")
    assert list(rows) == [
        ("post_office", "giàng a páo ", date(2024, 1, 1)), ("post_office", "", date(2026, 11, 11)),
    ]  # fmt: skip
    assert held.get(person=stranger).recipient_name == "giàng a páo "
    assert held.get(person=at.wife).recipient_name == "Giàng A Páo"


def _proposal(who: registry.Person, **more: Any) -> Proposal:
    return Proposal.objects.create(
        run_id=1, month="2026-12-01", person=who, area=who.area, programme="social_allowance", kind="stop",
        first_month="2026-12-01", before_vnd=810_000, after_vnd=0, reason="thử", citation="x", law_version="x",
        facts_hash="x", facts={}, **more,
    )  # fmt: skip


def test_what_was_only_found_does_not_hold_news_what_was_submitted_does(at: Counter) -> None:
    done = at.done("death", at.wife, "2026-11-10")
    found = _proposal(at.wife)
    Proposal.objects.filter(pk=found.pk).update(
        state="submitted", prepared_by=at.maker.user_id, prepared_at="2026-11-25T00:00Z"
    )
    with pytest.raises(Refusal, match="1 đề nghị") as refused:
        undo_news(actor=at.checker, request=done, on=ON, at=LATER)
    assert refused.value.code == "rests_on_news"
    Proposal.objects.update(state="open")
    assert undo_news(actor=at.checker, request=done, on=ON, at=LATER).facts > 0
    at.wife.refresh_from_db()
    assert at.wife.died_on is None


def test_news_of_a_month_that_is_decided_is_noted_and_of_this_month_is_not(at: Counter) -> None:
    at.done("disability", at.wife, "2026-11-03", degree="extremely_severe")
    assert react() == 1
    assert not progress.of(f"news:{registry.ChangeRequest.objects.get().source_id}")
