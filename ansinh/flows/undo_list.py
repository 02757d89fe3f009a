"""Undo the acceptance of a commune's list, unless something was proposed, decided or paid on what it said."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework import public as casework
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.registry import public as registry


def undo_list(*, actor: Actor, file: intake.SourceFile) -> int:
    """The number of facts that were retracted or restored.

    Raises Refusal (``rests_on_list``) when a live proposal, an award or a payroll line about one of the list's people
    came after its acceptance; and whatever ``registry.undo_import`` refuses.
    """
    with transaction.atomic():
        people = registry.imported_people(file)
        with acting_as(SYSTEM):  # what was decided or paid in another commune rests on the list too
            resting = _resting(people)
        if any(resting.values()):
            what = ", ".join(f"{count} {name}" for name, count in resting.items() if count)
            raise Refusal(
                f"{file.name}: không hoàn tác được vì đã có {what} dựa trên danh sách này; "
                "hãy trả lại hoặc điều chỉnh những hồ sơ đó trước.",
                code="rests_on_list",
                file=file.pk,
            )
        return registry.undo_import(actor=actor, file=file)


def _resting(people: registry.ImportedPeople) -> dict[str, int]:
    """What was done about these people since the list was accepted, by its name for the officer."""
    if people.since is None:
        return {}
    about = Q(person_id__in=people.ids)
    decided = Q(recorded_at__gte=people.since) | Q(retracted_at__gte=people.since)
    awards = casework.Award.objects.filter(about & decided)
    proposals = casework.Proposal.objects.filter(about, state__in=casework.LIVE, made_at__gte=people.since)
    lines = payments.PayrollLine.objects.filter(about, run__locked_at__gte=people.since)
    return {
        "đề xuất": proposals.count(),
        "khoản trợ cấp đã quyết định": awards.count(),
        "dòng trong danh sách chi trả": lines.exclude(state=payments.LineState.CANCELLED).count(),
    }
