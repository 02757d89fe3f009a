"""A simulation from the question to the kept answer: read the people, work it out, keep it.

Between reading and keeping no transaction is open: working out takes minutes for a province and ten years.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars

from ansinh.access.public import Actor, Permission, acting_as, check_permission
from ansinh.areas import public as areas
from ansinh.determination.public import law_in_force
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import overlaid
from ansinh.oversight.models import Simulation, SimulationResult
from ansinh.oversight.operations.keep_outlook import keep_outlook
from ansinh.oversight.operations.keep_reform import keep_reform
from ansinh.oversight.simulations.drafts import draft_of
from ansinh.oversight.simulations.outlook import project, read_assumptions
from ansinh.oversight.simulations.reform import compare
from ansinh.registry import public as registry

STEP = "run"
PROVINCE = "province"


@dataclass
class Reporter:
    """Tells the page how many months are worked out: at every twentieth part, which is often enough to see it move."""

    work: str
    last: int = field(default=0)

    def __call__(self, done: int, total: int) -> None:
        """``done`` of ``total`` months."""
        if done == total or done - self.last >= max(1, total // 20):
            self.last = done
            progress.report(self.work, STEP, state=progress.State.RUNNING, done=done, total=total)


def run_simulation(simulation_id: int, *, actor: Actor) -> str:
    """Answer a question as the actor, with what was known when it was asked, and say so in a sentence.

    One that has been answered stays as it is. Raises Refusal without the right to it, or out of sight.
    """
    check_permission(actor, Permission.RUN_SIMULATIONS)
    with acting_as(actor):
        asked = Simulation.objects.select_related("area").filter(pk=simulation_id).first()
        if asked is None:
            raise Refusal("Không có lần chạy này trong địa bàn của bạn.", code="unknown_simulation")
        if SimulationResult.objects.filter(simulation=asked).exists():
            return "Đã có kết quả từ trước."
        chosen = None if asked.area.kind == PROVINCE else sorted(areas.with_parts_and_predecessors([asked.area_id]))
        frame = registry.facts_of_month(Month.of(asked.month), known_at=asked.asked_at, area_ids=chosen)
    if asked.kind == Simulation.Kind.REFORM:
        return _reform(asked, frame, actor)
    return _outlook(asked, frame, actor)


def _reform(asked: Simulation, frame: polars.DataFrame, actor: Actor) -> str:
    book = law_in_force(known_at=asked.asked_at)
    draft = draft_of(asked.draft, book)
    month = Month.of(asked.month)
    found = compare(frame, draft, month=month, years=asked.years, book=book, told=Reporter(asked.work))
    with acting_as(actor):
        keep_reform(simulation=asked, found=found, actor=actor)
    return f"Đã xét {found.asked} người, {found.people.height} người phải xét lại."


def _outlook(asked: Simulation, frame: polars.DataFrame, actor: Actor) -> str:
    law = law_in_force(known_at=asked.asked_at)
    books = [law, *([overlaid(law, draft_of(asked.draft, law))] if asked.draft else [])]
    first = Month.of(asked.month)
    supposed = read_assumptions(asked.assumptions)
    found = project(
        frame, first, years=asked.years, assumptions=supposed, books=books, told=Reporter(asked.work)
    )  # fmt: skip
    last = str(first.plus(12 * asked.years - 1))
    versions = (law.version(last), books[-1].version(last) if asked.draft else "")
    with acting_as(actor):
        keep_outlook(simulation=asked, found=found, versions=versions, actor=actor)
    return f"Đã tính {12 * asked.years} tháng cho {found[0].asked} người."
