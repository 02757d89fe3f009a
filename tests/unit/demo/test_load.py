"""The made-up province in the registry: constraints are back and hold, nothing is made twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import User
from ansinh.areas import public as areas
from ansinh.demo.accounts import LOGINS, PASSWORD, open_demo_accounts
from ansinh.demo.load import FACTS, TABLES, load_province
from ansinh.demo.news import MONTHS, write_all_inboxes
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from ansinh.registry.public import Person

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC)


def _keys() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = ANY (%s::regclass[]) UNION ALL "
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s) ORDER BY 1, 2",
            [list(TABLES), list(TABLES)],
        )
        return list(cursor.fetchall())


def _load() -> int:
    return load_province(people=1500, communes=2, seed=4, told=lambda _commune, _n: None).people


def test_keys_come_back_and_hold() -> None:
    before = _keys()
    assert _load() > 1400
    assert _keys() == before
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_residence (person_id, unit_id, village, valid, recorded_at, source_id) "
            "SELECT person_id, unit_id, village, valid, recorded_at, source_id FROM registry_residence LIMIT 1"
        )


def test_nothing_is_from_the_future_and_one_identity_is_live() -> None:
    _load()
    with connection.cursor() as cursor:
        for fact in FACTS:
            cursor.execute(f"SELECT count(*) FROM registry_{fact} WHERE recorded_at >= %s", [NOVEMBER])
            assert cursor.fetchone() == (0,), fact
        cursor.execute(
            "SELECT count(*) FROM registry_person AS p WHERE 1 <> "
            "(SELECT count(*) FROM registry_identity AS i WHERE i.person_id = p.id AND i.retracted_at IS NULL "
            " AND i.full_name = p.full_name AND i.died_on IS NOT DISTINCT FROM p.died_on)"
        )
        assert cursor.fetchone() == (0,)


def test_the_next_person_gets_a_number_of_their_own() -> None:
    _load()
    last = Person.objects.order_by("-pk").first()
    assert last is not None
    last.pk = None
    last.save(force_insert=True)


def test_a_registry_with_people_is_left_alone() -> None:
    _load()
    with pytest.raises(Refusal) as refused:
        _load()
    assert refused.value.code == "registry_not_empty"


def test_demo_accounts_can_sign_in() -> None:
    _load()
    open_demo_accounts()
    for login in LOGINS:
        assert User.objects.get(username=login.username).check_password(PASSWORD)


def test_everybody_lives_in_units_that_there_were() -> None:
    load_province(people=3000, communes=51, seed=4, told=lambda _commune, _n: None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM registry_residence AS r JOIN areas_unit AS u ON u.id = r.unit_id "
            "WHERE NOT u.valid @> r.valid"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT count(*) FROM areas_hardship AS h JOIN areas_unit AS u ON u.id = h.unit_id "
            "WHERE NOT u.valid @> h.valid"
        )
        assert cursor.fetchone() == (0,)


def test_every_list_comes_from_a_commune_of_its_month(tmp_path: Path) -> None:
    """Also in July 2025, when the communes of the day before are no more."""
    areas.load_units()
    write_all_inboxes(6_000, 51, 1, tmp_path)
    found = [(Month.parse(folder.parent.name), folder.name) for folder in tmp_path.glob("*/*")]
    assert {month for month, _ in found} == set(MONTHS)
    for month, code in found:
        assert areas.commune(code, month.first).code == code


def test_on_the_eve_of_the_merger_it_is_known_where_everybody_will_live() -> None:
    eve = datetime(2025, 6, 30, 17, tzinfo=UTC)  # midnight in Vietnam
    load_province(people=900, communes=3, seed=1, known_until=eve, told=lambda *_: None)
    june, july = (registry.facts_of_month(month, known_at=eve) for month in (Month(2025, 6), Month(2025, 7)))
    assert abs(june.height - july.height) < 20
    todays = {unit.pk for unit in areas.communes(date(2025, 7, 1))}
    assert set(july["area_id"].to_list()) <= todays
    assert not set(june["area_id"].to_list()) & todays


def test_whoever_left_before_a_merger_is_in_the_charge_of_what_came_of_their_commune() -> None:
    known = datetime(2025, 6, 1, tzinfo=UTC)
    load_province(people=9000, communes=1, seed=4, known_until=known, told=lambda *_: None, old_areas=True)
    left = registry.Residence.objects.filter(retracted_at=None, valid__endswith__lt=date(2024, 12, 1))
    there = Person.objects.filter(pk__in=left.values("person_id"), area__code="04264")
    assert there.exists()
    assert not Person.objects.filter(area__valid__endswith__lte=date(2025, 6, 30)).exists()
