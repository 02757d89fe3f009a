"""Whose end ends the others: not that of practice beside the real service, nor of a worker that lost its database."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ansinh.server import supervisor
from ansinh.server.supervisor import Child, Program, Supervisor, practice_program, worker_program


@dataclass
class Process:
    """A process that has ended, or has not."""

    returncode: int | None = None
    pid: int = 0

    def poll(self) -> int | None:
        return self.returncode


@dataclass
class Watched:
    """A supervisor with children that tests end; ``started``: programs that were started again."""

    supervisor: Supervisor
    log: Path
    started: list[Program] = field(default_factory=list)

    def child(self, program: Program, *, ended: bool, lived: float = 60.0) -> None:
        child = Child(program, Process(1 if ended else None), self.log)  # type: ignore[arg-type]
        child.began -= lived
        self.supervisor._children.append(child)

    def start(self, program: Program) -> Child:
        self.started.append(program)
        return Child(program, Process(), self.log)  # type: ignore[arg-type]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Watched:
    log = tmp_path / "log"
    log.write_text("nguyên nhân\n")
    found = Watched(Supervisor([], embedded=None), log)
    monkeypatch.setattr(supervisor.Child, "start", found.start)
    return found


def test_practice_ends_alone_and_is_told(watched: Watched, capsys: Any) -> None:
    watched.child(worker_program(), ended=False)
    watched.child(practice_program("127.0.0.1", 8010), ended=True)
    assert watched.supervisor._trouble() == ""
    assert "bản tập làm đã dừng" in capsys.readouterr().out
    assert [child.program.name for child in watched.supervisor._children] == ["worker"]
    assert watched.started == []
    assert watched.supervisor._trouble() == ""
    assert capsys.readouterr().out == ""


def test_a_worker_of_practice_is_started_again_when_its_database_was_replaced(watched: Watched) -> None:
    watched.child(worker_program(kept_up=True), ended=True)
    assert watched.supervisor._trouble() == ""
    assert [program.name for program in watched.started] == ["worker"]


def test_a_worker_that_ends_at_once_is_not_started_for_ever(watched: Watched) -> None:
    watched.child(worker_program(kept_up=True), ended=True, lived=0.5)
    assert "việc nền đã dừng" in watched.supervisor._trouble()


def test_the_real_worker_ends_all(watched: Watched) -> None:
    watched.child(worker_program(), ended=True)
    assert "nguyên nhân" in watched.supervisor._trouble()
    assert watched.started == []
