"""Lists that are drawn at the same time.

Each is drawn by itself, as things stood when it began. They are kept one after another, and whoever's turn it is asks
whether one that was kept meanwhile has to do with the same people or communes: then it was drawn from what no longer
holds, and is drawn once more, while nobody else draws.

The first list of all is drawn while nobody else draws as well. A statement is planned for the table as it is found:
in an empty one the planner reads everything for each person, which lasts for ever while others fill it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, connection
from psycopg.errors import DeadlockDetected, UniqueViolation

from ansinh.payments.due import touched_by
from ansinh.payments.models import PayrollRun
from ansinh.payments.states import RunKind

T = TypeVar("T")

_TOGETHER = "SELECT pg_advisory_xact_lock_shared(hashtext('payments drawing'))"
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('payments drawing'))"
_TURN = "SELECT pg_advisory_xact_lock(hashtext('payments keeping'))"
_EMPTY = "SELECT pg_relation_size('payments_line') = 0"
_KEPT = "SELECT coalesce(array_agg(id), '{}') FROM payments_run WHERE locked_at IS NOT NULL AND id <> ALL (%s)"


class Crossed(Exception):
    """Another list was kept meanwhile that has to do with this one."""


def again_if_crossed(draw: Callable[[bool], T]) -> T:
    """Draw among others; if that crossed another list, draw alone. ``draw`` is one transaction; its argument: alone."""
    try:
        return draw(first_of_all())
    except Crossed:
        return draw(True)
    except (IntegrityError, OperationalError) as refused:
        # The same line drawn twice at once is refused by its key, or both wait for each other. Alone it comes again
        # if it has another reason.
        if not isinstance(refused.__cause__, DeadlockDetected | UniqueViolation):
            raise
    return draw(True)


def first_of_all() -> bool:
    """Whether no list was ever drawn; not so from the first line on, though it be taken back."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY)
        return bool(cursor.fetchone()[0])


def begin_drawing(cursor: Any, *, alone: bool) -> list[int]:
    """Wait for whoever draws alone, or, alone, for everybody; returns the runs whose lists have been kept."""
    cursor.execute(_ALONE if alone else _TOGETHER)
    return _kept(cursor, [])


def take_turn(cursor: Any, run: PayrollRun, before: list[int]) -> None:
    """Wait for those who are keeping theirs. ``before``: what was kept when the drawing began. Raises Crossed.

    What is given once has a key that stands in one list only; nothing else of it depends on other lists.
    """
    cursor.execute(_TURN)
    meanwhile = _kept(cursor, before)
    if meanwhile and run.kind != RunKind.ONE_OFF and touched_by(cursor, run, meanwhile):
        raise Crossed


def _kept(cursor: Any, but: list[int]) -> list[int]:
    cursor.execute(_KEPT, [but])
    runs: list[int] = cursor.fetchone()[0]
    return runs
