"""The worked cases about months, terms and arrears that were written from the decrees' text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ansinh.legislation import deadlines, timing
from tests.paths import shared

Case = dict[str, Any]
KINDS = ("start_month", "stop_month", "deadline", "arrears")
# A case without a day of receipt is about its month: the first working day of it.
RECEIVED = {"2024-04": date(2024, 4, 1), "2024-06": date(2024, 6, 3), "2026-11": date(2026, 11, 2)}


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    text = shared("law", "cases", "other_cases.jsonl").read_text(encoding="utf-8")
    return [case for case in map(json.loads, text.splitlines()) if case["kind"] in KINDS]


def some_day(month: str) -> date:
    return date.fromisoformat(f"{month}-15")


def start_month(inputs: Case, expected: Case) -> dict[str, object]:
    signed = date.fromisoformat(inputs["decision_signed"]) if "decision_signed" in inputs else None
    signed = signed or some_day(inputs["decision_signed_month"])
    birthday = inputs.get("birthday_80")
    found = timing.start_month(
        "social_allowance",
        inputs["category"],
        signed_on=signed,
        born=date.fromisoformat(birthday).replace(year=int(birthday[:4]) - 80) if birthday else None,
        certified_on=date.fromisoformat(inputs["certificate_issued"]) if "certificate_issued" in inputs else None,
    )
    months = list(found.months_until(f"{signed:%Y-%m}"))
    owed = timing.balance(dict.fromkeys(months, inputs.get("rate_vnd", 0)), {})
    return {"from_month": found.month, "arrears_months": months, "arrears_vnd": owed.arrears_vnd}


def stop_month(inputs: Case, expected: Case) -> dict[str, object]:
    day = date.fromisoformat(inputs["event_date"])
    assert inputs["reason"] == "death"
    assert "dead_or_missing" in {ground.code for ground in timing.stop_grounds("social_allowance", on=day)}
    found = timing.stop_month("social_allowance", ended_on=day, decided_on=day)
    return {"last_paid_month": found.month_before, "stop_from_month": found.month}


def deadline(inputs: Case, expected: Case) -> dict[str, object]:
    received = date.fromisoformat(inputs["received"]) if "received" in inputs else RECEIVED[inputs["month"]]
    found = deadlines.deadline_of(inputs["procedure"], received_on=received)
    due = deadlines.due_dates(received, found.steps, deadlines.working_calendar())
    one_by_one = {step.code: step.days for step in found.steps if not step.only_if}
    only_one = len(one_by_one) == 1 and not isinstance(expected.get("working_days"), dict)
    answer: dict[str, object] = {
        "decider": found.decider,
        "working_days": deadlines.total_working_days(found) if only_one else one_by_one,
        "working_days_total": deadlines.total_working_days(found),
        "steps": list(one_by_one.values()),
        "due_date": str(due[-1].due_on),
    }
    if inputs["procedure"] == "move_between_districts":
        moved = timing.move_month(
            "social_allowance", "between_districts", old_place_month=inputs["month"], decided_on=received
        )
        assert moved.anchor is not None
        answer["start"] = "month_after_old_stop_month" if moved.anchor.months_later == 1 else "old_stop_month"
    return answer


def arrears(inputs: Case, expected: Case) -> dict[str, object]:
    if "suspended_for" in inputs:
        review = "unchanged" if inputs["still_eligible"] and not inputs["changed"] else "changed"
        found = timing.resumption(
            "social_allowance",
            suspended_on=some_day("2026-10"),
            reviewed_on=some_day(inputs["month"]),
            review=review,  # type: ignore[arg-type]
        )
        assert found.back_pay_from == found.counted.month == "2026-10"
        assert found.counted.anchor is not None
        return {"action": found.action, "arrears_from": {"suspended_on": "suspension_date"}[found.counted.anchor.fact]}
    months = inputs["months"]
    paid = dict.fromkeys(months, inputs["paid_vnd_per_month"])
    found_balance = timing.balance(dict.fromkeys(months, inputs["due_vnd_per_month"]), paid)
    rate = "social_pension" if inputs["programme"] == "social_pension" else "base"
    tenths = int(inputs.get("coefficient", "1.0").replace(".", ""))
    assert timing.rate_arrears(months, tenths=tenths, rate=rate) == found_balance
    return {
        "arrears_vnd": found_balance.arrears_vnd,
        "per_month_vnd": found_balance.months[0].difference_vnd,
        "months": len(found_balance.months),
    }


MAPPED: dict[str, Callable[[Case, Case], dict[str, object]]] = {
    "start_month": start_month,
    "stop_month": stop_month,
    "deadline": deadline,
    "arrears": arrears,
}


def test_cases(cases: list[Case]) -> None:
    assert len(cases) >= 13
    assert {case["kind"] for case in cases} == set(KINDS)
    wrong = []
    for case in cases:
        expected = case["expected"]
        answer = MAPPED[case["kind"]](case["inputs"] | {"month": case["month"]}, expected)
        seen = {name: answer.get(name) for name in expected}
        if seen != expected:
            wrong.append((case["id"], seen, expected))
    assert wrong == []
