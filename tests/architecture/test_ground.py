"""The tests' own ground: a database made from the migrations, and no way out to the network."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page


def test_no_network() -> None:
    with socket.socket() as probe, pytest.raises(RuntimeError, match="reach the network"):
        probe.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_the_database_is_a_throw_away_one_and_we_are_no_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), rolsuper FROM pg_roles WHERE rolname = current_user")
        name, superuser = cursor.fetchone()
    assert name.startswith("test_")
    assert superuser is False


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_a_browser_opens_a_page(page: Page, screenshot: Callable[[str], Path]) -> None:
    page.set_content("<h1>Trợ giúp xã hội</h1>")
    assert page.get_by_role("heading").inner_text() == "Trợ giúp xã hội"
    assert screenshot("ground").stat().st_size > 1000
