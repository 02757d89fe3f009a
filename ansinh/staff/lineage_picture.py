"""The history of a unit as a picture: what it came of and what it became, from left to right, as plain coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext

from ansinh.areas.public import Step, Unit

WIDTH, ROW, GAP, BOX = 230, 40, 90, 32


@dataclass(frozen=True)
class Node:
    """A unit as a box with its upper left corner."""

    unit: Unit
    x: int
    y: int
    chosen: bool

    @property
    def days(self) -> str:
        """From when until when, in the words of the office."""
        start, end = self.unit.valid.lower, self.unit.valid.upper
        last = end - timedelta(days=1) if end else None
        return (
            gettext("từ %(start)s") % {"start": f"{start:%d/%m/%Y}"}
            if last is None
            else f"{start:%d/%m/%Y} – {last:%d/%m/%Y}"
        )

    @property
    def middle(self) -> int:
        """Height of the middle of the box."""
        return self.y + BOX // 2


@dataclass(frozen=True)
class Edge:
    """A step: a curve from box to box, thicker the more people went that way."""

    path: str
    people: int


@dataclass(frozen=True)
class Picture:
    """Boxes and curves in a frame of ``width`` × ``height``."""

    nodes: list[Node]
    edges: list[Edge]
    width: int
    height: int


def picture_of(unit: Unit, steps: list[Step]) -> Picture:
    """Draw a unit with everything that led to it and came of it."""
    pairs = [step for step in steps if step.village is None]
    depth = {unit.pk: 0}
    for forward in (False, True):
        queue = [unit.pk]
        while queue:
            at = queue.pop(0)
            for step in pairs:
                here, there = (step.old.pk, step.new.pk) if forward else (step.new.pk, step.old.pk)
                if here == at and there not in depth:
                    depth[there] = depth[at] + (1 if forward else -1)
                    queue.append(there)
    units = {u.pk: u for step in pairs for u in (step.old, step.new) if u.pk in depth} | {unit.pk: unit}
    columns: dict[int, list[Unit]] = {}
    for pk, level in sorted(depth.items(), key=lambda item: (item[1], units[item[0]].code)):
        columns.setdefault(level, []).append(units[pk])
    tallest = max(len(column) for column in columns.values())
    nodes = {
        one.pk: Node(
            one,
            (level - min(columns)) * (WIDTH + GAP) + 4,
            int((tallest - len(column)) * ROW / 2) + place * ROW + 4,
            one.pk == unit.pk,
        )
        for level, column in columns.items()
        for place, one in enumerate(column)
    }
    edges = [_edge(nodes[s.old.pk], nodes[s.new.pk], s) for s in pairs if s.old.pk in nodes and s.new.pk in nodes]
    return Picture(list(nodes.values()), edges, len(columns) * (WIDTH + GAP) - GAP + 8, tallest * ROW + 8)


def _edge(old: Node, new: Node, step: Step) -> Edge:
    start, end = old.x + WIDTH, new.x
    half = (start + end) // 2
    path = f"M{start},{old.middle} C{half},{old.middle} {half},{new.middle} {end},{new.middle}"
    return Edge(path, step.people or 0)
