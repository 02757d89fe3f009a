"""Walking every address as every role, on the installation's own database, in a transaction that is taken back.

Each role gets an account for the walk and a made-up commune without a single person. Addresses are asked with OPTIONS,
which changes nothing; what is answered is compared with what is declared. Then every address that takes a number is
asked for records that really are somebody else's.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from ansinh.access.public import (
    ROLES,
    SYSTEM,
    Actor,
    Reach,
    Role,
    Route,
    User,
    acting_as,
    actor_of,
    open_account,
    routes,
)
from ansinh.areas.public import Unit, province

FOUND, REFUSED, GONE, BROKEN = 200, 403, 404, 500
SIGN_IN = "/dang-nhap/"
MOST_RECORDS = 12
SAMPLE = 200


@dataclass
class Walk:
    """What was seen: how far each address reached for each role, and what differs from the declaration."""

    seen: dict[Route, dict[str, Reach]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    asked: int = 0
    foreign: int = 0


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Refusals are what is asked for; they are no news for the log of the server."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def walk_access(on: date) -> Walk:
    """Walk, and take everything back."""
    walk = Walk()
    with _without_warnings(), transaction.atomic():
        actors = _accounts(on)
        clients = {code: _client(actor) for code, actor in actors.items()}
        for route in routes():
            walk.seen[route] = {code: _ask(walk, route, ROLES[code], client, on) for code, client in clients.items()}
        records = foreign_records(actors["commune_officer"])
        narrow = {code: client for code, client in clients.items() if not ROLES[code].wide}
        for route in routes():
            if any(kind == "int" for kind, _ in route.arguments):
                for code, client in narrow.items():
                    _ask_foreign(walk, route, ROLES[code], client, records, on)
        transaction.set_rollback(True)
    return walk


def _accounts(on: date) -> dict[str, Actor]:
    """Somebody in each role: in the province where the role is the province's, else in a commune without people."""
    whole = province(on)
    empty = Unit.objects.create(
        code="99999", name="Xã kiểm tra quyền", kind=Unit.Kind.COMMUNE, parent=whole, valid=DateRange(on, None)
    )
    made = {}
    for code, role in ROLES.items():
        area = whole if role.level == Unit.Kind.PROVINCE else empty
        user = open_account(
            username=f"kiem-tra-quyen-{code}", display_name=role.label, password=None, role=code, area=area, since=on,
            by=None, factor_waived=True,
        )  # fmt: skip
        made[code] = actor_of(user, on)
    return made


def _client(actor: Actor) -> Client:
    host = next((name for name in settings.ALLOWED_HOSTS if name[:1] not in "*.["), "localhost")
    client = Client(raise_request_exception=False, SERVER_NAME=host)
    client.force_login(User.objects.get(pk=actor.user_id))
    session = client.session
    session["purpose"] = "Kiểm tra quyền"
    session.save()
    return client


def _ask(walk: Walk, route: Route, role: Role, client: Client, on: date) -> Reach:
    """How far the address really reaches for the role."""
    walk.asked += 1
    declared = route.reach(role, on)
    with transaction.atomic():
        answer = client.generic("OPTIONS", route.path(), secure=settings.HTTPS)
        transaction.set_rollback(True)
    if answer.status_code >= BROKEN:
        walk.wrong.append(f"/{route.address} – {role.label}: lỗi {answer.status_code}")
        return declared
    refused = answer.status_code == REFUSED or answer.get("Location", "").startswith(f"{SIGN_IN}?")
    seen = Reach.REFUSED if refused else declared if declared is not Reach.REFUSED else Reach.OWN
    if seen is not declared:
        told = "bị từ chối" if refused else "mở được"
        walk.wrong.append(f"/{route.address} – {role.label}: {told}, khác với khai báo")
    return seen


def _ask_foreign(walk: Walk, route: Route, role: Role, client: Client, records: Sequence[int], on: date) -> None:
    if route.reach(role, on) in (Reach.OPEN, Reach.REFUSED):
        return
    numbers = [name for kind, name in route.arguments if kind == "int"]
    for record in records:
        walk.asked += 1
        walk.foreign += 1
        with transaction.atomic():
            answer = client.get(route.path(dict.fromkeys(numbers, record)), secure=settings.HTTPS)
            transaction.set_rollback(True)
        if answer.status_code == FOUND:
            walk.wrong.append(f"/{route.address} – {role.label}: mở được bản ghi {record} của địa bàn khác")


def foreign_records(actor: Actor) -> list[int]:
    """A few numbers that name rows which the database hides from the actor, in as many tables as possible.

    No number that names a row the actor may see, in whatever table: so whoever is shown something under it, is shown
    what is not theirs.
    """
    tables = list(_tables())
    hidden: dict[str, set[int]] = {}
    with acting_as(SYSTEM):
        for table in tables:
            hidden[table] = set(_numbers(f"SELECT id FROM {table} ORDER BY id DESC LIMIT {SAMPLE}"))  # noqa: S608
    candidates = sorted(set().union(*hidden.values()))
    with acting_as(actor):
        for table in tables:
            visible = set(_numbers(f"SELECT id FROM {table} WHERE id = ANY (%s)", candidates))  # noqa: S608
            for numbers in hidden.values():
                numbers -= visible
    chosen: list[int] = []
    left = {table: numbers for table, numbers in hidden.items() if numbers}
    while left and len(chosen) < MOST_RECORDS:
        counts = {number: sum(number in numbers for numbers in left.values()) for number in set().union(*left.values())}
        best = max(counts, key=lambda number: (counts[number], -number))
        chosen.append(best)
        left = {table: numbers for table, numbers in left.items() if best not in numbers}
    return chosen


def _tables() -> Iterator[str]:
    """Tables with a number as key that both roles of the application may read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.atttypid IN (20, 23) "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
            "AND has_table_privilege('ansinh_app', c.oid, 'SELECT') "
            "AND has_table_privilege('ansinh_wide', c.oid, 'SELECT') ORDER BY 1"
        )
        yield from (name for (name,) in cursor.fetchall())


def _numbers(statement: str, *values: object) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return [number for (number,) in cursor.fetchall()]
