"""The reference pages say what the code does."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ansinh.cli.reference import FOLDER, outdated
from ansinh.config.environment_table import VARIABLES
from tests.architecture.source import modules

OF_THE_SYSTEM = {"PATH", "PYTHONPATH", "DJANGO_SETTINGS_MODULE"}


def test_reference_pages_are_current() -> None:
    assert sorted(outdated(FOLDER)) == [], "write them again: .venv/bin/ansinh reference"


def test_a_missing_page_is_noticed(tmp_path: Path) -> None:
    assert "settings.md" in outdated(tmp_path)


def test_no_page_is_left_over() -> None:
    assert {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.md")} - set(outdated(Path("/nowhere"))) == set()


def test_every_environment_variable_is_in_the_table() -> None:
    read = {
        str(argument.value)
        for module in modules()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("os.environ.get", "os.getenv")
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant)
    }
    read |= {
        str(node.slice.value)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Subscript)
        and ast.unparse(node.value) == "os.environ"
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.ctx, ast.Load)
    }
    assert read - OF_THE_SYSTEM - set(VARIABLES) == set()


@pytest.mark.parametrize("name", ["ANSINH_PROCESS"])
def test_variables_that_only_the_supervisor_sets_are_known(name: str) -> None:
    assert name in VARIABLES
