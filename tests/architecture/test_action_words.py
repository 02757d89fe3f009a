"""The log, and the data given to people themselves, name what was done in words: no action is without them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ansinh.staff.action_words import ACTIONS, KINDS
from tests.architecture.source import Module, modules

NOUN_VERB = re.compile(r"[a-z_]+\.[a-z_]+")
RECORDS = "record"


def _own() -> list[Module]:
    return [module for module in modules() if module.name.startswith("ansinh/")]


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts an expression may give; one that is put together counts with its beginning."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _passing() -> dict[str, int]:
    """Functions that are handed an action and record it, each with the action's position."""
    found = {}
    for module in _own():
        for function in module.functions():
            names = [argument.arg for argument in function.args.args]
            if "action" in names and "object_kind=" in ast.unparse(function):
                found[function.name] = names.index("action")
    return found


def _recorded(keyword: str) -> Iterator[tuple[str, str]]:
    """Where something is recorded, and what is said there under the keyword."""
    passing = _passing() if keyword == "action" else {}
    for module in _own():
        for call in (node for node in ast.walk(module.tree) if isinstance(node, ast.Call)):
            name = ast.unparse(call.func).rpartition(".")[2]
            given = [
                word.value for word in call.keywords if word.arg == keyword and (name == RECORDS or name in passing)
            ]
            if name in passing and len(call.args) > passing[name]:
                given.append(call.args[passing[name]])
            for value in given:
                yield from ((module.at(call), text) for text in _texts(value))


def test_every_recorded_action_has_words() -> None:
    recorded = list(_recorded("action"))
    begun = {text for _, text in recorded if text.endswith(".")}
    wordless = [(at, text) for at, text in recorded if NOUN_VERB.fullmatch(text) and text not in ACTIONS]
    unfinished = [text for text in begun if not any(action.startswith(text) for action in ACTIONS)]
    assert wordless == []
    assert unfinished == []
    assert len({text for _, text in recorded}) > 40


def test_every_kind_of_object_has_words() -> None:
    recorded = list(_recorded("object_kind"))
    assert [(at, text) for at, text in recorded if text not in KINDS] == []
    assert len({text for _, text in recorded}) > 15
