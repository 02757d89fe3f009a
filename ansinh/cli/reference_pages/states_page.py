"""States and what may follow them, with a picture of each graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import TextChoices
from django.utils.module_loading import module_has_submodule

from ansinh.cli.reference_pages.markdown import code, page, table

Edges = Iterable[tuple[TextChoices, TextChoices, str]]


def states_page() -> str:
    """A section for each package that has a ``states.py``."""
    packages = [config for config in apps.get_app_configs() if config.name.startswith("ansinh.")]
    found = [
        (config.label, import_module(f"{config.name}.states"))
        for config in packages
        if config.module is not None and module_has_submodule(config.module, "states")
    ]
    return page("Trạng thái", *(section(name, module) for name, module in sorted(found, key=lambda pair: pair[0])))


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
    rows = [
        (
            act.label,
            ", ".join(str(source.label) for source in _in_order(act.sources)),
            act.target.label,
            code(act.permission.value) if act.permission else "hệ thống",
        )
        for act in acts.values()
    ]
    return "### Việc làm\n\n" + table(["Việc", "Từ", "Sang", "Quyền"], rows)


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
