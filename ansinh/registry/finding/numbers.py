"""Who holds the number of a paper, and who is reached at a telephone: exact, one small function each."""

from __future__ import annotations

from collections.abc import Sequence

from ansinh.kernel.sealing.blind import blind, blind_all
from ansinh.registry.models import Paper, Phone


def people_with_number(numbers: Sequence[str]) -> dict[int, str]:
    """{person id: number} of papers believed today, old ones and new ones, that bear one of these numbers exactly."""
    papers = Paper.objects.filter(number_index__in=blind_all("number", numbers), retracted_at=None)
    return dict(papers.order_by("person_id").values_list("person_id", "number"))


def people_with_phone(number: str) -> set[int]:
    """Ids of the people who are reached at this number (digits from the first zero on), now or formerly."""
    return set(
        Phone.objects.filter(number_index=blind("phone", number), retracted_at=None).values_list("person_id", flat=True)
    )
