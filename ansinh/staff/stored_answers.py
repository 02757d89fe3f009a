"""Stored determinations of a person in words, and what differs when one is worked out anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from ansinh import legislation
from ansinh.access.public import Actor
from ansinh.casework.public import Proposal
from ansinh.determination.public import Again, Answer, Stored, differing
from ansinh.kernel.money import format_dong
from ansinh.registry.public import BY_CODE
from ansinh.staff.explanation import shown
from ansinh.staff.words import TABLES

NAMES = {
    "outcome": "Kết quả",
    "facts_hash": "Dấu vân tay thông tin",
    "law_version": "Phiên bản luật",
    "amounts": "Mức hưởng",
}
SENSITIVE = frozenset(code for code, kind in BY_CODE.items() if kind.sensitive)


@dataclass(frozen=True)
class Compared:
    """A stored answer beside the one worked out anew: what differs, as (what, stored, now), the facts where kept.

    ``elsewhere``: the person lived outside the areas of who looks, so that what was stored is not in sight.
    """

    same: bool
    rows: list[tuple[str, str, str]]
    facts: list[tuple[str, str, str]]
    elsewhere: bool


def compared(
    stored: Stored, again: Again, *, actor: Actor, proposals: Sequence[Proposal], open_sensitive: bool
) -> Compared:
    """Compare. Facts can be told apart only where a proposal froze those that were used."""
    outside = not actor.wide and again.answer.area_id is not None and again.answer.area_id not in actor.area_ids
    names = differing(stored, again)
    rows = [(NAMES[name], told(stored.answer, name), told(again.answer, name)) for name in names]
    facts: list[tuple[str, str, str]] = []
    if "facts_hash" in names:
        frozen = next((p.facts for p in proposals if p.facts_hash == stored.answer.facts_hash and p.facts), None)
        month = f"{stored.run.month:%Y-%m}"
        facts = _facts(frozen, again.facts, month, open_sensitive) if frozen and again.facts else []
    return Compared(same=not names, rows=rows, facts=facts, elsewhere=outside and not stored.kept)


def told(answer: Answer, name: str) -> str:
    """A part of an answer in words."""
    if name == "outcome":
        return TABLES["outcome"][str(answer.outcome)]
    if name != "amounts":
        return str(getattr(answer, name)) or gettext("không có")
    lines = [
        f"{TABLES['category'][category]}: "
        + (
            gettext("hệ số %(coefficient)s × %(base)s = ")
            % {"coefficient": coefficient.replace(".", ","), "base": format_dong(base)}
            if coefficient
            else ""
        )
        + (gettext("%(amount)s đồng") % {"amount": format_dong(amount)})
        for (_, category), (coefficient, base, amount) in sorted(answer.amounts.items())
    ]
    return "; ".join(lines) or gettext("không có khoản nào")


def _facts(
    frozen: Mapping[str, Any], now: Mapping[str, Any], month: str, open_sensitive: bool
) -> list[tuple[str, str, str]]:
    """Label, value then and value now of each fact that differs."""
    before, after = legislation.full_facts(frozen, month), legislation.full_facts(now, month)
    rows = []
    for fact in legislation.FACTS:
        if fact.name in ("person_id", "month"):
            continue
        then, there = shown(fact.name, before.get(fact.name)), shown(fact.name, after.get(fact.name))
        if then != there:
            hidden = fact.name in SENSITIVE and not open_sensitive
            rows.append((gettext("Thông tin nhạy cảm"), "…", "…") if hidden else (fact.label_vi, then, there))
    return rows
