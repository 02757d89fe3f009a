"""What the database itself shows to whom."""

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.registry import public as registry
from tests.builders import commune, household, officer, person


@pytest.mark.django_db
def test_an_officer_sees_the_own_commune_and_its_predecessors_only() -> None:
    here, elsewhere = commune(0), commune(1)
    before = areas.Succession.objects.filter(successor=here).first().predecessor
    mine, from_before, foreign = person(here), person(before), person(elsewhere)
    with access.acting_as(officer("commune_officer", here)):
        seen = set(registry.Person.objects.values_list("pk", flat=True))
        facts = set(registry.Residence.objects.values_list("person_id", flat=True))
    assert seen == facts == {mine.pk, from_before.pk}
    assert foreign.pk not in seen


@pytest.mark.django_db
def test_without_a_scope_there_are_no_rows() -> None:
    person(commune(0))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE ansinh_app")
        cursor.execute("SELECT count(*) FROM registry_person")
        assert cursor.fetchone() == (0,)
        cursor.execute("SET LOCAL ROLE NONE")


@pytest.mark.django_db
def test_a_province_officer_sees_all_and_the_scope_ends_with_the_block() -> None:
    person(commune(0))
    person(commune(1))
    province = officer("province_officer", areas.province(areas.TWO_LEVELS_FROM))
    of_a_commune = officer("commune_officer", commune(0))
    with access.acting_as(province):
        assert registry.Person.objects.count() == 2
        with access.acting_as(of_a_commune):
            assert registry.Person.objects.count() == 1
        assert registry.Person.objects.count() == 2


@pytest.mark.django_db
def test_writing_into_another_area_is_refused() -> None:
    here, elsewhere = commune(0), commune(1)
    with pytest.raises(DatabaseError, match="row-level security"), access.acting_as(officer("commune_officer", here)):
        registry.Household.objects.create(area=elsewhere)


@pytest.mark.django_db
def test_moving_a_row_into_another_area_is_refused() -> None:
    here, elsewhere = commune(0), commune(1)
    mine = household(here)
    with pytest.raises(DatabaseError, match="row-level security"), access.acting_as(officer("commune_officer", here)):
        registry.Household.objects.filter(pk=mine.pk).update(area=elsewhere)


@pytest.mark.django_db
def test_facts_are_never_changed_or_deleted_by_the_application() -> None:
    here = commune(0)
    person(here)
    actor = officer("commune_officer", here)
    for statement in ("DELETE FROM registry_residence", "UPDATE registry_residence SET village = 'x'"):
        with pytest.raises(DatabaseError), access.acting_as(actor), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_a_grant_counts_only_in_its_period() -> None:
    here = commune(0)
    actor = officer("commune_officer", here)
    user = access.User.objects.get(pk=actor.user_id)
    before = access.actor_of(user, areas.TWO_LEVELS_FROM.replace(month=6))
    assert (before.roles, before.permissions, before.area_ids) == (frozenset(), frozenset(), frozenset())
    assert actor.may(access.Permission.IMPORT_LISTS)
    assert not actor.may(access.Permission.DECIDE)
