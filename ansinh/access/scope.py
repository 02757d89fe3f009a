"""Acting as somebody: the database itself hides and refuses the rows outside their areas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from ansinh.access.actors import Actor
from ansinh.access.emergency_guards_table import LENT


def _set(role: str, areas: str, user: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('ansinh.areas', %s, true), set_config('ansinh.user', %s, true), "
            "set_config('role', %s, true)",
            [areas, user, role],
        )


_CHANGE = """
WITH before AS MATERIALIZED (
  SELECT current_setting('role') AS role, coalesce(current_setting('ansinh.areas', true), '') AS areas,
    coalesce(current_setting('ansinh.user', true), '') AS who
)
SELECT role, areas, who, set_config('ansinh.areas', %s, true), set_config('ansinh.user', %s, true),
  set_config('role', %s, true)
FROM before
"""


def _changed(role: str, areas: str, user: str) -> tuple[str, str, str]:
    """Set them; what they were before."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [areas, user, role])
        before = cursor.fetchone()
    return before[0], before[1], before[2]


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Run a block in one transaction with the actor's database role and areas; both end with the block.

    Within an outer transaction the former role and areas come back afterwards.
    """
    role = "ansinh_wide" if actor.wide else "ansinh_app"
    areas = "{" + ",".join(map(str, sorted(actor.area_ids))) + "}"
    with _acting(role, areas, actor):
        yield


@contextmanager
def reading_lent(actor: Actor) -> Iterator[None]:
    """Run a block that reads the records lent to the actor in an emergency, and sees nothing else."""
    with _acting(LENT, "{}", actor):
        yield


@contextmanager
def _acting(role: str, areas: str, actor: Actor) -> Iterator[None]:
    with transaction.atomic():
        before = _changed(role, areas, str(actor.user_id or ""))
        yield
        if not connection.needs_rollback:
            _set(*before)
