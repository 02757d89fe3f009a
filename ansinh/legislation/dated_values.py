"""Loads values/*.yaml: what holds from a month on, and where it says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ansinh.legislation.calendar_days import month_number
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.own_files import values_file

MOST_VND = 100_000_000  # a month; no allowance comes near it, and a slip of the hand goes beyond
_FOLDER = resources.files("ansinh.legislation") / "values"


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from a month on. ``value``: đồng a month for an amount, a word for a reading."""

    first: str
    value: int | str
    citation: str


@dataclass(frozen=True, slots=True)
class Province:
    """A province's own amounts and the text of its own categories."""

    code: str
    name_vi: str
    base: tuple[Dated, ...]
    social_pension: tuple[Dated, ...]
    categories: tuple[Mapping[str, Any], ...]


def in_force(values: Sequence[Dated], month: str) -> Dated | None:
    """The last value whose first month is not after the month, or None."""
    return max((value for value in values if value.first <= month), key=lambda value: value.first, default=None)


def load_amounts() -> dict[str, tuple[Dated, ...]]:
    """National amounts by name."""
    return {name: amounts_of(entry["values"], name) for name, entry in values_file("amounts.yaml").items()}


def load_readings() -> dict[str, tuple[Dated, ...]]:
    """Readings by name."""
    return {
        name: tuple(Dated(value["from"], str(value["value"]), value["source"]) for value in entry["values"])
        for name, entry in values_file("readings.yaml").items()
    }


def load_provinces() -> dict[str, Province]:
    """Provinces that have a file, by code."""
    files = sorted(file.name for file in (_FOLDER / "provinces").iterdir() if file.name.endswith(".yaml"))
    provinces = [province_of(values_file(f"provinces/{name}")) for name in files]
    return {province.code: province for province in provinces}


def province_of(text: Mapping[str, Any]) -> Province:
    """A province from the content of its file."""
    code = str(text["province"])
    return Province(
        code,
        text["name_vi"],
        amounts_of(text["base"], f"base {code}"),
        amounts_of(text["social_pension"], f"social_pension {code}"),
        tuple(text["categories"]),
    )


def amounts_of(entries: Sequence[Mapping[str, Any]], name: str) -> tuple[Dated, ...]:
    """Dated amounts from their text. Raises RuleSetError for what is no whole multiple of 10 đồng."""
    values = tuple(Dated(str(entry["from"]), entry["vnd"], str(entry["citation"])) for entry in entries)
    for value in values:
        month_number(value.first)
        # Coefficients have one decimal: a base that 10 divides keeps every amount a whole number of đồng.
        if not isinstance(value.value, int) or not 0 < value.value <= MOST_VND or value.value % 10:
            raise RuleSetError(
                f"{name} {value.first}: {value.value!r} không phải là số nguyên chia hết cho 10 đồng"
                " (not a whole multiple of 10 đồng)"
            )
    if len({value.first for value in values}) != len(values):
        raise RuleSetError(f"{name}: two values from the same month")
    return values
