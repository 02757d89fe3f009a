"""Who lives in which household, when they were born and when they die: the bones of a made-up commune.

Ages are drawn for a day near the end of the period, with a margin: whoever is born or dies before it gives the births
and deaths of three years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ansinh.demo.communes import Commune
from ansinh.demo.dice import Bools, Dice, Floats, Ints, Keys

Days = NDArray[np.datetime64]

BEGIN = np.datetime64("2023-12-01")
"""The made-up three years begin …"""
END = np.datetime64("2026-12-01")
"""… and end before this day."""
NEVER = np.datetime64("NaT", "D")
FATHER, MOTHER, GRANDFATHER, GRANDMOTHER, FIRST_CHILD, SLOTS = 0, 1, 2, 3, 4, 9
COUPLE, THREE_GENERATIONS, LONE_ELDER, ELDER_COUPLE, SINGLE_PARENT, CHILDLESS, GRANDPARENTS = range(7)
TYPE_WEIGHTS = {
    "town": (0.55, 0.17, 0.03, 0.065, 0.05, 0.12, 0.015),
    "valley": (0.53, 0.23, 0.03, 0.055, 0.04, 0.09, 0.025),
    "hard": (0.53, 0.30, 0.02, 0.03, 0.04, 0.05, 0.03),
}
CHILDREN = {
    "town": (0.04, 0.28, 0.51, 0.15, 0.02),
    "valley": (0.03, 0.18, 0.50, 0.23, 0.06),
    "hard": (0.02, 0.07, 0.31, 0.35, 0.25),
}
YEARLY_DEATHS = (
    (0, 0.004),
    (1, 0.0007),
    (30, 0.0015),
    (45, 0.004),
    (60, 0.011),
    (70, 0.026),
    (80, 0.07),
    (90, 0.16),
    (110, 0.5),
)
YEAR = 365.2425


@dataclass(frozen=True)
class Made:
    """The people of a commune as columns, household by household; a person's position is their number in the commune.

    ``household`` counts from 0; ``kind`` and ``part``/``village`` belong to households; the rest to people.
    """

    commune: Commune
    dice: Dice
    kind: Ints
    village: Ints
    part: Ints
    household: Ints
    slot: Ints
    key: Keys
    male: Bools
    born: Days
    died: Days

    @property
    def count(self) -> int:
        """How many people there are."""
        return len(self.household)

    @property
    def households(self) -> Keys:
        """Keys of the households."""
        return np.arange(len(self.kind), dtype=np.uint64)

    def kind_of_home(self) -> Ints:
        """The kind of household of each person."""
        return self.kind[self.household]

    def is_child(self) -> Bools:
        """Whoever stands in a child's place, at any age."""
        return self.slot >= FIRST_CHILD

    def age_on(self, day: np.datetime64 | date) -> Ints:
        """Completed years on a day (negative before birth)."""
        return age(self.born, np.datetime64(day))

    def birthday(self, years: int) -> Days:
        """The day on which each completes so many years; of 29 February, 1 March."""
        return birthday(self.born, years)


def age(born: Days, day: np.datetime64) -> Ints:
    """Completed years on a day."""
    months, days = born.astype("M8[M]"), (born - born.astype("M8[M]")).astype(np.int64)
    now, today = day.astype("M8[M]"), int((day - day.astype("M8[M]")).astype(np.int64))
    return np.asarray(((now - months).astype(np.int64) - (days > today)) // 12)


def birthday(born: Days, years: int) -> Days:
    """The day on which somebody completes so many years; in short years 1 March for 29 February."""
    month = born.astype("M8[M]")
    days = born - month
    wanted = (month + np.timedelta64(12 * years, "M")).astype("M8[D]") + days
    return np.asarray(wanted)


def make_people(commune: Commune, size: int, seed: int) -> Made:
    """Whole households of a commune until there are ``size`` people; a larger size only adds households."""
    dice = Dice(seed, commune.place)
    keys = np.arange(size + 16, dtype=np.uint64)
    kind = dice.choice("kind", keys, TYPE_WEIGHTS[commune.tier])
    ages, present = _composition(commune, dice, keys, kind)
    counts = np.cumsum(present.sum(axis=1))
    households = int(np.searchsorted(counts, size)) + 1
    kind, ages, present, keys = kind[:households], ages[:households], present[:households], keys[:households]
    household, slot = np.nonzero(present)
    key = household.astype(np.uint64) * np.uint64(16) + slot.astype(np.uint64)
    born = _births(dice, key, ages[present])
    villages = commune.villages
    village = dice.integer("village", keys, 0, len(villages))
    part = np.array([part for part, _ in villages], dtype=np.int64)[village]
    male = np.where(slot < FIRST_CHILD, slot % 2 == 0, dice.happens("sex", key, 0.521))
    died = _deaths(dice, key, born, male)
    return Made(commune, dice, kind, village, part, household, slot, key, male, born, died)


def _composition(commune: Commune, dice: Dice, keys: Keys, kind: Ints) -> tuple[Floats, Bools]:
    """Ages in years by household and place in it, and who is there."""
    n = len(keys)
    ages, present = np.zeros((n, SLOTS)), np.zeros((n, SLOTS), dtype=bool)
    mother = 21 + 41 * dice.uniform("mother age", keys) ** 1.25
    father = mother - 2 + 8 * dice.uniform("father age", keys)
    ages[:, FATHER], ages[:, MOTHER] = father, mother
    couple = np.isin(kind, (COUPLE, THREE_GENERATIONS, CHILDLESS))
    alone = kind == SINGLE_PARENT
    is_mother = dice.happens("single mother", keys, 0.78)
    present[:, FATHER] = couple | (alone & ~is_mother)
    present[:, MOTHER] = couple | (alone & is_mother)
    _grandparents(dice, keys, kind, ages, present)
    _children(commune, dice, keys, kind, ages, present)
    return ages, present


def _grandparents(dice: Dice, keys: Keys, kind: Ints, ages: Floats, present: Bools) -> None:
    with_young = np.isin(kind, (THREE_GENERATIONS, GRANDPARENTS))
    wife = ages[:, FATHER] + 18 + 10 * dice.uniform("grandmother age", keys)
    old = 60.5 + 32 * dice.uniform("elder age", keys) ** 1.8
    lone = 62 + 34 * dice.uniform("elder age", keys) ** 1.5
    wife = np.select([with_young, kind == ELDER_COUPLE], [wife, old], lone)
    wife = np.where(wife > 99, 65 + 30 * dice.uniform("elder age", keys), wife)
    husband = np.minimum(wife - 1.5 + 6 * dice.uniform("grandfather age", keys), 101)
    ages[:, GRANDMOTHER] = wife
    ages[:, GRANDFATHER] = np.where(kind == LONE_ELDER, lone, husband)
    lone_woman = dice.happens("lone woman", keys, 0.74)
    both = dice.uniform("grandparents there", keys)
    here = np.isin(kind, (THREE_GENERATIONS, GRANDPARENTS))
    present[:, GRANDMOTHER] = (kind == ELDER_COUPLE) | (here & (both < 0.86)) | ((kind == LONE_ELDER) & lone_woman)
    present[:, GRANDFATHER] = (kind == ELDER_COUPLE) | (here & (both > 0.46)) | ((kind == LONE_ELDER) & ~lone_woman)


def _children(commune: Commune, dice: Dice, keys: Keys, kind: Ints, ages: Floats, present: Bools) -> None:
    wanted = dice.choice("children", keys, CHILDREN[commune.tier])
    with_children = np.isin(kind, (COUPLE, THREE_GENERATIONS, SINGLE_PARENT, GRANDPARENTS))
    wanted = np.where(kind == SINGLE_PARENT, np.maximum(np.minimum(wanted, 3), 1), wanted)
    first = 17.5 if commune.hard else 20.0
    gone = ages[:, MOTHER] - first - 9 * dice.uniform("first birth", keys)
    for i in range(5):
        if i:
            gone = gone - 1.6 - 4.2 * dice.uniform(f"spacing {i}", keys)
        at_home = dice.uniform(f"at home {i}", keys)
        stays = (gone < 18) | ((gone < 25) & (at_home < 0.55)) | ((gone < 40) & (at_home < 0.16))
        here = with_children & (i < np.maximum(wanted, kind == GRANDPARENTS)) & (gone > -0.08) & stays
        here &= (kind != GRANDPARENTS) | (gone < 19)
        ages[:, FIRST_CHILD + i], present[:, FIRST_CHILD + i] = gone, here


def _births(dice: Dice, key: Keys, ages: Floats) -> Days:
    days = np.round(ages * YEAR + 30 * (dice.uniform("birthday", key) - 0.5)).astype(np.int64)
    born = np.datetime64("2026-11-01") - days.astype("m8[D]")
    return np.minimum(born, END - np.timedelta64(1, "D"))


def _deaths(dice: Dice, key: Keys, born: Days, male: Bools) -> Days:
    """Days of death within the three years, NaT for those who live on."""
    years, rates = zip(*YEARLY_DEATHS, strict=True)
    at = np.maximum(age(born, np.datetime64("2025-06-01")), 0)
    yearly = np.interp(at, years, rates) * np.where(male, 1.25, 0.85)
    lifetime = (END - np.maximum(born, BEGIN)).astype(np.int64)
    risk = 1 - (1 - np.minimum(yearly, 0.9)) ** (lifetime / YEAR)
    when = np.maximum(born, BEGIN) + (dice.uniform("death day", key) * lifetime).astype("m8[D]")
    return np.where(dice.happens("death", key, risk), when, NEVER).astype("M8[D]")
