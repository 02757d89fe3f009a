"""A person's facts laid out in time: where each bar stands, what a correction replaced, when the registry learnt what.

Places along the line are hundredths of its length, so that the page decides how wide it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.utils.translation import gettext

from ansinh.registry.public import history
from ansinh.staff.fact_words import origin, sentence
from ansinh.staff.guarded import GuardedFact, read_guarded
from ansinh.staff.words import TABLES, local

LENGTH = 100
LONGEST = 20 * 366  # days that are drawn; what is older begins at the edge
AHEAD = 62
YEARS_BETWEEN_TICKS = (1, 2, 5)
MOST_TICKS = 9
ROOM_FOR_A_YEAR = 96

State = Literal["holds", "believed", "struck", "later"]


@dataclass(frozen=True)
class Axis:
    """The days that are drawn, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many steps a slider over it has."""
        return (self.last - self.first).days

    def place(self, day: date | None, *, end: bool = False) -> float:
        """Where a day stands; no day: the edge."""
        if day is None:
            return LENGTH if end else 0
        return round(min(max((day - self.first).days / self.days, 0), 1) * LENGTH, 2)

    def ticks(self) -> list[tuple[float, int]]:
        """Years to be written along it, with their places."""
        years = range(self.first.year + 1, self.last.year + 1)
        step = next((s for s in YEARS_BETWEEN_TICKS if len(years) / s <= MOST_TICKS), YEARS_BETWEEN_TICKS[-1])
        places = [(self.place(date(year, 1, 1)), year) for year in years if year % step == 0]
        return [(place, year) for place, year in places if place < ROOM_FOR_A_YEAR]

    def step_of(self, day: date) -> int:
        """Where a slider stands for a day."""
        return min(max((day - self.first).days, 0), self.days)


@dataclass(frozen=True)
class Bar:
    """One fact as a row. ``instead``: what took its place when it was struck; empty when it was only taken back.

    ``ask``: what the address has to say to uncover it; empty when nothing is covered, then ``instead`` is told too.
    """

    fact: history.Fact
    text: str
    state: State
    left: float
    width: float
    instead: tuple[str, ...] = ()
    ask: str = ""

    @property
    def origin(self) -> str:
        """Where it came from."""
        return origin(self.fact.source_kind, self.fact.source, self.fact.who)

    @property
    def ended(self) -> str:
        """What took it back."""
        return origin(self.fact.ended_kind, self.fact.ended_source, self.fact.ended_who)


@dataclass(frozen=True)
class Group:
    """The facts of a kind."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Turn:
    """A source that changed what was believed: when, who, how many facts it recorded and took back."""

    day: date
    origin: str
    recorded: int
    retracted: int


def axis_of(facts: Iterable[history.Fact], today: date) -> Axis:
    """From the first day anything holds or was heard of, to a little after today."""
    days = [day for f in facts for day in (f.since, local(f.recorded_at).date()) if day is not None]
    first = max(min([*days, today - timedelta(days=365)]), today - timedelta(days=LONGEST))
    return Axis(first, today + timedelta(days=AHEAD))


def state_of(fact: history.Fact, day: date, known_at: datetime) -> State:
    """How a fact stands on a day as known at a moment."""
    if fact.recorded_at > known_at:
        return "later"
    if not fact.believed(known_at):
        return "struck"
    return "holds" if fact.covers(day) else "believed"


def _bar(one: GuardedFact, axis: Axis, state: State, instead: tuple[str, ...] = ()) -> Bar:
    left, right = axis.place(one.fact.since), axis.place(one.fact.until, end=True)
    return Bar(one.fact, one.text, state, left, max(round(right - left, 2), 0.4), instead, one.ask)


def _instead(struck: history.Fact, facts: Sequence[history.Fact]) -> tuple[str, ...]:
    """What the source that took a fact back recorded for the same days."""
    found = [
        f
        for f in facts
        if f.source_id == struck.ended_id
        and f.kind == struck.kind
        and (f.kind != "circumstance" or f.code == struck.code)
        and f.recorded_at >= struck.recorded_at
        and f is not struck
    ]
    return tuple(f"{sentence(f)}{_days(f)}" for f in sorted(found, key=lambda f: f.since or date.min))


def _days(fact: history.Fact) -> str:
    since = gettext(" từ %(since)s") % {"since": f"{fact.since:%d/%m/%Y}"} if fact.since else ""
    return since + (
        gettext(" đến %(until)s") % {"until": f"{fact.until - timedelta(days=1):%d/%m/%Y}"} if fact.until else ""
    )


def groups_of(
    facts: Sequence[history.Fact], axis: Axis, day: date, known_at: datetime, opened: frozenset[str]
) -> list[Group]:
    """Everything ever recorded, by kind; what is believed first, then what was taken back, then what came later.

    Covered as far as nobody asked for it: ``opened`` names the fields that were.
    """
    rank = {"holds": 0, "believed": 1, "struck": 2, "later": 3}
    rows: dict[str, list[Bar]] = {}
    for one in read_guarded(facts, opened):
        state = state_of(one.fact, day, known_at)
        instead = _instead(one.fact, facts) if state == "struck" and not one.ask else ()
        rows.setdefault(one.fact.kind, []).append(_bar(one, axis, state, instead))
    return [
        Group(TABLES["fact"][kind], tuple(sorted(bars, key=lambda bar: rank[bar.state]))) for kind, bars in rows.items()
    ]


def member_bars(
    members: Sequence[history.MemberFact], axis: Axis, day: date, known_at: datetime
) -> list[tuple[int, str, Bar]]:
    """Who belonged to the person's households and when: id, name, bar."""
    found = [
        (m.person_id, m.full_name, _bar(GuardedFact(m.fact, sentence(m.fact)), axis, state_of(m.fact, day, known_at)))
        for m in members
    ]
    return sorted(found, key=lambda row: (row[2].state in ("struck", "later"), -row[2].left))


def turns_of(facts: Sequence[history.Fact]) -> list[Turn]:
    """The times at which what is believed changed, the latest first."""
    recorded: Counter[tuple[date, int]] = Counter()
    retracted: Counter[tuple[date, int]] = Counter()
    named: dict[int, str] = {}
    for fact in facts:
        recorded[local(fact.recorded_at).date(), fact.source_id] += 1
        named[fact.source_id] = origin(fact.source_kind, fact.source, fact.who)
        if fact.retracted_at is not None and fact.ended_id is not None:
            retracted[local(fact.retracted_at).date(), fact.ended_id] += 1
            named[fact.ended_id] = origin(fact.ended_kind, fact.ended_source, fact.ended_who)
    keys = sorted({*recorded, *retracted}, reverse=True)
    return [Turn(day, named[source], recorded[day, source], retracted[day, source]) for day, source in keys]
