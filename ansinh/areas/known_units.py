"""What units there were and which went into which, as the data files say: no database."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ansinh.areas.models import Unit

OLD_UNITS_FROM = date(2020, 3, 1)
TWO_LEVELS_FROM = date(2025, 7, 1)
CITATIONS = {
    date(2024, 12, 1): "Nghị quyết 1239/NQ-UBTVQH15",
    TWO_LEVELS_FROM: "Nghị quyết 202/2025/QH15; Nghị quyết 1673/NQ-UBTVQH15",
}
"""The steps that the files know, by their first day, and what each rests on."""

Key = tuple[str, str, date]
"""Kind, code and first day: what tells one unit from every other."""


@dataclass(frozen=True)
class KnownUnit:
    """A unit from ``start`` until the day before ``end`` (None: still). ``parent`` is the key of the unit above."""

    kind: str
    code: str
    name: str
    start: date
    end: date | None = None
    parent: Key | None = None

    @property
    def key(self) -> Key:
        """Kind, code and first day."""
        return self.kind, self.code, self.start


@dataclass(frozen=True)
class Known:
    """Units with those above before those below, and ``went_over``: predecessor to successor, on its first day."""

    units: tuple[KnownUnit, ...]
    went_over: tuple[tuple[Key, Key], ...]

    def without(self, steps: Collection[date]) -> Known:
        """As it was known before the steps of these days."""
        units = tuple(
            replace(unit, end=None) if unit.end in steps else unit for unit in self.units if unit.start not in steps
        )
        return Known(units, tuple(pair for pair in self.went_over if pair[1][2] not in steps))


@cache
def known_units() -> Known:
    """All units of the data files, from March 2020 on."""
    files_ = _read("lao_cai_units.json"), _read("yen_bai_mergers_2024.json")
    return _assembled(*files_)


def _read(name: str) -> Any:
    return json.loads(files("ansinh.areas").joinpath("data", name).read_text(encoding="utf-8"))


def _assembled(source: Any, step: Any) -> Known:
    merged_on = date.fromisoformat(step["on"])
    mergers = {merger["code"]: merger for merger in step["mergers"]}
    province, commune = Unit.Kind.PROVINCE, Unit.Kind.COMMUNE
    today = KnownUnit(province, "15", "Tỉnh Lào Cai", TWO_LEVELS_FROM)
    above, below = {today.key: today}, []
    went_over: list[tuple[Key, Key]] = []
    for row in source["units"]:
        below.append(KnownUnit(commune, row["code"], row["name"], TWO_LEVELS_FROM, None, today.key))
    for row in source["legacy"]:
        district = _district_of(row, above)
        merger = mergers.get(row["code"])
        start = merged_on if merger else OLD_UNITS_FROM
        unit = KnownUnit(commune, row["code"], row["name"], start, TWO_LEVELS_FROM, district)
        below.append(unit)
        went_over.append((unit.key, (commune, row["new_code"], TWO_LEVELS_FROM)))
        for old in merger["from"] if merger else ():
            part = KnownUnit(commune, old["code"], old["name"], OLD_UNITS_FROM, merged_on, district)
            below.append(part)
            went_over.append((part.key, unit.key))
    went_over += [(u.key, today.key) for u in above.values() if u.kind == province and u is not today]
    return Known((*above.values(), *below), tuple(went_over))


def _district_of(row: Any, above: dict[Key, KnownUnit]) -> Key:
    """The key of the row's district; it and its province are added when they are new."""
    province = KnownUnit(Unit.Kind.PROVINCE, row["province_code"], row["province"], OLD_UNITS_FROM, TWO_LEVELS_FROM)
    above.setdefault(province.key, province)
    name, kind = row["district"], Unit.Kind.DISTRICT
    district = KnownUnit(kind, row["district_code"], name, OLD_UNITS_FROM, TWO_LEVELS_FROM, province.key)
    above.setdefault(district.key, district)
    return district.key
