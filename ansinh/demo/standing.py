"""Where the made-up people live and with whom: residence, household, parents and children."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ansinh.demo.communes import Commune
from ansinh.demo.dated import NOT_YET, Known, Moments, changing, heard, rows
from ansinh.demo.dice import Bools, Ints
from ansinh.demo.people import (
    BEGIN,
    CHILDLESS,
    ELDER_COUPLE,
    FATHER,
    GRANDFATHER,
    GRANDMOTHER,
    GRANDPARENTS,
    LONE_ELDER,
    MOTHER,
    NEVER,
    Days,
    Made,
)

OLD_UNITS = np.datetime64("2020-03-01")
"""The communes of the old structure are held from this day."""
MERGER = np.datetime64("2025-07-01")
MERGER_TOLD = np.datetime64("2025-06-16T00:00:00")
"""When it was known who would live where from the merger on: the day of NQ 1673/NQ-UBTVQH15."""
HEADED_BY_OLD = (LONE_ELDER, ELDER_COUPLE, GRANDPARENTS)
HEAD = "Chủ hộ"


@dataclass(frozen=True)
class Moves:
    """Of each household: the day it moved, when that was heard, and whether it went to the partner or away."""

    day: Days
    news: Moments
    within: Bools


def moves(made: Made) -> Moves:
    """Few households move; a move of the old structure was heard of while the old structure lasted."""
    dice, homes = made.dice, made.households
    share = dice.uniform("moving", homes)
    within = share < 0.010
    away = (share > 0.97) & (made.kind == CHILDLESS)
    day = (BEGIN + (60 + dice.uniform("moving day", homes) * 990).astype("m8[D]")).astype("M8[D]")
    news = heard(dice, "move", homes, day, late=0.05)
    kept = (within | away) & ~((day <= MERGER) & (news >= MERGER))
    return Moves(np.where(kept, day, NEVER), np.where(kept, news, NOT_YET), within & kept)


def begins(known: Known) -> Days:
    """From when each lives in the commune: birth, arrival, or as far back as the units are held."""
    return np.fmax(np.maximum(known.made.born, OLD_UNITS), known.arrived[known.made.household])


def residence(known: Known, partner: Commune) -> pl.DataFrame:
    """Rows with ``away`` (in the partner commune), ``old`` (before July 2025), and positions ``part``, ``village``."""
    made, found = known.made, moves(known.made)
    start, told = begins(known), known.registered
    day, news = found.day[made.household], found.news[made.household]
    within = found.within[made.household]
    from_start = within & ((day <= start) | (news <= told))
    turned = ~np.isnat(day) & ~from_start & (day > start) & (news > told)
    turn, heard_of = np.where(turned, day, NEVER), np.where(turned, news, NOT_YET)
    early = turned & (day < MERGER)
    frames = [
        *_old_structure(start, told, turn, heard_of, early, within, from_start),
        *_new_structure(start, told, turn, heard_of, early, within, from_start),
    ]
    return _placed(made, partner, pl.concat(frames))


def _old_structure(
    start: Days, told: Moments, turn: Days, news: Moments, early: Bools, within: Bools, from_start: Bools
) -> list[pl.DataFrame]:
    before = np.flatnonzero(start < MERGER)
    turned = np.flatnonzero(early)
    moved = np.flatnonzero(early & within)
    retracted = np.where(early, news, NOT_YET)
    return [
        rows(
            before,
            start[before],
            told[before],
            end=MERGER,
            retracted=retracted[before],
            away=from_start[before],
            old=True,
        ),
        rows(turned, start[turned], news[turned], end=turn[turned], away=np.zeros(len(turned), bool), old=True),
        rows(moved, turn[moved], news[moved], end=MERGER, away=np.ones(len(moved), bool), old=True),
    ]


def _new_structure(
    start: Days, told: Moments, turn: Days, news: Moments, early: Bools, within: Bools, from_start: Bools
) -> list[pl.DataFrame]:
    since = np.maximum(start, MERGER)
    at = np.maximum(told, MERGER_TOLD)
    stay = np.flatnonzero(np.isnat(turn))
    late = np.flatnonzero(~np.isnat(turn) & ~early & within)
    gone = np.flatnonzero(~np.isnat(turn) & ~early & ~within)
    moved = np.flatnonzero(early & within)

    def turning(who: Ints, after: dict[str, bool] | None) -> pl.DataFrame:
        before = {"away": False, "old": False}
        return changing(who, since[who], at[who], turn[who], news[who], before=before, after=after)

    return [
        rows(stay, since[stay], at[stay], away=from_start[stay], old=False),
        turning(late, {"away": True, "old": False}),
        turning(gone, None),
        rows(moved, np.full(len(moved), MERGER), at[moved], away=True, old=False),
    ]


def _placed(made: Made, partner: Commune, frame: pl.DataFrame) -> pl.DataFrame:
    choices = partner.villages
    there = made.dice.integer("new village", made.households, 0, len(choices))
    part_there = np.array([part for part, _ in choices], dtype=np.int64)[there]
    home = made.household[frame["owner"].to_numpy()]
    away = frame["away"].to_numpy()
    return frame.with_columns(
        pl.Series("part", np.where(away, part_there[home], made.part[home])),
        pl.Series("village", np.where(away, there[home], made.village[home])),
    )


def positions(made: Made) -> Ints:
    """Who stands where: by household and slot the person's position, -1 where nobody is."""
    where = np.full((len(made.kind), 9), -1, dtype=np.int64)
    where[made.household, made.slot] = np.arange(made.count)
    return where


def heads(made: Made) -> tuple[Ints, Ints]:
    """Of each household the head, and who becomes it after them (-1: nobody)."""
    where = positions(made)
    old = np.isin(made.kind, HEADED_BY_OLD)
    first = np.where(old, where[:, GRANDFATHER], where[:, FATHER])
    second = np.where(old, where[:, GRANDMOTHER], where[:, MOTHER])
    return np.where(first >= 0, first, second), np.where(first >= 0, second, -1)


def membership(known: Known) -> pl.DataFrame:
    """Rows with ``is_head`` and ``relation``; a widow or widower becomes the head of the household."""
    made = known.made
    head, heir = heads(made)
    died, news = made.died[head], known.death[head]
    survives = (heir >= 0) & ~np.isnat(died) & (np.isnat(made.died[heir]) | (made.died[heir] > died))
    turn, told = np.full(made.count, NEVER), np.full(made.count, NOT_YET)
    turn[heir[survives]], told[heir[survives]] = died[survives], news[survives]
    is_head = np.zeros(made.count, dtype=bool)
    is_head[head] = True
    relation = _relations(made, is_head)
    return changing(
        np.arange(made.count),
        begins(known),
        known.registered,
        turn,
        told,
        before={"is_head": is_head, "relation": relation},
        after={"is_head": True, "relation": HEAD},
    )


def _relations(made: Made, is_head: Bools) -> np.ndarray:
    with_old = made.kind_of_home() == GRANDPARENTS
    texts = np.select(
        [is_head, made.slot == MOTHER, made.slot == FATHER, made.is_child() & with_old, made.is_child()],
        [HEAD, "Vợ", "Chồng", "Cháu", "Con"],
        np.where(made.slot == GRANDMOTHER, np.where(np.isin(made.kind_of_home(), HEADED_BY_OLD), "Vợ", "Mẹ"), "Bố"),
    )
    return texts.astype(object)


def parents(made: Made) -> tuple[Ints, Ints]:
    """The positions of everybody's father and mother in the household, -1 where there is none or it is not a child."""
    where = positions(made)
    child = made.is_child()
    father = np.where(child, where[made.household, FATHER], -1)
    mother = np.where(child, where[made.household, MOTHER], -1)
    return father, mother


def upbringing(known: Known) -> pl.DataFrame:
    """Who raises which child: ``owner`` the parent, ``child`` the child, for children under 25 in the period."""
    made = known.made
    frames = []
    for parent in parents(made):
        child = np.flatnonzero((parent >= 0) & (made.birthday(25) > BEGIN))
        by = parent[child]
        since = np.maximum(begins(known)[child], begins(known)[by])
        told = np.maximum(known.registered[child], known.registered[by])
        frames.append(rows(by, since, told, child=child))
    return pl.concat(frames)
