"""Sizes and names: small pieces, named after what they are about."""

from __future__ import annotations

import ast

from tests.architecture.source import is_data_table, modules, non_blank_lines
from tests.paths import ROOT

FILE_LINES = 300
FUNCTION_LINES = 40
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "handler",
    "handlers",
    "base2",
}


def test_files_are_short() -> None:
    sizes = {
        m.name: non_blank_lines(m.text) for m in (*modules(), *modules(under="tests/")) if not is_data_table(m.name)
    }
    assert {name: lines for name, lines in sizes.items() if lines > FILE_LINES} == {}


def test_functions_are_short() -> None:
    too_long = {
        f"{module.at(function)} {function.name}": _body_lines(module.text, function)
        for module in modules()
        if not is_data_table(module.name)
        for function in module.functions()
        if _body_lines(module.text, function) > FUNCTION_LINES
    }
    assert too_long == {}


def test_modules_are_named_after_a_concept() -> None:
    parts = {m.name: set(m.name.removesuffix(".py").split("/")) for m in modules()}
    assert {name: words & NAMELESS for name, words in parts.items() if words & NAMELESS} == {}


def test_every_package_with_tables_says_what_it_owns() -> None:
    names = {m.name for m in modules()}
    packages = {name.split("/")[1] for name in names if "/models" in name}
    from_readme = {p for p in packages if (ROOT / "ansinh" / p / "README.md").exists()}
    assert packages - from_readme == set()


def _body_lines(text: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Non-blank lines from ``def`` to the end, a text of many lines counting as one.

    A docstring is never too long, and an SQL statement stands whole.
    """
    lines = text.splitlines()[function.lineno - 1 : function.end_lineno]
    texts = [n for n in ast.walk(function) if isinstance(n, ast.JoinedStr | ast.Constant) and _is_text(n)]
    inside = {line for node in texts for line in range(node.lineno + 1, (node.end_lineno or 0) + 1)}
    return sum(1 for number, line in enumerate(lines, function.lineno) if line.strip() and number not in inside)


def _is_text(node: ast.JoinedStr | ast.Constant) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node.value, str)
