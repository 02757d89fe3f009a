"""Whoever records facts tells the outbox so: otherwise late news would go unnoticed."""

from __future__ import annotations

import ast

from tests.architecture.source import modules

SILENT = (
    "ansinh/demo/",  # the made-up province is loaded before anything rests on it
    "ansinh/registry/operations/carry_residents",  # the commune has another name; nothing that the law asks changes
    "ansinh/registry/operations/settle_residences",
)


def test_every_operation_that_makes_a_source_announces_it() -> None:
    silent = []
    for module in modules():
        calls = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
        makes = any(ast.unparse(call).endswith("Source.objects.create") for call in calls)
        announces = any(ast.unparse(call).endswith("announce") for call in calls)
        if makes and not announces and not module.name.startswith(SILENT):
            silent.append(module.name)
    assert silent == []
