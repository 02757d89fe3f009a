"""Another package is entered by its door, ``public.py``, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, modules
from tests.paths import ROOT

OPEN_HOUSES = {
    # pieces that others may use directly, and why
    "ansinh.determination.files": "pure: people's files in, answers out, without a database",
    "ansinh.determination.spark_extra": "as files, on Spark",
    "ansinh.access.routes": "decorators of screens, which may not load models",
}


def _packages_with_a_door() -> set[str]:
    return {path.parent.name for path in (ROOT / "ansinh").glob("*/public.py")}


def _imported(module: Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.count(".") == 1:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module


def test_packages_are_entered_by_their_door() -> None:
    doors = _packages_with_a_door()
    around = []
    for module in modules():
        own = module.name.split("/")[1]
        for node, name in _imported(module):
            parts = name.split(".")
            if parts[0] != "ansinh" or len(parts) < 3 or parts[1] == own or parts[1] not in doors:
                continue
            if "/models/" in module.name and parts[2] == "models":  # a foreign key names the table it points at
                continue
            if parts[2] != "public" and not name.startswith(tuple(OPEN_HOUSES)):
                around.append(f"{module.at(node)} {name}")
    assert around == []


def test_there_are_doors() -> None:
    assert {"areas", "access", "registry", "casework"} <= _packages_with_a_door()
