"""What a run that was killed left behind is removed by the next one; what a living run works in never is."""

from __future__ import annotations

import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ansinh.determination.files import unfinished
from ansinh.determination.files.unfinished import unfinished_file, unfinished_folder

Run = Callable[[], subprocess.Popen[str]]
RUN = """
import sys
from pathlib import Path
from ansinh.cli._leaving import leave_in_order
from ansinh.determination.files.unfinished import unfinished_file, unfinished_folder
leave_in_order()
with unfinished_folder(Path(sys.argv[1])) as folder, unfinished_file(Path(sys.argv[1]), ".csv"):
    (folder / "000000.parquet").write_text("rows")
    print("working", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Starts another process that works in the folder until it is ended."""

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", RUN, str(tmp_path)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "working\n"
        return process

    return start


def unfinished_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_dead_are_put_away_and_the_living_left_alone(
    run: Callable[[], subprocess.Popen[str]], tmp_path: Path
) -> None:
    dead, left = run(), unfinished_in(tmp_path)
    living = run()
    kept = unfinished_in(tmp_path) - left
    dead.kill()
    dead.communicate()
    assert unfinished_in(tmp_path) == left | kept
    assert (len(left), len(kept)) == (2, 2)
    with unfinished_file(tmp_path, ".jsonl") as own:
        assert unfinished_in(tmp_path) == kept | {own.name}
    living.communicate()
    assert living.returncode == 0
    assert unfinished_in(tmp_path) == set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end(run: Run, tmp_path: Path, number: signal.Signals) -> None:
    process = run()
    process.send_signal(number)
    process.communicate()
    assert process.returncode == 128 + number
    assert unfinished_in(tmp_path) == set()


def test_another_machine_answers_for_its_own(tmp_path: Path) -> None:
    others = tmp_path / f"{unfinished.PREFIX}{platform.node()}-2-{'0' * 32}"
    others.mkdir()
    (tmp_path / ".determined").touch()
    with unfinished_folder(tmp_path):
        pass
    assert unfinished_in(tmp_path) == {others.name, ".determined"}


def test_taken_for_dead_before_it_was_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run comes between making and locking: this one makes another."""
    lock, taken = unfinished._lock, list[Path]()

    def late(path: Path) -> int:
        if not taken:
            taken.append(path)
            path.rmdir()
        return lock(path)

    monkeypatch.setattr(unfinished, "_lock", late)
    with unfinished_folder(tmp_path) as folder:
        assert folder.is_dir()
        assert folder not in taken


def test_where_nothing_can_be_locked_nothing_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> int:
        raise OSError("no locks here")

    monkeypatch.setattr(unfinished, "_lock", refused)
    with unfinished_folder(tmp_path) as one, unfinished_folder(tmp_path) as other:
        assert one.is_dir()
        assert other.is_dir()
