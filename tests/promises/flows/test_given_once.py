"""Events laid out at random over the borders of the law: what is given once is what a plain computation gives."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from ansinh.legislation import one_off
from tests.promises.flows.plain_once import BY_NATURE, FACILITIES_RAISED, NEW_LAW, PENSION_FROM, RAISED, given_once

pytestmark = pytest.mark.promise
EVENTS = 8_000
BORDERS = (date(2021, 7, 2), RAISED, PENSION_FROM, FACILITIES_RAISED, NEW_LAW, date(2027, 3, 1))
CAUSES = (
    "ordinary", "disaster", "fire", "epidemic", "serious_traffic_accident", "serious_labour_accident",
    "other_force_majeure", "tet", "crop_failure", "lean_season",
)  # fmt: skip
AGES = (3, 30, 69, 70, 74, 75, 79, 80, 90)
STANDING = ("none", "applied", "receiving")
NAMES = {"pension": "social_pension"}


def _event(dice: random.Random) -> tuple[str, date, dict[str, Any]]:
    """A kind, a day on or about a border, and facts. Ages change on the day, the day before or the day after."""
    on = dice.choice(BORDERS) + timedelta(days=dice.randint(-1, 1))
    kind = dice.choice(("funeral", "funeral", "injury", "house_rebuild", "house_repair", "relocation", "rice"))
    yes = lambda: dice.random() < 0.5  # noqa: E731 - as short as what it does
    told: dict[str, Any] = {"cause": dice.choice(CAUSES)}
    if kind == "funeral":
        birthday = on + timedelta(days=dice.randint(-1, 1))
        told |= {
            "born": date(birthday.year - dice.choice(AGES), birthday.month, min(birthday.day, 28)),
            "allowance": dice.choice(STANDING),
            "pension": dice.choice(STANDING) if on >= PENSION_FROM else "none",
            "monthly_benefit": dice.choice(("none", "survivors", "other")),
            "poverty": dice.choice(("none", "near_poor", "poor")), "child_of_single_parent": dice.random() < 0.1,
            "in_facility": dice.random() < 0.1, "unclaimed": dice.random() < 0.2,
            "burial_cost_vnd": dice.choice((0, 20_000_000, 40_000_000)),
            "other_funeral_vnd": dice.choice((0, 0, 7_200_000, 10_000_000, 10_800_000, 10_800_001)),
        }  # fmt: skip
    elif kind == "injury":
        told |= {"treatment_days": dice.choice((0, 2, 3, 10)), "away_from_home": yes(), "relatives_present": yes()}
    elif kind == "rice":
        told |= {"short_of_food": dice.random() < 0.8, "persons": dice.randint(0, 6), "months": dice.randint(1, 5)}
    else:
        told |= {
            "poverty": dice.choice(("none", "near_poor", "poor")), "hard_circumstances": dice.random() < 0.3,
            "damage": dice.choice(("none", "damaged", "uninhabitable", "destroyed")), "other_dwelling": yes(),
            "relocation_ordered": yes(), "cause": dice.choice((*BY_NATURE, dice.choice(CAUSES))),
        }  # fmt: skip
    return kind, on, told


def test_what_is_given_once_is_what_the_law_gives() -> None:
    dice, found = random.Random(20261126), Counter[str]()
    for number in range(EVENTS):
        kind, on, told = _event(dice)
        facts = {NAMES.get(name, name): value for name, value in told.items()}
        facts |= {"born": told["born"].isoformat()} if "born" in told else {}
        answer = one_off.one_off({"event_id": str(number), "kind": kind, "happened": on.isoformat(), **facts})
        assert answer["outcome"] != "undetermined", answer
        vnd, kg = given_once(kind, on, told)
        assert (answer["amount_vnd"] or None, answer["kg"]) == (vnd, kg), (kind, on, told, answer)
        found[f"{kind} {'given' if vnd or kg else 'nothing'}"] += 1
    assert len(found) == 12, found  # each kind is given and refused
    assert min(found.values()) > 20, found
