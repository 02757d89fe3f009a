"""Moving to another commune: taken up or not, who sees what on which day; nobody is ever nowhere or in two places."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests import builders
from tests.unit.registry.requests.counter import ON, PAPER, Counter, counter, held


@pytest.fixture
def at(db: None) -> Counter:
    return counter()


def moved(at: Counter, day: str = "2026-11-25") -> registry.ChangeRequest:
    """The whole household asks to move."""
    return at.send(
        "move_commune", at.head, day, to_unit=at.other.pk, village="Thôn 3", movers=[at.wife.pk, at.child.pk]
    )


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def seen(actor: Any) -> set[str]:
    with acting_as(actor):
        return set(registry.Person.objects.values_list("full_name", flat=True))


def test_only_the_receiving_commune_takes_people_up_and_sees_them_from_then_on(at: Counter) -> None:
    sent = moved(at)
    everyone = {"Giàng A Páo", "Sùng Thị Mỷ", "Giàng A Lử"}
    with acting_as(at.receiver):
        assert registry.queries_requests.request_of(at.receiver, sent.pk) is not None
        standing = registry.queries_requests.standing(sent)
    assert set(standing.names.values()) == everyone
    assert (seen(at.receiver), seen(at.maker)) == (set(), everyone)
    for own in (at.maker, at.checker):
        with refused("other_commune"):
            registry.approve_request(actor=own, request_id=sent.pk, on=ON)
    with acting_as(at.receiver):
        registry.approve_request(actor=at.receiver, request_id=sent.pk, on=ON)
    assert (seen(at.receiver), seen(at.maker)) == (everyone, set())
    at.home.refresh_from_db()
    assert (at.home.area_id, at.home.village) == (at.other.pk, "Thôn 3")
    assert held(registry.Residence, "2026-11-24", person=at.child).unit_id == at.area.pk
    assert held(registry.Residence, "2026-11-25", person=at.child).unit_id == at.other.pk


def test_not_taken_up_they_stay(at: Counter) -> None:
    sent = moved(at)
    registry.refuse_request(actor=at.receiver, request_id=sent.pk, because="Không có ai chuyển đến")
    assert held(registry.Residence, "2027-01-01", person=at.head).unit_id == at.area.pk
    assert seen(at.receiver) == set()


def test_rights_go_over_on_the_day_and_not_before(at: Counter) -> None:
    sent = moved(at, "2026-12-01")
    with acting_as(at.receiver):
        assert registry.approve_request(actor=at.receiver, request_id=sent.pk, on=ON).state == "approved"
    assert seen(at.receiver) == set()
    assert registry.apply_due(on=date(2026, 11, 30)) == (0, 0)
    assert seen(at.receiver) == set()
    assert registry.apply_due(on=date(2026, 12, 1)) == (1, 0)
    assert len(seen(at.receiver)) == 3


def test_part_of_a_household_founds_another_one_there_and_stays_poor(at: Counter) -> None:
    at.done("move_commune", at.wife, "2026-11-03", to_unit=at.other.pk, village="Thôn 3", movers=[at.child.pk])
    mine = held(registry.Membership, "2026-11-03", person=at.wife)
    assert mine.is_head
    assert mine.household.area_id == at.other.pk
    assert held(registry.Poverty, "2026-11-03", household=mine.household).status == "poor"
    assert held(registry.Membership, "2026-11-03", person=at.head).household_id == at.home.pk
    assert seen(at.receiver) == {"Sùng Thị Mỷ", "Giàng A Lử"}


def test_news_of_the_old_commune_about_people_who_have_gone_is_told_anew_by_the_new_one(at: Counter) -> None:
    left = at.send("disability", at.wife, "2026-11-03", degree="severe")
    going = moved(at)
    with acting_as(at.receiver):
        registry.approve_request(actor=at.receiver, request_id=going.pk, on=ON)
    with refused("moved_away"), acting_as(at.checker):
        registry.approve_request(actor=at.checker, request_id=left.pk, on=ON)
    registry.withdraw_request(actor=at.maker, request_id=left.pk)


def test_a_newcomer_who_may_be_known_is_pointed_at(at: Counter) -> None:
    known = builders.person(at.other, name="Đặng Văn Hòa", born="1944-01-01")
    sent = at.send("arrive", None, "2026-11-03", full_name="ĐẶNG VĂN HOÀ", born="1944", sex="male")
    assert [who.pk for who in registry.queries_requests.standing(sent).alike] == [known.pk]
    other = at.send("arrive", None, "2026-11-03", full_name="Đặng Văn Hòa", born="1945", sex="male")
    assert list(registry.queries_requests.standing(other).alike) == []


def test_a_move_is_not_slid_in_before_a_later_one(at: Counter) -> None:
    at.done("move_within", at.wife, "2026-11-10", village="Bản Ngoài")
    with pytest.raises(registry.Unclear) as unclear:
        at.draft("move_within", at.wife, "2026-11-03", village="Bản Giữa")
    assert "từ ngày 10/11/2026" in unclear.value.where["wrong"]["effective_on"]


WRONG = """
SELECT p.id, d::date, count(r.id) AS places, (SELECT count(*) FROM registry_membership AS m
    WHERE m.person_id = p.id AND m.retracted_at IS NULL AND m.valid @> d::date) AS homes
FROM registry_person AS p CROSS JOIN generate_series(%s::date, %s::date, '1 day') AS d
LEFT JOIN registry_residence AS r ON r.person_id = p.id AND r.retracted_at IS NULL AND r.valid @> d::date
WHERE p.id = ANY (%s) AND (p.died_on IS NULL OR d <= p.died_on)
GROUP BY p.id, d
"""
DAY = date(2026, 6, 1)


class Moving(RuleBasedStateMachine):
    """Two communes, seven people; news in any order, day after day, some of it undone at once."""

    @initialize()
    def found(self) -> None:
        self.savepoint = transaction.savepoint()
        self.at = counter()
        self.receiving = {
            self.at.area.pk: self.at.maker, self.at.other.pk: self.at.receiver,
        }  # fmt: skip
        self.approving = {
            self.at.area.pk: self.at.checker, self.at.other.pk: builders.officer("commune_chair", self.at.other),
        }  # fmt: skip
        others = [builders.person(self.at.other, name=f"Lò Văn {n}", born=f"1970-01-0{i + 1}", village="Thôn 1")
                  for i, n in enumerate("ABCD")]  # fmt: skip
        builders.household(self.at.other, *others[:2])
        builders.household(self.at.other, *others[2:])
        self.people = [self.at.head, self.at.wife, self.at.child, *others]
        self.outside: dict[int, date] = {}
        self.day = DAY

    def tell(self, kind: str, who: registry.Person, **values: Any) -> None:
        """Bring it, approve it, sometimes undo it; what the counter refuses changes nothing."""
        self.day += timedelta(days=1)
        who.refresh_from_db()
        typed = {**PAPER, "effective_on": [self.day.isoformat()]}
        typed |= {name: [str(v) for v in value] if isinstance(value, list) else [str(value)]
                  for name, value in values.items() if value is not None}  # fmt: skip
        try:
            with transaction.atomic():
                maker = self.receiving[who.area_id]
                one = registry.draft_request(
                    actor=maker, kind=kind, person_id=who.pk, area_id=who.area_id, typed=typed, on=ON
                )
                one = registry.submit_request(actor=maker, request_id=one.pk, on=ON)
                if one.state == "open":
                    checker = self.approving[one.to_area_id or one.area_id]
                    registry.approve_request(actor=checker, request_id=one.pk, on=ON)
        except registry.Unclear:
            return
        self.after(kind, who, values)
        self.last = one.pk

    def after(self, kind: str, who: registry.Person, values: dict[str, Any]) -> None:
        if kind == "move_out":
            for pk in {who.pk, *values["movers"]}:
                self.outside[pk] = self.day

    def remaining(self, who: registry.Person, movers: list[int], head: int) -> int | None:
        """Somebody who stays, when the head goes."""
        staying = [pk for pk in self.household(who) if pk not in movers]
        gone = {who.pk, *movers}
        heads = registry.Membership.objects.filter(
            is_head=True, retracted_at=None, valid__contains=self.day + timedelta(days=1), person_id__in=gone
        )
        return staying[head % len(staying)] if staying and heads.exists() else None

    def household(self, who: registry.Person) -> list[int]:
        mine = held(registry.Membership, (self.day + timedelta(days=1)).isoformat(), person=who)
        members = registry.Membership.objects.filter(
            household_id=mine and mine.household_id, retracted_at=None, valid__contains=self.day + timedelta(days=1)
        )
        return sorted(set(members.values_list("person_id", flat=True)) - {who.pk})

    @rule(who=st.integers(0, 6), some=st.integers(0, 7), head=st.integers(0, 6), kind=st.sampled_from(
        ["move_commune", "move_out", "split", "move_within"]))  # fmt: skip
    def moves(self, who: int, some: int, head: int, kind: str) -> None:
        person = registry.Person.objects.get(pk=self.people[who].pk)
        others = self.household(person)
        movers = [pk for i, pk in enumerate(others) if some >> i & 1]
        remaining = self.remaining(person, movers, head)
        to = self.at.other.pk if person.area_id == self.at.area.pk else self.at.area.pk
        self.tell(kind, person, movers=movers, remaining_head=remaining, to_unit=to, village="Bản Mới", status="none")

    @rule(who=st.integers(0, 6), into=st.integers(0, 6), head=st.integers(0, 6))
    def joins(self, who: int, into: int, head: int) -> None:
        remaining = self.remaining(self.people[who], [], head)
        self.tell("join", self.people[who], target=self.people[into].pk, remaining_head=remaining, movers=[])

    @rule(who=st.integers(0, 6), head=st.integers(0, 6))
    def dies(self, who: int, head: int) -> None:
        self.tell("death", self.people[who], remaining_head=self.remaining(self.people[who], [], head))

    @rule()
    def undoes(self) -> None:
        one = registry.ChangeRequest.objects.filter(pk=getattr(self, "last", 0), state="applied").first()
        if one is None:
            return
        by = self.approving[one.to_area_id or one.area_id]
        registry.undo_request(actor=by, request_id=one.pk, on=ON)
        if one.kind == "move_out":
            moved = {row["key"]["person_id"] for row in one.rows if row["fact"] == "residence"}
            self.outside = {pk: day for pk, day in self.outside.items() if pk not in moved}

    @invariant()
    def one_place_and_at_most_one_home_each_day(self) -> None:
        if not hasattr(self, "people"):
            return
        with connection.cursor() as cursor:
            cursor.execute(WRONG, [DAY, self.day + timedelta(days=2), [person.pk for person in self.people]])
            for pk, day, places, homes in cursor.fetchall():
                away = pk in self.outside and day >= self.outside[pk]
                assert places == (0 if away else 1), (pk, day)
                assert homes <= 1, (pk, day)
                assert not (away and homes), (pk, day)

    @invariant()
    def every_home_has_one_head(self) -> None:
        if not hasattr(self, "people"):
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT household_id, count(*) FILTER (WHERE is_head) FROM registry_membership "
                "WHERE retracted_at IS NULL AND valid @> %s::date GROUP BY 1",
                [self.day + timedelta(days=2)],
            )
            assert all(heads == 1 for _, heads in cursor.fetchall())

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)


@pytest.mark.django_db
def test_nobody_is_ever_nowhere_or_in_two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Moving.TestCase
    machine.settings = settings(
        max_examples=12, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine("runTest").runTest()
