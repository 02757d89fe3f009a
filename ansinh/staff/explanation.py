"""The law's explanation of one person and month, arranged for reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from polars import DataFrame

from ansinh import legislation
from ansinh.determination.public import facts_rows, law_in_force
from ansinh.kernel.period import Month
from ansinh.registry.public import Person, facts_of_month

_FACTS = {fact.name: fact for fact in legislation.FACTS}


@dataclass(frozen=True)
class Why:
    """The answer and its text, the titles and how they were combined, every category, every fact, what would change it.

    ``near``: categories that hold or might; ``far``: those that do not. ``posted``: the text fit for posting.
    ``sensitive``: the text speaks of HIV, so it is opened on purpose only.
    """

    answer: Mapping[str, Any]
    text: list[legislation.Paragraph]
    posted: list[legislation.Paragraph]
    combination: Mapping[str, Any] | None
    near: list[Mapping[str, Any]]
    far: list[Mapping[str, Any]]
    facts: list[tuple[str, str]]
    changes: legislation.WhatWouldChange
    sensitive: bool
    certificate_hash: str


def shown(name: str, value: Any) -> str:
    """A fact's value in words."""
    return legislation.value_text(_FACTS[name], value)


def _criterion(entry: Mapping[str, Any]) -> dict[str, Any]:
    name = entry["fact"]
    return {**entry, "label": _FACTS[name].label_vi, "shown": shown(name, entry["value"])}


def _category(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "criteria": [_criterion(criterion) for criterion in entry["criteria"]]}


def _combination(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """With each title left out the rule that leaves it out."""
    if found is None:
        return None
    because = {code: f"{step['rule_text']} ({step['article']})" for step in found["steps"] for code in step["dropped"]}
    titles = [{**title, "because": because.get(title["category"], "")} for title in found["titles"]]
    kept = [step["text"] for step in found["steps"] if not step["dropped"]]
    return {**found, "titles": titles, "kept": kept}


def explained(
    facts: Mapping[str, Any], month: str, book: legislation.RuleBook, person: Person | None = None
) -> Why | None:
    """Why the law of a book gives a person with these facts what it gives; None when there are no facts to go by.

    The person's name stands in the text, and the birth as far as it is known.
    """
    if not facts:
        return None
    full_name = person and person.full_name
    if person and person.born + "-01-01"[len(person.born) - 4 :] == facts["born"]:
        facts = {**facts, "born": person.born}
    certificate: Mapping[str, Any] = legislation.certificate(facts, month, book)
    categories = [_category(entry) for entry in certificate["because"]]
    full = certificate["facts"]
    rows = [
        (fact.label_vi, shown(name, full[name]))
        for name, fact in _FACTS.items()
        if name not in ("person_id", "month") and full.get(name) != fact.default
    ]
    return Why(
        answer=certificate["answer"],
        text=legislation.decision_text(facts, month, name=full_name, book=book),
        posted=legislation.decision_text(facts, month, public=True, book=book),
        combination=_combination(certificate["combination"]),
        near=[entry for entry in categories if entry["held"] is not False],
        far=[entry for entry in categories if entry["held"] is False],
        facts=rows,
        changes=_changes(facts, month, book, person),
        sensitive=full["hiv"] is not False,
        certificate_hash=certificate["certificate_hash"],
    )


def _changes(
    facts: Mapping[str, Any], month: str, book: legislation.RuleBook, person: Person | None
) -> legislation.WhatWouldChange:
    """Of whoever has died only what time does: nothing else can come."""
    found = legislation.what_would_change(facts, month, book=book)
    return replace(found, by_fact=()) if person and person.died_on else found


def explained_person(person_id: int, month: Month, known_at: datetime, person: Person | None = None) -> Why | None:
    """The same from registry and law as known at a moment; None for somebody who did not live here in that month."""
    return explained_facts(facts_of_month(month, known_at=known_at, person_ids=[person_id]), month, known_at, person)


def explained_facts(facts: DataFrame, month: Month, known_at: datetime, person: Person | None = None) -> Why | None:
    """The same from one person's facts of a month that were read already."""
    rows = facts_rows(facts, month)
    return explained(rows[0], str(month), law_in_force(known_at=known_at), person) if rows else None
