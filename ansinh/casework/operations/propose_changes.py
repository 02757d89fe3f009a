"""Making the proposals of a determination, with reason, article and the facts they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars
from django.db import connection, transaction

from ansinh.casework.differences import differences
from ansinh.casework.evidence import with_evidence
from ansinh.casework.former_amounts import months_by_former_amounts
from ansinh.casework.operations.write_proposals import Basis, suspended_now, write_proposals
from ansinh.casework.past_months import past_corrections
from ansinh.casework.queries_month import paid_in_month
from ansinh.casework.reach_back import MONTHS_BACK, Counted, counted_from
from ansinh.casework.states import LIVE
from ansinh.determination import public as determination
from ansinh.kernel import audit
from ansinh.kernel.period import Month


@transaction.atomic
def propose_changes(
    *,
    run: determination.Run,
    area_ids: Sequence[int] | None = None,
    actor: audit.Acting | None = None,
    taking_over: bool = False,
    past: Mapping[Month, Sequence[int]] | None = None,
) -> int:
    """Hold a determination against the awards and write what follows as proposals; returns how many are live.

    Done again for the same run it changes nothing. People of whom it cannot be told keep what they have; what is
    suspended waits for its review. ``taking_over``: what was decided and paid elsewhere until now starts here with this
    month, without looking back and without doubt. ``past``: of which people which earlier months are in question by
    themselves (late news); those that the law itself raised since are asked beside them.
    """
    month = Month.of(run.month)
    basis = Basis(month, run.known_at, determination.law_of_run(run), run.pk)
    paid = paid_in_month(month, area_ids)
    due = determination.benefits_of(run.pk)
    unclear = determination.undetermined_people(run.pk).implode()
    changes = differences(paid, due).filter(~polars.col("person_id").is_in(unclear))
    changes = changes.join(suspended_now(), on=["person_id", "programme"], how="anti")
    months_back = 0 if taking_over else MONTHS_BACK
    counted = counted_from(changes, month, run.known_at, due, basis.book, months_back=months_back)
    wanted = with_evidence(counted.changes, month, run.known_at, paid, due, basis.book, counted.then)
    if taking_over:
        wanted = wanted.with_columns(doubt=polars.lit(""))
    asked = past or {}
    if not taking_over:
        asked = _together(asked, months_by_former_amounts(month, counted.changes, basis.book, area_ids))
    corrections = past_corrections(asked, counted, month, run.known_at, basis.book)
    write_proposals(Counted(wanted, counted.benefits), basis, corrections=corrections, area_ids=area_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM casework_proposal WHERE state = ANY (%s) AND "
            "(%s::bigint[] IS NULL OR area_id = ANY (%s::bigint[]))",
            [list(LIVE), *[list(area_ids) if area_ids is not None else None] * 2],
        )
        live = int(cursor.fetchone()[0])
    audit.record(
        actor=actor,
        action="proposals.make",
        object_kind="determination_run",
        object_id=run.pk,
        details={"month": str(month), "live": live},
    )
    return live


def _together(one: Mapping[Month, Sequence[int]], other: Mapping[Month, Sequence[int]]) -> dict[Month, list[int]]:
    return {month: sorted({*one.get(month, ()), *other.get(month, ())}) for month in {*one, *other}}
