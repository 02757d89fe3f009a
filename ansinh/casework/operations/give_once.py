"""Deciding a benefit that is given once: the law of the day of the event says whether and how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import polars
from django.db.models import Q

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.models import Award, Case, Decision, OneOffAward
from ansinh.casework.operations.sign_decision import sign_decision
from ansinh.casework.states import DecisionKind
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import one_off
from ansinh.registry import public as registry

PENSION, FUNERAL = "social_pension", "funeral"
BY_HOUSEHOLD = ("house_rebuild", "house_repair", "relocation")


def answer_once(case: Case, known_at: datetime, *, awards_at: datetime | None = None) -> Mapping[str, Any]:
    """What the law gives for the event of a case, with its reasons; see legislation.one_off. Reads registry and awards.

    ``awards_at``: what was decided, as known then (None: as it stands).

    Raises Refusal where the event's day has no law.
    """
    book = one_off.one_off_book_with(determination.law_in_force(known_at=known_at))
    try:
        return one_off.one_off(_facts(case, known_at, awards_at), book, explain=True)
    except one_off.NoLawForEventError as none:
        raise Refusal("Luật của ngày này chưa được ghi: %(none)s", code="no_law", none=none) from none


def amounts_by_law(awards: Iterable[OneOffAward]) -> dict[int, int | None]:
    """What the law gives for the events of awards, in đồng by award, worked out anew as known when each was decided.

    None where it gives nothing any more or cannot be told from what was known.
    """
    found: dict[int, int | None] = {}
    for award in awards:
        try:
            told = answer_once(award.case, award.recorded_at, awards_at=award.recorded_at)
        except Refusal:
            found[award.pk] = None
            continue
        found[award.pk] = told["amount_vnd"] if told["outcome"] == "eligible" and told["kind"] == award.kind else None
    return found


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
    # The office's register is held by now: two of one household are never asked about at once.
    _check_not_given(case, str(found["kind"]), date.fromisoformat(str(found["happened"])))
    line = found["benefits"][0]
    OneOffAward.objects.create(
        case=case, decision=decision, person_id=case.person_id, area_id=case.area_id, kind=str(found["kind"]),
        title=str(line["title"]), happened_on=date.fromisoformat(str(found["happened"])),
        amount_vnd=int(found["amount_vnd"]), citation=str(line.get("citation", ""))[:200],
        payee=str(case.asked.get("payee", "")),
    )  # fmt: skip
    return decision


def _check_not_given(case: Case, kind: str, happened: date) -> None:
    """Once for an event: to a person, or to the household where the law counts by households (NĐ 335 Đ12.4)."""
    who = registry.Person.objects.filter(pk__in=registry.under_any_name(case.person_id)).values("pk")
    same = Q(person__in=who)
    if kind in BY_HOUSEHOLD:
        lived = registry.Membership.objects.filter(retracted_at=None, valid__contains=happened)
        together = lived.filter(household__in=lived.filter(person__in=who).values("household"))
        same |= Q(person__in=together.values("person"))
    with acting_as(SYSTEM):
        given = OneOffAward.objects.filter(same, kind=kind, happened_on=happened).select_related("decision").first()
    if given is not None:
        raise Refusal(
            "Việc này đã được hỗ trợ theo quyết định số %(number)s ngày %(on)s.",
            code="given_already",
            number=given.decision.number,
            on=f"{given.decision.decided_on:%d/%m/%Y}",
        )


def _facts(case: Case, known_at: datetime, awards_at: datetime | None) -> dict[str, object]:
    if case.kind != FUNERAL:
        return _told(case, known_at)
    person = registry.Person.objects.get(pk=case.person_id)
    died_on = _died(case.person_id, known_at) or person.died_on
    if died_on is None:
        raise Refusal("Sổ chưa ghi người này chết; hãy báo tử trước.", code="not_dead")
    month = Month.of(died_on)
    frame = registry.facts_of_month(month, known_at=known_at, person_ids=[case.person_id])
    row = frame.to_dicts()[0] if frame.height else {}
    told = {name: str(case.asked.get(name, "")) for name in ("cause", "monthly_benefit")}
    other = str(case.asked.get("other_funeral_vnd", ""))
    return {
        "event_id": str(case.pk),
        "kind": "funeral",
        "happened": died_on.isoformat(),
        "born": person.born_on.isoformat() if person.born_on else None,
        **_standing(case, died_on, frame, month, known_at, awards_at),
        **({"poverty": row["poverty"]} if "poverty" in row else {}),
        "child_of_single_parent": case.asked.get("child_of_single_parent") == "yes",
        **{name: value for name, value in told.items() if value},
        **({"other_funeral_vnd": int(other)} if other else {}),
    }


def _died(person_id: int, known_at: datetime) -> date | None:
    believed = Q(retracted_at=None) | Q(retracted_at__gt=known_at)
    known = registry.Identity.objects.filter(believed, person_id=person_id, recorded_at__lte=known_at)
    return known.values_list("died_on", flat=True).first()


def _told(case: Case, known_at: datetime) -> dict[str, object]:
    """The event of another kind, as its file tells it: the columns that the law asks about an event, by their names.

    Whether the household is poor is what the registry says of the month.
    """
    columns = {column.name: column.kind for column in one_off.EVENT_COLUMNS}
    told = {name: _typed(columns[name], str(value)) for name, value in case.asked.items() if name in columns and value}
    month = Month.of(date.fromisoformat(str(told["happened"])))
    frame = registry.facts_of_month(month, known_at=known_at, person_ids=[case.person_id])
    poverty = {"poverty": frame["poverty"][0]} if frame.height and "poverty" in frame.columns else {}
    return {"event_id": str(case.pk), "kind": case.kind, **poverty, **told}


def _typed(kind: str, text: str) -> object:
    if kind == "yes_no":
        return text == "yes"
    return int(text) if text.isdigit() and kind in ("amount", "days", "people", "count", "km") else text


def _standing(
    case: Case, died: date, frame: polars.DataFrame, month: Month, known_at: datetime, awards_at: datetime | None
) -> dict[str, object]:
    """What the dead received, or had applied for and was entitled to (NĐ 335/2026 Đ11.1.a)."""
    records = registry.under_any_name(case.person_id)
    in_force = Q(retracted_at=None)
    if awards_at is not None:
        in_force = Q(recorded_at__lte=awards_at) & (in_force | Q(retracted_at__gt=awards_at))
    awards = Award.objects.filter(in_force, person_id__in=records, months__contains=month.first)
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
