"""Which budget lines pay for what, and in which order they are drawn. Pure: the caller locks and posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What a list needs in an area for a programme, in đồng, and the lines that may pay for it, first to last."""

    area_id: int
    programme: str
    amount_vnd: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """đồng that a need takes from a line."""

    need: Need
    line_id: int
    amount_vnd: int


def draw(needs: Sequence[Need], left: Mapping[int, int]) -> tuple[list[Draw], dict[Need, int]]:
    """Take each need from its lines in turn, in the order given; second: what no line had left for.

    ``left``: đồng that each line has. Nothing is taken beyond that, so Σ draws + Σ uncovered = Σ needs.
    """
    rest = dict(left)
    draws: list[Draw] = []
    uncovered: dict[Need, int] = {}
    for need in needs:
        missing = need.amount_vnd
        for line in need.lines:
            taken = min(missing, rest.get(line, 0))
            if taken > 0:
                draws.append(Draw(need, line, taken))
                rest[line] -= taken
                missing -= taken
        if missing:
            uncovered[need] = missing
    return draws, uncovered
