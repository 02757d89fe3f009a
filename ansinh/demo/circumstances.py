"""Circumstances of made-up people: parents lost, study, marriage, support of the old, health, prison, facilities."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from ansinh.demo.dated import NOT_YET, Known, changing, rows
from ansinh.demo.dice import Bools, Ints
from ansinh.demo.means import NONE, poverty_by_year
from ansinh.demo.people import (
    BEGIN,
    ELDER_COUPLE,
    END,
    FATHER,
    FIRST_CHILD,
    GRANDFATHER,
    GRANDPARENTS,
    LONE_ELDER,
    NEVER,
    SINGLE_PARENT,
    Days,
    Made,
)
from ansinh.demo.standing import parents, positions

# What became of the parents of children who live with grandparents (father, mother, weight); most work elsewhere.
PARENTS_OF_LEFT = (
    ("caring", "caring", 0.845),
    ("deceased", "caring", 0.05),
    ("deceased", "deceased", 0.04),
    ("deceased", "missing", 0.016),
    ("detained", "missing", 0.008),
    ("deceased", "detained", 0.008),
    ("missing", "missing", 0.004),
    ("deceased", "in_facility", 0.003),
    ("deceased", None, 0.004),
    ("detained", "detained", 0.006),
    ("unidentified", "deceased", 0.016),
)
# Why a parent is alone, and what the other one is to the children.
ALONE = (
    ("single", "caring"),
    ("widowed", "deceased"),
    ("divorced", "caring"),
    ("spouse_missing", "missing"),
    (None, "caring"),
)
ALONE_WEIGHTS = (0.34, 0.36, 0.24, 0.04, 0.02)


def circumstances(known: Known) -> pl.DataFrame:
    """Rows with ``kind`` and ``value`` (null: known not to be known)."""
    orphans, orphaned = _left_children(known)
    frames = [
        *orphans,
        *_alone(known),
        *_couples(known),
        *_imprisoned(known),
        _study(known),
        *_after_sixteen(known, orphaned),
        *_old(known),
        *_health_and_work(known),
    ]
    return pl.concat(frames).unique(subset=["owner", "kind", "start", "recorded"], keep="first", maintain_order=True)


def _fact(
    known: Known, kind: str, who: Ints, start: Days, value: Any, *, end: Any = None, late: float = 0.08
) -> pl.DataFrame:
    told = known.fact(kind, who, start, late=late)
    return rows(who, start, told, end=end, kind=kind, value=value)


def _since_birth(made: Made, who: Ints) -> Days:
    return np.maximum(made.born[who], np.datetime64("2015-01-01"))


def _left_children(known: Known) -> tuple[list[pl.DataFrame], Bools]:
    """Children with their grandparents: lost parents, foundlings, foster care; and who of them has nobody."""
    made, dice = known.made, known.made.dice
    left = (made.kind_of_home() == GRANDPARENTS) & made.is_child()
    fate = dice.choice("parents", made.households, [weight for *_, weight in PARENTS_OF_LEFT])[made.household]
    nobody = left & (fate >= 2)
    found = dice.happens("foundling", made.households, 0.008)[made.household] & left
    who = np.flatnonzero(left & (fate > 0) & ~found)
    day = BEGIN + (dice.uniform("loss", made.households)[made.household] * 1090).astype("m8[D]")
    lately = dice.happens("lost lately", made.households, 0.3)[made.household]
    start = np.where(lately, np.maximum(day, made.born), np.maximum(made.born, np.datetime64("2018-01-01")))[who]
    fathers = np.array([father for father, *_ in PARENTS_OF_LEFT], dtype=object)[fate[who]]
    mothers = np.array([mother for _, mother, _ in PARENTS_OF_LEFT], dtype=object)[fate[who]]
    frames = [
        _fact(known, "father", who, start, fathers, late=0.1),
        _fact(known, "mother", who, start, mothers, late=0.1),
    ]
    alone = np.flatnonzero(found)
    frames.append(_fact(known, "abandoned", alone, made.born[alone], "yes"))
    foster = np.flatnonzero((nobody | found) & dice.happens("foster", made.key, 0.55))
    since = np.maximum(made.born[foster], np.datetime64("2019-01-01"))
    frames.append(_fact(known, "care", foster, since, "foster"))
    return frames, nobody | found


def _alone(known: Known) -> list[pl.DataFrame]:
    """Single parents: why they are alone, and what the other parent is to the children."""
    made = known.made
    here = made.kind_of_home() == SINGLE_PARENT
    why = made.dice.choice("alone", made.households, ALONE_WEIGHTS)[made.household]
    marital = np.array([m for m, _ in ALONE], dtype=object)[why]
    other = np.array([o for _, o in ALONE], dtype=object)[why]
    parent = np.flatnonzero(here & (made.slot < FIRST_CHILD))
    child = np.flatnonzero(here & made.is_child() & (other != "caring"))
    with_father = positions(made)[made.household, FATHER] >= 0
    frames = [_fact(known, "marital", parent, _since_birth(made, parent), marital[parent])]
    for kind, chosen in (("father", child[~with_father[child]]), ("mother", child[with_father[child]])):
        frames.append(_fact(known, kind, chosen, _since_birth(made, chosen), other[chosen]))
    return frames


def _couples(known: Known) -> list[pl.DataFrame]:
    """Parents living together: married until one dies; then the other is widowed and the children half orphans."""
    made = known.made
    where = positions(made)
    spouse = np.where(made.slot < FIRST_CHILD, where[made.household, np.minimum(made.slot ^ 1, 3)], -1)
    both = (spouse >= 0) & (made.slot < GRANDFATHER) & (made.kind_of_home() != SINGLE_PARENT)
    who = np.flatnonzero(both)
    other = spouse[who]
    survives = np.isnat(made.died[who]) | (made.died[other] < made.died[who])
    turn = np.where(survives, made.died[other], NEVER)
    news = np.where(np.isnat(turn), NOT_YET, np.maximum(known.death[other], known.registered[who]))
    unknown = made.dice.happens("marriage unknown", made.key[who], 0.006)
    frames = [
        changing(
            who,
            _since_birth(made, who),
            known.registered[who],
            turn,
            news,
            before={"kind": "marital", "value": np.where(unknown, None, "married").astype(object)},
            after={"kind": "marital", "value": "widowed"},
        )
    ]
    for kind, parent in zip(("father", "mother"), parents(made), strict=True):
        dead = (parent >= 0) & ~np.isnat(made.died[parent])
        child = np.flatnonzero(dead & (made.kind_of_home() != SINGLE_PARENT) & (made.age_on(BEGIN) < 22))
        day = np.maximum(made.died[parent[child]], made.born[child])
        told = np.maximum(known.death[parent[child]], known.registered[child])
        frames.append(rows(child, day, told, kind=kind, value="deceased"))
    return frames


def _imprisoned(known: Known) -> list[pl.DataFrame]:
    made, dice = known.made, known.made.dice
    age = made.age_on(BEGIN)
    chance = np.where(made.male, 0.0035, 0.0004) * ((age >= 18) & (age < 55))
    who = np.flatnonzero(dice.happens("prison", made.key, chance) & np.isnat(made.died))
    start = (
        BEGIN - np.timedelta64(700, "D") + (dice.uniform("prison day", made.key[who]) * 1700).astype("m8[D]")
    ).astype("M8[D]")
    end = start + dice.integer("sentence", made.key[who], 200, 1500).astype("m8[D]")
    return [_fact(known, "imprisoned", who, start, "yes", end=end, late=0.1)]


def _study(known: Known) -> pl.DataFrame:
    """From 16 on: most go on to 18, some to 22; few break off."""
    made, dice = known.made, known.made.dice
    first = np.maximum(made.birthday(16), np.datetime64("2020-09-01"))
    goes_on = dice.uniform("study", made.key)
    share = {"town": 0.92, "valley": 0.8, "hard": 0.55}[made.commune.tier]
    who = np.flatnonzero((goes_on < share) & (made.birthday(16) < END) & (made.birthday(22) > BEGIN))
    further = goes_on[who] < share * 0.35
    end = np.where(further, made.birthday(22)[who], made.birthday(18)[who]).astype("M8[Y]").astype("M8[D]")
    end = end + np.where(further, 180, 151).astype("m8[D]")
    value = np.where(dice.happens("interrupted", made.key[who], 0.015), "interrupted", "yes").astype(object)
    valid = end > first[who]
    return _fact(known, "studying", who[valid], first[who][valid], value[valid], end=end[valid], late=0.04)


def _after_sixteen(known: Known, nobody: Bools) -> list[pl.DataFrame]:
    """Those who turned 16 on the orphans' allowance, and single parents whose child did."""
    made = known.made
    turned = (made.birthday(16) < END) & (made.birthday(22) > BEGIN) & made.is_child()
    who = np.flatnonzero(nobody & turned)
    where = positions(made)
    alone = made.kind_of_home() == SINGLE_PARENT
    poor = (poverty_by_year(made) != NONE).any(axis=1)[made.household]
    child = np.flatnonzero(alone & turned & poor)
    parent = np.maximum(where[made.household[child], 0], where[made.household[child], 1])
    parent, first = np.unique(parent, return_index=True)
    return [
        _fact(known, "had_orphan_allowance", who, made.birthday(16)[who], "yes"),
        _fact(known, "had_single_parent_allowance", parent, made.birthday(16)[child[first]], "yes"),
    ]


def _old(known: Known) -> list[pl.DataFrame]:
    """Old people: whether anybody has to support them, care by another household, merit."""
    made, dice = known.made, known.made.dice
    old = made.birthday(60) < END
    lonely = old & np.isin(made.kind_of_home(), (LONE_ELDER, ELDER_COUPLE))
    support = np.array(["none", "on_allowance", None, "present"], dtype=object)
    drawn = dice.choice("support", made.households, (0.13, 0.03, 0.008, 0.832))[made.household]
    who = np.flatnonzero(lonely & (drawn < 3))
    since = np.maximum(made.birthday(60)[who], np.datetime64("2015-01-01"))
    frail = np.flatnonzero(lonely & (drawn == 0) & dice.happens("frail", made.key, 0.05))
    frail_since = np.maximum(made.birthday(60)[frail], np.datetime64("2022-06-01"))
    merit = np.flatnonzero(
        (made.birthday(64) < END) & dice.happens("merit", made.key, np.where(made.male, 0.05, 0.012))
    )
    return [
        _fact(known, "support", who, since, support[drawn[who]]),
        _fact(known, "facility_eligible", frail, frail_since, "yes"),
        _fact(known, "care", frail, frail_since, "foster"),
        _fact(known, "merit_allowance", merit, np.full(len(merit), np.datetime64("2015-01-01")), "yes"),
    ]


def _health_and_work(known: Known) -> list[pl.DataFrame]:
    """HIV, facilities, wages; and the spells of pregnancy of disabled and other women that came to be known."""
    made, dice = known.made, known.made.dice
    age = made.age_on(END)
    hiv = np.flatnonzero(dice.happens("hiv", made.key, np.where(age < 16, 0.00025, np.where(age < 60, 0.0022, 0.0002))))
    since = np.maximum(made.born[hiv], BEGIN - (dice.uniform("hiv since", made.key[hiv]) * 3000 - 800).astype("m8[D]"))
    inside = np.flatnonzero((made.kind_of_home() == LONE_ELDER) & dice.happens("facility", made.key, 0.012))
    entry = (
        BEGIN - np.timedelta64(900, "D") + (dice.uniform("entry", made.key[inside]) * 1900).astype("m8[D]")
    ).astype("M8[D]")
    wage = {"town": 0.22, "valley": 0.12, "hard": 0.03}[made.commune.tier]
    paid = np.flatnonzero((age >= 20) & (age < 60) & dice.happens("wage", made.key, wage))
    expecting = np.flatnonzero(~made.male & (age >= 18) & (age < 41) & dice.happens("pregnant", made.key, 0.02))
    from_day = (BEGIN + (dice.uniform("pregnancy", made.key[expecting]) * 1060).astype("m8[D]")).astype("M8[D]")
    return [
        _fact(known, "hiv", hiv, since, "yes"),
        _fact(known, "in_facility", inside, entry, "yes"),
        _fact(known, "stable_income", paid, np.maximum(made.birthday(20)[paid], np.datetime64("2018-01-01")), "yes"),
        _fact(known, "pregnant", expecting, from_day, "yes", end=from_day + np.timedelta64(200, "D")),
    ]
