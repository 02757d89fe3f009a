"""What a kind of change request declares: its fields, its document, who approves it, and the facts that follow from it.

Values are plain (text, whole numbers, lists, days as YYYY-MM-DD), as they are kept with the request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

NEW_PERSON = -1
"""Stands for the person whom a request brings into the registry, until it is applied."""
NEW_HOUSEHOLD = -2
"""Stands for the household that it founds."""


class Type(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    DAY = "day"
    BIRTH = "birth"
    CHOICE = "choice"
    CHOICES = "choices"
    MONEY = "money"
    NUMBER = "number"
    PHONE = "phone"
    MEMBER = "member"
    MEMBERS = "members"
    RELATIONS = "relations"
    COMMUNE = "commune"
    PERSON = "person"
    VILLAGE = "village"


class Approval(StrEnum):
    """Who lets a request into the registry."""

    NOBODY = "nobody"
    ANOTHER = "another"
    RECEIVER = "receiver"


@dataclass(frozen=True)
class Change:
    """From a day on a fact says something else; ``values`` None: from that day on it no longer holds.

    ``fact`` is a key of FACT_TABLES, or "identity" (some columns, without a day), or "household" (where it is).
    """

    fact: str
    key: Mapping[str, Any]
    values: Mapping[str, Any] | None
    day: date


@dataclass(frozen=True)
class Member:
    """Somebody in the household on the day."""

    id: int
    name: str
    is_head: bool
    relation: str
    sex: str = ""
    born_on: str = ""


@dataclass(frozen=True)
class About:
    """Whom and what a request is about, with what is known around it on its day.

    ``rests``: the person's residences from the day on, as (first day, unit, village). ``children``: whom the person
    raises, ``parents``: by whom they are raised. ``collects_for``: of whose cash in the household, or of children
    raised, the undated name of who collects is the person's, with the channel. ``target_…``: household and place of
    the person whom a field names; ``known_person``: who holds the number that a field names. ``pregnant``: who of the
    household is known to be.
    """

    area_id: int
    day: date
    person_id: int | None
    values: Mapping[str, Any]
    person: Mapping[str, Any] = field(default_factory=dict)
    household_id: int | None = None
    members: Sequence[Member] = ()
    rests: Sequence[tuple[date, int, str]] = ()
    children: Sequence[int] = ()
    parents: Sequence[int] = ()
    collects_for: Sequence[tuple[int, str]] = ()
    target_household: int | None = None
    target_rest: tuple[int, str] | None = None
    known_person: int | None = None
    poverty: str | None = None
    disability_types: Sequence[str] = ()
    pregnant: Sequence[int] = ()

    @property
    def next_day(self) -> date:
        """The first day after."""
        return self.day + timedelta(days=1)

    def member(self, person_id: Any) -> Member | None:
        """The member with this id."""
        return next((member for member in self.members if member.id == person_id), None)

    @property
    def is_head(self) -> bool:
        """Whether the person is the head of the household."""
        mine = self.member(self.person_id)
        return mine is not None and mine.is_head


Start = Callable[[About], Any]


@dataclass(frozen=True)
class Field:
    """A field of the form.

    ``shows`` names the fact and column whose present value it is filled with, ``start``
    works out another one.
    """

    name: str
    label: str
    type: Type = Type.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True
    hint: str = ""
    shows: tuple[str, str] | None = None
    longest: int = 120
    start: Start | None = None


Changes = Callable[[About], list[Change]]
Check = Callable[[About], Mapping[str, str]]


def nothing_wrong(about: About) -> Mapping[str, str]:
    """A kind whose fields need no further check."""
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of news. ``checks``: what is wrong, by field. ``why``: why somebody else approves it, or nobody.

    ``touches``: what it changes whatever is told, as (whose, fact as a touch names it): "person" of the request, "head"
    or "household" of theirs. So others who wait for the same are seen before anything is typed. ``dated_by_signing``:
    it tells of a paper that a file of the commune's ends in, which counts from the day it is signed.
    """

    code: str
    label: str
    group: str
    day_label: str
    documents: tuple[str, ...]
    fields: tuple[Field, ...]
    changes: Changes
    approval: Approval
    why: str
    touches: tuple[tuple[str, str], ...]
    checks: Check = nothing_wrong
    may_be_later: bool = False
    newcomer: bool = False
    day_hint: str = ""
    dated_by_signing: bool = False
