"""Acting as somebody: the database itself hides and refuses the rows outside their areas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from ansinh.access.actors import Actor


def _set(role: str, areas: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ansinh.areas', %s, true), set_config('role', %s, true)", [areas, role])


def _current() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), coalesce(current_setting('ansinh.areas', true), '')")
        role, areas = cursor.fetchone()
    return role, areas


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """Run a block in one transaction with the actor's database role and areas; both end with the block.

    Within an outer transaction the former role and areas come back afterwards.
    """
    role = "ansinh_wide" if actor.wide else "ansinh_app"
    areas = "{" + ",".join(map(str, sorted(actor.area_ids))) + "}"
    with transaction.atomic():
        before = _current()
        _set(role, areas)
        yield
        if not connection.needs_rollback:
            _set(*before)
