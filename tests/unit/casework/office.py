"""Short ways from a determination over proposals and decisions to awards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import fact, period, person

KNOWN = datetime(2026, 11, 20, tzinfo=UTC)
TODAY = date(2026, 11, 20)
NOVEMBER = Month(2026, 11)


def propose(month: Month = NOVEMBER, known_at: datetime = KNOWN) -> list[casework.Proposal]:
    run = determination.determine_month(month=month, known_at=known_at)
    casework.propose_changes(run=run)
    return list(casework.Proposal.objects.filter(state__in=casework.LIVE).order_by("person_id", "programme"))


def decide(maker: access.Actor, chair: access.Actor, on: date = TODAY) -> list[casework.Decision]:
    ids = list(casework.Proposal.objects.filter(state="open").values_list("pk", flat=True))
    with access.acting_as(maker):
        casework.submit_proposals(ids=ids, by=maker, at=KNOWN)
    with access.acting_as(chair):
        return casework.decide_proposals(ids=ids, by=chair, on=on)


def disabled(
    area: areas.Unit, degree: str = "severe", since: str = "2026-03-10", born: str = "1990-01-01"
) -> registry.Person:
    who = person(area, born=born)
    fact(registry.Disability, person=who, degree=degree, certified_on=date.fromisoformat(since), valid=period(since))
    return who


def awards() -> list[tuple[Any, ...]]:
    found = casework.Award.objects.filter(retracted_at=None).order_by("person_id", "programme", "months")
    return [
        (
            a.person_id,
            a.category,
            a.amount_vnd,
            a.months.lower.isoformat(),
            a.months.upper and a.months.upper.isoformat(),
        )
        for a in found
    ]
