"""States and what may follow them, with a picture of each graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import TextChoices

from ansinh.cli.reference_pages.markdown import code, page, table

PROCEDURES = "procedures"
"""The room of a package that has many tables of states."""

Edges = Iterable[tuple[TextChoices, TextChoices, str]]


def states_page() -> str:
    """A section a module of states: ``states.py`` of a package, another that ends so, or one of ``procedures``."""
    packages = [config for config in apps.get_app_configs() if config.name.startswith("ansinh.")]
    found = [
        (" ".join((config.label, name.removesuffix("states").rstrip("_"))).rstrip(), f"{config.name}.{name}")
        for config in packages
        for _, name, _ in iter_modules([config.path])
        if name == "states" or name.endswith("_states")
    ]
    found += [
        (f"{config.label} {name}", f"{config.name}.{PROCEDURES}.{name}")
        for config in packages
        for _, name, _ in iter_modules([f"{config.path}/{PROCEDURES}"])
    ]
    return page("Trạng thái", *(section(name, import_module(module)) for name, module in sorted(found)))


def section(name: str, module: ModuleType) -> str:
    """The lists of states of a module, its acts, and the graphs."""
    values = vars(module)
    lists = [value for value in values.values() if _is_list_of_states(value, module)]
    parts = [f"## {name}", (module.__doc__ or "").strip().splitlines()[0]]
    parts += [_list(choices) for choices in lists]
    if "ACTS" in values:
        parts += [_acts(values["ACTS"]), _graph(_edges_of_acts(values["ACTS"]))]
    parts += [_graph(_edges_of_table(value)) for key, value in values.items() if key.endswith("_NEXT")]
    return "\n\n".join(parts)


def _is_list_of_states(value: Any, module: ModuleType) -> bool:
    return isinstance(value, type) and issubclass(value, TextChoices) and value.__module__ == module.__name__


def _list(choices: type[TextChoices]) -> str:
    rows = [(code(choice.value), choice.label) for choice in choices]
    return f"### {choices.__name__}\n\n{table(['Mã', 'Nghĩa'], rows)}"


def _acts(acts: Mapping[str, Any]) -> str:
    """A row an act; tables of cases also name the roles whose act it is."""
    by_role = any(hasattr(act, "roles") for act in acts.values())
    rows = [
        (
            act.label,
            ", ".join(str(source.label) for source in _in_order(act.sources)),
            act.target.label,
            code(act.permission.value) if act.permission else "hệ thống",
            *([", ".join(code(role) for role in sorted(act.roles))] if by_role else []),
        )
        for act in acts.values()
    ]
    return "### Việc làm\n\n" + table(["Việc", "Từ", "Sang", "Quyền", *(["Vai trò"] if by_role else [])], rows)


def _in_order(states: Iterable[TextChoices]) -> list[TextChoices]:
    wanted = set(states)
    return [state for state in type(next(iter(wanted))) if state in wanted]


def _edges_of_acts(acts: Mapping[str, Any]) -> Edges:
    return [(source, act.target, act.label) for act in acts.values() for source in _in_order(act.sources)]


def _edges_of_table(following: Mapping[TextChoices, Iterable[TextChoices]]) -> Edges:
    return [(source, target, "") for source, targets in following.items() if targets for target in _in_order(targets)]


def _graph(edges: Edges) -> str:
    listed = list(edges)
    states = dict.fromkeys(state for source, target, _ in listed for state in (source, target))
    lines = [f"  {state.value}: {state.label}" for state in states]
    lines += [f"  {a.value} --> {b.value}" + (f": {label}" if label else "") for a, b, label in listed]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```"
