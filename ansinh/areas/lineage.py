"""What a unit is on another day: forward over what it went over into, back over what went over into it. No database.

Forward a unit that went over whole is known; where it was split, the village decides. Back, a unit that came of one
is known; where it came of several, the village decides, as far as only one of them had a village of that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from ansinh.areas.models import Succession, Unit, VillageShare


@dataclass
class Lineage:
    """Units with their days, and the steps between them."""

    days: dict[int, tuple[date, date | None]]
    after: dict[int, list[tuple[int, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))
    before: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: dict[tuple[int, str], str] = field(default_factory=dict)
    """What a village of a unit was called in the next one."""
    origin: dict[tuple[int, str], set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    """Of a village of a unit the former units, and what it was called there."""

    def lives(self, unit: int, on: date) -> bool:
        """Whether the unit existed on the day."""
        start, end = self.days[unit]
        return start <= on and (end is None or on < end)

    def on(self, unit: int, day: date, village: str | None = None) -> int | None:
        """The unit of a day that a unit, or one of its villages, was or became. None: that does not decide it."""
        while not self.lives(unit, day):
            forward = day >= self.days[unit][0]
            step = self._next(unit, village) if forward else self._former(unit, village)
            if step is None:
                return None
            unit, village = step
        return unit

    def _next(self, unit: int, village: str | None) -> tuple[int, str | None] | None:
        steps = self.after[unit]
        name = self.names.get((unit, village), village) if village is not None else None
        if len(steps) == 1:
            return steps[0][0], name
        if village is None:
            return None
        return next(((new, name) for new, villages in steps if village in villages), None)

    def _former(self, unit: int, village: str | None) -> tuple[int, str | None] | None:
        whole = self.before[unit]
        known = self.origin.get((unit, village), set()) if village is not None else set()
        if len(whole) == 1:
            called = next(iter(known))[1] if len(known) == 1 else village
            return whole[0], called
        return next(iter(known)) if len(known) == 1 else None

    def pieces(self, unit: int, village: str) -> list[tuple[int, str, date, date | None]]:
        """What a village of a unit belonged to, day by day as far as it can be told: unit, name there, from, until."""
        found = [(unit, village)]
        while (step := self._former(*found[0])) is not None and step[1] is not None:
            found.insert(0, (step[0], step[1]))
        while (step := self._next(*found[-1])) is not None and step[1] is not None:
            found.append((step[0], step[1]))
        return [(one, called, *self.days[one]) for one, called in found]

    def related(self, unit: int) -> set[int]:
        """The unit itself and all before and after it, over every step."""
        found, queue = {unit}, [unit]
        while queue:
            one = queue.pop()
            for other in (*(new for new, _ in self.after[one]), *self.before[one]):
                if other not in found:
                    found.add(other)
                    queue.append(other)
        return found


def lineage() -> Lineage:
    """All communes with their steps, in three small queries."""
    communes = Unit.objects.filter(kind=Unit.Kind.COMMUNE, withdrawn=False)
    found = Lineage({unit.pk: (unit.valid.lower, unit.valid.upper) for unit in communes.only("valid")})
    steps = Succession.objects.filter(predecessor__kind=Unit.Kind.COMMUNE)
    for old, new, villages in steps.order_by("pk").values_list("predecessor_id", "successor_id", "villages"):
        found.after[old].append((new, frozenset(villages)))
        found.before[new].append(old)
    _learn(found, VillageShare.objects.filter(Q(people__gt=0)).values_list(*_SHARE))
    return found


_SHARE = ("predecessor_id", "village", "successor_id", "became")


def _learn(found: Lineage, shares: Iterable[tuple[int, str, int, str]]) -> None:
    for old, village, new, became in shares:
        found.names[old, village] = became
        found.origin[new, became].add((old, village))
