"""Practice has a database of its own that says so itself; what does not say so is never dropped, nor served as such."""

from __future__ import annotations

import os
import runpy
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import psycopg
import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli import main as command_line
from ansinh.config import environment_table
from ansinh.kernel.errors import Refusal
from ansinh.server import places, postgres, practice

SETTINGS = Path(command_line.__file__).parents[1] / "config" / "settings.py"
MARK = f"CREATE SCHEMA {practice.MARK}"


@pytest.fixture
def in_practice(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[str]:
    """A process of practice whose databases are this test's alone; they are gone afterwards."""
    monkeypatch.setenv(places.PRACTICE, "1")
    monkeypatch.setattr(postgres, "PRACTICE_ENDING", f"_practice_{os.getpid()}")
    name = str(postgres.database_settings()["NAME"])
    yield name
    with practice._connected(practice.MAINTENANCE) as server:
        for ending in ("", practice.TEMPLATE_ENDING, practice.COMING_ENDING, practice.LEFT_ENDING):
            server.execute(f'DROP DATABASE IF EXISTS "{name}{ending}" WITH (FORCE)')


def ask(name: str, statement: str) -> list[Any]:
    with practice._connected(name) as there:
        return there.execute(statement).fetchall()


def test_a_new_beginning_is_the_template_again_and_ends_who_was_in(in_practice: str) -> None:
    practice.begin_template()
    with practice._connected(in_practice) as there:
        there.execute("CREATE TABLE people AS SELECT 1 AS id")
    assert not practice.is_ready("xã thứ nhất")
    practice.make_template("xã thứ nhất")
    assert practice.is_ready("xã thứ nhất")
    assert not practice.is_ready("xã thứ hai")
    somebody = practice._connected(in_practice)
    somebody.execute("INSERT INTO people VALUES (2)")
    began = time.monotonic()
    practice.reset()
    assert time.monotonic() - began < 5
    assert ask(in_practice, "SELECT id FROM people") == [(1,)]
    assert ask(in_practice, f"SELECT to_regnamespace('{practice.MARK}') IS NOT NULL") == [(True,)]
    with pytest.raises(psycopg.OperationalError):
        somebody.execute("SELECT 1")
    practice.reset()
    assert ask(in_practice, "SELECT id FROM people") == [(1,)]
    found = ask(practice.MAINTENANCE, f"SELECT count(*) FROM pg_database WHERE datname LIKE '{in_practice}%'")
    assert found == [(3,)], "the template, what is used, what was left last"


def test_without_a_template_nothing_is_dropped(in_practice: str) -> None:
    practice.begin_template()
    with pytest.raises(Refusal) as refused:
        practice.reset()
    assert refused.value.code == "no_template"
    assert ask(in_practice, "SELECT 1") == [(1,)]


def test_a_database_without_the_mark_is_never_dropped(in_practice: str) -> None:
    """Not even one that bears the name: somebody may have restored a real one under it."""
    practice.begin_template()
    practice.make_template("xã")
    with practice._connected(in_practice) as there:
        there.execute(f"DROP SCHEMA {practice.MARK}")
        there.execute("CREATE TABLE people AS SELECT 7 AS id")
    for act in (practice.reset, practice.begin_template):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "not_for_practice"
    assert ask(in_practice, "SELECT id FROM people") == [(7,)]


def test_a_real_process_begins_nothing_anew() -> None:
    with pytest.raises(Refusal) as refused:
        practice.reset()
    assert refused.value.code == "not_for_practice"


@pytest.mark.django_db
def test_practice_is_not_served_from_a_real_database_nor_a_real_service_from_practice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    practice.check_mark()
    monkeypatch.setenv(places.PRACTICE, "1")
    with pytest.raises(Refusal) as refused:
        practice.check_mark()
    assert refused.value.code == "not_for_practice"
    with connection.cursor() as cursor:
        cursor.execute(MARK)
    practice.check_mark()
    monkeypatch.delenv(places.PRACTICE)
    with pytest.raises(Refusal) as refused:
        practice.check_mark()
    assert refused.value.code == "only_for_practice"


@pytest.mark.django_db
def test_no_request_can_make_the_mark_or_take_it_away() -> None:
    for statement in (MARK, f"DROP SCHEMA {practice.MARK}"):
        with pytest.raises(DatabaseError), transaction.atomic(), acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(statement)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {practice.MARK}")


@pytest.mark.parametrize("module", ["ansinh.cli.main", "ansinh.config.wsgi"])
def test_commands_and_the_web_server_look_for_the_mark(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """So also the worker, which is a command."""
    told: list[str] = []

    def refuse() -> None:
        told.append(module)
        raise Refusal("Không phải của bản này.", code="only_for_practice")

    if module == "ansinh.config.wsgi":
        monkeypatch.setattr(practice, "check_mark", refuse)
        with pytest.raises(Refusal):
            runpy.run_module(module)
    else:
        monkeypatch.setattr(command_line, "ensure_running", lambda: None)
        monkeypatch.setattr(command_line, "check_mark", refuse)
        monkeypatch.setattr(command_line, "load_command", click.Command)
        assert CliRunner().invoke(command_line.main, ["worker"]).exit_code == command_line.REFUSED
    assert told == [module]


OUTWARD = {
    "ANSINH_SECRET_KEY": "khóa của bản thật",
    "ANSINH_KEYS": "/khoa-that",
    "ANSINH_SIGNER": "ansinh.casework.documents.pades.signer_of_environment",
    "ANSINH_OIDC_ISSUER": "https://dang-nhap.example",
    "ANSINH_OIDC_CLIENT_ID": "an-sinh",
    "ANSINH_OIDC_CLIENT_SECRET": "mật khẩu",
    "ANSINH_PUBLIC_ADDRESS": "https://ansinh.example",
}


def test_practice_shares_nothing_that_could_be_mixed_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of the same environment: other database, folders, keys, cookies, addresses; no signing, no outside sign-in."""
    assert set(environment_table.VARIABLES) >= set(OUTWARD)
    monkeypatch.setenv("ANSINH_DATA", str(tmp_path))
    for name, value in OUTWARD.items():
        monkeypatch.setenv(name, value)
    real = runpy.run_path(str(SETTINGS))
    monkeypatch.setenv(places.PRACTICE, "1")
    ours = runpy.run_path(str(SETTINGS))
    assert (real["PRACTICE"], ours["PRACTICE"]) == (False, True)
    assert real["DATABASES"]["default"]["HOST"] == ours["DATABASES"]["default"]["HOST"]
    apart = ("SECRET_KEY", "KEYS", "DATA", "MEDIA_ROOT", "PUBLIC_ADDRESS", "SIGNER", "OIDC_ISSUER", "OIDC_CLIENT_ID")
    for name in (*apart, "OIDC_CLIENT_SECRET", "DATABASES"):
        assert real[name] != ours[name], name
    cookies = {real.get(name, default) for name, default in (("SESSION_COOKIE_NAME", "sessionid"),)}
    assert ours["SESSION_COOKIE_NAME"] not in cookies
    assert ours["CSRF_COOKIE_NAME"] != "csrftoken"
    assert str(ours["KEYS"]).startswith(str(tmp_path / "practice"))
    assert not ours["SIGNER"]
    assert not ours["OIDC_ISSUER"]
