"""One made-up commune and one browser a colleague for all journeys of a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.journeys.manual import commune, recording
from tests.journeys.manual.colleagues import Colleague
from tests.journeys.manual.commune import Office, made_up


@pytest.fixture(scope="module")
def _day() -> Iterator[None]:
    """Recorded journeys happen on the day of the manual, others today."""
    patch = pytest.MonkeyPatch()
    if recording.RECORDING:
        assert timezone.now() < recording.DAY, "the day of the manual has to lie ahead: move it on"
        patch.setattr(timezone, "now", lambda: recording.DAY)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, django_db_keepdb: bool
) -> Iterator[None]:
    """The test database even where these journeys are all that is run: no test of theirs asks for one of its own."""
    if connection.settings_dict["NAME"].startswith("test_"):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, keepdb=django_db_keepdb)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker, _day: None, browser: Browser) -> Iterator[Office]:
    """A server with the commune, emptied when the module is done."""
    with django_db_blocker.unblock():
        server: Any = LiveServer("localhost")
        server._live_server_modified_settings.enable()
        found = made_up(server.url, browser)
        yield found
        found.close()
        server.stop()
        server._live_server_modified_settings.disable()
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
        connections.close_all()  # the browser's loop has given this thread a connection of its own


@pytest.fixture(autouse=True)
def _story(request: pytest.FixtureRequest, office: Office) -> Iterator[None]:
    """The journey by its name; nobody's browser may have complained when it is over."""
    story = office.story
    story.kind, story.steps = getattr(request.function, "kind", ""), 0
    story.recorded = recording.RECORDING and bool(story.kind)
    office.complaints.clear()
    yield
    story.point_at(None)
    assert office.complaints == []


@pytest.fixture
def officer(office: Office) -> Colleague:
    """Công chức xã Lục Yên."""
    return office.colleague(commune.OFFICER)


@pytest.fixture
def chair(office: Office) -> Colleague:
    """Chủ tịch UBND xã Lục Yên."""
    return office.colleague(commune.CHAIR)


@pytest.fixture
def new_officer(office: Office) -> Colleague:
    """Công chức xã Mù Cang Chải, nơi người ta chuyển đến."""
    return office.colleague(commune.NEW_OFFICER)


@pytest.fixture
def new_chair(office: Office) -> Colleague:
    """Chủ tịch UBND xã Mù Cang Chải."""
    return office.colleague(commune.NEW_CHAIR)


@pytest.fixture
def province(office: Office) -> Colleague:
    """Chuyên viên cấp tỉnh."""
    return office.colleague(commune.PROVINCE)


@pytest.fixture
def leader(office: Office) -> Colleague:
    """Lãnh đạo cấp tỉnh."""
    return office.colleague(commune.LEADER)
