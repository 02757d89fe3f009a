"""What made-up households and people live on and how they are paid: poverty lists, pensions, payment channels."""

from __future__ import annotations

import numpy as np
import polars as pl

from ansinh.demo.dated import FIRST_RECORDED, NOT_YET, Known, changing, heard, rows
from ansinh.demo.dice import Bools, Dice, Ints
from ansinh.demo.people import BEGIN, END, FATHER, FIRST_CHILD, GRANDFATHER, NEVER, SINGLE_PARENT, Made
from ansinh.demo.standing import heads

YEARS = (2023, 2024, 2025, 2026)
NONE, NEAR_POOR, POOR, NOT_KNOWN = 0, 1, 2, 3
STATUS = np.array(["none", "near_poor", "poor", None], dtype=object)
# Shares of poor and near-poor households of 2023 by tier; then what becomes of each in a year.
FIRST_LIST = {"town": (0.006, 0.010), "valley": (0.05, 0.055), "hard": (0.34, 0.14)}
NEXT_YEAR = {POOR: (0.10, 0.13), NEAR_POOR: (0.27, 0.04), NONE: (0.006, 0.002)}
PENSIONED = {"town": 0.42, "valley": 0.13, "hard": 0.03}
PENSIONS = {"town": (3_200_000, 5_500_000), "valley": (2_600_000, 3_600_000), "hard": (2_400_000, 3_000_000)}
BANKED = {"town": (0.62, 0.26), "valley": (0.85, 0.09), "hard": (0.965, 0.015)}
BANKS = ("Agribank", "Agribank", "Agribank", "BIDV", "VietinBank", "LPBank", "Vietcombank")


def hard_home(made: Made) -> Bools:
    """Which households live in an especially difficult commune or village."""
    return np.array([made.commune.hard or village.hard for _, village in made.commune.villages])[made.village]


def poverty_by_year(made: Made) -> Ints:
    """Status of each household on the list of each of YEARS, one column a year."""
    dice, homes = made.dice, made.households
    poor, near = FIRST_LIST[made.commune.tier]
    hard = hard_home(made) & (not made.commune.hard)
    poor_home, near_home = np.where(hard, 0.22, poor), np.where(hard, 0.12, near)
    weak = np.isin(made.kind, (SINGLE_PARENT, 2, 6))
    poor_home = np.minimum(poor_home * np.where(weak, 1.8, 0.92), 0.8)
    first = dice.uniform("poverty 2023", homes)
    status = np.where(first < poor_home, POOR, np.where(first < poor_home + near_home, NEAR_POOR, NONE))
    lists = [status]
    for year in YEARS[1:]:
        chance = dice.uniform(f"poverty {year}", homes)
        status = _next_list(status, chance, made.commune.hard)
        lists.append(status)
    unknown = dice.happens("poverty unknown", homes, 0.0008)
    lists[-1] = np.where(unknown, NOT_KNOWN, lists[-1])
    return np.stack(lists, axis=1)


def _next_list(status: Ints, chance: np.ndarray, hard: bool) -> Ints:
    out = status.copy()
    others = {POOR: (NONE, NEAR_POOR), NEAR_POOR: (NONE, POOR), NONE: (NEAR_POOR, POOR)}
    for was, (first, second) in NEXT_YEAR.items():
        scale = 4.0 if hard and was == NONE else 1.0
        here = status == was
        out[here & (chance < first * scale)] = others[was][0]
        out[here & (chance >= first * scale) & (chance < (first + second) * scale)] = others[was][1]
    return out


def poverty(known: Known) -> pl.DataFrame:
    """Rows with ``status``; ``owner`` is the household. A list holds from 1 January, the last one stays open."""
    made = known.made
    lists = poverty_by_year(made)
    head, _ = heads(made)
    registered = known.registered[head]
    frames = []
    for i, year in enumerate(YEARS[:-1]):
        listed = np.flatnonzero(lists[:, i] != NONE)
        told = np.maximum(np.datetime64(f"{year - 1}-12-20T03:00:00"), FIRST_RECORDED)
        start, end = np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 1}-01-01")
        frames.append(
            rows(listed, start, np.maximum(registered[listed], told), end=end, status=STATUS[lists[listed, i]])  # type: ignore[arg-type]
        )
    return pl.concat([*frames, *_last_list(made, lists[:, -1], registered)])


def _last_list(made: Made, last: Ints, registered: np.ndarray) -> list[pl.DataFrame]:
    """The list of 2026, and the changes found during the year."""
    dice, homes = made.dice, made.households
    changes = dice.happens("poverty turns", homes, np.where(last == NONE, 0.003, 0.03)) & (last != NOT_KNOWN)
    to = np.select([last == NONE, last == NEAR_POOR], [POOR, POOR], NEAR_POOR)
    day = (np.datetime64("2026-02-01") + (dice.uniform("poverty turn day", homes) * 300).astype("m8[D]")).astype(
        "M8[D]"
    )
    turn = np.where(changes, day, NEVER)
    news = np.where(changes, np.maximum(heard(dice, "poverty turn", homes, day, slow=20), registered), NOT_YET)
    told = np.maximum(registered, np.datetime64("2025-12-20T03:00:00"))
    start = np.full(len(homes), np.datetime64("2026-01-01"))
    on, off = np.flatnonzero(last != NONE), np.flatnonzero((last == NONE) & changes & (news > told))
    return [
        changing(
            on,
            start[on],
            told[on],
            turn[on],
            news[on],
            before={"status": STATUS[last[on]]},
            after={"status": STATUS[to[on]]},
        ),
        rows(off, turn[off], news[off], status=STATUS[to[off]]),
    ]


def pension(known: Known) -> pl.DataFrame:
    """Rows with ``amount_vnd``; some pensions were found long after they began."""
    made, dice = known.made, known.made.dice
    share = PENSIONED[made.commune.tier]
    drawn = dice.uniform("pension", made.key) < share * np.where(made.male, 1.1, 0.9)
    start = np.maximum(made.birthday(60), np.datetime64("2005-01-01"))
    who = np.flatnonzero(drawn & (start < END) & (made.slot < FIRST_CHILD))
    keys = made.key[who]
    low, high = PENSIONS[made.commune.tier]
    amount = dice.integer("pension amount", keys, low, high)
    amount = np.where(
        dice.happens("survivor", keys, 0.14), dice.integer("survivor amount", keys, 420_000, 900_000), amount
    )
    told = known.fact("pension", who, start[who], late=0.1)
    found = (np.datetime64("2024-02-01T02:30:00") + (dice.uniform("pension found", keys) * 990).astype("m8[D]")).astype(
        "M8[s]"
    )
    told = np.where(dice.happens("pension late", keys, 0.025), np.maximum(found, told), told)
    amounts = (amount // 100 * 100).astype(object)
    amounts[dice.happens("pension unknown", keys, 0.004)] = None
    return rows(who, start[who], told, amount_vnd=pl.Series(amounts.tolist(), dtype=pl.Int64))


def channel(known: Known, likely: Bools, names: pl.Series) -> pl.DataFrame:
    """Rows with ``kind``, ``bank``, ``account``, ``recipient_name`` for those who are likely to be paid one day."""
    made, dice = known.made, known.made.dice
    who = np.flatnonzero(likely)
    keys = made.key[who]
    chance, (post, bank) = dice.uniform("channel", keys), BANKED[made.commune.tier]
    kind = np.select([chance < post, chance < post + bank], ["post_office", "bank"], "social_account").astype(object)
    banks = np.array(BANKS, dtype=object)[dice.integer("bank", keys, 0, len(BANKS))]
    by_post = kind == "post_office"
    head, _ = heads(made)
    minor = made.age_on(END)[who] < 16
    collects = np.where(minor & (head[made.household[who]] != who), head[made.household[who]], -1)
    recipient = np.array(names.to_list(), dtype=object)[collects]
    return rows(
        who,
        np.maximum(made.born[who], np.datetime64("2020-03-01")),
        known.registered[who],
        kind=kind,
        bank=np.where(by_post, "", banks).astype(object),
        account=np.where(by_post, "", _accounts(dice, keys)).astype(object),
        recipient_name=np.where(collects >= 0, recipient, "").astype(object),
    )


def _accounts(dice: Dice, keys: np.ndarray) -> np.ndarray:
    number = dice.integer("account", keys, 10**12, 9 * 10**12)
    return np.char.add("8", number.astype("U13")).astype(object)


def likely_paid(made: Made, disabled: Ints, with_title: Ints) -> Bools:
    """Whom the law may entitle one day: the old, the disabled, poor families with the small, those with a title."""
    ever_poor = (poverty_by_year(made) != NONE).any(axis=1)[made.household]
    likely = (made.age_on(END) >= 70) | (ever_poor & (made.age_on(BEGIN) < 3))
    likely |= ever_poor & (made.kind_of_home() == SINGLE_PARENT) & (made.slot <= FATHER + 1)
    likely |= (made.slot == GRANDFATHER) & (made.age_on(END) >= 60) & ever_poor
    likely[disabled] = True
    likely[with_title] = True
    return likely
