"""What a form declares: its sections and fields in the order and the words of the paper.

Answers are plain: text, days as YYYY-MM-DD, births as far as they are known, codes of choices, lists of codes, rows of
a table as mappings. An empty answer is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

YES_NO = (("no", "Không"), ("yes", "Có"))

Answer = str | list[str] | list[dict[str, str]]
Answers = Mapping[str, Answer]


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    MONTH = "month"
    BIRTH = "birth"
    NUMBER = "number"
    MONEY = "money"
    PAPER = "paper"
    CHOICE = "choice"
    TICKS = "ticks"
    TABLE = "table"


class Wording(StrEnum):
    """How far the words of a form were read on its own paper."""

    PAPER = "paper"
    PARTLY = "partly"
    SUMMARY = "summary"


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width``: its share of the paper's breadth."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    width: int = 2
    longest: int = 120


@dataclass(frozen=True)
class Field:
    """A field. ``number`` stands before the label on the paper; ``joined``: on the line of the one before.

    ``rests``: empty where the label was read on the paper; otherwise the words of the summary of the law that the field
    rests on. ``shows``: what the registry knows of it (``known.py``). ``when``: a field and the answers with which this
    one is asked. ``covered``: screens cover what is in it until somebody asks. ``lines``: how many the paper leaves;
    ``written``: a choice that the paper has no boxes for. A day whose label has three ``…`` stands in their place.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    number: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Column, ...] = ()
    required: bool = False
    joined: bool = False
    rests: str = ""
    shows: str = ""
    when: tuple[str, tuple[str, ...]] | None = None
    covered: str = ""
    hint: str = ""
    unit: str = ""
    longest: int = 200
    lines: int = 1
    written: bool = False


@dataclass(frozen=True)
class Section:
    """Fields under a heading (``level`` 1 or 2; none where the title is empty). ``office``: filled in by the office."""

    title: str
    fields: tuple[Field, ...] = ()
    level: int = 1
    lead: str = ""
    office: bool = False


@dataclass(frozen=True)
class Signature:
    """Who signs at the foot."""

    title: str
    note: str = "(Ký, ghi rõ họ tên)"
    dated: bool = False


@dataclass(frozen=True)
class Form:
    """A form of a decree. ``subject``: for whom or what, in a few words.

    ``source`` says where its words come from and what of them was not read on the paper.
    """

    code: str
    mark: str
    decree: str
    title: str
    subject: str
    applies: str
    article: str
    wording: Wording
    source: str
    sections: tuple[Section, ...]
    signatures: tuple[Signature, ...]
    pledge: str
    addressed: tuple[str, ...] = ()
    office_signatures: tuple[Signature, ...] = ()
    fields: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {one.name: one for section in self.sections for one in section.fields}
        if len(named) != sum(len(section.fields) for section in self.sections):
            raise ValueError(f"{self.code}: two fields of one name")
        unknown = [one.name for one in named.values() if one.when and one.when[0] not in named]
        if unknown:
            raise ValueError(f"{self.code}: {unknown} depend on fields that are not there")
        object.__setattr__(self, "fields", named)

    @property
    def asked_of_people(self) -> Iterator[Section]:
        """The sections that whoever declares fills in."""
        return (section for section in self.sections if not section.office)

    def asks(self, name: str, answers: Answers) -> bool:
        """Whether a field is asked with these answers: what it depends on is asked, and answered so."""
        when = self.fields[name].when
        if when is None:
            return True
        given = answers.get(when[0], "")
        met = any(code in when[1] for code in ([given] if isinstance(given, str) else given))
        return met and self.asks(when[0], answers)

    def dependents(self, name: str) -> list[Field]:
        """The fields that a field's answer lets appear or go, directly or by way of others."""
        direct = [one for one in self.fields.values() if one.when and one.when[0] == name]
        return [found for one in direct for found in (one, *self.dependents(one.name))]


@dataclass(frozen=True)
class Use:
    """A form belongs to a kind of file from a day on, until the day on which it no longer does."""

    kind: str
    form: str
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether a file received that day uses it."""
        return self.since <= day and (self.until is None or day < self.until)
