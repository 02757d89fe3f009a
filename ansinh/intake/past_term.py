"""Which lists are past their term: every row decided, received longer ago than the rows of lists are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from ansinh.intake.models import PastTermListing, Removal, Row, SourceFile
from ansinh.intake.retention_table import BY_CODE
from ansinh.kernel.period import Month


@dataclass(frozen=True)
class PastTerm:
    """A commune with lists past their term."""

    area_id: int
    area: str
    files: int
    rows: int
    oldest: date


def cutoff(today: date) -> date:
    """Lists received before this day are past their term."""
    months = BY_CODE["staged_rows"].months
    if months is None:
        return date.min
    return Month.of(today).minus(months).first


def files_past_term(before: date, area_id: int | None = None) -> QuerySet[SourceFile]:
    """Lists whose contents may go, as far as one sees: all rows decided, contents still there."""
    undecided = Row.objects.filter(file=OuterRef("pk"), decision=Row.Decision.PENDING)
    found = SourceFile.objects.filter(~Exists(undecided), received_on__lt=before, emptied_at=None)
    return found if area_id is None else found.filter(area_id=area_id)


def areas_to_tidy() -> QuerySet[PastTermListing]:
    """Communes in sight that the last night found lists past their term in, and nobody has asked for removal since."""
    asked = Removal.objects.filter(area=OuterRef("area"), asked_at__gt=OuterRef("listed_at"))
    waits = Removal.objects.filter(area=OuterRef("area"), confirmed_by=None)
    return PastTermListing.objects.filter(~Exists(asked), ~Exists(waits))


def removals_to_confirm(user_id: int) -> QuerySet[Removal]:
    """Removals in sight that somebody else than the user has asked for and nobody confirmed."""
    return Removal.objects.filter(confirmed_by=None).exclude(asked_by_id=user_id)


def past_term(today: date) -> list[PastTerm]:
    """Communes with lists past their term, by name."""
    files = files_past_term(cutoff(today))
    counted = files.values_list("area_id", "area__name").annotate(
        files=Count("pk", distinct=True), rows=Count("rows"), oldest=Min("received_on")
    )
    return [PastTerm(*row) for row in counted.order_by("area__name")]
