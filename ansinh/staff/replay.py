"""A determination or a payment replayed: what was kept, the same worked out anew, and what is known and due today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from ansinh import legislation
from ansinh.determination.public import Again, Answer
from ansinh.staff.explanation import shown
from ansinh.staff.guarded import ask_for, cover_of_column
from ansinh.staff.stored_answers import NAMES, told


@dataclass(frozen=True)
class Row:
    """Something in three columns: as kept ("" where it was not), as worked out anew from then, and today.

    ``kept_differs``: what was kept does not come out again. ``changed``: it is another one today.
    ``ask``: what the address has to say to uncover it; empty when nothing is covered.
    """

    label: str
    kept: str
    then: str
    today: str
    kept_differs: bool
    changed: bool
    ask: str = ""


@dataclass(frozen=True)
class Replay:
    """``answers``: outcome, amounts, law and fingerprint. ``facts``: those that are not the ordinary, or differ."""

    answers: tuple[Row, ...]
    facts: tuple[Row, ...]

    @property
    def true_to_itself(self) -> bool:
        """Whether everything that was kept comes out again."""
        return not any(row.kept_differs for row in self.answers)

    @property
    def only_law_differs(self) -> bool:
        """Whether the same answer came out of the same facts, by rules that have been written anew since."""
        differing = [row.label for row in self.answers if row.kept_differs]
        return differing == [NAMES["law_version"]]

    @property
    def changed(self) -> bool:
        """Whether something is believed or due today that was not then."""
        return any(row.changed for row in (*self.answers, *self.facts))


def replayed(
    kept: Answer | None, compare: tuple[str, ...], then: Again, today: Again, month: str, *, opened: frozenset[str]
) -> Replay:
    """Put side by side. ``compare`` names what was kept: of NAMES, those that can be held against the recomputation."""
    answers = []
    for name, label in NAMES.items():
        before, now = told(then.answer, name), told(today.answer, name)
        stored = told(kept, name) if kept is not None and name in compare else ""
        differs = bool(stored) and stored != before
        answers.append(Row(label, stored, before, now, differs, before != now))
    return Replay(tuple(answers), tuple(_facts(then.facts, today.facts, month, opened)))


def _facts(before: Mapping[str, Any], now: Mapping[str, Any], month: str, opened: frozenset[str]) -> list[Row]:
    used = legislation.full_facts(before, month) if before else {}
    known = legislation.full_facts(now, month) if now else {}
    rows = []
    for fact in legislation.FACTS:
        if fact.name in ("person_id", "month"):
            continue
        then = shown(fact.name, used.get(fact.name)) if used else gettext("không cư trú ở đây")
        today = shown(fact.name, known.get(fact.name)) if known else gettext("không cư trú ở đây")
        ordinary = all(facts.get(fact.name) == fact.default for facts in (used, known) if facts)
        if then == today and ordinary:
            continue
        field = cover_of_column(fact.name)
        if field and field not in opened:
            label = gettext("Thông tin nhạy cảm") if field == "sensitive" else fact.label_vi
            ask = ask_for(field, opened)
            rows.append(Row(label, "", "…", "…", kept_differs=False, changed=then != today, ask=ask))
        else:
            rows.append(Row(fact.label_vi, "", then, today, kept_differs=False, changed=then != today))
    return rows
