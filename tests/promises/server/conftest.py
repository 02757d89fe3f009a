"""Data folders of their own for tests that kill things."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ansinh.server.cluster import Cluster
from ansinh.server.places import places
from tests.promises.server.processes import Running, free_port, run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these are promises, and all start a PostgreSQL of the kind the run was asked for."""
    for item in items:
        if "/promises/server/" in str(item.path):
            item.add_marker("promise")
            item.add_marker("db")


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ansinh-promise-"))
    folder.chmod(0o755)
    return folder


def _remove(folder: Path) -> None:
    Cluster(places(folder)).stop()
    shutil.rmtree(folder)


@pytest.fixture
def data() -> Iterator[Path]:
    """An empty data folder; whatever still runs on it is stopped afterwards."""
    folder = _folder()
    yield folder
    _remove(folder)


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A data folder after ``ansinh setup``, made once; tests work on copies."""
    folder = _folder()
    done = run(folder, "setup", "--without-demo")
    assert done.returncode == 0, done.stdout + done.stderr
    yield folder
    _remove(folder)


@pytest.fixture
def ready_data(prepared: Path, data: Path) -> Path:
    """A data folder of its own, ready to serve."""
    shutil.copytree(prepared, data, dirs_exist_ok=True, symlinks=True)
    owner = (prepared / "pg").stat()
    for folder, _, files in os.walk(data / "pg"):
        for name in (folder, *(os.path.join(folder, file) for file in files)):
            os.chown(name, owner.st_uid, owner.st_gid)
    return data


@pytest.fixture
def served(ready_data: Path) -> Iterator[Running]:
    """``ansinh serve``, up and answering."""
    running = Running.start(ready_data, "serve", "--port", str(free_port())).wait_for("sẵn sàng")
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()
