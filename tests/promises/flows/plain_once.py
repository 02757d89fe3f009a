"""What the law gives once, in plain Python, written apart from the product: funerals, injuries, houses, rice.

By the law of the day of the event: NĐ 20/2021 until 4 October 2026, NĐ 335/2026 from the 5th, and for the social
pension NĐ 176/2025 from July 2025. What is given once follows the base of the event; the higher base of NĐ 335 reaches
back to July 2026 for what is paid every month and for facilities alone (Đ32).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

NEW_LAW, PENSION_FROM, RAISED = date(2026, 10, 5), date(2025, 7, 1), date(2024, 7, 1)
FACILITIES_RAISED = date(2026, 7, 1)
BY_NATURE = ("disaster", "fire", "other_force_majeure")
ACCIDENTS = ("serious_traffic_accident", "serious_labour_accident")
HOUSES = {"house_rebuild": 40_000_000, "relocation": 30_000_000, "house_repair": 20_000_000}
Facts = Mapping[str, Any]


def base_of_event(on: date) -> int:
    """The standard amount, and the social pension, that an event on a day is worked out from."""
    return 360_000 if on < RAISED else 500_000 if on < NEW_LAW else 540_000


def given_once(kind: str, on: date, told: Facts) -> tuple[int | None, int | None]:
    """(đồng, kilograms of rice); both None where the law gives nothing. ``told``: what differs from nothing."""
    if kind == "rice":
        return None, _rice(told)
    vnd = _funeral(on, told) if kind == "funeral" else _injury(on, told) if kind == "injury" else _house(kind, told)
    return vnd or None, None


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _funeral(on: date, told: Facts) -> int:
    """The highest title alone; of Đ11 and NĐ 176 none where another text gives more."""
    base, new, age = base_of_event(on), on >= NEW_LAW, _age(told["born"], on)
    poor, allowance, pension = told.get("poverty") in ("poor", "near_poor"), told.get("allowance"), told.get("pension")
    benefit, found = told.get("monthly_benefit"), [0]
    held = allowance == "receiving" or told.get("child_of_single_parent")
    held = held or (benefit in ("survivors", "other") and age >= (75 if new else 80))
    held = held or (pension == "receiving" and on >= PENSION_FROM)
    if new:
        held = held or "applied" in (allowance, pension) or (benefit == "survivors" and 70 <= age < 75 and poor)
    if held and told.get("other_funeral_vnd", 0) <= 20 * base:
        found.append(20 * base)
    if told.get("in_facility"):
        found.append(50 * (540_000 if on >= FACILITIES_RAISED else base))
    if told.get("cause") in (*BY_NATURE, *ACCIDENTS, "epidemic"):
        found.append(50 * base)
        if told.get("unclaimed"):
            found.append(told.get("burial_cost_vnd", 0))
    return max(found)


def _injury(on: date, told: Facts) -> int:
    """Hurt badly is three days in hospital; NĐ 20 leaves those out who were away from home among relatives."""
    hurt = told["cause"] in (*BY_NATURE, *ACCIDENTS) and told["treatment_days"] >= 3
    if on < NEW_LAW and told.get("away_from_home") and told.get("relatives_present"):
        return 0
    return 10 * base_of_event(on) if hurt else 0


def _house(kind: str, told: Facts) -> int:
    if told["cause"] not in BY_NATURE:
        return 0
    needy = told.get("poverty") in ("poor", "near_poor") or told.get("hard_circumstances")
    holds = {
        "house_rebuild": needy and told["damage"] == "destroyed" and not told["other_dwelling"],
        "house_repair": needy and told["damage"] == "uninhabitable",
        "relocation": told["relocation_ordered"],
    }[kind]
    return HOUSES[kind] if holds else 0


def _rice(told: Facts) -> int | None:
    """A month's at Tết, else up to three months', 15 kg a person and month."""
    if not told["short_of_food"] or not told["persons"]:
        return None
    if told["cause"] == "tet":
        return 15 * int(told["persons"])
    if told["cause"] in (*BY_NATURE, "crop_failure", "lean_season"):
        return 15 * int(told["persons"]) * min(int(told["months"]), 3) or None
    return None
