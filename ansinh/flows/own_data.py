"""Everything held about one person, for that person: facts with their sources, decisions, payments, and who read it.

Decree 13/2023/NĐ-CP on personal data gives the person the right to be given it (not checked here against its text).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework import public as casework
from ansinh.casework.public import queries as casework_queries
from ansinh.kernel import audit
from ansinh.kernel.models import AuditEntry
from ansinh.payments import public as payments
from ansinh.registry.public import Person
from ansinh.registry.public import history as registry

FORM = "ansinh-own-data/1"


@dataclass(frozen=True)
class OwnData:
    """What is held: rows of the registry, awards, proposals, forms, payroll lines, and the log about the person."""

    person: Person
    made_at: datetime
    facts: Sequence[registry.Fact]
    awards: Sequence[casework.Award]
    proposals: Sequence[casework.Proposal]
    forms: Sequence[casework.FilledForm]
    lines: Sequence[payments.PayrollLine]
    reads: Sequence[AuditEntry]


def own_data(*, actor: Actor, person: Person, asked: str, at: datetime) -> OwnData:
    """Gather it, and record that it was. ``person``: one the actor sees. ``asked``: the request it answers.

    The log of who read is looked at for the officer, who may not read the log otherwise.
    """
    audit.record(
        actor=actor,
        action="person.export",
        object_kind="person",
        object_id=person.pk,
        area_id=person.area_id,
        purpose=asked[:200],
    )
    with acting_as(SYSTEM):
        entries = list(AuditEntry.objects.filter(object_kind="person", object_id=str(person.pk)).order_by("-pk"))
    return OwnData(
        person=person,
        made_at=at,
        facts=registry.history(person.pk),
        awards=casework_queries.awards_of(person.pk),
        proposals=casework_queries.proposals_of(person.pk),
        forms=casework.filled_forms.queries_forms.forms_about(person.pk, whole=True),
        lines=list(payments.lines_of_person(person.pk)),
        reads=entries,
    )


def as_json(data: OwnData) -> dict[str, Any]:
    """The machine-readable form: codes as they are in the registry, ISO dates, integer đồng."""
    who = data.person
    return {
        "form": FORM,
        "made_at": data.made_at.isoformat(),
        "person": {"id": who.pk, "full_name": who.full_name, "born": who.born, "sex": who.sex,
                   "ethnicity": who.ethnicity, "village": who.village, "commune": who.area.code},
        "facts": [_fact(fact) for fact in data.facts],
        "awards": [
            {"programme": a.programme, "category": a.category, "amount_vnd": a.amount_vnd,
             "from": a.months.lower.isoformat(), "until": a.months.upper.isoformat() if a.months.upper else None,
             "decision": a.decision.symbol, "decided_on": a.decision.decided_on.isoformat(),
             "in_force": a.retracted_at is None}
            for a in data.awards
        ],
        "proposals": [
            {"kind": p.kind, "state": p.state, "month": p.month.isoformat(), "reason": p.reason,
             "citation": p.citation, "law_version": p.law_version, "facts": p.facts}
            for p in data.proposals
        ],
        "forms": [
            {"form": f.code, "state": f.state, "saved_at": f.saved_at.isoformat(), "answers": f.answers}
            for f in data.forms
        ],
        "payments": [_line(line) for line in data.lines],
        "read_by": [
            {"at": e.at.isoformat(), "who": e.actor_name, "action": e.action, "purpose": e.purpose} for e in data.reads
        ],
    }  # fmt: skip


def _fact(fact: registry.Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "code": fact.code,
        "value": fact.value,
        "since": fact.since.isoformat() if fact.since else None,
        "until": fact.until.isoformat() if fact.until else None,
        "recorded_at": fact.recorded_at.isoformat(),
        "retracted_at": fact.retracted_at.isoformat() if fact.retracted_at else None,
        "source": fact.source,
    }


def _line(line: payments.PayrollLine) -> dict[str, Any]:
    return {
        "month": line.month.isoformat(),
        "programme": line.programme,
        "amount_vnd": line.amount_vnd,
        "state": line.state,
        "channel": line.channel,
        "account": line.account,
        "commune": line.commune.code,
    }
