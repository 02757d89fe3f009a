"""``ansinh verify areas``: each check is broken once and must see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from ansinh.access.public import Grant
from ansinh.areas import public as areas
from ansinh.kernel.period import Month
from ansinh.oversight.area_checks_table import CHECKS
from ansinh.oversight.area_verification import verify_areas
from ansinh.payments.public import PayingOffice
from ansinh.registry.public import Household, Person, Residence
from tests import builders
from tests.unit.flows.area_world import CITATION, World, account, list_of, on_the_rolls, open_proposal, world

DAY = date(2024, 7, 1)
RETRACT = (
    "UPDATE registry_residence SET retracted_at = statement_timestamp(), retracted_by_id = source_id "
    "WHERE person_id = %s"
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    """A world in which communes 1 and 2 were merged, and the districts are still there."""
    found = world()
    ids = [unit.pk for unit in found.communes[:2]]
    found.change(areas.merge_units, units=ids, code="90001", name="Xã Mới", on=DAY)
    return found


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def residence(made: World, unit: areas.Unit, start: str, person: Person | None = None) -> None:
    who = person or builders.person(made.communes[2], lives_from="2023-01-01")
    if person is None:
        run(RETRACT, who.pk)
    Residence.objects.create(person=who, unit=unit, valid=builders.period(start), source=builders.source())


def outside(made: World) -> None:
    residence(made, made.communes[0], "2024-01-01")


def before_all(made: World) -> None:
    residence(made, made.communes[3], "2020-01-01")


def twice(made: World) -> None:
    run("ALTER TABLE registry_residence DROP CONSTRAINT residence_no_overlap")
    residence(made, made.communes[3], "2024-01-01", person=made.people[9])


def lost(made: World) -> None:
    who = made.people[0]
    run(RETRACT + " AND lower(valid) = %s", who.pk, DAY)


def left_behind(made: World) -> None:
    Person.objects.filter(pk=made.people[0].pk).update(area=made.communes[0])


def elsewhere(made: World) -> None:
    Person.objects.filter(pk=made.people[9].pk).update(area=made.communes[3])


def household_left(made: World) -> None:
    Household.objects.filter(pk=Household.objects.order_by("pk")[0].pk).update(area=made.communes[0])


def two_of_a_code(made: World) -> None:
    run("ALTER TABLE areas_unit DROP CONSTRAINT unit_code_no_overlap")
    areas.Unit.objects.create(
        code="90003", name="Khác", kind="commune", parent=made.districts[0], valid=builders.period("2024-01-01")
    )


def orphan(made: World) -> None:
    areas.Unit.objects.filter(pk=made.districts[1].pk).update(valid=builders.period("2023-01-01", "2025-01-01"))


def ended_alone(made: World) -> None:
    areas.Unit.objects.filter(pk=made.communes[4].pk).update(valid=builders.period("2023-01-01", "2025-01-01"))


def wrong_day(made: World) -> None:
    areas.Succession.objects.update(on=date(2024, 8, 1))


def loop(made: World) -> None:
    new = areas.commune("90001", DAY)
    areas.Succession.objects.create(predecessor=new, successor=made.communes[0], on=DAY)


def half_split(made: World) -> None:
    areas.Succession.objects.create(predecessor=made.communes[0], successor=made.communes[3], on=DAY)


def outliving(made: World) -> None:
    actor = account("payer", made.communes[2])
    Grant.objects.filter(user_id=actor.user_id).update(area=made.communes[0])


def office(made: World) -> None:
    found = builders.paying_office(made.communes[2], "2024-01-01")
    PayingOffice.objects.filter(pk=found.pk).update(area=made.communes[0])


def stuck_proposal(made: World) -> None:
    found = open_proposal(made.people[9])
    type(found).objects.filter(pk=found.pk).update(area=made.communes[0])


def classified(made: World) -> None:
    areas.Hardship.objects.create(unit=made.communes[0], valid=builders.period("2023-01-01"), citation=CITATION)


BREAKS: dict[str, Callable[[World], None]] = {
    "residence_outside_unit": outside,
    "residence_before_unit": before_all,
    "two_residences": twice,
    "residence_lost": lost,
    "person_in_charge": left_behind,
    "person_lives_elsewhere": elsewhere,
    "household_in_charge": household_left,
    "units_overlap": two_of_a_code,
    "outside_parent": orphan,
    "no_successor": ended_alone,
    "succession_day": wrong_day,
    "succession_loop": loop,
    "split_villages": half_split,
    "grant_outlives_unit": outliving,
    "office_outlives_unit": office,
    "proposal_left": stuck_proposal,
    "classified_outside_unit": classified,
}


def test_every_check_is_broken_here() -> None:
    assert set(BREAKS) == {check.code for check in CHECKS}


@pytest.mark.parametrize("code", BREAKS)
def test_what_is_broken_is_found(made: World, code: str) -> None:
    assert verify_areas(date(2026, 1, 1)).findings == ()
    run("SET CONSTRAINTS ALL IMMEDIATE")
    BREAKS[code](made)
    assert code in {finding.code for finding in verify_areas(date(2026, 1, 1)).findings}


def test_totals_that_are_not_those_of_the_lists_are_found(made: World) -> None:
    on_the_rolls(made, made.people[9], since="2024-06-01")
    list_of(made, areas.province(DAY, "90"), Month(2024, 8))
    assert verify_areas(date(2026, 1, 1)).findings == ()
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("ALTER TABLE payments_result DISABLE TRIGGER USER")
    run("UPDATE payments_result SET total_vnd = total_vnd + 1, line_count = line_count + 1")
    codes = {finding.code for finding in verify_areas(date(2026, 1, 1)).findings}
    assert {"sums_by_day"} <= codes
