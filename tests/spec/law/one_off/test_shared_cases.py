"""The worked cases of one-off benefits written from the decrees' text, in the words of the contract."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansinh.legislation.one_off import one_off
from tests.paths import shared

KINDS = ("funeral", "facility_ceiling", "emergency", "rice")
DECEASED: dict[str, dict[str, object]] = {
    "facility_resident": {"in_facility": True},
    "social_allowance_recipient": {"allowance": "receiving"},
    "child_of_single_parent_recipient": {"child_of_single_parent": True},
    "survivor_benefit_recipient": {"monthly_benefit": "survivors"},
    "applicant_qualified_not_decided": {"allowance": "applied"},
}
CAUSES = {"flood": "disaster", "landslide": "disaster", "landslide risk": "disaster", "tet": "tet"}
DAMAGE = {"swept away": "destroyed", "badly damaged, uninhabitable": "uninhabitable"}
DAYS_OF_FOUR_MONTHS = 122  # 15 September to 14 January


def cases() -> list[dict[str, Any]]:
    text = shared("law", "cases", "other_cases.jsonl").read_text(encoding="utf-8")
    return [case for case in map(json.loads, text.splitlines()) if case["kind"] in KINDS]


def event_of(case: dict[str, Any]) -> dict[str, object]:
    """The case as an event on the 15th of its month."""
    given = case["inputs"]
    facts: dict[str, object] = {"event_id": case["id"], "happened": f"{case['month']}-15"}
    if "age" in given:
        facts["born"] = f"{int(case['month'][:4]) - given['age']}{case['month'][4:]}-01"
    if "poverty" in given:
        facts["poverty"] = given["poverty"]
    if case["kind"] == "funeral":
        return {**facts, "kind": "funeral", "cause": "ordinary", **DECEASED[given["deceased"]]}
    if case["kind"] == "facility_ceiling":
        return {**facts, "kind": "facility_ceiling", "item": given["item"]}
    if case["kind"] == "rice":
        return {**facts, "kind": "rice", "short_of_food": True, "persons": given["persons"],
                "cause": CAUSES.get(given["occasion"], given["occasion"])}  # fmt: skip
    return {**facts, **emergency_of(given)}


def emergency_of(given: dict[str, Any]) -> dict[str, object]:
    cause = {"cause": CAUSES.get(given.get("cause", "flood"))}
    match given["type"]:
        case "funeral":
            return {"kind": "funeral", **cause}
        case "injury":
            return {"kind": "injury", "treatment_days": given["treatment_days"], **cause}
        case "relocation":
            return {"kind": "relocation", "relocation_ordered": given["ordered"], **cause}
        case "house_rebuild":
            damage = {"damage": DAMAGE[given["damage"]], "other_dwelling": given["other_dwelling"]}
            return {"kind": "house_rebuild", **damage, **cause}
        case "house_repair":
            return {"kind": "house_repair", "damage": DAMAGE[given["damage"]], **cause}
        case "temporary_shelter_food":
            days = given.get("days", DAYS_OF_FOUR_MONTHS)
            return {"kind": "protection_food", "protected_as": "victim", "days": days}
    raise AssertionError(given["type"])


def seen(event: dict[str, object], expected: dict[str, Any]) -> dict[str, Any]:
    """What the answer says of each field that a case names."""
    answer = one_off(event)
    lines: list[dict[str, Any]] = answer["benefits"]  # type: ignore[assignment]
    line = lines[0] if lines else {}
    fields = {
        "eligible": answer["outcome"] == "eligible",
        "amount_vnd": answer["amount_vnd"],
        "multiple": line.get("multiple"),
        "base_vnd": line.get("base_vnd"),
        "per_day_vnd": line.get("base_vnd"),
        "ceiling": line.get("bound") == "ceiling",
        "minimum": line.get("bound") == "minimum",
        "per": "year",
        "reason": expected.get("reason"),
        "kg_total": answer["kg"],
        "months": line.get("limit_months"),
        "max_months": line.get("limit_months"),
        # All the days that were asked for are accepted, or not.
        "accepted": sum(each["quantity"] for each in lines) == event.get("days"),
    }
    return {name: fields[name] for name in expected}


def test_all_kinds_are_there() -> None:
    found = cases()
    assert len(found) == 26
    assert {case["kind"] for case in found} == set(KINDS)


@pytest.mark.parametrize("number", range(26))
def test_case(number: int) -> None:
    case = cases()[number]
    assert seen(event_of(case), case["expected"]) == case["expected"], case["id"]
