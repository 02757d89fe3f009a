"""Names, peoples and identity numbers of the made-up; every name is a chance combination, every number unassigned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ansinh.demo.dated import NOT_YET, Known, rows
from ansinh.demo.dice import Ints
from ansinh.demo.names_table import PEOPLES, STYLES
from ansinh.demo.people import END, GRANDFATHER, MOTHER, Made

DAY, MONTH, YEAR = 0, 1, 2
PRECISION = np.array(["day", "month", "year"], dtype=object)
_SCRAMBLE_6, _SCRAMBLE_7 = 738_721, 4_738_721  # odd and not divisible by 5: each serial gets a number of its own


@dataclass(frozen=True)
class Identities:
    """``people`` by position in PEOPLES; ``written_born``: the first day of what is known."""

    names: pl.Series
    people: Ints
    precision: Ints
    written_born: np.ndarray


def identities(made: Made) -> Identities:
    """Name, people and written birth of everybody."""
    people = _peoples(made)
    precision, written = _written_births(made)
    return Identities(_names(made, people), people, precision, written)


def _peoples(made: Made) -> Ints:
    """A household mostly belongs to its village's people; most wives and grandmothers to the household's."""
    dice = made.dice
    mix = [PEOPLES.index(people) for people, _ in made.commune.peoples]
    weights = [weight for _, weight in made.commune.peoples]
    of_village = np.array([PEOPLES.index(village.people) for _, village in made.commune.villages])[made.village]
    other = np.array(mix)[dice.choice("people of home", made.households, weights)]
    home = np.where(dice.happens("of the village", made.households, 0.86), of_village, other)[made.household]
    married_in = np.isin(made.slot, (MOTHER, GRANDFATHER + 1)) & dice.happens("mixed marriage", made.key, 0.08)
    return np.where(married_in, np.array(mix)[dice.choice("people of wife", made.key, weights)], home)


def _written_births(made: Made) -> tuple[Ints, np.ndarray]:
    age = made.age_on(END)
    chance = made.dice.uniform("birth written", made.key)
    hard = 1.5 if made.commune.hard else 1.0
    only_year = np.select([age >= 75, age >= 60, age >= 45], [0.42, 0.14, 0.02], 0.0) * hard
    precision = np.where(chance < only_year, YEAR, np.where(chance > 1 - 0.05 * only_year, MONTH, DAY))
    first = made.born.astype("M8[Y]").astype("M8[D]")
    month = made.born.astype("M8[M]").astype("M8[D]")
    return precision, np.select([precision == YEAR, precision == MONTH], [first, month], made.born)


def _names(made: Made, people: Ints) -> pl.Series:
    """Children and grandfathers bear the family name of the home, wives and grandmothers their own."""
    dice = made.dice
    own = np.isin(made.slot, (MOTHER, GRANDFATHER + 1))
    by_home = dice.uniform("family", made.households)[made.household]
    family_chance = np.where(own, dice.uniform("own family", made.key), by_home)
    middle, given = dice.uniform("middle", made.key), dice.uniform("given", made.key)
    names = np.empty(made.count, dtype=object)
    for i, label in enumerate(PEOPLES):
        style = STYLES[label]
        for male in (True, False):
            who = np.flatnonzero((people == i) & (made.male == male))
            if len(who) == 0:
                continue
            middles = style.middle_male if male else style.middle_female
            givens = style.given_male if male else style.given_female
            names[who] = (
                _picked(style.family, family_chance[who])
                + " "
                + _picked(middles, middle[who])
                + " "
                + _picked(givens, given[who])
            )
    return pl.Series("full_name", names.tolist(), dtype=pl.String)


def _picked(words: tuple[str, ...], chance: np.ndarray) -> np.ndarray:
    return np.array(words, dtype=object)[(chance * len(words)).astype(np.int64)]


def papers(known: Known, identity: Identities) -> pl.DataFrame:
    """Rows with ``kind`` and ``number``; some of the old have only nine digits, some people have none."""
    made, dice = known.made, known.made.dice
    age = made.age_on(END)
    chance = dice.uniform("paper", made.key)
    hard = 2.0 if made.commune.hard else 1.0
    without = np.select([age < 1, age < 14, age >= 70], [0.45, 0.02 * hard, 0.025 * hard], 0.006 * hard)
    old_only = (age >= 60) & (chance > 1 - 0.06 * hard)
    both = (age >= 35) & ~old_only & (chance > 0.62)
    personal = np.flatnonzero((chance >= without) & ~old_only)
    old = np.flatnonzero(old_only | both)
    issued = np.fmax(made.born, np.datetime64("2021-01-01"))
    old_issued = np.maximum(made.born + np.timedelta64(16 * 365, "D"), np.datetime64("2000-01-01"))
    return pl.concat(
        [
            rows(
                personal,
                issued[personal],
                known.registered[personal],
                kind="personal",
                number=personal_numbers(made)[personal],
            ),
            rows(old, old_issued[old], known.registered[old], kind="old", number=_old(made)[old]),
        ]
    )


def personal_numbers(made: Made) -> np.ndarray:
    """Province of birth registration, century and sex, two digits of the year, six of its own (law.md §12)."""
    year = made.born.astype("M8[Y]").astype(np.int64) + 1970
    digit = (year // 100 - 19) * 2 + np.where(made.male, 0, 1)
    group = digit * 100 + year % 100
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    rank = np.empty(made.count, dtype=np.int64)
    rank[order] = np.arange(made.count) - np.searchsorted(ordered, ordered, side="left")
    serial = (made.commune.number * 10_000 + rank) * _SCRAMBLE_6 % 1_000_000
    provinces = np.array([15, 10, 25, 17, 8, 19])
    province = provinces[made.dice.choice("number province", made.key, (0.93, 0.02, 0.02, 0.01, 0.01, 0.01))]
    return _digits(province * 10**9 + digit * 10**8 + year % 100 * 10**6 + serial, 12)


def _old(made: Made) -> np.ndarray:
    serial = (made.commune.number * 100_000 + np.arange(made.count)) * _SCRAMBLE_7 % 10_000_000
    return _digits(60_000_000 + serial % 10_000_000, 9)


def _digits(number: np.ndarray, width: int) -> np.ndarray:
    return np.char.zfill(number.astype(f"U{width}"), width).astype(object)


def identity_rows(known: Known, identity: Identities) -> pl.DataFrame:
    """What was believed of everybody: first without a death, then with it. ``start``, ``end`` mean nothing."""
    made = known.made
    everyone = np.arange(made.count)
    dead = np.flatnonzero(~np.isnat(known.death))
    started = np.where(known.death == known.registered, NOT_YET, known.registered)
    first = everyone[~np.isnat(started)]

    def row(who: Ints, told: np.ndarray, died: np.ndarray | None, until: np.ndarray | None) -> pl.DataFrame:
        return rows(
            who,
            made.born[who],
            told,
            retracted=until,
            full_name=identity.names.gather(who),
            born_on=identity.written_born[who],
            born_precision=PRECISION[identity.precision[who]],
            died_on=pl.Series(np.full(len(who), "NaT", "M8[D]") if died is None else died),
            sex=np.where(made.male[who], "male", "female").astype(object),
            ethnicity=np.array(PEOPLES, dtype=object)[identity.people[who]],
            citizen=True,
        )

    return pl.concat(
        [row(first, started[first], None, known.death[first]), row(dead, known.death[dead], made.died[dead], None)]
    )
