"""Roles belong to the whole server: whoever sets up a database beside another one meets roles half made."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Sequence

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.kernel.row_security import create_roles

ROUNDS = [[f"ansinh_{part}_{uuid.uuid4().hex[:12]}" for part in ("one", "two")] for _ in range(60)]


def _make_all(waits: Sequence[float], together: threading.Barrier, failures: list[DatabaseError]) -> None:
    """Make roles as migrations do: over one connection, in transactions that go on for a moment; then take them on."""
    try:
        for names, wait in zip(ROUNDS, waits, strict=True):
            together.wait()
            time.sleep(wait)
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(create_roles(names))
                    time.sleep(0.01)
                    for name in names:
                        cursor.execute(f"SET LOCAL ROLE {name}")
            except DatabaseError as error:
                failures.append(error)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_both_have_the_roles() -> None:
    failures: list[DatabaseError] = []
    together = threading.Barrier(2, timeout=120)
    all_waits = ([0.0] * len(ROUNDS), [0.0005 * (number % 20) for number in range(len(ROUNDS))])
    threads = [threading.Thread(target=_make_all, args=(waits, together, failures)) for waits in all_waits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connection.cursor() as cursor:
        for name in (name for names in ROUNDS for name in names):
            cursor.execute(f"REVOKE USAGE ON SCHEMA public FROM {name}")
            cursor.execute(f"DROP ROLE {name}")
    assert failures == []
