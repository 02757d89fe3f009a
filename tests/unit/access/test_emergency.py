"""A record outside one's areas is read only after a second person said so, only that one, only for that time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from ansinh.access import public as access
from ansinh.areas.public import province
from ansinh.flows.emergency import ask_by_number
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.models import AuditEntry
from tests import builders
from tests.builders import period, registry

pytestmark = pytest.mark.django_db
NUMBER = "015050000777"
REASON = "Cấp cứu tại bệnh viện huyện, cần biết người giám hộ"


@dataclass
class Two:
    """An officer here, people there, and the chair of there."""

    officer: access.Actor
    chair: access.Actor
    who: registry.Person
    neighbour: registry.Person


@pytest.fixture
def two() -> Two:
    here, there = builders.commune(0), builders.commune(1)
    who = builders.person(there, name="Vàng Thị Xa")
    builders.fact(registry.Paper, person=who, kind="personal", number=NUMBER, valid=period("2021-01-01"))
    builders.circumstance(who, "hiv", "yes", "2021-01-01")
    neighbour = builders.person(there, name="Vàng Thị Bên")
    return Two(builders.officer("commune_officer", here), builders.officer("commune_chair", there), who, neighbour)


def ask(two: Two, hours: int = 4) -> access.EmergencyAccess:
    return ask_by_number(actor=two.officer, number=NUMBER, reason=REASON, hours=hours)


def grant(two: Two, asked: access.EmergencyAccess, at: datetime | None = None) -> None:
    access.decide_emergency(actor=two.chair, emergency_id=asked.pk, granted=True, at=at or timezone.now())


def seen(actor: access.Actor, *, lent: bool) -> dict[str, set[int]]:
    """Whom the actor sees in each table of people, with lent rights or their own."""
    tables = {"registry_person": "id"} | dict.fromkeys(
        (f"registry_{fact}" for fact in ("identity", "residence", "paper", "sealed_circumstance")), "person_id"
    )
    with access.reading_lent(actor) if lent else access.acting_as(actor), connection.cursor() as cursor:
        found = {}
        for table, column in tables.items():
            cursor.execute(f"SELECT {column} FROM {table}")
            found[table] = {row[0] for row in cursor.fetchall()}
    return found


def test_nothing_opens_by_asking_and_one_person_by_the_grant(two: Two) -> None:
    asked = ask(two)
    assert set().union(*seen(two.officer, lent=True).values()) == set()
    grant(two, asked)
    lent = seen(two.officer, lent=True)
    assert set().union(*lent.values()) == {two.who.pk}
    assert all(lent.values())
    assert set().union(*seen(two.officer, lent=False).values()) == set()  # no list, search or count holds them
    assert set().union(*seen(two.chair, lent=True).values()) == set()  # lent to the asker alone


def test_it_ends_by_itself(two: Two) -> None:
    asked = ask(two, hours=1)
    grant(two, asked, at=timezone.now() - timedelta(hours=1, seconds=1))
    assert set().union(*seen(two.officer, lent=True).values()) == set()
    with pytest.raises(Refusal, match="Không có lượt xem nào"):
        access.note_emergency_read(actor=two.officer, person_id=two.who.pk, at=timezone.now(), shown=[])


def test_the_second_person_is_another_and_in_charge(two: Two) -> None:
    asked = ask(two)
    elsewhere = builders.officer("commune_chair", builders.commune(2))
    for wrong in (two.officer, elsewhere):
        with pytest.raises(Refusal):
            access.decide_emergency(actor=wrong, emergency_id=asked.pk, granted=True, at=timezone.now())
    leader = builders.officer("province_leader", province(timezone.localdate()))
    access.decide_emergency(actor=leader, emergency_id=asked.pk, granted=False, at=timezone.now())
    with pytest.raises(AlreadyDone):
        grant(two, asked)
    assert set().union(*seen(two.officer, lent=True).values()) == set()


def test_reading_is_recorded_with_the_reason_and_counted_for_those_in_charge(two: Two) -> None:
    asked = ask(two)
    grant(two, asked)
    with access.acting_as(two.officer):
        access.note_emergency_read(actor=two.officer, person_id=two.who.pk, at=timezone.now(), shown=["paper"])
    with access.acting_as(two.chair):
        assert access.EmergencyAccess.objects.get(pk=asked.pk).read_count == 1
    entries = list(AuditEntry.objects.filter(action__startswith="emergency.").order_by("pk"))
    assert [entry.action for entry in entries] == ["emergency.ask", "emergency.grant", "emergency.read"]
    assert {entry.area_id for entry in entries} == {two.who.area_id}
    assert entries[2].purpose == REASON
    assert entries[2].details["shown"] == ["paper"]
    assert NUMBER not in str([entry.details for entry in entries])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": "015050000999"}, "no_person"),
        ({"reason": "gấp"}, "reason_thin"),
        ({"hours": 0}, "bad_hours"),
        ({"hours": 25}, "bad_hours"),
    ],
)
def test_thin_wishes_are_refused(two: Two, change: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask_by_number(**{"actor": two.officer, "number": NUMBER, "reason": REASON, "hours": 1} | change)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_people_of_ones_own_are_read_as_usual(two: Two) -> None:
    with pytest.raises(Refusal) as refused:
        ask_by_number(actor=builders.officer("commune_officer", two.who.area), number=NUMBER, reason=REASON, hours=1)
    assert refused.value.code == "in_scope"


def test_the_same_wish_waits_once(two: Two) -> None:
    assert ask(two).pk == ask(two).pk


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_emergency SET granted = true, decided_by_id = asked_by_id, decided_at = now(), "
        "until = now() + interval '1 hour'",
        "UPDATE access_emergency SET granted = true, until = now() + interval '1 hour'",
        "UPDATE access_emergency SET granted = true, decided_by_id = asked_by_id + 1, decided_at = now(), "
        "until = now() + interval '25 hours'",
        "UPDATE access_emergency SET reason = 'x'",
    ],
)
def test_the_database_refuses_what_goes_round_the_second_person(two: Two, statement: str) -> None:
    ask(two)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_decision_is_not_changed_and_time_is_not_stretched(two: Two) -> None:
    grant(two, ask(two))
    for statement in (
        "UPDATE access_emergency SET until = until + interval '1 hour'",
        "UPDATE access_emergency SET person_id = person_id + 1",
        "DELETE FROM access_emergency",
    ):
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)


def test_who_reads_a_lent_record_writes_nothing(two: Two) -> None:
    grant(two, ask(two))
    for statement in (
        "UPDATE registry_person SET full_name = 'x'",
        "INSERT INTO registry_household (area_id, village) SELECT area_id, '' FROM registry_person",
        "SELECT * FROM payments_line",
    ):
        with pytest.raises(DatabaseError, match="permission denied"):
            _as_lent(two, statement)


def _as_lent(two: Two, statement: str) -> None:
    with transaction.atomic(), access.reading_lent(two.officer), connection.cursor() as cursor:
        cursor.execute(statement)


def test_wishes_are_seen_by_the_asker_and_those_in_charge_only(two: Two) -> None:
    asked = ask(two)
    other = builders.officer("commune_officer", builders.commune(2))
    for actor, sees in ((two.officer, True), (two.chair, True), (other, False)):
        with access.acting_as(actor):
            assert access.EmergencyAccess.objects.filter(pk=asked.pk).exists() is sees


def test_moments_are_whole(two: Two) -> None:
    asked = ask(two, hours=24)
    at = datetime(2026, 11, 1, 3, tzinfo=UTC)
    grant(two, asked, at=at)
    asked.refresh_from_db()
    assert asked.until == at + timedelta(hours=24)
