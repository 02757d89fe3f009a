"""What a title gives: the lines of one event all of whose facts are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ansinh.legislation.one_off.book import OneOffBook
from ansinh.legislation.one_off.errors import NoLawForEventError
from ansinh.legislation.one_off.event_days import last_of_months
from ansinh.legislation.one_off.kind import (
    Cost,
    InKind,
    Named,
    NotWritten,
    PerDay,
    Petrol,
    Rice,
    Times,
    Title,
    Version,
)

Known = Mapping[str, int]  # coded facts, all known


@dataclass(frozen=True, slots=True)
class Line:
    """What one title gives.

    ``multiple``: times the base, None where the law names an amount. ``base_vnd``: the base or the named amount, đồng.
    ``quantity``: how many units of it (people, days); ``limit_months``: months the law allows at most.
    ``amount_vnd`` or ``kg``, neither for what is given in kind.
    """

    title: str
    multiple: int | None
    base_vnd: int | None
    quantity: int
    limit_months: int | None
    amount_vnd: int | None
    kg: int | None
    bound: str
    citation: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to give (no person, no day, no cost)."""
        return self.amount_vnd == 0 or self.kg == 0


def lines_of(title: Title, version: Version, facts: Known, day: date, book: OneOffBook) -> list[Line]:
    """The lines of a title that holds. Raises NoLawForEventError when its law was not written down."""
    measure = version.measure
    match measure:
        case Times():
            return [_times(title, version, measure, facts, day, book)]
        case Named():
            return [_named(title, version, measure, facts, day, book)]
        case PerDay():
            return list(_per_day(title, version, measure, facts, day, book))
        case Rice():
            kg, limit = (int(book.number(name, day).value) for name in (measure.kg, measure.limit))
            months = min(facts[measure.months], limit) if measure.months else limit
            quantity = facts[measure.persons] * months
            return [_line(title, version, quantity=quantity, limit=limit, kg=kg * quantity)]
        case Cost():
            return [_line(title, version, vnd=facts[measure.vnd])]
        case Petrol():
            decilitres = int(book.number(measure.decilitres, day).value)
            km, price = facts[measure.km], facts[measure.price]
            return [_line(title, version, base=price, quantity=km, vnd=km * decilitres * price // 10)]
        case InKind():
            return [_line(title, version)]
        case NotWritten():
            later = (v.days.first for v in title.versions if not isinstance(v.measure, NotWritten))
            raise NoLawForEventError(title.label_vi, day.isoformat(), min(later), version.citation)


def _times(title: Title, version: Version, measure: Times, facts: Known, day: date, book: OneOffBook) -> Line:
    base = int(book.base(measure.base, measure.reading, day, facts["province"]).value)
    multiple, quantity = int(book.number(measure.times, day).value), _product(measure.per, facts)
    amount = multiple * base * quantity
    if measure.at_least:
        amount = max(amount, facts[measure.at_least])
    return _line(title, version, multiple=multiple, base=base, quantity=quantity, vnd=amount)


def _named(title: Title, version: Version, measure: Named, facts: Known, day: date, book: OneOffBook) -> Line:
    vnd, quantity = int(book.number(measure.vnd, day).value), _product(measure.per, facts)
    most = int(book.number(measure.most, day).value) if measure.most else None
    amount = vnd * quantity if most is None else min(vnd * quantity, most)
    return _line(title, version, base=vnd, quantity=quantity, vnd=amount)


def _per_day(
    title: Title, version: Version, measure: PerDay, facts: Known, day: date, book: OneOffBook
) -> Iterator[Line]:
    limit = int(book.number(measure.limit, day).value)
    days = min(facts[measure.days], (last_of_months(day, limit) - day).days + 1)
    last = day + timedelta(days=days - 1)
    # A stay through a change of the amount is paid at the amount of each day.
    starts = [date.fromisoformat(value.first) for value in book.numbers[measure.vnd].values]
    changes = [start for start in starts if day < start <= last]
    for first, following in zip([day, *changes], [*changes, last + timedelta(days=1)], strict=True):
        vnd, quantity = int(book.number(measure.vnd, first).value), (following - first).days
        applied = title.version(first.isoformat()) or version
        yield _line(title, applied, base=vnd, quantity=quantity, limit=limit, vnd=vnd * quantity)


def _product(names: tuple[str, ...], facts: Known) -> int:
    found = 1
    for name in names:
        found *= facts[name]
    return found


def _line(
    title: Title,
    version: Version,
    *,
    multiple: int | None = None,
    base: int | None = None,
    quantity: int = 1,
    limit: int | None = None,
    vnd: int | None = None,
    kg: int | None = None,
) -> Line:
    return Line(title.code, multiple, base, quantity, limit, vnd, kg, version.bound, version.citation)
