"""All conditions by name, for provincial categories, which name them in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ansinh.legislation.conditions import age, family, health, household
from ansinh.legislation.formula import Condition

BY_NAME: Mapping[str, Condition] = MappingProxyType(
    {
        value.name: value
        for module in (age, family, household, health)
        for value in vars(module).values()
        if isinstance(value, Condition)
    }
)
