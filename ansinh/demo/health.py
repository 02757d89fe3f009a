"""Certificates of disability of made-up people."""

from __future__ import annotations

import numpy as np
import polars as pl

from ansinh.demo.dated import NOT_YET, Known, changing
from ansinh.demo.dice import Dice, Keys
from ansinh.demo.people import BEGIN, END, NEVER

DEGREES = np.array(["mild", "severe", "extremely_severe", None], dtype=object)
TYPES = ("mobility", "hearing_speech", "vision", "mental", "intellectual", "other")
# Share of people who hold a certificate by age at the end of the period.
CERTIFIED = ((0, 0.002), (3, 0.008), (10, 0.013), (20, 0.014), (40, 0.02), (60, 0.036), (75, 0.075), (90, 0.13))


def disability(known: Known) -> pl.DataFrame:
    """Rows with ``degree``, ``types`` (PostgreSQL array) and ``certified_on``; some are graded anew."""
    made, dice = known.made, known.made.dice
    years, shares = zip(*CERTIFIED, strict=True)
    share = np.interp(np.maximum(made.age_on(END), 0), years, shares)
    who = np.flatnonzero(dice.uniform("disability", made.key) < share)
    keys = made.key[who]
    since = np.maximum(made.born[who] + np.timedelta64(300, "D"), np.datetime64("2013-01-01"))
    recent = dice.happens("certified recently", keys, 0.2)
    low = np.where(recent, np.maximum(since, BEGIN), since)
    high = np.where(recent, END, np.maximum(BEGIN, since + np.timedelta64(1, "D")))
    spread = np.maximum((high - low).astype(np.int64), 1)
    signed = low + (dice.uniform("certified", keys) * spread).astype("m8[D]")
    kept = (signed < END) & (np.isnat(made.died[who]) | (signed < made.died[who]))
    who, keys, signed = who[kept], keys[kept], signed[kept]
    degree = dice.choice("degree", keys, (0.36, 0.46, 0.178, 0.002))
    again = dice.happens("graded anew", keys, 0.05) & (degree < 3)
    day = np.maximum(signed, BEGIN) + (200 + dice.uniform("graded day", keys) * 800).astype("m8[D]")
    turn = np.where(again & (day < END), day, NEVER)
    worse = np.where(degree == 2, 1, np.minimum(degree + 1, 2))
    types = _types(dice, keys)
    told = known.fact("certificate", who, signed, late=0.12, slow=40)
    news = np.where(np.isnat(turn), NOT_YET, known.fact("grading", who, turn, late=0.1, slow=30))
    return changing(
        who,
        signed,
        told,
        turn,
        news,
        before={"degree": DEGREES[degree], "types": types, "certified_on": signed},
        after={"degree": DEGREES[worse], "types": types, "certified_on": turn},
    )


def _types(dice: Dice, keys: Keys) -> np.ndarray:
    names = np.array(TYPES, dtype=object)
    one = dice.choice("type", keys, (0.36, 0.13, 0.11, 0.17, 0.14, 0.09))
    other = dice.choice("second type", keys, (0.2, 0.2, 0.2, 0.15, 0.15, 0.1))
    first, second = np.minimum(one, other), np.maximum(one, other)  # always in the order of the form
    two = dice.happens("two types", keys, 0.14) & (first != second)
    return np.where(two, "{" + names[first] + "," + names[second] + "}", "{" + names[one] + "}").astype(object)
