"""Changes of the areas: people, files, rights and payments go over; what held before stays; undoing is exact."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ansinh.access.public import Actor, Grant, User, acting_as, actor_of
from ansinh.areas import public as areas
from ansinh.flows import area_change
from ansinh.flows.area_preview import preview_of
from ansinh.intake.public import RememberedColumn, Row, SourceFile
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.oversight.area_verification import verify_areas
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests import builders
from tests.unit.flows.area_world import (
    CITATION,
    World,
    account,
    everything,
    list_of,
    on_the_rolls,
    open_proposal,
    world,
)

DAY, EVE = date(2024, 7, 1), date(2024, 6, 30)
JUNE, JULY = Month(2024, 6), Month(2024, 7)
UPPER, LOWER = "Thôn Trên", "Thôn Dưới"
pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world()


def lives_in(who: registry.Person, on: date) -> str:
    return str(registry.Residence.objects.get(person=who, retracted_at=None, valid__contains=on).unit)


def merge(made: World, *places: int, **wanted: object) -> areas.Change:
    ids = [made.communes[place].pk for place in places or (0, 1)]
    return made.change(areas.merge_units, units=ids, **{"code": "90001", "name": "Xã Mới", "on": DAY, **wanted})


def split(made: World, **wanted: object) -> areas.Change:
    pieces = (areas.Piece("90011", "Xã Dưới", (LOWER,)), areas.Piece("90001", "Xã Trên", (UPPER,)))
    return made.change(areas.split_unit, unit=made.communes[0].pk, **{"into": pieces, "on": DAY, **wanted})


def nothing_wrong() -> bool:
    return verify_areas(date(2026, 1, 1)).findings == ()


def test_merged_people_live_in_the_new_commune_from_the_day_on(made: World) -> None:
    change = merge(made)
    who = made.people[0]
    assert (lives_in(who, EVE), lives_in(who, DAY)) == ("Xã 1", "Xã Mới")
    who.refresh_from_db()
    assert who.area.name == "Xã Mới"
    assert (
        CITATION in registry.Residence.objects.get(person=who, retracted_at=None, valid__contains=DAY).source.reference
    )
    assert change.figures["before"] == change.figures["after"]
    assert change.figures["before"]["people"] == 4
    assert AuditEntry.objects.filter(action="area_change.apply", details__citation=CITATION).exists()
    assert nothing_wrong()


def test_what_was_known_before_the_change_stays_known(made: World) -> None:
    then = builders.LONG_AGO.replace(year=2024)
    before = registry.facts_of_month(JULY, known_at=then)
    merge(made)
    assert registry.facts_of_month(JULY, known_at=then).equals(before)


def test_whoever_takes_it_in_hand_must_be_another_one_with_the_right(made: World) -> None:
    ids = [unit.pk for unit in made.communes[:2]]
    wanted = {"units": ids, "code": "90001", "name": "Xã Mới", "on": DAY, "citation": CITATION}
    chair = account("commune_chair", made.communes[0])
    for actor, code in ((chair, "not_permitted"), (made.checker, "not_permitted")):
        with pytest.raises(Refusal) as refusal:
            area_change.prepare(areas.merge_units, by=actor, **wanted)
        assert refusal.value.code == code
    change = area_change.prepare(areas.merge_units, by=made.maker, **wanted)
    both = Actor(**{**vars(made.checker), "user_id": made.maker.user_id})
    for actor, code in ((made.maker, "not_permitted"), (both, "maker_is_checker")):
        with pytest.raises(Refusal) as refusal:
            area_change.apply(change.pk, by=actor, today=DAY)
        assert refusal.value.code == code
    with pytest.raises(IntegrityError, match="maker_is_not_checker"), transaction.atomic():
        areas.Change.objects.filter(pk=change.pk).update(applied_by_id=change.prepared_by_id)
    area_change.drop(change.pk, by=made.maker)
    with pytest.raises(Refusal) as refusal:
        area_change.apply(change.pk, by=made.checker, today=DAY)
    assert refusal.value.code == "not_prepared"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"citation": "  "}, "no_citation"),
        ({"code": "90003"}, "code_taken"),
        ({"code": "abc"}, "bad_code"),
        ({"name": " "}, "bad_name"),
        ({"on": date(2022, 1, 1)}, "area_not_valid"),
        ({"on": date(2023, 1, 1)}, "begins_that_day"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(made: World, wanted: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        merge(made, **wanted)
    assert refusal.value.code == code
    assert not areas.Change.objects.exists()


def test_changes_come_in_the_order_of_time(made: World) -> None:
    merge(made)
    with pytest.raises(Refusal) as refusal:
        merge(made, 1, 2, code="90002", on=date(2024, 3, 1))
    assert refusal.value.code == "later_change"


def test_a_split_goes_by_villages_and_hides_each_from_the_other(made: World) -> None:
    for who in made.people[:2]:
        on_the_rolls(made, who)
    list_of(made, made.province, JUNE)
    split(made)
    assert [lives_in(who, DAY) for who in made.people[:2]] == ["Xã Trên", "Xã Dưới"]
    upper, lower = (areas.commune(code, DAY) for code in ("90001", "90011"))
    for area, own in ((upper, made.people[0]), (lower, made.people[1])):
        officer = account("commune_officer", area, DAY)
        with acting_as(officer):
            assert list(registry.Person.objects.all()) == [own]
            assert not payments.PayrollLine.objects.exclude(person=own).exists()
    run = payments.open_run(actor=made.maker, month=JULY, area=lower, pay_on=DAY)
    payments.lock_run(actor=made.maker, run_id=run.pk)
    assert [line.person for line in payments.PayrollLine.objects.filter(run=run)] == [made.people[1]]
    assert nothing_wrong()


def test_a_village_with_people_must_go_somewhere(made: World) -> None:
    builders.person(made.communes[0], village="Thôn Giữa")
    with pytest.raises(Refusal) as refusal:
        split(made)
    assert refusal.value.code == "village_left"
    assert "Thôn Giữa (1 người)" in refusal.value.message
    with pytest.raises(Refusal) as refusal:
        split(made, into=(areas.Piece("90001", "A", (UPPER, LOWER)), areas.Piece("90011", "B", (UPPER,))))
    assert refusal.value.code == "village_twice"


def test_a_renamed_commune_keeps_its_people_and_its_past(made: World) -> None:
    made.change(areas.rename_unit, unit=made.communes[0].pk, name="Phường 1", on=DAY)
    assert (areas.commune("90001", EVE).name, areas.commune("90001", DAY).name) == ("Xã 1", "Phường 1")
    assert lives_in(made.people[0], DAY) == "Phường 1"


def test_a_moved_district_takes_its_communes_along(made: World) -> None:
    other = areas.Unit.objects.create(code="91", name="Tỉnh Khác", kind="province", valid=builders.period("2023-01-01"))
    made.change(areas.move_unit, unit=made.districts[0].pk, parent=other.pk, on=DAY)
    found = areas.commune("90002", DAY)
    assert (found.parent.parent.name, areas.commune("90002", EVE).parent.parent.name) == ("Tỉnh Khác", "Tỉnh Thử")  # type: ignore[union-attr]
    assert nothing_wrong()


def test_the_district_level_ends_with_its_roles(made: World) -> None:
    chair = account("district_chair", made.districts[0])
    keeper = account("commune_chair", made.communes[0])
    change = made.change(areas.end_level, province=made.province.pk, on=DAY)
    assert not areas.units_of(DAY, "district")
    assert {unit.parent_id for unit in areas.units_of(DAY, "commune")} == {made.province.pk}
    users = {actor: User.objects.get(pk=actor.user_id) for actor in (chair, keeper)}
    assert (actor_of(users[chair], EVE).roles, actor_of(users[chair], DAY).roles) == ({"district_chair"}, frozenset())
    assert actor_of(users[keeper], DAY).home_ids == (areas.commune("90001", DAY).pk,)
    assert change.figures["carried"]["grants_ended_with_level"] == 1
    assert nothing_wrong()


def test_rights_in_two_communes_that_become_one_are_one(made: World) -> None:
    chair = account("commune_chair", made.communes[0])
    user = User.objects.get(pk=chair.user_id)
    Grant.objects.create(user=user, role="commune_chair", area=made.communes[1], valid=builders.period("2024-01-01"))
    later = Grant.objects.create(user=user, role="payer", area=made.communes[1], valid=builders.period("2024-09-01"))
    merge(made)
    new = areas.commune("90001", DAY)
    assert list(Grant.objects.filter(user=user, area=new).values_list("role", flat=True).order_by("role")) == [
        "commune_chair",
        "payer",
    ]
    later.refresh_from_db()
    assert later.area == new
    with acting_as(actor_of(user, DAY)):
        assert registry.Person.objects.count() == 4


def test_open_files_go_over_and_decided_ones_stay(made: World) -> None:
    who = made.people[2]
    award = on_the_rolls(made, who)
    waiting = open_proposal(who)
    file = SourceFile.objects.create(
        area=made.communes[1], sha256="a" * 64, name="ds.xlsx", size_bytes=1, received_on=EVE
    )
    Row.objects.create(
        file=file, area=file.area, position=0, sheet="1", row_number=2, month="2024-06-01", status="new", keys=[]
    )
    RememberedColumn.objects.create(area=file.area, signature="x" * 16, letter="B", key="full_name")
    merge(made)
    new = areas.commune("90001", DAY)
    for row in (waiting, file, award):
        row.refresh_from_db()
    assert (waiting.area, file.area, file.rows.get().area) == (new, new, new)
    assert award.area == award.decision.commune == made.communes[1]
    assert RememberedColumn.objects.filter(area=new).exists()


def test_what_was_not_received_is_carried_into_the_list_of_the_new_commune(made: World) -> None:
    who = made.people[0]
    on_the_rolls(made, who, since="2024-06-01")
    old = list_of(made, made.communes[0], JUNE)
    payments.PayrollLine.objects.filter(run=old).update(state="sent")
    payments.PayrollLine.objects.filter(run=old).update(state="returned")
    merge(made)
    run = payments.open_run(actor=made.maker, month=JULY, area=areas.commune("90001", DAY), pay_on=DAY)
    payments.lock_run(actor=made.maker, run_id=run.pk)
    line = payments.PayrollLine.objects.get(run=run)
    assert (line.person, line.amount_vnd) == (who, 1_000_000)
    assert {part.kind for part in line.parts.all()} == {"current", "carried_over"}


def test_a_list_opened_ahead_in_a_former_commune_stands_in_the_way(made: World) -> None:
    run = payments.open_run(actor=made.maker, month=JULY, area=made.communes[0], pay_on=DAY)
    with pytest.raises(Refusal) as refusal:
        merge(made)
    assert refusal.value.code == "runs_ahead"
    change = areas.Change.objects.get()
    assert any("đã mở" in sentence for sentence in preview_of(change).hindrances)
    payments.cancel_run(actor=made.maker, run_id=run.pk, because="mở lại ở xã mới", on=EVE)
    area_change.apply(change.pk, by=made.checker, today=DAY)


def test_one_paying_office_goes_over_and_two_are_a_question(made: World) -> None:
    first, _, third = made.communes[:3]
    builders.paying_office(first, "2024-01-01", name="Quỹ Một")
    merge(made, 0, 1)
    new = areas.commune("90001", DAY)
    office = payments.office_for(new.pk, DAY)
    assert office is not None
    assert (office.area, office.name) == (new, "Quỹ Một")
    builders.paying_office(third, "2024-01-01", name="Quỹ Ba")
    later = date(2025, 1, 1)
    change = made.change(areas.merge_units, units=[new.pk, third.pk], code="90001", name="Xã Lớn", on=later)
    assert change.figures["carried"]["offices_unsettled"] == 1
    assert payments.office_for(areas.commune("90001", later).pk, later) is None
    assert nothing_wrong()


def test_villages_of_one_name_of_which_one_is_hard_need_another_name(made: World) -> None:
    areas.Hardship.objects.create(
        unit=made.communes[0], village=UPPER, valid=builders.period("2023-01-01"), citation="QĐ thử"
    )
    with pytest.raises(Refusal) as refusal:
        merge(made)
    assert refusal.value.code == "village_names"
    area_change.drop(areas.Change.objects.get().pk, by=made.maker)
    merge(made, renamed=[areas.Renamed(made.communes[1].pk, UPPER, "Thôn Trên 2")])
    facts = {row["person_id"]: row["hard_area"] for row in registry.facts_of_month(
        JULY, known_at=builders.LONG_AGO.replace(year=2100)).iter_rows(named=True)}  # fmt: skip
    assert [facts[who.pk] for who in made.people[:4]] == [True, False, False, False]
    assert registry.Person.objects.get(pk=made.people[2].pk).village == "Thôn Trên 2"


def test_a_commune_that_was_hard_as_a_whole_is_so_by_its_villages_in_a_larger_one(made: World) -> None:
    for village in (UPPER, LOWER):
        registry.Residence.objects.filter(unit=made.communes[1], village=village)
    hard = {"valid": builders.period("2023-01-01"), "citation": "QĐ thử"}
    areas.Hardship.objects.create(unit=made.communes[0], village="", **hard)
    areas.Classification.objects.create(unit=made.communes[0], kind="minority_area", value="III", **hard)
    names = [areas.Renamed(made.communes[1].pk, v, f"{v} 2") for v in (UPPER, LOWER)]
    merge(made, renamed=names)
    new = areas.commune("90001", DAY)
    assert set(areas.Hardship.objects.filter(unit=new).values_list("village", flat=True)) == {UPPER, LOWER}
    assert not areas.Classification.objects.filter(unit=new).exists()
    assert areas.Hardship.objects.get(unit=made.communes[0]).valid.upper == DAY


def test_what_all_have_the_new_commune_has_as_a_whole(made: World) -> None:
    for unit in made.communes[:2]:
        hard = {"unit": unit, "valid": builders.period("2023-01-01", "2025-12-31"), "citation": "QĐ thử"}
        areas.Hardship.objects.create(village="", **hard)
        areas.Classification.objects.create(kind="terrain", value="highland", **hard)
    merge(made)
    new = areas.commune("90001", DAY)
    assert areas.Hardship.objects.get(unit=new).valid == builders.period("2024-07-01", "2025-12-31")
    assert areas.Classification.objects.get(unit=new).value == "highland"
    assert nothing_wrong()


def test_undoing_puts_everything_back(made: World) -> None:
    areas.Hardship.objects.create(
        unit=made.communes[0], village=LOWER, valid=builders.period("2023-01-01"), citation="QĐ thử"
    )
    account("commune_chair", made.communes[0])
    account("district_chair", made.districts[0])
    builders.paying_office(made.communes[0], "2024-01-01")
    on_the_rolls(made, made.people[0])
    proposal = open_proposal(made.people[1])
    before = everything()
    for make in (split, lambda world: world.change(areas.end_level, province=world.province.pk, on=DAY)):
        change = make(made)
        assert everything() != before
        area_change.undo(change.pk, by=made.checker)
        proposal.refresh_from_db()
        assert everything() == before
        assert proposal.area == made.communes[0]
    split(made)
    assert nothing_wrong()


def test_what_somebody_built_upon_cannot_be_undone(made: World) -> None:
    change = merge(made)
    builders.person(areas.commune("90001", DAY), lives_from="2024-08-01")
    with pytest.raises(Refusal) as refusal:
        area_change.undo(change.pk, by=made.checker)
    assert refusal.value.code == "depended_on"
    assert "registry_person" in str(refusal.value.where["tables"])


def test_a_later_change_has_to_be_undone_first(made: World) -> None:
    first = merge(made)
    second = made.change(areas.rename_unit, unit=areas.commune("90001", DAY).pk, name="Phường Mới", on=date(2025, 1, 1))
    with pytest.raises(Refusal):
        area_change.undo(first.pk, by=made.checker)
    area_change.undo(second.pk, by=made.checker)
    area_change.undo(first.pk, by=made.checker)
    assert lives_in(made.people[0], DAY) == "Xã 1"


def test_a_preview_counts_and_writes_nothing(made: World) -> None:
    account("district_chair", made.districts[0])
    change = area_change.prepare(areas.end_level, by=made.maker, province=made.province.pk, on=DAY, citation=CITATION)
    before = everything()
    preview = preview_of(change)
    assert preview.figures["people"] == 10
    assert any("thôi giữ vai trò" in sentence for sentence in preview.notes)
    assert everything() == before
