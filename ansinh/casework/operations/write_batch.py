"""What came of an act on several cases: kept case by case, so that it can be read again and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.models import Case, CaseBatch, CaseBatchLine, CaseStep
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@dataclass
class Came:
    """``done``: the step by case; ``refused``: why not, by case."""

    done: dict[int, CaseStep] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)


def tried(cases: Iterable[Case], check: Callable[[Case], object], came: Came) -> list[Case]:
    """The cases that a check lets pass; what it refuses is noted."""
    passed = []
    for case in cases:
        try:
            check(case)
        except Refusal as refusal:
            came.refused[case.pk] = refusal.message
        else:
            passed.append(case)
    return passed


def each_alone(cases: Iterable[Case], do: Callable[[Case], object], came: Came) -> None:
    """Do something to case after case, each whole or not at all."""
    for case in cases:
        try:
            with transaction.atomic():
                do(case)
        except Refusal as refusal:
            came.refused[case.pk] = refusal.message
        else:
            came.done[case.pk] = CaseStep.objects.filter(case=case).latest("id")


def write_batch(
    came: Came, *, actor: Actor, act: str, on: date, undoes: CaseBatch | None = None, audited: bool = False
) -> CaseBatch:
    """Keep what came of it. ``audited``: each case has its entry in the log already. Called within a transaction."""
    batch = CaseBatch.objects.create(act=act, on=on, by_id=actor.user_id, undoes=undoes)
    lines = [CaseBatchLine(batch=batch, case_id=pk, step=step) for pk, step in came.done.items()]
    lines += [CaseBatchLine(batch=batch, case_id=pk, why_not=why) for pk, why in came.refused.items()]
    CaseBatchLine.objects.bulk_create(lines)
    audit.record(
        actor=actor, action=f"case.{act}" if not audited else "case.batch", object_kind="case_batch",
        object_id=batch.pk,
        details={"act": act, "done": sorted(came.done), "refused": sorted(came.refused)},
    )  # fmt: skip
    return batch
