"""Making the proposals of one person at the counter, without determining a whole commune first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars
from django.db import transaction

from ansinh.casework.differences import differences
from ansinh.casework.evidence import with_evidence
from ansinh.casework.models import Proposal
from ansinh.casework.operations.write_proposals import Basis, suspended_now, write_proposals
from ansinh.casework.queries_month import paid_to_one
from ansinh.casework.reach_back import MONTHS_BACK, Counted, counted_from
from ansinh.casework.states import LIVE
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry


@dataclass(frozen=True)
class Standing:
    """What the law gives a person in a month beside what is paid. ``changes``: columns as of ``differences``.

    ``facts``: of the month, as of ``facts_of_month``.

    ``unclear``: it cannot be told; then nothing changes.
    """

    basis: Basis
    paid: polars.DataFrame
    due: polars.DataFrame
    changes: polars.DataFrame
    unclear: bool
    facts: polars.DataFrame


def standing_of_person(
    person_id: int,
    month: Month,
    known_at: datetime,
    held: polars.DataFrame,
    paid: polars.DataFrame,
    facts: polars.DataFrame | None = None,
) -> Standing:
    """Hold what the law gives a person in a month against what is ``paid``; nothing is written.

    ``held``: what is suspended (columns as of ``suspended_now``) and so left out; ``facts``: of the month, where they
    were read already. Needs a connection that sees what bears on the person.
    """
    basis = Basis(month, known_at, determination.law_in_force(known_at=known_at))
    if facts is None:
        facts = registry.facts_of_month(month, known_at=known_at, person_ids=[person_id])
    due, untold = determination.benefits_told_of_few(facts, month, basis.book)
    unclear = not untold.is_empty()
    changes = differences(paid, due).join(held, on=["person_id", "programme"], how="anti")
    return Standing(basis, paid, due, changes.clear() if unclear else changes, unclear, facts)


def standing_for_kinds(
    person_id: int,
    on: date,
    known_at: datetime,
    kinds: Collection[str],
    under_review: Collection[tuple[int, str]] = (),
    *,
    look_ahead: bool,
    facts: polars.DataFrame | None = None,
) -> Standing:
    """The standing in the month of a day; ``look_ahead``: else in the next, if only that has a change of them.

    The month of a death is still paid: that the benefit stops shows in the month after, and is decided at once.
    What is suspended is left out, unless it is under review. ``facts``: of the month of the day, where they were read.
    """
    held = suspended_now([person_id])
    held = held.filter([(row["person_id"], row["programme"]) not in under_review for row in held.iter_rows(named=True)])
    paid, paid_ahead = paid_to_one(person_id, Month.of(on))
    now = standing_of_person(person_id, Month.of(on), known_at, held, paid, facts)
    if not look_ahead or now.unclear or set(now.changes["kind"].to_list()) & set(kinds):
        return now
    ahead = standing_of_person(person_id, Month.of(on).next(), known_at, held, paid_ahead)
    return ahead if set(ahead.changes["kind"].to_list()) & set(kinds) else now


@transaction.atomic
def propose_for_person(
    stands: Standing, *, person_id: int, known_at: datetime, resumed: Mapping[tuple[int, str], Month] | None = None
) -> list[Proposal]:
    """Write what follows from a standing as proposals; returns the person's live ones.

    The same as a month's proposing does for everybody. ``resumed``: (person, programme) of a suspended benefit under
    review, and the month from which it is owed again.
    """
    month = stands.basis.month
    book = stands.basis.book
    counted = counted_from(
        stands.changes, month, known_at, stands.due, book, months_back=MONTHS_BACK, resumed=resumed or {}
    )
    wanted = with_evidence(counted.changes, month, known_at, stands.paid, stands.due, book, counted.then)
    write_proposals(Counted(wanted, counted.benefits), stands.basis, person_ids=registry.records_of([person_id]))
    return list(Proposal.objects.filter(person_id=person_id, state__in=LIVE).order_by("programme"))
