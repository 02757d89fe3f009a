"""Short ways to put a place, an officer or a person with dated facts into the test database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.kernel.vietnamese import fold, sort_key
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from ansinh.registry.models import circumstance_row

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NEW_LEVEL = areas.TWO_LEVELS_FROM


def period(start: str, end: str | None = None) -> DateRange:
    """``period("2024-01-01")`` is open-ended; the end is the first day that no longer counts."""
    return DateRange(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def numbers_apart(step: int = 0) -> None:
    """Rows written from now on have numbers above all that there are, in every table: they name nothing else.

    ``step``: how far the numbers of one table lie from those of the next; 0: all begin with the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_value) FROM pg_sequences WHERE schemaname = 'public'")
        start = (int(cursor.fetchone()[0] or 0) // 1_000_000 + 1) * 1_000_000
        cursor.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, "
            "%s + %s * row_number() OVER (ORDER BY sequencename)) FROM pg_sequences WHERE schemaname = 'public'",
            [start, step],
        )


def commune(index: int = 0) -> areas.Unit:
    """One of today's communes on the side of Yên Bái, with all units loaded."""
    areas.load_units()
    return [unit for unit in areas.communes(date(2026, 1, 1)) if unit.code >= "04252"][index]


def officer(
    role: str,
    area: areas.Unit,
    name: str | None = None,
    *,
    since: date = date(2025, 7, 1),
    on: date = date(2026, 11, 1),
) -> access.Actor:
    """Somebody who holds a role in an area since a day, as an actor of another (November 2026)."""
    username = name or f"{role}-{area.code}"
    user = access.open_account(
        username=username,
        display_name=username,
        password="mat-khau-thu",
        role=role,
        area=area,
        since=since,
        by=None,
    )
    return access.actor_of(user, on)


def district_officer(role: str, area: areas.Unit, on: date) -> access.Actor:
    """Somebody of a district, as an actor of a day when there were districts."""
    return officer(role, area, since=date(2024, 1, 1), on=on)


def next_number(office: areas.Unit, year: int) -> int:
    """The number that an office's next decision of a year has: its register has no gaps."""
    return casework.Decision.objects.filter(office=office, year=year).count() + 1


def paying_office(area: areas.Unit, since: str = "2026-01-01", **fields: str) -> payments.PayingOffice:
    """The office that pays in an area, set by an administrator of it."""
    day = date.fromisoformat(since)
    name = f"administrator-{area.code}"
    user = access.User.objects.filter(username=name).first()
    actor = access.actor_of(user, date(2026, 11, 1)) if user else officer("administrator", area, name)
    values = {"name": "Quỹ thử", "account": "3713.0.1000001", "bank_name": "Kho bạc thử"} | fields
    return payments.set_paying_office(actor=actor, area=area, since=day, **values)


def source(reference: str = "thử") -> registry.Source:
    """Where a fact of a test comes from."""
    return registry.Source.objects.create(kind=registry.Source.Kind.FORM, reference=reference)


def person(
    area: areas.Unit,
    *,
    name: str = "Lò Thị Thử",
    born: str = "1950-05-20",
    precision: str = "day",
    lives_from: str = "2023-01-01",
    village: str = "",
    recorded_at: datetime = LONG_AGO,
    told_by: registry.Source | None = None,
    **identity: Any,
) -> registry.Person:
    """A person who lives in an area, with name, birth and residence recorded long ago."""
    who = {"full_name": name, "born_on": date.fromisoformat(born), "born_precision": precision}
    outward = {key: value for key, value in identity.items() if key != "citizen"}
    found = registry.Person.objects.create(
        **who, **outward, name_fold=fold(name), name_sort=sort_key(name), area=area, village=village
    )
    origin = told_by or source()
    registry.Identity.objects.create(person=found, **who, **identity, recorded_at=recorded_at, source=origin)
    registry.Residence.objects.create(
        person=found, unit=area, village=village, valid=period(lives_from), recorded_at=recorded_at, source=origin
    )
    return found


def fact(model: type, *, valid: DateRange, recorded_at: datetime = LONG_AGO, **fields: Any) -> Any:
    """A dated fact of any kind."""
    return model.objects.create(valid=valid, recorded_at=recorded_at, source=source(), **fields)


def circumstance(
    who: registry.Person, kind: str, value: str | None, start: str, end: str | None = None, **fields: Any
) -> Any:
    """A circumstance of a person during a period, in the table where its kind belongs."""
    given = {"recorded_at": LONG_AGO, **fields}
    given.setdefault("source", None)
    row = circumstance_row(
        kind, value, person=who, valid=period(start, end), **{**given, "source": given["source"] or source()}
    )
    row.save()
    return row


def take_back(row: Any, at: datetime, by: registry.Source) -> None:
    """A fact is believed no more."""
    type(row).objects.filter(pk=row.pk).update(retracted_at=at, retracted_by=by)


def value_on(who: registry.Person, kind: str, day: str) -> str | None:
    """The value of a circumstance believed now to hold on a day, wherever its kind is kept; None without one."""
    facts = registry.history.history(who.pk)
    on = date.fromisoformat(day)
    found = [f for f in facts if f.code == kind and f.retracted_at is None and f.covers(on)]
    return found[0].value if found else None


def household(area: areas.Unit, *members: registry.Person, since: str = "2023-01-01") -> registry.Household:
    """A household; the first member is its head."""
    found = registry.Household.objects.create(area=area)
    for index, member in enumerate(members):
        fact(registry.Membership, person=member, household=found, is_head=index == 0, valid=period(since))
    return found


def died(who: registry.Person, on: date, told_at: datetime | None = None) -> None:
    """The registry has been told of a death; ``told_at`` empty: now."""
    held = registry.Identity.objects.get(person=who, retracted_at=None)
    told_at = told_at or datetime.now(UTC)
    take_back(held, told_at, source())
    registry.Identity.objects.create(
        person=who, full_name=held.full_name, born_on=held.born_on, born_precision=held.born_precision, died_on=on,
        recorded_at=told_at, source=source(),
    )  # fmt: skip
    registry.Person.objects.filter(pk=who.pk).update(died_on=on)
