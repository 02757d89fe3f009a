"""A determination that begins while a text is being published knows it, or never will: its evidence stays true."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from tests.builders import commune
from tests.unit.casework.office import disabled
from tests.unit.determination.laws import base, leader, maker, publish

pytestmark = pytest.mark.django_db(transaction=True)
NOVEMBER = Month(2026, 11)


@pytest.fixture
def publishing() -> Iterator[threading.Event]:
    """Somebody who has published and takes their time to commit; the event says that they have come so far."""
    maker(), leader()  # accounts exist beforehand
    published, committed = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            publish(base(650_000))
            published.set()
            committed.wait(2)
        connection.close()

    thread = threading.Thread(target=slowly)
    thread.start()
    yield published
    committed.set()
    thread.join()


def test_what_is_being_published_is_waited_for(publishing: threading.Event) -> None:
    who = disabled(commune(), since="2025-03-10")
    assert publishing.wait(20)
    run = determination.determine_month(month=NOVEMBER, known_at=timezone.now())
    (stored,) = determination.stored_of(who.pk, NOVEMBER, area_id=who.area_id)
    assert stored.answer.total_vnd == 975_000
    assert determination.differing(stored, determination.determine_again(run, who.pk)) == []


def test_a_run_as_of_before_it_waits_too_and_does_not_know_it(publishing: threading.Event) -> None:
    who = disabled(commune(), since="2025-03-10")
    before = timezone.now() - timedelta(hours=1)
    assert publishing.wait(20)
    run = determination.determine_month(month=NOVEMBER, known_at=before)
    again = determination.determine_again(run, who.pk)
    assert again.answer.law_version == run.law_version
    assert again.answer.law_version != determination.law_in_force().version("2026-11")
