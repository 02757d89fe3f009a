"""The folder is the command line; errors that a person can act on are sentences, not tracebacks."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner
from django.db import OperationalError

from ansinh.cli import main as command_line
from ansinh.kernel.errors import Refusal


def _with_command(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command("thu")
    def command() -> None:
        raise error

    monkeypatch.setattr(command_line, "command_names", lambda: ["thu"])
    monkeypatch.setattr(command_line, "load_command", lambda name: command)
    monkeypatch.setattr(command_line, "ensure_running", lambda: None)
    monkeypatch.setattr(command_line, "check_mark", lambda: None)


@pytest.mark.parametrize("name", command_line.command_names())
def test_every_module_is_a_command_of_its_name_with_a_line_of_help(name: str) -> None:
    command = command_line.load_command(name)
    assert command.name == name
    assert command.get_short_help_str(200)


def test_a_refusal_is_one_sentence_and_exit_code_2(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_command(monkeypatch, Refusal("Không có xã mang mã 99999.", code="no_commune"))
    done = CliRunner().invoke(command_line.main, ["thu"])
    assert (done.exit_code, done.stderr) == (2, "✗ Không có xã mang mã 99999.\n")


def test_a_lost_connection_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_command(monkeypatch, OperationalError("server closed the connection"))
    done = CliRunner().invoke(command_line.main, ["thu"])
    assert done.exit_code == 1
    assert "gọi lại đúng lệnh này" in done.stderr


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_command(monkeypatch, ZeroDivisionError())
    assert isinstance(CliRunner().invoke(command_line.main, ["thu"]).exception, ZeroDivisionError)


def test_an_unknown_command_is_an_error() -> None:
    done = CliRunner().invoke(command_line.main, ["khong-co"])
    assert done.exit_code == 2
    assert "khong-co" in done.stderr


def test_help_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    _with_command(monkeypatch, ZeroDivisionError())
    monkeypatch.setattr(command_line, "ensure_running", lambda: started.append("yes"))
    monkeypatch.setattr("sys.argv", ["ansinh", "thu", "--help"])
    assert CliRunner().invoke(command_line.main, ["thu", "--help"]).exit_code == 0
    assert started == []
