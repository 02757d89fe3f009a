"""The project's own files, read once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.paths import ROOT


@dataclass(frozen=True)
class Module:
    """A Python file: its path from the root, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor understands it."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}"

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def project_files() -> tuple[str, ...]:
    """Every file that is, or is about to be, in version control, by its path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(sorted(name for name in set(listed.stdout.split("\0")) if name and (ROOT / name).is_file()))


@cache
def modules(*, under: str = "ansinh/", migrations: bool = False) -> tuple[Module, ...]:
    """The Python files below a folder; Django's generated migrations only when asked for."""
    wanted = [name for name in project_files() if name.startswith(under) and name.endswith(".py")]
    return tuple(_module(name) for name in wanted if migrations or "/migrations/" not in name)


def _module(name: str) -> Module:
    text = (ROOT / name).read_text(encoding="utf-8")
    return Module(name, text, ast.parse(text, name))


def non_blank_lines(text: str) -> int:
    """Lines with something on them."""
    return sum(1 for line in text.splitlines() if line.strip())


def is_data_table(name: str) -> bool:
    """Tables of data are exempt from the limits of size; they are named so."""
    return Path(name).stem.endswith("_table")
