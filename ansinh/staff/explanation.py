"""The law's explanation of one person and month, arranged for reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ansinh import legislation
from ansinh.determination.public import facts_rows
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.registry.public import facts_of_month
from ansinh.staff.words import TABLES

_FACTS = {fact.name: fact for fact in legislation.FACTS}


@dataclass(frozen=True)
class Why:
    """The answer, the categories that hold or might, those that do not, and every fact used."""

    answer: Mapping[str, Any]
    near: list[Mapping[str, Any]]
    far: list[Mapping[str, Any]]
    facts: list[tuple[str, str]]


def _day(text: str) -> str:
    return "/".join(reversed(text.split("-")))


def shown(name: str, value: Any) -> str:
    """A fact's value in words."""
    kind = _FACTS[name].kind
    if value is None:
        return "không có" if kind == "date_or_none" else "chưa rõ"
    if kind == "yes_no":
        return "có" if value else "không"
    if kind in ("date", "date_or_none"):
        return _day(value.isoformat() if isinstance(value, date) else str(value))
    if kind == "amount":
        return f"{format_dong(int(value))} đồng"
    for table in ("poverty", "sex") if name in ("poverty", "sex") else ("degree",) if name == "disability" else ():
        return TABLES[table].get(value, str(value))
    return TABLES["value"].get(value, str(value)) if kind == "choice" else str(value)


def _criterion(entry: Mapping[str, Any]) -> dict[str, Any]:
    name = entry["fact"]
    return {**entry, "label": _FACTS[name].label_vi, "shown": shown(name, entry["value"])}


def _category(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "criteria": [_criterion(criterion) for criterion in entry["criteria"]]}


def explained(facts: Mapping[str, Any], month: str) -> Why | None:
    """Why the law gives a person with these facts what it gives; None when there are no facts to go by."""
    if not facts:
        return None
    categories = [_category(entry) for entry in legislation.explain(facts, month)]
    full = legislation.full_facts(facts, month)
    rows = [
        (fact.label_vi, shown(name, full[name]))
        for name, fact in _FACTS.items()
        if name not in ("person_id", "month") and full.get(name) != fact.default
    ]
    return Why(
        answer=legislation.determine_one(facts, month),
        near=[entry for entry in categories if entry["held"] is not False],
        far=[entry for entry in categories if entry["held"] is False],
        facts=rows,
    )


def explained_person(person_id: int, month: Month, known_at: datetime) -> Why | None:
    """The same from the registry, as known at a moment; None for somebody who did not live here in that month."""
    frame = facts_of_month(month, known_at=known_at, person_ids=[person_id])
    rows = facts_rows(frame, month)
    return explained(rows[0], str(month)) if rows else None
