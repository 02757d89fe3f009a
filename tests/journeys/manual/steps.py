"""The steps of the manual as they stand in the journeys, read from their text: no browser is needed to know them."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
WHO = {
    "officer": "Công chức",
    "chair": "Chủ tịch",
    "new_officer": "Công chức xã nơi mới",
    "new_chair": "Chủ tịch xã nơi mới",
    "province": "Chuyên viên cấp tỉnh",
    "leader": "Lãnh đạo cấp tỉnh",
}
"""Colleagues as the journeys call them, and as the manual does."""


@dataclass(frozen=True)
class Step:
    """Who does what; ``picture``: the name of its file."""

    who: str
    sentence: str
    picture: str


def told() -> dict[str, list[Step]]:
    """The steps by kind of file, in their order. Raises KeyError for a colleague who has no name in the manual."""
    found: dict[str, list[Step]] = {}
    for file in sorted(HERE.glob("test_*.py")):
        functions = [
            one for one in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(one, ast.FunctionDef)
        ]
        shared = {one.name: one for one in functions if not _kind_of(one)}
        for journey in functions:
            if kind := _kind_of(journey):
                assert kind not in found, kind
                found[kind] = _steps(journey, kind, shared)
    return found


def _kind_of(journey: ast.FunctionDef) -> str:
    for mark in journey.decorator_list:
        match mark:
            case ast.Call(func=ast.Name(id="tells"), args=[ast.Constant(value=str(kind))]):
                return kind
    return ""


def _steps(journey: ast.FunctionDef, kind: str, shared: Mapping[str, ast.FunctionDef]) -> list[Step]:
    return [Step(WHO[who], said, f"{kind}-{n}.webp") for n, (who, said) in enumerate(_told_in(journey, shared), 1)]


def _told_in(journey: ast.FunctionDef, shared: Mapping[str, ast.FunctionDef]) -> list[tuple[str, str]]:
    """Who and what, in order; what journeys share stands beside them in functions, with the same names of people."""
    found: list[tuple[int, list[tuple[str, str]]]] = []
    for node in ast.walk(journey):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=who), attr="step"), args=[ast.Constant(value=str(sentence))]
            ):
                found.append((node.lineno, [(who, sentence)]))
            case ast.Call(func=ast.Name(id=name)) if name in shared:
                found.append((node.lineno, _told_in(shared[name], shared)))
    return [step for _, steps in sorted(found, key=lambda one: one[0]) for step in steps]
