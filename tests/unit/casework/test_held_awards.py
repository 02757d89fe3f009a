"""Who draws a list waits for whoever has begun to sign: nothing is stamped before the awards are held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.registry import public as registry
from tests.unit.casework.office import decide, disabled, propose
from tests.unit.casework.test_case_endings import Desk, desk, receiving

__all__ = ["desk", "receiving"]
STAMPING = ("casework_award SET retracted_at", "INSERT INTO casework_award", 'INSERT INTO "casework_one_off_award"')
pytestmark = pytest.mark.django_db


@contextmanager
def held_whenever_stamping() -> Iterator[list[bool]]:
    """Whether a list that is drawn would have to wait, asked before each statement that stamps."""
    beside, waits = connection.copy(), []

    def ask(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        if any(stamp in sql for stamp in STAMPING):
            try:
                with beside.cursor() as cursor:
                    cursor.execute("LOCK TABLE casework_award IN SHARE MODE NOWAIT")
                waits.append(False)
            except OperationalError:
                waits.append(True)
            beside.rollback()
        return execute(sql, *given)

    beside.ensure_connection()
    beside.set_autocommit(False)
    try:
        with connection.execute_wrapper(ask):
            yield waits
    finally:
        beside.close()


def test_proposals_that_are_signed_hold_the_awards(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    disabled(here)
    propose()
    with held_whenever_stamping() as waits:
        decide(maker, chair)
    assert waits == [True, True]


def test_a_suspension_that_is_signed_holds_the_awards(desk: Desk, receiving: registry.Person) -> None:
    asked = {"ground": "uncollected", "uncollected_months": "3"}
    case = desk.receive(receiving, "suspension", date(2026, 10, 6), programme="social_allowance", asked=asked)
    desk.submit(case)
    with held_whenever_stamping() as waits:
        desk.decide(case)
    assert waits == [True]


def test_a_funeral_support_that_is_signed_holds_the_awards(here: areas.Unit, desk: Desk) -> None:
    who = disabled(here)
    desk.receive(who, "new", date(2026, 10, 6), programme="social_allowance")
    registry.Person.objects.filter(pk=who.pk).update(died_on=date(2026, 10, 9))
    asked = {"payee": "Lò Văn Con", "cause": "ordinary", "monthly_benefit": "none", "child_of_single_parent": "no"}
    case = desk.receive(who, "funeral", programme="social_allowance", asked=asked)
    desk.submit(case)
    with held_whenever_stamping() as waits:
        desk.decide(case)
    assert waits == [True]
