"""Statements that hide a cycle, a failure or the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, modules

BROAD = {"Exception", "BaseException"}
MAY_CATCH_ALL = {
    # path: why nothing narrower will do; each of them records or raises again
    "ansinh/flows/reported_stage.py": "a stage that fails of anything is shown as failed; raised again",
    "ansinh/jobs/recorded_run.py": "whatever a job fails of is written down, and raised again",
    "ansinh/intake/reading/open_workbook.py": "a hostile workbook may panic in the Rust reader, which is no Exception",
    "ansinh/payments/formats/post_office_results.py": "a corrupt workbook raises anything at all; becomes a refusal",
}
INTERFACES = ("ansinh/cli/", "ansinh/staff/", "ansinh/jobs/", "ansinh/demo/")
MAY_READ_THE_CLOCK = {
    "ansinh/access/middleware.py": "the request's own day decides which grants hold",
    "ansinh/payments/gateway/client.py": "a signature carries the moment at which it is made",
}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("timezone", "now")}
CLOCK |= {("timezone", "localdate"), ("timezone", "localtime"), ("time", "time")}
TURNS_A_MOMENT = {"localdate", "localtime"}  # given one, they read no clock
FORBIDDEN_IMPORTS = {
    "django.dispatch": "signals: a reaction nobody sees in the code that causes it",
    "django.db.models.signals": "signals",
    "django.contrib.contenttypes.fields": "generic foreign keys: no constraint holds them",
}


def test_no_import_inside_a_function() -> None:
    found = [
        module.at(node)
        for module in modules()
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_no_import_for_type_checkers_only() -> None:
    assert [module.name for module in modules() if "TYPE_CHECKING" in module.text] == []


def test_no_signals_and_no_generic_foreign_keys() -> None:
    found = {
        module.at(node): FORBIDDEN_IMPORTS[name]
        for module in modules()
        for node, name in _imports(module)
        if name in FORBIDDEN_IMPORTS
    }
    assert found == {}


def test_models_are_named_not_looked_up() -> None:
    """``apps.get_model`` outside a migration is an import that the import contracts cannot see."""
    found = [module.at(call) for module in modules() for call, _, name in _calls(module) if name == "get_model"]
    assert found == []


def test_failures_are_caught_by_name() -> None:
    found = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and module.name not in MAY_CATCH_ALL
    ]
    assert found == []


def test_whoever_may_catch_all_still_does() -> None:
    catching = {
        m.name for m in modules() for n in ast.walk(m.tree) if isinstance(n, ast.ExceptHandler) and _is_broad(n)
    }
    assert set(MAY_CATCH_ALL) - catching == set()


def test_dates_come_in() -> None:
    found = [
        module.at(call)
        for module in modules()
        if not module.name.startswith(INTERFACES) and module.name not in MAY_READ_THE_CLOCK
        for call, owner, name in _calls(module)
        if (owner, name) in CLOCK and not (name in TURNS_A_MOMENT and call.args)
    ]
    assert found == []


def _imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _calls(module: Module) -> Iterator[tuple[ast.Call, str, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            yield node, name, node.func.attr


def _is_broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(kind, ast.Name) and kind.id in BROAD for kind in kinds)
