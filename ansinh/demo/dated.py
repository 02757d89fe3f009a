"""Dated facts as frames: when they hold, when they came to be known, when something better was known.

Columns: owner (position of the person, or of the household, in the commune), start and end (days, half-open, end null:
open), recorded and retracted (UTC), and the values of the fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ansinh.demo.dice import Bools, Dice, Ints
from ansinh.demo.people import BEGIN, NEVER, Days, Made

Moments = NDArray[np.datetime64]
Values = Mapping[str, Any]

FIRST_RECORDED = np.datetime64("2023-11-25T02:00:00")
"""The registry is filled before the first month."""
OFFICE_OPENS = np.timedelta64(3600, "s")  # 8 o'clock in Vietnam
WORKING_DAY = 8 * 3600
NOT_YET = np.datetime64("NaT", "s")


@dataclass(frozen=True)
class Known:
    """When people came to be known: ``registered`` (everybody) and ``death`` (NaT for the living)."""

    made: Made
    registered: Moments
    death: Moments
    arrived: Days
    """Of each household: the day it came from elsewhere within the three years, NaT for most."""

    def fact(self, name: str, owner: Ints, day: Days, *, late: float = 0.08, slow: int = 25) -> Moments:
        """When the offices heard of something that happened to people on a day; never before they knew the people."""
        moment = heard(self.made.dice, name, self.made.key[owner], day, late=late, slow=slow)
        return np.maximum(moment, self.registered[owner])


def heard(dice: Dice, name: str, keys: Any, day: Days, *, late: float = 0.08, slow: int = 25) -> Moments:
    """Some days after it happened, a share of it months after; what happened before the beginning, at the beginning."""
    wait = dice.integer(f"{name} heard", keys, 2, slow)
    wait = wait + np.where(dice.happens(f"{name} late", keys, late), dice.integer(f"{name} delay", keys, 30, 150), 0)
    clock = dice.integer(f"{name} clock", keys, 0, WORKING_DAY).astype("m8[s]")
    moment = day.astype("M8[s]") + wait.astype("m8[D]") + OFFICE_OPENS + clock
    return np.where(np.isnat(day), NOT_YET, np.maximum(moment, FIRST_RECORDED))


def knowledge(made: Made) -> Known:
    """When everybody came to be known, and every death."""
    arrives = made.dice.happens("arrival", made.households, 0.004)
    days = (made.dice.uniform("arrival day", made.households) * 1000).astype("m8[D]")
    arrived = np.where(arrives, BEGIN + days, NEVER).astype("M8[D]")
    begins = np.fmax(made.born, arrived[made.household])
    everyone = np.arange(made.count)
    registered = heard(made.dice, "registered", made.key, begins, late=0.06, slow=40)
    blank = Known(made, np.full(made.count, FIRST_RECORDED), np.full(made.count, NOT_YET), arrived)
    death = blank.fact("death", everyone, made.died, late=0.11, slow=18)
    death = np.where(np.isnat(death), NOT_YET, np.maximum(death, registered))
    return Known(made, registered, death, arrived)


def rows(
    owner: Ints, start: Days, recorded: Moments, *, end: Any = None, retracted: Any = None, **values: Any
) -> pl.DataFrame:
    """A frame of facts; scalars hold for all rows."""
    n = len(owner)
    columns: dict[str, Any] = {
        "owner": owner.astype(np.int64),
        "start": _filled(start, n, "M8[D]"),
        "end": _filled(NEVER if end is None else end, n, "M8[D]"),
        "recorded": _filled(recorded, n, "M8[us]"),
        "retracted": _filled(NOT_YET if retracted is None else retracted, n, "M8[us]"),
    }
    for name, value in values.items():
        columns[name] = _values(name, value, n)
    return pl.DataFrame(columns)


def _values(name: str, value: Any, n: int) -> pl.Series:
    """Texts (null allowed) come as object arrays or scalars; everything else with its own type."""
    if isinstance(value, pl.Series):
        return value.alias(name)
    if isinstance(value, np.ndarray):
        return pl.Series(name, value.tolist(), dtype=pl.String) if value.dtype == object else pl.Series(name, value)
    return pl.Series(name, [value], dtype=pl.String if value is None else None).new_from_index(0, n)


def _filled(value: Any, n: int, kind: str) -> NDArray[Any]:
    return np.broadcast_to(np.asarray(value, dtype=kind), (n,)).copy()


def changing(
    owner: Ints,
    start: Days,
    recorded: Moments,
    turn: Days,
    news: Moments,
    *,
    before: Values | None,
    after: Values | None,
) -> pl.DataFrame:
    """An open fact that turned into another (or into nothing) on a day which became known at ``news``.

    Until then the first was believed to go on: that row is retracted, both are recorded anew. Values are arrays over
    ``owner`` or scalars.
    """
    turned: Bools = ~np.isnat(turn) & (turn > start) & (news > recorded)
    parts = []
    if before is not None:
        retracted = np.where(turned, news, NOT_YET)
        parts.append(rows(owner, start, recorded, retracted=retracted, **before))
        parts.append(rows(owner[turned], start[turned], news[turned], end=turn[turned], **_of(before, turned)))
    if after is not None:
        parts.append(rows(owner[turned], turn[turned], news[turned], **_of(after, turned)))
    return pl.concat(parts)


def _of(values: Values, chosen: Bools) -> dict[str, Any]:
    return {name: value[chosen] if isinstance(value, np.ndarray) else value for name, value in values.items()}
