"""Reads the package's own YAML files: its only input."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

from ansinh.legislation.errors import RuleSetError


def values_file(name: str) -> dict[str, Any]:
    """The content of values/<name>. Raises RuleSetError when it is not a mapping."""
    text = (resources.files("ansinh.legislation") / "values" / name).read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    if not isinstance(loaded, dict):
        raise RuleSetError(f"values/{name} is not a mapping")
    return loaded
