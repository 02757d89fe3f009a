"""What rows of a list would change of people who are known: what the registry says, and what the list says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ansinh.intake.public import Row
from ansinh.kernel.languages import said
from ansinh.registry.public import states_of
from ansinh.staff.guarded import masked
from ansinh.staff.intake_words import COLUMN_KEYS
from ansinh.staff.news_words import HIDDEN, NOTHING
from ansinh.staff.words import TABLES

_NUMBERS = ("id_number", "phone", "bank_account")
_COVERED = ("disability", "disability_type")
_TABLES = {"sex": "sex", "poverty": "poverty", "disability": "degree", "disability_type": "disability_type"}


@dataclass(frozen=True)
class Change:
    """One value that would change; numbers with their last digits, disability as the registry has it covered."""

    label: str
    before: str
    after: str


def changes_of(rows: Sequence[Row], on: date) -> dict[int, list[Change]]:
    """By position, of the rows that nobody has decided on and that would change somebody."""
    waiting = [row for row in rows if row.changed and row.person_id and row.decision == Row.Decision.PENDING]
    states = states_of({row.person_id for row in waiting}, on=on) if waiting else {}
    return {
        row.position: [_change(key, states[row.person_id], row) for key in row.changed]
        for row in waiting
        if row.person_id in states
    }


def _change(key: str, state: dict[str, Any], row: Row) -> Change:
    after = getattr(row, key)
    known = state["personal" if len(after) == 12 else "old"] if key == "id_number" else state[key]
    if key in _NUMBERS:
        return Change(COLUMN_KEYS[key], masked(known or "") or said(NOTHING), masked(after))
    before = said(HIDDEN) if key in _COVERED and known else _text(key, known)
    return Change(COLUMN_KEYS[key], before, _text(key, after))


def _text(key: str, value: Any) -> str:
    if value in (None, "", []):
        return said(NOTHING)
    if key in ("born", "died"):
        return "/".join(reversed(str(value).split("-")))
    table = TABLES.get(_TABLES.get(key, ""), {})
    codes = value if isinstance(value, list) else [value]
    return ", ".join(str(said(table.get(code, code))) for code in codes)
