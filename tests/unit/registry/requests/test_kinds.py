"""Each kind of news at its edges: the day before, the day itself and the day after; and undone to the letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ansinh.registry import public as registry
from tests import builders
from tests.builders import period, value_on
from tests.unit.registry.requests.counter import ON, Counter, believed, counter, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(db: None) -> Counter:
    return counter()


def test_a_death_ends_belonging_the_day_after_and_makes_a_widow_and_a_half_orphan(at: Counter) -> None:
    at.done("death", at.head, "2026-11-10", spouse=at.wife.pk, remaining_head=at.wife.pk)
    at.head.refresh_from_db()
    assert str(at.head.died_on) == "2026-11-10"
    assert held(registry.Membership, "2026-11-10", person=at.head)
    assert not held(registry.Membership, "2026-11-11", person=at.head)
    assert not held(registry.Membership, "2026-11-10", person=at.wife).is_head
    assert held(registry.Membership, "2026-11-11", person=at.wife).is_head
    assert value_on(at.child, "father", "2026-11-09") is None
    assert value_on(at.child, "father", "2026-11-10") == "deceased"
    assert value_on(at.wife, "marital", "2026-11-10") == "widowed"
    assert held(registry.Upbringing, "2026-11-10", person=at.head)
    assert not held(registry.Upbringing, "2026-11-11", person=at.head)


def test_a_birth_brings_a_child_into_the_household_from_its_first_day(at: Counter) -> None:
    done = at.done(
        "birth", at.wife, "2026-11-20", full_name="Giàng Thị Xuân", sex="female", mother=at.wife.pk, father=at.head.pk,
        mother_state="caring", father_state="caring", number="015326000777",
    )  # fmt: skip
    child = registry.Person.objects.get(full_name="Giàng Thị Xuân")
    assert (child.area_id, child.village, child.name_fold) == (at.area.pk, "Bản Trong", "giang thi xuan")
    assert not held(registry.Residence, "2026-11-19", person=child)
    assert held(registry.Residence, "2026-11-20", person=child).unit_id == at.area.pk
    assert held(registry.Membership, "2026-11-20", person=child).household_id == at.home.pk
    assert registry.Upbringing.objects.filter(child=child).count() == 2
    assert held(registry.Paper, "2026-11-20", person=child).number == "015326000777"
    assert done.person_id == at.wife.pk
    assert done.source.kind == "form"


def test_a_guardian_collects_for_a_child_without_parents(at: Counter) -> None:
    at.done(
        "birth", at.wife, "2026-11-20", full_name="Giàng A Dê", sex="male", guardian=at.wife.pk,
        mother_state="deceased", father_state="unidentified",
    )  # fmt: skip
    child = registry.Person.objects.get(full_name="Giàng A Dê")
    assert held(registry.PaymentChannel, "2026-11-20", person=child).recipient_name == "Sùng Thị Mỷ"
    assert value_on(child, "mother", "2026-11-20") == "deceased"


SIMPLE: list[tuple[str, str, dict[str, Any], type, dict[str, Any], str, Any]] = [
    ("disability", "2026-11-03", {"degree": "severe", "types": ["vision"]}, registry.Disability, {}, "degree",
     "severe"),
    ("pension", "2026-11-01", {"drawn": "yes", "amount_vnd": "3.200.000"}, registry.Pension, {}, "amount_vnd",
     3_200_000),
    ("school", "2026-09-05", {"studying": "yes"}, registry.Circumstance, {"kind": "studying"}, "value", "yes"),
    ("marriage", "2026-11-03", {"marital": "divorced"}, registry.Circumstance, {"kind": "marital"}, "value",
     "divorced"),
    ("care", "2026-11-03", {"care": "own_household"}, registry.Circumstance, {"kind": "care"}, "value",
     "own_household"),
    ("paper", "2026-11-03", {"number": "015050000009"}, registry.Paper, {}, "number", "015050000009"),
    ("channel", "2026-11-03", {"channel": "bank", "bank": "Agribank", "account": "88123"}, registry.PaymentChannel, {},
     "account", "88123"),
    ("phone", "2026-11-03", {"reached": "yes", "number": "+84 912.345.678"}, registry.Phone, {}, "number",
     "0912345678"),
    ("move_within", "2026-11-03", {"village": "Bản Ngoài"}, registry.Residence, {}, "village", "Bản Ngoài"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "day", "values", "model", "narrow", "column", "value"), SIMPLE)
def test_a_fact_holds_from_the_day_and_not_before(
    at: Counter,
    kind: str,
    day: str,
    values: dict[str, Any],
    model: type,
    narrow: dict[str, Any],
    column: str,
    value: Any,
) -> None:
    before = f"{day[:8]}{int(day[8:]) - 1:02d}" if not day.endswith("01") else "2026-10-31"
    at.done(kind, at.wife, day, **values)

    def told(on: str) -> Any:
        if model is registry.Circumstance:
            return value_on(at.wife, narrow["kind"], on)
        return getattr(held(model, on, person=at.wife, **narrow), column, None)

    assert told(before) != value
    assert told(day) == told("2027-06-01") == value


def test_a_telephone_told_at_the_counter_finds_its_person_and_is_given_up(at: Counter) -> None:
    def told(day: str) -> str | None:
        return getattr(held(registry.Phone, day, person=at.wife), "number", None)

    at.done("phone", at.wife, "2026-11-03", reached="yes", number="0912 345 678")
    at.done("phone", at.wife, "2026-11-10", reached="yes", number="0987654321")
    ended = at.done("phone", at.wife, "2026-11-12", reached="no")
    assert [told(f"2026-11-{day}") for day in ("09", "11", "12")] == ["0912345678", "0987654321", None]
    for number in ("0912345678", "+84 987 654 321"):  # also one that they had before
        assert [hit.person.pk for hit in registry.find_people(number, on=ON).hits] == [at.wife.pk]
    registry.undo_request(actor=at.checker, request_id=ended.pk, on=ON)
    assert told("2026-11-12") == "0987654321"


def test_poverty_of_next_year_leaves_this_year_alone(at: Counter) -> None:
    at.send("poverty", at.wife, "2027-01-01", status="near_poor")
    (request,) = registry.ChangeRequest.objects.all()
    registry.approve_request(actor=at.checker, request_id=request.pk, on=ON)
    assert registry.ChangeRequest.objects.get().state == "approved"
    assert registry.apply_due(on=ON) == (0, 0)
    assert registry.apply_due(on=registry.ChangeRequest.objects.get().effective_on) == (1, 0)
    assert held(registry.Poverty, "2026-12-31", household=at.home).status == "poor"
    assert held(registry.Poverty, "2027-01-01", household=at.home).status == "near_poor"


def test_an_old_number_stays_in_the_history(at: Counter) -> None:
    builders.fact(registry.Paper, person=at.wife, kind="personal", number="015050000001", valid=period("2021-01-01"))
    at.done("paper", at.wife, "2026-11-03", number="015050000002")
    assert held(registry.Paper, "2026-11-02", person=at.wife).number == "015050000001"
    assert held(registry.Paper, "2026-11-03", person=at.wife).number == "015050000002"


def test_types_of_a_disability_that_are_not_told_stay(at: Counter) -> None:
    """The form covers them until somebody asks: a new degree alone must not take them away."""
    at.done("disability", at.wife, "2026-11-03", degree="severe", types=["vision", "mental"])
    at.done("disability", at.wife, "2026-11-10", degree="extremely_severe")
    now = held(registry.Disability, "2026-11-10", person=at.wife)
    assert (now.degree, sorted(now.types)) == ("extremely_severe", ["mental", "vision"])
    at.done("disability", at.wife, "2026-11-12", degree="mild", types=["vision"])
    assert held(registry.Disability, "2026-11-12", person=at.wife).types == ["vision"]
    at.done("disability", at.wife, "2026-11-14", degree="none")
    assert held(registry.Disability, "2026-11-14", person=at.wife).types == []


def test_a_pension_ends_on_the_day(at: Counter) -> None:
    builders.fact(registry.Pension, person=at.head, amount_vnd=1_000_000, valid=period("2020-01-01"))
    at.done("pension", at.head, "2026-11-01", drawn="no")
    assert held(registry.Pension, "2026-10-31", person=at.head).amount_vnd == 1_000_000
    assert not held(registry.Pension, "2026-11-01", person=at.head)


def test_a_correction_holds_for_all_days_and_keeps_what_it_does_not_correct(at: Counter) -> None:
    at.done("correction", at.head, "2026-11-03", full_name="Giàng A Phánh", born="1946", sex="male")
    identity = registry.Identity.objects.get(person=at.head, retracted_at=None)
    assert (identity.full_name, str(identity.born_on), identity.born_precision) == (
        "Giàng A Phánh",
        "1946-01-01",
        "year",
    )
    found = registry.find_people("phánh 1946", on=date(2026, 11, 3), area_ids=[at.area.pk])
    assert found.hits[0].person.pk == at.head.pk


def test_a_split_founds_a_household_with_a_head_and_the_poverty_it_had(at: Counter) -> None:
    at.done("split", at.wife, "2026-11-03", movers=[at.child.pk], village="Bản Ngoài", status="poor")
    mine = held(registry.Membership, "2026-11-03", person=at.wife)
    assert mine.is_head
    assert mine.household_id != at.home.pk
    assert held(registry.Membership, "2026-11-03", person=at.child).household_id == mine.household_id
    assert held(registry.Membership, "2026-11-02", person=at.child).household_id == at.home.pk
    assert held(registry.Membership, "2026-11-03", person=at.head).household_id == at.home.pk
    assert held(registry.Poverty, "2026-11-03", household_id=mine.household_id).status == "poor"
    assert not held(registry.Poverty, "2026-11-02", household_id=mine.household_id)


def test_joining_another_household(at: Counter) -> None:
    neighbour = builders.person(at.area, name="Vàng A Tủa", village="Bản Ngoài")
    theirs = builders.household(at.area, neighbour)
    at.done("join", at.child, "2026-11-03", target=neighbour.pk, relation="Cháu")
    joined = held(registry.Membership, "2026-11-03", person=at.child)
    assert (joined.household_id, joined.relation) == (theirs.pk, "Cháu")
    at.child.refresh_from_db()
    assert at.child.village == "Bản Ngoài"


def known_as(at: Counter, *told: tuple[registry.Person, str]) -> None:
    """What these are to the head, in place of belonging to the household without a word."""
    for who, relation in told:
        held_now = registry.Membership.objects.get(person=who, retracted_at=None)
        now = datetime.now(UTC)
        builders.take_back(held_now, now, builders.source())
        builders.fact(
            registry.Membership, person=who, household=at.home, relation=relation, valid=held_now.valid, recorded_at=now
        )


def relations(at: Counter, day: str) -> dict[str, str]:
    """By name what the members are on a day."""
    held_then = registry.Membership.objects.filter(
        household=at.home, retracted_at=None, valid__contains=date.fromisoformat(day)
    )
    return {one.person.full_name: "head" if one.is_head else one.relation for one in held_then}


def test_a_wife_who_becomes_the_head_has_a_husband_and_the_child_of_both(at: Counter) -> None:
    known_as(at, (at.wife, "Vợ"), (at.child, "Con trai"))
    done = at.done("head", at.head, "2026-11-03", head=at.wife.pk)
    assert relations(at, "2026-11-02") == {"Giàng A Páo": "head", "Sùng Thị Mỷ": "Vợ", "Giàng A Lử": "Con trai"}
    assert relations(at, "2026-11-03") == {"Giàng A Páo": "Chồng", "Sùng Thị Mỷ": "head", "Giàng A Lử": "Con"}
    registry.undo_request(actor=at.checker, request_id=done.pk, on=ON)
    assert relations(at, "2026-11-03") == relations(at, "2026-11-02")


def test_what_does_not_follow_is_not_known_unless_it_is_told(at: Counter) -> None:
    """A wife of the former head need not be the mother of his child."""
    known_as(at, (at.wife, "Vợ"), (at.child, "Con"))
    sent = at.send("death", at.head, "2026-11-10", remaining_head=at.child.pk)
    (row,) = [row for row in sent.rows if row["key"] == {"person_id": at.wife.pk} and row["fact"] == "membership"]
    assert (row["before"]["relation"], row["after"]["relation"]) == ("Vợ", "")
    registry.withdraw_request(actor=at.maker, request_id=sent.pk)
    at.done("death", at.head, "2026-11-10", remaining_head=at.child.pk, relations=["", f"{at.wife.pk}:Mẹ"])
    assert relations(at, "2026-11-11") == {"Sùng Thị Mỷ": "Mẹ", "Giàng A Lử": "head"}
    assert relations(at, "2026-11-10") == {"Giàng A Páo": "head", "Sùng Thị Mỷ": "Vợ", "Giàng A Lử": "Con"}


@pytest.mark.parametrize("kind", ["move_out", "split", "join", "move_commune"])
def test_whoever_leaves_a_household_leaves_it_with_relations_to_its_new_head(at: Counter, kind: str) -> None:
    known_as(at, (at.wife, "Vợ"), (at.child, "Con"))
    neighbour = builders.person(at.area, name="Vàng A Tủa", village="Bản Trong")
    builders.household(at.area, neighbour)
    own = {
        "split": {"status": "none"}, "join": {"target": neighbour.pk}, "move_commune": {"to_unit": at.other.pk},
    }.get(kind, {})  # fmt: skip
    at.done(kind, at.head, "2026-11-03", remaining_head=at.wife.pk, **own)
    assert relations(at, "2026-11-03") == {"Sùng Thị Mỷ": "head", "Giàng A Lử": "Con"}


def test_those_who_found_a_household_are_related_to_its_head_and_not_to_the_former(at: Counter) -> None:
    brother = builders.person(at.area, name="Giàng A Chứ", born="1980-05-01", sex="male", village="Bản Trong")
    builders.fact(registry.Membership, person=brother, household=at.home, valid=period("2023-01-01"))
    known_as(at, (at.wife, "Vợ"), (at.child, "Con"), (brother, "Con"))
    at.done("split", brother, "2026-11-03", movers=[at.wife.pk, at.child.pk], status="none")
    mine = held(registry.Membership, "2026-11-03", person=brother).household
    found = {
        one.person_id: one.relation
        for one in registry.Membership.objects.filter(household=mine, retracted_at=None, is_head=False)
    }
    assert found == {at.wife.pk: "", at.child.pk: "Em"}
    assert relations(at, "2026-11-03") == {"Giàng A Páo": "head"}


def test_relations_are_asked_only_of_members_and_where_a_head_changes(at: Counter) -> None:
    stranger = builders.person(at.area, name="Vàng A Tủa")
    for kind, told, values in (
        ("head", f"{stranger.pk}:Vợ", {"head": at.wife.pk}),
        ("head", f"{at.child.pk}:Vua", {"head": at.wife.pk}),
        ("move_out", f"{at.child.pk}:Con", {}),
    ):
        who = at.wife if kind == "move_out" else at.head
        with pytest.raises(registry.Unclear) as unclear:
            at.draft(kind, who, "2026-11-03", relations=[told], **values)
        assert set(unclear.value.where["wrong"]) == {"relations"}


def test_leaving_the_province_and_coming_back_is_the_same_person(at: Counter) -> None:
    builders.fact(registry.Paper, person=at.wife, kind="personal", number="015050000001", valid=period("2021-01-01"))
    at.done("move_out", at.wife, "2026-10-01", movers=[], destination="Phú Thọ")
    assert held(registry.Residence, "2026-09-30", person=at.wife)
    assert not held(registry.Residence, "2026-10-01", person=at.wife)
    assert not held(registry.Membership, "2026-10-01", person=at.wife)
    people = registry.Person.objects.count()
    at.done("arrive", None, "2026-11-03", full_name="Sùng Thị Mỷ", born="01/03/1955", sex="female",
            number="015050000001", target=at.head.pk, relation="Vợ")  # fmt: skip
    assert registry.Person.objects.count() == people
    assert held(registry.Membership, "2026-11-03", person=at.wife).household_id == at.home.pk
    assert not held(registry.Residence, "2026-11-02", person=at.wife)
    assert held(registry.Residence, "2026-11-03", person=at.wife).village == "Bản Trong"


def test_an_arrival_founds_a_household_of_its_own(at: Counter) -> None:
    done = at.done("arrive", None, "2026-11-03", full_name="Đặng Văn Hòa", born="1944", sex="male", village="Bản Mới")
    who = registry.Person.objects.get(full_name="Đặng Văn Hòa")
    assert done.person_id == who.pk
    assert (who.village, who.born) == ("Bản Mới", "1944")
    assert held(registry.Membership, "2026-11-03", person=who).is_head


UNDONE: list[tuple[str, Callable[[Counter], registry.ChangeRequest]]] = [
    ("death", lambda at: at.done("death", at.head, "2026-11-10", spouse=at.wife.pk, remaining_head=at.wife.pk)),
    ("birth", lambda at: at.done("birth", at.wife, "2026-11-20", full_name="Giàng Thị Xuân", sex="female",
                                 mother=at.wife.pk, mother_state="caring", father_state="deceased")),
    ("move", lambda at: at.done("move_commune", at.head, "2026-11-03", to_unit=at.other.pk, village="Thôn 3",
                                movers=[at.wife.pk, at.child.pk])),
    ("part", lambda at: at.done("move_commune", at.wife, "2026-11-03", to_unit=at.other.pk, movers=[at.child.pk])),
    ("out", lambda at: at.done("move_out", at.wife, "2026-11-03", movers=[at.child.pk])),
    ("split", lambda at: at.done("split", at.wife, "2026-11-03", movers=[], village="Bản Ngoài", status="none")),
    ("within", lambda at: at.done("move_within", at.head, "2026-11-03", village="B", movers=[at.wife.pk, at.child.pk])),
    ("poverty", lambda at: at.done("poverty", at.wife, "2026-01-01", status="none")),
    ("correction", lambda at: at.done("correction", at.head, "2026-11-03", full_name="Giàng A Phánh", born="1946",
                                      sex="male")),
    *((kind, lambda at, kind=kind, day=day, values=values: at.done(kind, at.wife, day, **values))
      for kind, day, values, *_ in SIMPLE),
]  # fmt: skip


@pytest.mark.parametrize("do", [do for _, do in UNDONE], ids=[name for name, _ in UNDONE])
def test_undone_to_the_letter(at: Counter, do: Callable[[Counter], registry.ChangeRequest]) -> None:
    before = believed()
    homes = list(registry.Household.objects.filter(pk=at.home.pk).values())
    done = do(at)
    assert believed() != before
    by = at.receiver if done.to_area_id else at.checker
    assert registry.undo_request(actor=by, request_id=done.pk, on=ON) > 0
    assert believed() == before
    assert list(registry.Household.objects.filter(pk=at.home.pk).values()) == homes
    assert registry.ChangeRequest.objects.get(pk=done.pk).state == "undone"
