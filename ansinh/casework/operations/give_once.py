"""Deciding a benefit that is given once: the law of the day of the event says whether and how much."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.models import Award, Case, Decision, OneOffAward
from ansinh.casework.operations.sign_decision import sign_decision
from ansinh.casework.states import DecisionKind
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import one_off
from ansinh.registry import public as registry

PENSION = "social_pension"


def answer_once(case: Case, known_at: datetime) -> Mapping[str, Any]:
    """What the law gives for the event of a case, with its reasons; see legislation.one_off. Reads registry and awards.

    Raises Refusal where the event's day has no law.
    """
    book = one_off.one_off_book_with(determination.law_in_force(known_at=known_at))
    try:
        return one_off.one_off(_facts(case, known_at), book, explain=True)
    except one_off.NoLawForEventError as none:
        raise Refusal(f"Luật của ngày này chưa được ghi: {none}", code="no_law") from none


def give_once(case: Case, actor: Actor, on: date, at: datetime) -> Decision:
    """Decide it. Raises Refusal when the law gives nothing, or it cannot be told."""
    with acting_as(SYSTEM):
        found = answer_once(case, at)
    if found["outcome"] != "eligible" or not found["amount_vnd"] or case.prepared_by_id is None:
        raise Refusal("Theo luật của ngày xảy ra sự việc chưa có căn cứ hỗ trợ; xem phần “Vì sao”.", code="no_ground")
    decision = sign_decision(
        kind=DecisionKind.ONCE, area_id=case.area_id, on=on, first_month=on.replace(day=1), monthly_vnd=0,
        maker_id=case.prepared_by_id, by=actor,
    )  # fmt: skip
    line = found["benefits"][0]
    OneOffAward.objects.create(
        case=case, decision=decision, person_id=case.person_id, area_id=case.area_id, kind=str(found["kind"]),
        title=str(line["title"]), happened_on=date.fromisoformat(str(found["happened"])),
        amount_vnd=int(found["amount_vnd"]), citation=str(line.get("citation", ""))[:200],
        payee=str(case.asked.get("payee", "")),
    )  # fmt: skip
    return decision


def _facts(case: Case, known_at: datetime) -> dict[str, object]:
    person = registry.Person.objects.get(pk=case.person_id)
    if person.died_on is None:
        raise Refusal("Sổ chưa ghi người này chết; hãy báo tử trước.", code="not_dead")
    month = Month.of(person.died_on)
    frame = registry.facts_of_month(month, known_at=known_at, person_ids=[case.person_id])
    row = frame.to_dicts()[0] if frame.height else {}
    told = {name: str(case.asked.get(name, "")) for name in ("cause", "monthly_benefit")}
    other = str(case.asked.get("other_funeral_vnd", ""))
    return {
        "event_id": str(case.pk),
        "kind": "funeral",
        "happened": person.died_on.isoformat(),
        "born": person.born_on.isoformat() if person.born_on else None,
        **_standing(case, person.died_on, frame, month, known_at),
        **({"poverty": row["poverty"]} if "poverty" in row else {}),
        "child_of_single_parent": case.asked.get("child_of_single_parent") == "yes",
        **{name: value for name, value in told.items() if value},
        **({"other_funeral_vnd": int(other)} if other else {}),
    }


def _standing(case: Case, died: date, frame: polars.DataFrame, month: Month, known_at: datetime) -> dict[str, object]:
    """What the dead received, or had applied for and was entitled to (NĐ 335/2026 Đ11.1.a)."""
    records = registry.under_any_name(case.person_id)
    awards = Award.objects.filter(person_id__in=records, retracted_at=None, months__contains=month.first)
    received = set(awards.values_list("programme", flat=True))
    filed = Case.objects.filter(person_id__in=records, kind="new", received_on__lte=died)
    applied = set(filed.exclude(state__in=("refused", "withdrawn")).values_list("programme", flat=True))
    if applied and frame.height:
        due = determination.benefits_due(frame, month, determination.law_in_force(known_at=known_at))
        applied &= set(due["programme"].to_list())

    def standing(programmes: set[str]) -> str:
        return "receiving" if received & programmes else "applied" if applied & programmes else "none"

    others = {"social_allowance", "care_support", "provincial"}
    return {"allowance": standing(others), "social_pension": standing({PENSION})}
