"""The form of a one-off benefit: a kind, the titles to it, and their versions by stretch of days.

Numbers (multiples, amounts, kilograms, limits) are named here and stand in values/one_off.yaml by day.
"""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.legislation.expression import Predicate, fact_of, record
from ansinh.legislation.formula import Condition, Formula, conditions_of
from ansinh.legislation.one_off.event_columns_table import OF_AN_EVENT
from ansinh.legislation.one_off.periods_table import Days

MINIMUM, CEILING, EXACT, IN_KIND = "minimum", "ceiling", "exact", "in_kind"
BOUNDS: dict[str, str] = {
    MINIMUM: "mức thấp nhất; tỉnh có thể quy định cao hơn",
    CEILING: "mức cao nhất; quyết định chi không vượt quá",
    EXACT: "đúng mức",
    IN_KIND: "bằng hiện vật hoặc theo quy định khác; không tính ra tiền",
}


@dataclass(frozen=True, slots=True)
class Times:
    """``times`` × a base for each of ``per`` (facts of kind count).

    ``base``: base (mức chuẩn) or social_pension. ``reading``: which reading says of what month the base is taken.
    ``at_least``: a fact; the amount is that cost when it is higher.
    """

    times: str
    base: str = "base"
    reading: str = "event_base"
    per: tuple[str, ...] = ()
    at_least: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An amount that the law names, for each of ``per``; ``most``: together not more than this value."""

    vnd: str
    per: tuple[str, ...] = ()
    most: str | None = None


@dataclass(frozen=True, slots=True)
class PerDay:
    """A named amount for every day of a stay, at the amount of that day; ``limit``: months counted at most."""

    vnd: str
    days: str
    limit: str


@dataclass(frozen=True, slots=True)
class Rice:
    """Kilograms a person and month. ``months``: a fact, counted up to ``limit``; None: as many as the limit."""

    kg: str
    persons: str
    months: str | None
    limit: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What it cost, as a fact says."""

    vnd: str


@dataclass(frozen=True, slots=True)
class Petrol:
    """``decilitres`` of petrol a kilometre at the price of the day; parts of a đồng are dropped."""

    decilitres: str
    km: str
    price: str


@dataclass(frozen=True, slots=True)
class InKind:
    """Given in kind, or by a text that is not computed: eligibility only."""


@dataclass(frozen=True, slots=True)
class NotWritten:
    """A title that an instrument which was not read knew, or did not know: an error, never nothing."""


Measure = Times | Named | PerDay | Rice | Cost | Petrol | InKind | NotWritten


@dataclass(frozen=True, slots=True)
class Version:
    """What the law says of a title in a stretch of days."""

    days: Days
    citation: str
    when: Formula
    measure: Measure
    bound: str


@dataclass(frozen=True, slots=True)
class Title:
    """One way to a benefit. Of a group only the highest is given (the first of equals).

    ``other_text``: a fact with the amount due under another text, which takes the place of a lower one.
    """

    code: str
    label_vi: str
    versions: tuple[Version, ...]
    group: str = "one"
    other_text: str | None = None

    def version(self, day: str) -> Version | None:
        """The version in force on a day, or None."""
        return next((version for version in self.versions if version.days.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of one-off benefit. ``unit_vi``: what one amount is for."""

    code: str
    label_vi: str
    unit_vi: str
    titles: tuple[Title, ...]

    @property
    def first(self) -> str:
        """The first day of which the law is written down."""
        written = (v for title in self.titles for v in title.versions if not isinstance(v.measure, NotWritten))
        return min(version.days.first for version in written)

    def facts(self) -> set[str]:
        """The facts that the kind rests on, in any of its versions."""
        versions = [(title, version) for title in self.titles for version in title.versions]
        judged = {condition.fact for _, version in versions for condition in conditions_of(version.when)}
        return judged.union(*(facts_of_title(title, version) for title, version in versions))


def facts_of_measure(measure: Measure) -> tuple[str, ...]:
    """The facts an amount rests on."""
    match measure:
        case Times(per=per, at_least=cost):
            return (*per, "province", *([cost] if cost else []))
        case Named(per=per):
            return per
        case PerDay(days=days):
            return (days,)
        case Rice(persons=persons, months=months):
            return (persons, months) if months else (persons,)
        case Cost(vnd=vnd):
            return (vnd,)
        case Petrol(km=km, price=price):
            return (km, price)
        case InKind() | NotWritten():
            return ()


def facts_of_title(title: Title, version: Version) -> set[str]:
    """The facts that the amount of a title rests on."""
    return {*facts_of_measure(version.measure), *([title.other_text] if title.other_text else [])}


def values_of_measure(measure: Measure) -> tuple[str, ...]:
    """The names of the numbers of values/one_off.yaml that an amount rests on."""
    match measure:
        case Times(times=times):
            return (times,)
        case Named(vnd=vnd, most=most):
            return (vnd, *([most] if most else []))
        case PerDay(vnd=vnd, limit=limit):
            return (vnd, limit)
        case Rice(kg=kg, limit=limit):
            return (kg, limit)
        case Petrol(decilitres=decilitres):
            return (decilitres,)
        case Cost() | InKind() | NotWritten():
            return ()


def event_condition(name: str, text_vi: str, article: str, predicate: Predicate) -> Condition:
    """A named predicate over one fact of an event."""
    node = record(predicate, OF_AN_EVENT)
    return Condition(name, text_vi, article, node, fact_of(node))
