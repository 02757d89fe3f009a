"""Where the database is, from the environment; looking starts nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ansinh.kernel.errors import Refusal
from ansinh.server.places import LONGEST_SOCKET_PATH, SOCKET_NAME, places
from ansinh.server.postgres import database_settings
from ansinh.server.progress_lines import vietnamese_seconds


def test_a_real_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://an%40tinh:m%3At@db.example:6432/an_sinh?sslmode=require")
    settings = database_settings()
    assert settings["HOST"] == "db.example"
    assert settings["PORT"] == "6432"
    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == ("an@tinh", "m:t", "an_sinh")
    assert settings["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}


def test_a_real_server_by_its_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres:///ansinh?host=/run/postgresql")
    settings = database_settings()
    assert (settings["HOST"], settings["PORT"]) == ("/run/postgresql", "")
    assert settings["OPTIONS"] == {"options": "-c jit=off"}


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "ansinh"])
def test_another_kind_of_address_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Refusal) as refused:
        database_settings()
    assert refused.value.code == "database_url"


def test_the_embedded_one_by_default_and_nothing_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ANSINH_DATA", str(tmp_path))
    settings = database_settings()
    assert settings["USER"] == settings["NAME"] == "ansinh"
    assert list(tmp_path.iterdir()) == []


def test_the_socket_path_fits_however_deep_the_project_lies(tmp_path: Path) -> None:
    deep = tmp_path / ("thư-mục-rất-dài-" * 6)
    for folder in (tmp_path, deep):
        path = places(folder).socket / SOCKET_NAME
        assert len(os.fsencode(path)) <= LONGEST_SOCKET_PATH
    assert places(deep).socket != places(deep / "khác").socket


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the database to another account")
def test_a_closed_home_is_left_closed(tmp_path: Path) -> None:
    """The server's account cannot walk into a private folder: the database goes elsewhere, the mode stays."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    assert not places(home / "data").root.is_relative_to(home)
    assert home.stat().st_mode & 0o777 == 0o700


def test_seconds_as_written_in_vietnamese() -> None:
    assert vietnamese_seconds(1.26) == "1,3 giây"
