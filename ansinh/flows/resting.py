"""What was proposed, decided or paid about people since something became known of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework import public as casework
from ansinh.payments import public as payments


def resting(
    people: Collection[int], since: datetime | None, *, states: Sequence[str] = casework.LIVE
) -> dict[str, int]:
    """Counts by their name for the officer, wherever it was done; ``states``: the proposals that count."""
    if since is None:
        return {}
    about = Q(person_id__in=people)
    with acting_as(SYSTEM):
        awards = casework.Award.objects.filter(about & (Q(recorded_at__gte=since) | Q(retracted_at__gte=since)))
        proposals = casework.Proposal.objects.filter(about, state__in=states, made_at__gte=since)
        lines = payments.PayrollLine.objects.filter(about, run__locked_at__gte=since)
        counts = {
            "đề nghị": proposals.count(),
            "khoản trợ cấp đã quyết định": awards.count(),
            "dòng trong danh sách chi trả": lines.exclude(state=payments.LineState.CANCELLED).count(),
        }
    return {name: count for name, count in counts.items() if count}
