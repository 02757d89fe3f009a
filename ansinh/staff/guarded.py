"""Fields that screens cover until somebody asks for them; asking goes into the log with the field.

The address says which are uncovered: ``?hien=paper,disability``. ``nhay-cam=1`` uncovers the sensitive circumstances.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from ansinh.registry.public import BY_CODE, history
from ansinh.staff.fact_words import read_out
from ansinh.staff.words import TABLES

COVERED = {
    "paper": "số giấy tờ",
    "phone": "số điện thoại",
    "channel": "số tài khoản",
    "disability": "mức độ và dạng khuyết tật",
    "sensitive": "thông tin nhạy cảm",
}
SHOWN_DIGITS = 3


@dataclass(frozen=True)
class GuardedFact:
    """A fact with its sentence; ``ask``: what the address has to say to uncover it, empty when nothing is covered."""

    fact: history.Fact
    text: str
    ask: str = ""


def opened_fields(request: HttpRequest) -> frozenset[str]:
    """The fields that the address uncovers; unknown names are none."""
    asked = set(request.GET.get("hien", "").split(",")) | (
        {"sensitive"} if request.GET.get("nhay-cam") == "1" else set()
    )
    return frozenset(asked & set(COVERED))


def masked(text: str) -> str:
    """A number or account with its last digits only."""
    return "•" * max(len(text) - SHOWN_DIGITS, 0) + text[-SHOWN_DIGITS:] if text else ""


def cover_of(kind: str, code: str) -> str:
    """The covered field that a fact belongs to; empty when it lies open. ``code``: kind of paper, channel, fact …"""
    if kind == "circumstance":
        return "sensitive" if BY_CODE[code].sensitive else ""
    if kind == "channel":
        return "" if code in ("post_office", "home") else "channel"
    return kind if kind in COVERED else ""


def cover_of_column(name: str) -> str:
    """The covered field of a column of the person facts; empty when it lies open."""
    if name in BY_CODE:
        return cover_of("circumstance", name)
    return "disability" if name.startswith("disability") else ""


def ask_for(field: str, opened: frozenset[str]) -> str:
    """What the address has to say to uncover one more field."""
    return ",".join(sorted({*opened, field}))


def _field(fact: history.Fact) -> str:
    return cover_of(fact.kind, fact.code)


def _covered(fact: history.Fact, field: str) -> str:
    if field == "paper":
        return f"{TABLES['paper'][fact.code]} {masked(fact.value)}"
    if field == "phone":
        return masked(fact.value)
    if field == "channel":
        parts = fact.value.split(" · ")
        hidden = [masked(part) if any(letter.isdigit() for letter in part) else part for part in parts]
        return f"{TABLES['channel'][fact.code]}: {' · '.join(hidden)}"
    return gettext("Có giấy xác nhận khuyết tật") if field == "disability" else gettext("Thông tin nhạy cảm")


def read_guarded(facts: Iterable[history.Fact], opened: frozenset[str]) -> list[GuardedFact]:
    """Facts with their sentences, covered as far as nobody asked for them."""
    found = []
    for fact, text in read_out(facts):
        field = _field(fact)
        if field and field not in opened:
            found.append(GuardedFact(fact, _covered(fact, field), ask_for(field, opened)))
        else:
            found.append(GuardedFact(fact, text))
    return found
