"""A change of the areas as it is written down: which units end, which begin, what goes over into what. No database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Parent = int | str | None
"""The id of a unit that is there, the key of one that begins, or nothing (a province)."""


@dataclass(frozen=True)
class NewUnit:
    """A unit that begins with the change. ``key`` names it inside the plan."""

    key: str
    code: str
    name: str
    kind: str
    parent: Parent


@dataclass(frozen=True)
class GoesOver:
    """The unit ``old`` goes over into the new unit ``key``: whole, or with these villages ("": no village known)."""

    old: int
    key: str
    villages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Renamed:
    """A village of an ended unit that is called otherwise from the day on."""

    old: int
    village: str
    name: str


@dataclass(frozen=True)
class Plan:
    """``ends``: ids of the units whose last day is the day before ``on``."""

    kind: str
    on: date
    citation: str
    begins: tuple[NewUnit, ...]
    ends: tuple[int, ...]
    went_over: tuple[GoesOver, ...]
    renamed: tuple[Renamed, ...] = ()

    def successors(self, old: int) -> list[GoesOver]:
        """What a unit goes over into; empty for a level that ends."""
        return [step for step in self.went_over if step.old == old]

    def village_goes(self, old: int, village: str) -> str | None:
        """The key of the unit that a village of an ended unit belongs to from the day on; None: not said."""
        steps = self.successors(old)
        if len(steps) == 1 and not steps[0].villages:
            return steps[0].key
        return next((step.key for step in steps if village in step.villages), None)

    def village_name(self, old: int, village: str) -> str:
        """What a village is called from the day on."""
        return next((r.name for r in self.renamed if (r.old, r.village) == (old, village)), village)

    def written(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {
            "kind": self.kind,
            "on": self.on.isoformat(),
            "citation": self.citation,
            "begins": [[u.key, u.code, u.name, u.kind, u.parent] for u in self.begins],
            "ends": list(self.ends),
            "went_over": [[step.old, step.key, list(step.villages)] for step in self.went_over],
            "renamed": [[r.old, r.village, r.name] for r in self.renamed],
        }


def read_plan(written: Mapping[str, Any]) -> Plan:
    """The plan that ``Plan.written`` wrote."""
    return Plan(
        kind=written["kind"],
        on=date.fromisoformat(written["on"]),
        citation=written["citation"],
        begins=tuple(NewUnit(*unit) for unit in written["begins"]),
        ends=tuple(written["ends"]),
        went_over=tuple(GoesOver(old, key, tuple(villages)) for old, key, villages in written["went_over"]),
        renamed=tuple(Renamed(*row) for row in written["renamed"]),
    )


def rank(kind: str) -> int:
    """Provinces before districts before communes."""
    return ("province", "district", "commune").index(kind)


def in_order(begins: Sequence[NewUnit]) -> list[NewUnit]:
    """Those above before those below."""
    return sorted(begins, key=lambda unit: (rank(unit.kind), unit.code, unit.key))
