"""People and news laid out at random, written into the registry and told to the plain computation alike."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from ansinh.areas import public as areas
from ansinh.flows.late_news import propose_from_news, take_news
from ansinh.kernel import outbox
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests import builders
from tests.builders import fact, period
from tests.promises.flows.plain_law import TWO_LEVELS, Told

DAYS = (1, 12, 28)
LIVES_FROM = date(2015, 1, 1)
AGES = {
    "disabled": (3, 15, 16, 30, 59, 60, 74), "old": (74, 75, 76, 79, 80, 85), "orphan": (2, 3, 4, 10, 15),
    "alone": (60, 70, 74, 75, 79, 80), "cusp": (69, 70, 74, 79),
}  # fmt: skip


class Histories:
    """Ten people of two communes from a month on. ``silent``: months that are paid without being determined."""

    def __init__(self, dice: random.Random, start: Month, end: Month, silent: tuple[Month, ...]) -> None:
        self.dice, self.start, self.end, self.silent = dice, start, end, silent
        self.today = [builders.commune(0), builders.commune(1)]
        self.then = [
            areas.Succession.objects.filter(successor=unit).first().predecessor  # type: ignore[union-attr]
            for unit in self.today
        ]
        self.log: list[tuple[str, ...]] = []
        self.people = [self._person() for _ in range(10)]

    def _person(self) -> Told:
        kind = self.dice.choice(("disabled", "disabled", "old", "old", "orphan", "alone", "cusp"))
        year = self.start.year - self.dice.choice(AGES[kind])
        who = Told(date(year, self.dice.randint(1, 12), self.dice.choice(DAYS)), area=self.dice.randint(0, 1))
        person = self._lives(who)
        who.person_id = person.pk
        if kind == "orphan":
            who.orphan = True
            for parent in ("father", "mother"):
                builders.circumstance(person, parent, "deceased", str(who.born))
        home = builders.household(person.area, person, since=str(max(who.born, LIVES_FROM)))
        if kind == "alone" or (kind != "orphan" and self.dice.random() < 0.3):
            who.poor = (date(self.start.year - 2, 1, 1), None)
            fact(registry.Poverty, household=home, status="poor", valid=period(str(who.poor[0])))
        if kind == "alone":
            who.alone = True
            builders.circumstance(person, "support", "none", "2016-01-01")
        if kind == "disabled":
            self._certificate(who, self.start.minus(self.dice.randint(0, 6)), builders.LONG_AGO, builders.source())
        return who

    def _lives(self, who: Told) -> registry.Person:
        """Where the person lives: in the commune of then, and from July 2025 in the one that it went into."""
        since, unit = str(max(who.born, LIVES_FROM)), self.today[who.area]
        if self.start >= TWO_LEVELS:
            return builders.person(unit, name="Lò Thị Thử", born=str(who.born), lives_from=since)
        former = self.then[who.area]
        person = builders.person(former, name="Lò Thị Thử", born=str(who.born), lives_from=since)
        if self.end >= TWO_LEVELS:
            heard = datetime(2025, 7, 1, tzinfo=UTC)
            builders.take_back(registry.Residence.objects.get(person=person), heard, builders.source())
            for place, valid in ((former, period(since, "2025-07-01")), (unit, period("2025-07-01"))):
                fact(registry.Residence, person=person, unit=place, valid=valid, recorded_at=heard)
        person.area = unit
        person.save()
        return person

    def news(self, month: Month) -> None:
        """What is heard of on the fifth of a month, up to four months late."""
        kinds = {
            "degree": self._certificate, "dies": self._dies, "pension": self._pension, "rises": self._rises,
            "moves": self._moves,
        }  # fmt: skip
        for number in range(self.dice.randint(0, 3)):
            heard = datetime(month.year, month.number, 5, 3 * number, tzinfo=UTC)  # one after the other
            who, since = self.dice.choice(self.people), max(month.minus(self.dice.randint(0, 4)), self.start)
            kind = self.dice.choice(("degree", "degree", "dies", "pension", "rises", "moves"))
            if who.died or (since in self.silent and kind != "dies"):
                continue  # news of a month that was never determined is seen by nobody
            source = builders.source(kind)
            kinds[kind](who, since, heard, source)
            self.log.append((str(month), kind, str(since), str(who.born)))
            _told(source, heard)

    def _certificate(self, who: Told, since: Month, heard: datetime, source: registry.Source) -> None:
        day = since.first if who.degrees else since.first.replace(day=self.dice.choice(DAYS))
        if day < who.born or (who.degrees and who.degrees[-1][0] >= day):
            return
        if who.degrees:
            first, _, degree = who.degrees[-1]
            builders.take_back(
                registry.Disability.objects.get(person=who.person_id, retracted_at=None, valid__endswith=None),
                heard,
                source,
            )
            _degree(who, degree, first, day, heard, source)
            who.degrees[-1] = (first, day, degree)
        degree = self.dice.choice(("severe", "extremely_severe"))
        _degree(who, degree, day, None, heard, source)
        who.degrees.append((day, None, degree))

    def _dies(self, who: Told, since: Month, heard: datetime, source: registry.Source) -> None:
        on = since.first.replace(day=self.dice.choice(DAYS))
        if not who.born <= on <= heard.date():
            return
        who.died = on
        old = registry.Identity.objects.get(person=who.person_id, retracted_at=None)
        builders.take_back(old, heard, source)
        values = {"full_name": old.full_name, "born_on": who.born, "recorded_at": heard, "source": source}
        registry.Identity.objects.create(person_id=who.person_id, died_on=on, **values)
        registry.Person.objects.filter(pk=who.person_id).update(died_on=on)

    def _pension(self, who: Told, since: Month, heard: datetime, source: registry.Source) -> None:
        """From a month on, or only until it was heard of."""
        if who.pensions or who.age(since.first) < 55:
            return
        end = self.dice.choice((None, Month(heard.year, heard.month).first))
        if end == since.first:
            return
        vnd = self.dice.choice((300_000, 3_000_000))
        valid = period(str(since.first), str(end) if end else None)
        values = {"amount_vnd": vnd, "valid": valid, "recorded_at": heard, "source": source}
        registry.Pension.objects.create(person_id=who.person_id, **values)
        who.pensions.append((since.first, end, vnd))

    def _rises(self, who: Told, since: Month, heard: datetime, source: registry.Source) -> None:
        """The household is poor no more."""
        if who.poor is None or who.poor[1] is not None:
            return
        home = registry.Membership.objects.get(person=who.person_id).household_id
        old = registry.Poverty.objects.get(household=home, retracted_at=None)
        builders.take_back(old, heard, source)
        who.poor = (who.poor[0], since.first)
        for status, valid in (("poor", period(str(who.poor[0]), str(since.first))), ("none", period(str(since.first)))):
            values = {"status": status, "valid": valid, "recorded_at": heard, "source": source}
            registry.Poverty.objects.create(household_id=home, **values)

    def _moves(self, who: Told, _: Month, heard: datetime, source: registry.Source) -> None:
        """To the other commune, from this month on."""
        day = heard.date().replace(day=1)
        old = registry.Residence.objects.filter(person=who.person_id, retracted_at=None).latest("valid")
        if self.start < TWO_LEVELS or old.valid.lower >= day:
            return
        who.area = 1 - who.area
        builders.take_back(old, heard, source)
        unit = self.today[who.area]
        for place, valid in (
            (old.unit, period(str(old.valid.lower), str(day))), (unit, period(str(day))),
        ):  # fmt: skip
            values = {"unit": place, "valid": valid, "recorded_at": heard, "source": source}
            registry.Residence.objects.create(person_id=who.person_id, **values)
        registry.Person.objects.filter(pk=who.person_id).update(area=unit)


def _degree(who: Told, degree: str, first: date, end: date | None, heard: datetime, source: registry.Source) -> None:
    valid = period(str(first), str(end) if end else None)
    values = {"degree": degree, "certified_on": first, "valid": valid, "recorded_at": heard, "source": source}
    registry.Disability.objects.create(person_id=who.person_id, **values)


def _told(source: registry.Source, heard: datetime) -> None:
    """What the outbox makes of news, at the moment of then."""
    take_news(source.pk, heard)
    for waiting in outbox.OutboxFact.objects.filter(kind="late_news.found", handled_at=None):
        propose_from_news(waiting.payload["area_id"], heard + timedelta(hours=1))
        outbox.OutboxFact.objects.filter(pk=waiting.pk).update(handled_at=heard)
