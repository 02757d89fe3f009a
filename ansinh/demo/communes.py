"""The communes that people are made for: their parts before July 2025, their villages, who lives there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from ansinh.demo.communes_table import PROFILES, VILLAGE_NAMES, VILLAGES_OF
from ansinh.demo.dice import Dice

CITATION = "Dữ liệu giả lập"
TIERS = ("town", "valley", "hard")
# Codes of the provinces since July 2025: a made-up country is Yên Bái's people spread over them.
PROVINCES = [
    "01",
    "04",
    "08",
    "11",
    "12",
    "14",
    "15",
    "19",
    "20",
    "22",
    "24",
    "25",
    "31",
    "33",
    "37",
    "38",
    "40",
    "42",
    "44",
    "46",
    "48",
    "51",
    "52",
    "56",
    "66",
    "68",
    "75",
    "79",
    "80",
    "82",
    "86",
    "91",
    "92",
    "96",
]
NAMED_LIKE = {"Nùng": "Tày", "Sán Chay": "Tày", "Giáy": "Tày", "Mường": "Thái", "Khơ Mú": "Thái", "Phù Lá": "Dao"}


@dataclass(frozen=True)
class Village:
    """A village, the people that most of it belongs to, and whether it is an especially difficult one."""

    name: str
    people: str
    hard: bool


@dataclass(frozen=True)
class Part:
    """A commune as it was before 1 July 2025."""

    code: str
    name: str
    villages: tuple[Village, ...]


@dataclass(frozen=True)
class Commune:
    """A commune of today. ``place`` keys the dice; ``partner`` is where households move to and come from."""

    code: str
    name: str
    tier: str
    thousands: float
    peoples: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    number: int
    place: str
    province: str = "15"
    partner: str = ""

    @property
    def hard(self) -> bool:
        """The whole commune is an especially difficult one."""
        return self.tier == "hard"

    @property
    def villages(self) -> list[tuple[int, Village]]:
        """Every village with the position of its part."""
        return [(i, village) for i, part in enumerate(self.parts) for village in part.villages]


@cache
def _units() -> Any:
    return json.loads(files("ansinh.areas").joinpath("data/lao_cai_units.json").read_text(encoding="utf-8"))


def all_communes(seed: int) -> list[Commune]:
    """The 51 communes of the Yên Bái side, those of the small demonstration first."""
    names = {unit["code"]: unit["name"] for unit in _units()["units"]}
    made = []
    for number, (code, thousands, tier, peoples) in enumerate(PROFILES):
        partner = PROFILES[number ^ 1][0] if number ^ 1 < len(PROFILES) else PROFILES[number - 1][0]
        made.append(
            Commune(
                code=code,
                name=names[code],
                tier=tier,
                thousands=thousands,
                peoples=tuple(peoples.items()),
                parts=_parts(seed, code, tier, peoples),
                number=number,
                place=code,
                partner=partner,
            )
        )
    return made


def chosen_communes(seed: int, count: int, only: Sequence[str] = ()) -> list[Commune]:
    """The first ``count`` communes, or those of the codes in ``only``."""
    province = all_communes(seed)
    return [commune for commune in province if commune.code in only] if only else province[:count]


def _parts(seed: int, code: str, tier: str, peoples: dict[str, int]) -> tuple[Part, ...]:
    dice = Dice(seed, code)
    pools = {style: _shuffled(dice, style) for style in VILLAGE_NAMES}
    parts, ward_number = [], 1
    for i, row in enumerate(unit for unit in _units()["legacy"] if unit["new_code"] == code):
        keys = np.arange(16 * i, 16 * i + 16, dtype=np.uint64)
        count = int(dice.integer("villages", keys[:1], 5, 10)[0])
        belongs = dice.choice("village people", keys[:count], list(peoples.values()))
        hard = dice.happens("village hard", keys[:count], 0.0 if tier == "town" else 0.08)
        villages = []
        for j in range(count):
            people = list(peoples)[belongs[j]]
            style = NAMED_LIKE.get(people, people)
            if row["name"].startswith("Phường") or not pools[style]:
                name, ward_number = f"Tổ dân phố số {ward_number}", ward_number + 1
            else:
                name = f"{VILLAGES_OF[style]} {pools[style].pop()}".replace("Thôn Bản", "Bản")
            villages.append(Village(name, people, bool(hard[j])))
        parts.append(Part(row["code"], row["name"], tuple(villages)))
    return tuple(parts)


def _shuffled(dice: Dice, style: str) -> list[str]:
    names = VILLAGE_NAMES[style]
    order = np.argsort(dice.uniform(f"village names {style}", np.arange(len(names), dtype=np.uint64)))
    return [names[i] for i in order]


def sizes(communes: Sequence[Commune], people: int) -> list[int]:
    """How many people each commune gets, so that all have ``people`` together.

    Few communes share evenly, so that a small demonstration has something everywhere; many go by their table.
    """
    weights = np.array([c.thousands for c in communes]) if len(communes) > 12 else np.ones(len(communes))
    edges = np.round(np.cumsum(weights) / weights.sum() * people).astype(int)
    return [int(n) for n in np.diff(edges, prepend=0)]


def country(seed: int, people: int) -> list[tuple[Commune, int]]:
    """The province again and again, under the codes of all provinces, until there are so many people."""
    province = all_communes(seed)
    whole = round(sum(c.thousands for c in province) * 1000)
    planned: list[tuple[Commune, int]] = []
    copies = -(-people // whole)
    for copy in range(copies):
        share = min(whole, people - copy * whole)
        for commune, size in zip(province, sizes(province, share), strict=True):
            place = commune.code if copy == 0 else f"{commune.code}-{copy}"
            code = "15" if copy == 0 else PROVINCES[(copy - 1) % len(PROVINCES)]
            planned.append((_copied(commune, place, code), size))
    return planned


def _copied(commune: Commune, place: str, province: str) -> Commune:
    return Commune(**{**commune.__dict__, "place": place, "province": province})
