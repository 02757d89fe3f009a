"""Whoever has a database asks for the law in force; the law that is written in the package is for those without one."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from ansinh import legislation
from ansinh.legislation import one_off
from tests.architecture.source import Module, modules

WRITTEN = {"WRITTEN_BOOK", "WRITTEN_CATEGORIES", "WRITTEN_ONE_OFF_BOOK", "load_book", "load_amounts", "load_provinces"}
WRITTEN |= {"book_with", "form_of"}  # without texts they are the written law
MAY_USE_THE_WRITTEN_LAW = {
    # path: why the law in force is not what is meant
    "ansinh/cli/reference_pages/law_pages.py": "the manual of what the package holds",
    "ansinh/cli/reference_pages/one_off_page.py": "the manual of what the package holds",
    "ansinh/cli/_law_check.py": "looks through the package's own values and citations",
    "ansinh/cli/explain.py": "facts from files, with the texts of --law",
    "ansinh/determination/law_in_force.py": "lays what was published over it",
    "ansinh/determination/operations/prepare_enactment.py": "lays a text over what is published",
    "ansinh/determination/files/determine.py": "facts from files, with the texts of --law",
    "ansinh/determination/files/hashes.py": "an age that fills in an absent fact; no text changes it",
    "ansinh/determination/files/one_off.py": "events from files, with the texts of --law",
    "ansinh/determination/files/results.py": "facts from files, with the texts of --law",
    "ansinh/determination/spark/table.py": "facts from tables of Spark, with texts laid over",
}


def _outside() -> list[Module]:
    return [module for module in modules() if not module.name.startswith("ansinh/legislation/")]


def _names(module: Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name):
            yield node, node.id
        elif isinstance(node, ast.Attribute):
            yield node, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, alias.name) for alias in node.names)


def _takes_a_book() -> dict[str, int]:
    """Functions of the law that have a book to answer by when none is given, with the place of it."""
    found = {}
    for house in (legislation, one_off):
        for name in house.__all__:
            function = getattr(house, name)
            if not inspect.isfunction(function):
                continue
            parameters = inspect.signature(function).parameters
            if "book" in parameters and parameters["book"].default is not inspect.Parameter.empty:
                positional = parameters["book"].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
                found[name] = list(parameters).index("book") if positional else len(parameters)
    return found


def test_the_written_law_is_used_only_where_it_is_meant() -> None:
    found = {module.name for module in _outside() for _, name in _names(module) if name in WRITTEN}
    assert found - set(MAY_USE_THE_WRITTEN_LAW) == set(), "ask determination.public.law_in_force"


def test_whoever_may_use_it_does() -> None:
    found = {module.name for module in _outside() for _, name in _names(module) if name in WRITTEN}
    assert set(MAY_USE_THE_WRITTEN_LAW) - found == set()


def test_every_question_to_the_law_says_which_law() -> None:
    """Left out, the book would silently be the written one."""
    takes = _takes_a_book()
    assert {"determine_batch", "determine_one", "explain", "certificate", "citation", "law_version"} <= set(takes)
    silent = [
        f"{module.at(node)} {name}"
        for module in _outside()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and (name := _asked(node.func, module)) in takes
        if len(node.args) <= takes[name] and "book" not in {keyword.arg for keyword in node.keywords}
    ]
    assert silent == []


def _asked(function: ast.expr, module: Module) -> str:
    """The function of the law that is called; "" for any other."""
    if isinstance(function, ast.Attribute):
        return function.attr if ast.unparse(function.value) == "legislation" else ""
    imported = {
        alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ansinh.legislation")
        for alias in node.names
    }
    return function.id if isinstance(function, ast.Name) and function.id in imported else ""
