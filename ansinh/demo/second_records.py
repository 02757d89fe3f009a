"""People who stand in the registry twice, with the faults that lists have; who is whom is returned and stored nowhere.

Each draw falls on one person: what becomes of the number, the birth, the name, the sex and the place is drawn apart,
so most second records have two or three faults. The shares below are those of FATES.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from ansinh.kernel.vietnamese import fold
from ansinh.registry.public import RECORD_SCHEMA

FATES: dict[str, dict[str, float]] = {
    "number": {"missing": 0.52, "digit_off": 0.28, "neighbours_turned": 0.14, "another": 0.06},
    "born": {
        "same": 0.36, "year_only": 0.28, "first_january": 0.08, "turned": 0.08, "year_off": 0.08, "part_off": 0.10,
        "ten_years_off": 0.02,
    },
    "name": {
        "same": 0.46, "without_marks": 0.10, "misheard": 0.16, "letter_off": 0.08, "without_middle": 0.12,
        "turned_round": 0.04, "other_middle": 0.04,
    },
    "sex": {"same": 0.88, "unknown": 0.09, "wrong": 0.03},
    "place": {"same": 0.62, "no_village": 0.14, "other_village": 0.12, "other_commune": 0.12},
    "household": {"same": 0.25, "none": 0.75},
    "account": {"same": 0.3, "none": 0.7},
    "phone": {"same": 0.3, "another": 0.2, "none": 0.5},
}  # fmt: skip
_MISHEARD = (
    ("s", "x"), ("x", "s"), ("ch", "tr"), ("tr", "ch"), ("gi", "d"), ("d", "gi"), ("l", "n"), ("n", "l"), ("r", "d"),
)  # fmt: skip


@dataclass(frozen=True)
class Doubled:
    """``records``: the second records, in the columns of records. ``truth``: first, second (ids) and each fate."""

    records: pl.DataFrame
    truth: pl.DataFrame


def second_records(people: pl.DataFrame, *, share: float, seed: int, first_id: int, first_household: int) -> Doubled:
    """Second records of a share of people (columns of RECORD_SCHEMA), numbered from ``first_id``."""
    chance = np.random.default_rng(seed)
    chosen = np.sort(chance.choice(people.height, size=max(1, round(people.height * share)), replace=False))
    rows = people[chosen].to_dicts()
    fates = {what: chance.choice(list(odds), p=list(odds.values()), size=len(rows)) for what, odds in FATES.items()}
    areas = people["area_id"].unique().sort().to_list()
    villages = dict(people.group_by("area_id").agg(pl.col("village").unique().sort()).iter_rows())
    made = []
    for i, row in enumerate(rows):
        fate = {what: str(drawn[i]) for what, drawn in fates.items()}
        second = dict(row, person_id=first_id + i)
        second["full_name"] = _name(row["full_name"], fate["name"], chance)
        second["born"], second["precision"] = _born(row, fate["born"], chance)
        second["sex"] = _sex(row["sex"], fate["sex"])
        second["personal"], second["old"] = _numbers(row, fate["number"], chance)
        second["area_id"], second["village"] = _place(row, fate["place"], areas, villages, chance)
        here = second["area_id"] == row["area_id"] and fate["household"] == "same"
        second["household_id"] = row["household_id"] if here else first_household + i
        second["account"] = row["account"] if fate["account"] == "same" else None
        second["phone"] = _phone(row["phone"], fate["phone"], chance)
        made.append(second)
    truth = pl.DataFrame(
        {"first": people["person_id"].gather(chosen), "second": np.arange(len(rows)) + first_id, **fates}
    )
    return Doubled(pl.DataFrame(made, schema=RECORD_SCHEMA, orient="row"), truth)


def with_telephones(people: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Telephones for people who have none yet: of ten households six have one for all, of ten people one an own one."""
    chance = np.random.default_rng(seed)
    homes = people["household_id"].drop_nulls().unique().sort()
    shared = homes.to_frame().with_columns(
        shared=pl.Series(_made_up(chance, len(homes))), has=pl.Series(chance.random(len(homes)) < 0.6)
    )
    own = pl.Series("own", _made_up(chance, people.height))
    has = pl.Series("has_own", chance.random(people.height) < 0.1)
    joined = people.with_columns(own, has).join(shared, on="household_id", how="left", maintain_order="left")
    phone = pl.when("has_own").then("own").when("has").then("shared")
    return joined.with_columns(phone=phone).select(list(RECORD_SCHEMA))


def _made_up(chance: np.random.Generator, count: int) -> list[str]:
    return [f"0{number}" for number in chance.integers(300_000_000, 999_999_999, count)]


def _phone(phone: str | None, fate: str, chance: np.random.Generator) -> str | None:
    """Lists name whoever answers that day, so a second record may have a number where the first has none."""
    if fate == "another":
        return _made_up(chance, 1)[0]
    return phone if fate == "same" else None


def _name(name: str, fate: str, chance: np.random.Generator) -> str:
    words = name.split()
    if fate == "misheard":
        return " ".join(_misheard(words, chance))
    if fate == "letter_off":
        return " ".join(_letter_off(words, chance))
    if fate == "without_marks":
        return _without_marks(name)
    if fate == "without_middle" and len(words) > 2:
        return f"{words[0]} {words[-1]}"
    if fate == "turned_round" and len(words) > 1:
        return " ".join([words[-1], *words[:-1]])
    if fate == "other_middle" and len(words) > 2:
        return " ".join([words[0], "Văn" if words[1] != "Văn" else "Đức", words[-1]])
    return name


def _misheard(words: list[str], chance: np.random.Generator) -> list[str]:
    """One word, if any has a sound that is mixed up, with the other spelling."""
    fitting = [
        (i, wrong, right)
        for i, word in enumerate(words)
        for right, wrong in _MISHEARD
        if word.lower().startswith(right) and not word.lower().startswith(("ng", "nh", "th"))
    ]
    if not fitting:
        return words
    i, wrong, right = fitting[int(chance.integers(len(fitting)))]
    return [*words[:i], (wrong + words[i].lower()[len(right) :]).capitalize(), *words[i + 1 :]]


def _letter_off(words: list[str], chance: np.random.Generator) -> list[str]:
    """A letter left out of, or doubled in, a word of three and more."""
    long = [i for i, word in enumerate(words) if len(word) > 2]
    if not long:
        return words
    i = int(chance.choice(long))
    word, place = words[i], int(chance.integers(1, len(words[i])))
    off = word[:place] + word[place + 1 :] if chance.random() < 0.6 else word[:place] + word[place] + word[place:]
    return [*words[:i], off, *words[i + 1 :]]


def _without_marks(name: str) -> str:
    return fold(name).title()


def _born(row: dict[str, Any], fate: str, chance: np.random.Generator) -> tuple[date, str]:
    born: date = row["born"]
    first = born.replace(month=1, day=1)
    if fate == "year_only":
        return first, "year"
    if fate == "first_january":
        return first, "day"
    if fate == "ten_years_off":
        return _moved(born, -10), row["precision"]
    if fate == "year_off":
        return _moved(born, int(chance.choice([-2, -1, 1]))), row["precision"]
    if row["precision"] != "day":
        return born, row["precision"]
    if fate == "turned" and born.day <= 12:
        return born.replace(month=born.day, day=born.month), "day"
    if fate == "part_off":
        month = (born.month - 1 + int(chance.integers(1, 12))) % 12 + 1
        day = (born.day - 1 + int(chance.integers(1, 28))) % 28 + 1
        return (
            born.replace(day=min(born.day, 28), month=month) if chance.random() < 0.5 else born.replace(day=day)
        ), "day"
    return born, "day"


def _moved(born: date, years: int) -> date:
    return born.replace(year=born.year + years, day=min(born.day, 28))


def _sex(sex: str | None, fate: str) -> str | None:
    if fate == "unknown":
        return None
    return {"male": "female", "female": "male"}.get(sex or "") if fate == "wrong" else sex


def _numbers(row: dict[str, Any], fate: str, chance: np.random.Generator) -> tuple[str | None, str | None]:
    """A number belongs to one person in the registry, so the second has none, or the same with a fault."""
    number = row["personal"]
    if fate == "missing" or number is None:
        return None, None
    digits = list(number)
    if fate == "digit_off":
        place = int(chance.integers(6, 12))
        digits[place] = str((int(digits[place]) + int(chance.integers(1, 10))) % 10)
    elif fate == "neighbours_turned":
        place = int(chance.integers(6, 11))
        digits[place], digits[place + 1] = digits[place + 1], digits[place]
    else:
        digits[6:] = list(f"{int(chance.integers(1_000_000)):06d}")
    changed = "".join(digits)
    return (changed if changed != number else None), None


def _place(
    row: dict[str, Any], fate: str, areas: list[int], villages: dict[int, list[str]], chance: np.random.Generator
) -> tuple[int, str]:
    here = row["area_id"]
    if fate == "no_village":
        return here, ""
    if fate == "other_village":
        return here, str(chance.choice(villages[here]))
    if fate == "other_commune":
        there = int(chance.choice(areas))
        return there, str(chance.choice(villages[there]))
    return here, row["village"] or ""
