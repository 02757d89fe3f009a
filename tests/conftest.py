"""What every test gets: a throw-away database, no network, a browser when asked for.

Tests that use the database are marked ``db`` by themselves, so that ``./test --db-only`` can run them on another
PostgreSQL. Within a test the connection is the database's owner, who sees all rows; what somebody may see is tested
inside ``access.public.acting_as(actor)``, where the database itself applies the policies.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test.utils import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from pytest_django import DjangoDbBlocker

from ansinh.kernel.sealing.key_file import make_keys
from tests.plugins.database import FOLDER, join_database

# The ordinary run tries the same examples each time, so that a red run is about the change and repeats; new random ones
# are sought where ANSINH_RANDOM is set, as ./test --long does. How long an example takes says something of the machine.
hypothesis_settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
if not os.environ.get("ANSINH_RANDOM"):
    hypothesis_settings.load_profile("repeatable")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_client", "reset_sequences_db"}
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_OPTIONS = [
    "--no-sandbox",  # the tests may run as root, where Chromium has no sandbox
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--lang=vi",
]
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
REFUSING_TRUNCATE = """
SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgtype & 32 <> 0 AND relname = ANY (%s)
"""
LOOPBACK = ("127.", "::1", "localhost")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need the database; browsers last, since they are the slowest to give an answer."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("db")
        if "browser" in fixtures:
            item.add_marker("journey")
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """pytest-django's hook before it makes the test database: the server has to run by then."""
    join_database()
    settings = connections["default"].settings_dict
    settings["CONN_MAX_AGE"] = 0
    if "PYTEST_XDIST_WORKER" in os.environ:
        with django_db_blocker.unblock():
            settings["TEST"]["TEMPLATE"] = _made_once(settings)


def _made_once(settings: dict[str, Any]) -> str:
    """The migrated database that workers of a parallel run copy: the first makes it while the others wait."""
    name = "test_made_once"
    with (Path(os.environ[FOLDER]) / "made-once.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go when the file is closed
        lock.seek(0)
        if not lock.read():
            own = settings["NAME"], settings["TEST"]["NAME"]
            settings["TEST"]["NAME"] = name
            connections["default"].creation.create_test_db(verbosity=0, autoclobber=True)
            connections["default"].close()
            settings["NAME"], settings["TEST"]["NAME"] = own
            lock.write(name)
    return name


@pytest.fixture(autouse=True, scope="session")
def _emptying_append_only_tables() -> Iterator[None]:
    """Between browser tests Django empties all tables; those that refuse it let go for that moment, in tests only."""
    plain = DatabaseOperations.sql_flush

    def flush(self: DatabaseOperations, style: Any, tables: list[str], **options: bool) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute(REFUSING_TRUNCATE, [tables])
            refusing = [self.quote_name(name) for (name,) in cursor.fetchall()]
        return [
            *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in refusing),
            *plain(self, style, tables, **options),
            *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in refusing),
        ]

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", flush)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Only this machine can be reached, so no test depends on, or tells anything to, another."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise RuntimeError(f"a test tried to reach the network: {address}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files without the collected manifest, uploads into a temporary folder, quick password hashes,
    no second factor demanded."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        STORAGES=storages,
        MEDIA_ROOT=tmp_path_factory.mktemp("files"),
        INBOX=tmp_path_factory.mktemp("inbox"),
        RETURNS=tmp_path_factory.mktemp("returns"),
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        SECOND_FACTOR_ROLES=frozenset(),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True, scope="session")
def _keys() -> None:
    """The keys of this run, in its temporary data folder."""
    make_keys()


@pytest.fixture(scope="module")
def playwright_driver() -> Iterator[Playwright]:
    """The driver's own process. It leaves a loop running in this thread, in which Django keeps other connections: so it
    ends with the module, before tests that count on having one."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    chromium = playwright_driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
    yield chromium
    chromium.close()


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile of an officer's laptop: 1366×768, Vietnamese."""
    context = browser.new_context(viewport=LAPTOP, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A tab; use it with ``live_server`` and ``live_server.url``."""
    return browser_context.new_page()


@pytest.fixture
def screenshot(page: Page, tmp_path: Path) -> Callable[[str], Path]:
    """``screenshot("month")`` saves the whole page as month.png, and month-phone.png at a phone's width.

    They go to ANSINH_SCREENSHOTS when that is set, else to the test's temporary folder.
    """
    folder = Path(os.environ.get("ANSINH_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def take(name: str) -> Path:
        file = folder / f"{name}.png"
        page.screenshot(path=file, full_page=True)
        page.set_viewport_size(PHONE)
        page.screenshot(path=folder / f"{name}-phone.png", full_page=True)
        page.set_viewport_size(LAPTOP)
        return file

    return take
