"""Keeping what coming years are expected to cost, month by month."""

from __future__ import annotations

from collections.abc import Sequence

import polars
from django.db import transaction

from ansinh.kernel import audit
from ansinh.oversight.models import OutlookMonth, Simulation, SimulationResult
from ansinh.oversight.simulations.loading import load_rows
from ansinh.oversight.simulations.outlook import Outlook


@transaction.atomic
def keep_outlook(
    *, simulation: Simulation, found: Sequence[Outlook], versions: tuple[str, str], actor: audit.Acting | None
) -> SimulationResult:
    """Store an outlook by the law in force and, when there is a draft, one with it; ``versions`` of both.

    All of it or nothing. Raises IntegrityError when the question has been answered already.
    """
    result = SimulationResult.objects.create(
        simulation=simulation, law_version=versions[0], draft_version=versions[1], people=found[0].asked
    )
    for law, one in zip(OutlookMonth.Law.values, found, strict=False):
        rows = one.months.with_columns(simulation_id=polars.lit(simulation.pk), law=polars.lit(law))
        load_rows("oversight_outlook_month", rows)
    audit.record(
        actor=actor,
        action="simulation.keep",
        object_kind="simulation",
        object_id=simulation.pk,
        area_id=simulation.area_id,
        details={"people": found[0].asked, "months": 12 * simulation.years},
    )
    return result
