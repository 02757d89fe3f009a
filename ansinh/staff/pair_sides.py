"""Two records line by line: what both say, what they say differently, what only one says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from ansinh.registry.public import IDENTITY, MOVED, Conflict, Person, village_key
from ansinh.registry.public import history as registry
from ansinh.staff.fact_words import sentence
from ansinh.staff.guarded import ask_for, cover_of, masked, read_guarded
from ansinh.staff.templatetags.staff_words import born
from ansinh.staff.words import TABLES

SENSITIVE = "Thông tin nhạy cảm"
_CHOICES = {m.code: m.label for m in MOVED} | {f"identity:{code}": label for code, (label, _) in IDENTITY.items()}


@dataclass(frozen=True)
class Line:
    """One line of the comparison; ``differs``: both say something and not the same.

    ``known``: what both say where it is covered. ``ask``: what the address has to say to uncover it.
    """

    label: str
    first: str
    second: str
    first_since: str = ""
    second_since: str = ""
    known: tuple[str, str] = ("", "")
    ask: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two contradict each other; a village's name may be written in several ways."""
        first, second = self.known if any(self.known) else (self.first, self.second)
        return bool(first and second and village_key(first) != village_key(second))


def person_lines(first: Person, second: Person) -> list[Line]:
    """Who they are."""
    rows = (
        (gettext("Họ và tên"), *(who.full_name for who in (first, second))),
        (gettext("Ngày sinh"), *(born(who.born) for who in (first, second))),
        (gettext("Giới tính"), *(TABLES["sex"].get(who.sex or "", "") for who in (first, second))),
        (gettext("Dân tộc"), *(who.ethnicity for who in (first, second))),
        (gettext("Xã, phường"), *(who.area.name for who in (first, second))),
        (gettext("Thôn, tổ"), *(who.village for who in (first, second))),
    )
    return [Line(*row) for row in rows]


def fact_lines(first: int, second: int, today: date, now: datetime, opened: frozenset[str]) -> list[Line]:
    """The facts that hold today, those of one kind beside each other; covered as far as nobody asked for them."""
    mine, theirs = (_by_kind(registry.person_as_of(who, today, now).facts, opened) for who in (first, second))
    nothing = _Told("", "", "", "")
    found = []
    for label in {**mine, **theirs}:
        one, other = mine.get(label, nothing), theirs.get(label, nothing)
        known = (one.known, other.known) if one.ask or other.ask else ("", "")
        found.append(Line(label, one.text, other.text, one.since, other.since, known, one.ask or other.ask))
    return found


@dataclass(frozen=True)
class _Told:
    """Facts of one kind in one line: as shown, as known, since when."""

    text: str
    known: str
    since: str
    ask: str


def _by_kind(facts: Iterable[registry.Fact], opened: frozenset[str]) -> dict[str, _Told]:
    """By label; several facts of one kind in one line. Of what is sensitive not even the kind is told."""
    found: dict[str, _Told] = {}
    for one in read_guarded(facts, opened):
        fact = one.fact
        if fact.kind in ("identity", "residence"):
            continue
        label = TABLES["fact"][fact.kind]
        if fact.kind in ("paper", "circumstance"):
            label = SENSITIVE if fact.sensitive and one.ask else TABLES[fact.kind][fact.code]
        text, known = (
            words.removeprefix(label).lstrip(": ") or gettext("đã che") for words in (one.text, sentence(fact))
        )
        since = gettext("từ %(since)s") % {"since": f"{fact.since:%d/%m/%Y}"} if fact.since else ""
        before = found.get(label)
        if before:
            text, known, since = f"{before.text}; {text}", f"{before.known}; {known}", before.since
        found[label] = _Told(text, known, since, one.ask)
    return found


@dataclass(frozen=True)
class Question:
    """A conflict to choose about, in words."""

    choice: str
    label: str
    kept: str
    absorbed: str
    proposed: str
    ask: str = ""


def questions(conflicts: Iterable[Conflict], opened: frozenset[str]) -> list[Question]:
    """What has to be chosen before merging; covered as far as nobody asked for it."""
    return [_question(conflict, opened) for conflict in conflicts]


def _question(conflict: Conflict, opened: frozenset[str]) -> Question:
    code, _, thing = conflict.choice.partition(":")
    field = cover_of(code, thing)
    kept, absorbed = (_text(conflict, text) for text in (conflict.kept, conflict.absorbed))
    if not field or field in opened:
        return Question(conflict.choice, _label(conflict), kept, absorbed, conflict.proposed)
    label = SENSITIVE if field == "sensitive" else _label(conflict)
    shown = (_digits_covered(text) if field in ("paper", "channel") else gettext("đã che") for text in (kept, absorbed))
    return Question(conflict.choice, label, *shown, conflict.proposed, ask_for(field, opened))


def _digits_covered(text: str) -> str:
    return re.sub(r"\d{4,}", lambda digits: masked(digits[0]), text)


def _label(conflict: Conflict) -> str:
    code, _, thing = conflict.choice.partition(":")
    if code in ("paper", "circumstance"):
        return TABLES[code][thing]
    return _CHOICES[conflict.choice if code == "identity" else code]


def _text(conflict: Conflict, text: str) -> str:
    code, _, thing = conflict.choice.partition(":")
    if code == "circumstance":
        return "; ".join(TABLES["value"].get("" if part == "?" else part, part) for part in text.split("; "))
    if code == "disability":
        return "; ".join(_degree(part) for part in text.split("; "))
    if code == "channel":
        return "; ".join(
            " · ".join(TABLES["channel"].get(p, p) for p in part.split(" · ")) for part in text.split("; ")
        )
    if thing == "born":
        day, _, precision = text.partition(" ")
        return born({"day": day, "month": day[:7], "year": day[:4]}[precision])
    if thing == "sex":
        return TABLES["sex"].get(text, text)
    return text or "–"


def _degree(part: str) -> str:
    degree, _, certified = part.partition("|")
    text = TABLES["degree"]["" if degree == "?" else degree]
    return (
        gettext("%(text)s, giấy ngày %(day)s") % {"text": text, "day": f"{date.fromisoformat(certified):%d/%m/%Y}"}
        if certified
        else text
    )
