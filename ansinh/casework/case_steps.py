"""The steps of a case: which of them are in force, and the last of a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ansinh.casework.models import Case, CaseStep


def in_force(steps: Iterable[CaseStep]) -> list[CaseStep]:
    """Of the steps of a case those that were not taken back."""
    found = list(steps)
    gone = {step.undoes_id for step in found if step.undoes_id is not None}
    return [step for step in found if step.undoes_id is None and step.pk not in gone]


def last_step(case: Case, acts: Collection[str]) -> CaseStep | None:
    """The last step in force that was one of these acts; steps that were read with the case are not read again."""
    done = [step for step in in_force(case.steps.all()) if step.act in acts]
    return max(done, key=lambda step: step.pk, default=None)
