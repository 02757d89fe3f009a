"""Loads values/one_off.yaml: numbers and readings of one-off benefits by day, with citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ansinh.legislation.calendar_days import month_number
from ansinh.legislation.dated_values import Dated
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.own_files import values_file


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the law by name; ``values`` hold from their day on."""

    name: str
    label_vi: str
    values: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the text is read where it leaves room. ``words``: the readings there are ("month": any month "YYYY-MM")."""

    name: str
    label_vi: str
    words: tuple[str, ...]
    values: tuple[Dated, ...]


def load_numbers() -> dict[str, Number]:
    """Numbers by name. Raises RuleSetError for anything that is not a positive whole number from a real day."""
    return {name: _number(name, entry) for name, entry in _loaded()["numbers"].items()}


def load_readings() -> dict[str, Reading]:
    """Readings by name. Raises RuleSetError for a word that is not among those named."""
    return {name: _reading(name, entry) for name, entry in _loaded()["readings"].items()}


def _loaded() -> dict[str, Any]:
    loaded = values_file("one_off.yaml")
    return loaded


def _number(name: str, entry: Mapping[str, Any]) -> Number:
    values = tuple(Dated(value["from"], value["value"], value["citation"]) for value in entry["values"])
    _check_days(name, values)
    for value in values:
        if not isinstance(value.value, int) or value.value <= 0:
            raise RuleSetError(f"{name} {value.first}: {value.value!r} is not a positive whole number")
    return Number(name, entry["label_vi"], values)


def _reading(name: str, entry: Mapping[str, Any]) -> Reading:
    words = tuple(entry["words"])
    values = tuple(Dated(value["from"], str(value["value"]), value["source"]) for value in entry["values"])
    _check_days(name, values)
    for value in values:
        if value.value not in words:
            if "month" not in words:
                raise RuleSetError(f"{name} {value.first}: {value.value!r} is not among {', '.join(words)}")
            month_number(str(value.value))
    return Reading(name, entry["label_vi"], words, values)


def _check_days(name: str, values: Sequence[Dated]) -> None:
    days = [value.first for value in values]
    if any(date.fromisoformat(day).isoformat() != day for day in days) or sorted(set(days)) != days:
        raise RuleSetError(f"{name}: the days must be YYYY-MM-DD and rise")
