"""Keeping what a draft would change, row by row, so that it can be opened again as it was worked out."""

from __future__ import annotations

import polars
from django.db import transaction

from ansinh.kernel import audit
from ansinh.oversight.models import Simulation, SimulationResult
from ansinh.oversight.simulations.loading import load_rows
from ansinh.oversight.simulations.reform import Reform


@transaction.atomic
def keep_reform(*, simulation: Simulation, found: Reform, actor: audit.Acting | None) -> SimulationResult:
    """Store the answer to a question, all of it or nothing. Raises IntegrityError when there is one already."""
    result = SimulationResult.objects.create(
        simulation=simulation,
        law_version=found.versions[0],
        draft_version=found.versions[1],
        people=found.asked,
        undetermined_before=found.undetermined[0],
        undetermined_after=found.undetermined[1],
        labels=dict(found.labels),
        years=found.years.to_dicts(),
    )
    for table, rows in (
        ("oversight_reform_cell", found.cells),
        ("oversight_reform_change", found.changes),
        ("oversight_reform_person", found.people),
    ):
        load_rows(table, rows.with_columns(simulation_id=polars.lit(simulation.pk)))
    audit.record(
        actor=actor,
        action="simulation.keep",
        object_kind="simulation",
        object_id=simulation.pk,
        area_id=simulation.area_id,
        details={"people": found.asked, "cases": found.people.height},
    )
    return result
