"""Two records line by line: what both say, what they say differently, what only one says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ansinh.registry.public import IDENTITY, MOVED, Conflict, Person, village_key
from ansinh.registry.public import history as registry
from ansinh.staff.fact_words import sentence
from ansinh.staff.templatetags.staff_words import born
from ansinh.staff.words import TABLES

SENSITIVE = "Thông tin nhạy cảm"
_CHOICES = {m.code: m.label for m in MOVED} | {f"identity:{code}": label for code, (label, _) in IDENTITY.items()}


@dataclass(frozen=True)
class Line:
    """One line of the comparison; ``differs``: both say something and not the same."""

    label: str
    first: str
    second: str
    first_since: str = ""
    second_since: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two contradict each other; a village's name may be written in several ways."""
        return bool(self.first and self.second and village_key(self.first) != village_key(self.second))


def person_lines(first: Person, second: Person) -> list[Line]:
    """Who they are."""
    rows = (
        ("Họ và tên", *(who.full_name for who in (first, second))),
        ("Ngày sinh", *(born(who.born) for who in (first, second))),
        ("Giới tính", *(TABLES["sex"].get(who.sex or "", "") for who in (first, second))),
        ("Dân tộc", *(who.ethnicity for who in (first, second))),
        ("Xã, phường", *(who.area.name for who in (first, second))),
        ("Thôn, tổ", *(who.village for who in (first, second))),
    )
    return [Line(*row) for row in rows]


def fact_lines(first: int, second: int, today: date, now: datetime) -> list[Line]:
    """The facts that hold today, those of one kind beside each other."""
    mine, theirs = (_by_kind(registry.person_as_of(who, today, now).facts) for who in (first, second))
    nothing = ("", "")
    return [
        Line(label, mine.get(label, nothing)[0], theirs.get(label, nothing)[0], mine.get(label, nothing)[1],
             theirs.get(label, nothing)[1])
        for label in {**mine, **theirs}
    ]  # fmt: skip


def _by_kind(facts: Iterable[registry.Fact]) -> dict[str, tuple[str, str]]:
    """Text and first day by label; several facts of one kind in one line."""
    found: dict[str, tuple[str, str]] = {}
    for fact in facts:
        if fact.kind in ("identity", "residence"):
            continue
        label = TABLES["fact"][fact.kind]
        if fact.kind in ("paper", "circumstance"):
            label = TABLES[fact.kind][fact.code]
        text = SENSITIVE if fact.sensitive else sentence(fact).removeprefix(label).lstrip(": ")
        since = f"từ {fact.since:%d/%m/%Y}" if fact.since else ""
        before = found.get(label)
        found[label] = (f"{before[0]}; {text}", before[1]) if before else (text, since)
    return found


@dataclass(frozen=True)
class Question:
    """A conflict to choose about, in words."""

    choice: str
    label: str
    kept: str
    absorbed: str
    proposed: str


def questions(conflicts: Iterable[Conflict]) -> list[Question]:
    """What has to be chosen before merging."""
    return [
        Question(c.choice, _label(c), _text(c, c.kept), _text(c, c.absorbed), c.proposed)
        for c in conflicts
    ]  # fmt: skip


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
    return f"{text}, giấy ngày {date.fromisoformat(certified):%d/%m/%Y}" if certified else text
