"""A flow of money as a picture: nodes in columns, ribbons between them as thick as the đồng, as plain coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

WIDTH, HEIGHT, BAR, GAP, TOP = 1180, 420, 14, 30, 26
LABEL = 150


@dataclass(frozen=True)
class Node:
    """A bar with its upper left corner; ``tint`` names its look."""

    label: str
    amount_vnd: int
    x: float
    y: float
    height: float
    tint: str
    last: bool

    @property
    def text_x(self) -> float:
        """Where the words begin (in the last column: end)."""
        return self.x - 6 if self.last else self.x + BAR + 6

    @property
    def text_y(self) -> float:
        """The height of the first line of words."""
        return self.y + min(self.height / 2, 40) - 1


@dataclass(frozen=True)
class Ribbon:
    """A flow between two nodes, as a closed path."""

    path: str
    tint: str
    title: str


@dataclass(frozen=True)
class Sankey:
    """The picture in a frame of ``width`` × ``height``; ``heads`` are the names of the columns with their x."""

    nodes: list[Node]
    ribbons: list[Ribbon]
    heads: list[tuple[str, float, bool]]
    width: int = WIDTH
    height: int = HEIGHT + TOP + 12


Key = tuple[int, str]


def draw_sankey(
    columns: Sequence[str],
    labels: Mapping[Key, str],
    tints: Mapping[Key, str],
    flows: Mapping[tuple[Key, Key], int],
    words: Mapping[int, str],
) -> Sankey:
    """Draw flows between nodes (column, code); the order of ``labels`` is that from top to bottom within a column.

    ``words``: đồng in figures for titles. Flows of 0 are left out, one below 0 is an error.
    """
    shown = {pair: amount for pair, amount in flows.items() if amount}
    if any(amount < 0 for amount in shown.values()):
        raise ValueError("a flow below 0")
    inward, outward = Counter[Key](), Counter[Key]()
    for (source, target), amount in shown.items():
        outward[source] += amount
        inward[target] += amount
    sizes = {key: max(inward[key], outward[key]) for key in labels if inward[key] or outward[key]}
    per_column = [[key for key in sizes if key[0] == column] for column in range(len(columns))]
    most = max((len(column) for column in per_column), default=1)
    largest = max((sum(sizes[key] for key in column) for column in per_column), default=0) or 1
    scale = (HEIGHT - GAP * max(most - 1, 0)) / largest
    step = (WIDTH - BAR - LABEL) / max(len(columns) - 1, 1)
    nodes: dict[Key, Node] = {}
    for number, column in enumerate(per_column):
        y: float = TOP
        for key in column:
            height = max(sizes[key] * scale, 1.5)
            last = number == len(columns) - 1
            x = number * step + (LABEL if last else 0)
            nodes[key] = Node(labels[key], sizes[key], round(x, 1), round(y, 1), round(height, 1), tints[key], last)
            y += height + GAP
    heads = [
        (name, round(number * step + (LABEL + BAR if number == len(columns) - 1 else 0), 1), number == len(columns) - 1)
        for number, name in enumerate(columns)
    ]
    return Sankey(list(nodes.values()), _ribbons(nodes, labels, shown, scale, words), heads)


def _ribbons(
    nodes: Mapping[Key, Node],
    labels: Mapping[Key, str],
    flows: Mapping[tuple[Key, Key], int],
    scale: float,
    words: Mapping[int, str],
) -> list[Ribbon]:
    order = {key: place for place, key in enumerate(labels)}
    left, right = Counter[Key](), Counter[Key]()
    ribbons = []
    for (source, target), amount in sorted(flows.items(), key=lambda one: (order[one[0][0]], order[one[0][1]])):
        start, end = nodes[source], nodes[target]
        thick = max(amount * scale, 1)
        y1, y2 = start.y + left[source] * scale, end.y + right[target] * scale
        left[source] += amount
        right[target] += amount
        x1, x2 = start.x + BAR, end.x
        middle = (x1 + x2) / 2
        path = (
            f"M{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f} "
            f"L{x2:.1f},{y2 + thick:.1f} C{middle:.1f},{y2 + thick:.1f} {middle:.1f},{y1 + thick:.1f} "
            f"{x1:.1f},{y1 + thick:.1f} Z"
        )
        ribbons.append(
            Ribbon(
                path,
                end.tint,
                gettext("%(source)s → %(target)s: %(sum)s đồng")
                % {"source": labels[source], "target": labels[target], "sum": words[amount]},
            )
        )
    return ribbons
