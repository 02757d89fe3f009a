"""Determining a month: the facts of every resident, the law of that month, the results stored with their evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

import numpy
import polars
from django.db import connection, transaction

from ansinh.determination.evaluate import Evaluation, evaluate
from ansinh.determination.law_in_force import after_publications, law_in_force
from ansinh.determination.models import Run
from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.crash import crash_here
from ansinh.kernel.period import Month
from ansinh.registry import public as registry


@transaction.atomic
def determine_month(
    *, month: Month, known_at: datetime, area_ids: Sequence[int] | None = None, actor: audit.Acting | None = None
) -> Run:
    """Determine a month, by facts and law as known at a moment, for the whole registry or the residents of some units.

    Stores one row a person who is entitled or of whom it cannot be told; the others follow from the registry as of the
    same moment. Runs as the owner of the tables (jobs and command line). Nothing is stored when anything fails.
    """
    made_at = after_publications()
    book = law_in_force(known_at=min(known_at, made_at))
    facts = registry.facts_of_month(month, known_at=known_at, area_ids=area_ids)
    found = evaluate(facts, month, book)
    run = _write_run(month, known_at, made_at, area_ids, found, book.version(str(month)))
    crash_here("determination.run_written")
    _attach(run.pk, "determination_result", found.results.with_columns(run_id=polars.lit(run.pk)))
    _attach(run.pk, "determination_benefit", found.benefits.with_columns(run_id=polars.lit(run.pk)))
    audit.record(
        actor=actor,
        action="determination.run",
        object_kind="determination_run",
        object_id=run.pk,
        details={"month": str(month), "people": run.people, "eligible": run.eligible, "undetermined": run.undetermined},
    )
    return run


def _write_run(
    month: Month,
    known_at: datetime,
    made_at: datetime,
    area_ids: Sequence[int] | None,
    found: Evaluation,
    law_version: str,
) -> Run:
    outcomes = found.outcome
    digest = hashlib.sha256()
    for fingerprint in found.results["facts_hash"]:
        digest.update(fingerprint.encode())
    return Run.objects.create(
        month=month.first,
        known_at=known_at,
        area_ids=sorted(area_ids) if area_ids is not None else None,
        law_version=law_version,
        facts_digest=digest.hexdigest(),
        people=len(outcomes),
        eligible=int(numpy.count_nonzero(outcomes == 1)),
        undetermined=int(numpy.count_nonzero(outcomes == 2)),
        total_vnd=int(found.benefits["amount_vnd"].sum()),
        made_at=made_at,
    )


def _attach(run_id: int, table: str, rows: polars.DataFrame) -> None:
    """Load rows into a table of their own, key it, and make it a partition: several times faster than inserting."""
    part = f"{table}_{run_id:d}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {part} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
        copy_frame(cursor, part, rows)
        crash_here(f"{table}.loaded")
        cursor.execute(f"ALTER TABLE {part} ADD CHECK (run_id = {run_id:d})")
        cursor.execute(f"ALTER TABLE {table} ATTACH PARTITION {part} FOR VALUES IN ({run_id:d})")
