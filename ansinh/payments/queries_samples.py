"""Reading samples: which there are, their lines and what was told, what a discrepancy leads to; as far as one sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from ansinh.kernel.period import Month
from ansinh.payments.models import (
    FollowUp,
    PayrollRun,
    PayrollShare,
    Sample,
    SampleContact,
    SampledLine,
    SampleStratum,
)
from ansinh.payments.sampling_states import DISCREPANT, FollowUpState, SampledState, Told
from ansinh.payments.states import RunState

PAGE = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """A sample with how far it is: drawn, answered, nothing known after several attempts, discrepant."""

    sample: Sample
    drawn: int
    answered: int
    silent: int
    discrepant: int

    @property
    def waiting(self) -> int:
        """Lines that are still to be asked about."""
        return self.drawn - self.answered - self.silent


def _discrepant() -> Exists:
    return Exists(SampleContact.objects.filter(sampled=OuterRef("pk"), corrected_by=None, told__in=DISCREPANT))


def samples(month: date | None = None) -> list[Progress]:
    """Samples in sight, the latest month first, as far as one sees their lines."""
    found = Sample.objects.select_related("run", "area", "drawn_by").order_by("-month", "office", "area__code", "pk")
    chosen = list(found.filter(month=month) if month else found[:PAGE])
    counted = {
        row["sample_id"]: row
        for row in SampledLine.objects.filter(sample__in=chosen)
        .annotate(discrepant=_discrepant())
        .values("sample_id")
        .annotate(
            n=Count("pk"),
            answered=Count("pk", filter=Q(state=SampledState.ANSWERED)),
            silent=Count("pk", filter=Q(state=SampledState.SILENT)),
            wrong=Count("pk", filter=Q(discrepant=True)),
        )
        .order_by()
    }
    none = {"n": 0, "answered": 0, "silent": 0, "wrong": 0}
    rows = ((sample, counted.get(sample.pk, none)) for sample in chosen)
    return [Progress(one, row["n"], row["answered"], row["silent"], row["wrong"]) for one, row in rows]


def undrawn(month: Month, area_ids: Sequence[int] | None) -> tuple[int, int]:
    """(settled runs of a month without a sample of this office, runs not settled yet). None: the province's."""
    runs = PayrollRun.objects.filter(month=month.first).exclude(state__in=[RunState.CANCELLED, RunState.DRAFT])
    office = Sample.Office.PROVINCE if area_ids is None else Sample.Office.COMMUNE
    if area_ids is not None:
        runs = runs.filter(Exists(PayrollShare.objects.filter(run=OuterRef("pk"), commune_id__in=area_ids)))
    drawn = Sample.objects.filter(run=OuterRef("pk"), office=office)
    settled = runs.filter(state=RunState.SETTLED)
    return settled.exclude(Exists(drawn)).count(), runs.exclude(state=RunState.SETTLED).count()


def sample_of(pk: int) -> Sample | None:
    """One sample; None out of sight."""
    return Sample.objects.select_related("run__area", "area", "drawn_by").filter(pk=pk).first()


def strata_of(sample_id: int) -> list[SampleStratum]:
    """Its strata in sight by commune and channel."""
    found = SampleStratum.objects.filter(sample_id=sample_id).select_related("commune")
    return list(found.order_by("commune__code", "channel"))


def lines_of(
    *, sample_id: int | None = None, commune_id: int | None = None, state: str = "", assigned_to: int | None = None,
    after: int | None = None,
) -> list[SampledLine]:  # fmt: skip
    """Drawn lines in the order of drawing, one more than a page; with who is to ask and whether it is discrepant."""
    found = SampledLine.objects.select_related("line__person", "line__commune", "assigned_to", "sample__run")
    if sample_id is not None:
        found = found.filter(sample_id=sample_id)
    if commune_id is not None:
        found = found.filter(line__commune_id=commune_id)
    if state:
        found = found.filter(state=state)
    if assigned_to is not None:
        found = found.filter(assigned_to_id=assigned_to)
    if after is not None:
        found = found.filter(pk__gt=after)
    return list(found.annotate(discrepant=_discrepant()).order_by("pk")[: PAGE + 1])


def sampled_of(pk: int) -> SampledLine | None:
    """One drawn line with its payment; None out of sight."""
    related = ("line__person", "line__commune", "line__run", "sample__area", "stratum", "assigned_to")
    return SampledLine.objects.select_related(*related).filter(pk=pk).first()


def contacts_of(sampled_id: int) -> list[SampleContact]:
    """Every attempt, the latest first; what was corrected with what corrects it."""
    found = SampleContact.objects.filter(sampled_id=sampled_id).select_related("by", "corrected_by")
    return list(found.order_by("-pk"))


def standing_answer(contacts: Sequence[SampleContact]) -> SampleContact | None:
    """What is taken to be true: the answer that nothing corrects."""
    for one in contacts:
        if one.told != Told.UNREACHED and not hasattr(one, "corrected_by"):
            return one
    return None


def follow_ups(*, state: str = "", commune_id: int | None = None) -> QuerySet[FollowUp]:
    """Discrepancies in a state (empty: those that wait), the ones due first."""
    found = FollowUp.objects.filter(state=state) if state else FollowUp.objects.exclude(state=FollowUpState.CLOSED)
    if commune_id is not None:
        found = found.filter(sampled__line__commune_id=commune_id)
    related = ("sampled__line__person", "sampled__line__commune", "contact", "case", "doubt", "closed_by")
    return found.select_related(*related).order_by("due_on", "pk")


def follow_ups_of(sampled_id: int) -> list[FollowUp]:
    """What a line's discrepancies led to, the latest first."""
    found = FollowUp.objects.filter(sampled_id=sampled_id).select_related("contact", "case", "doubt", "closed_by")
    return list(found.order_by("-pk"))


def follow_up_of(pk: int) -> FollowUp | None:
    """One; None out of sight."""
    return (
        FollowUp.objects.select_related("sampled__line__run", "sampled__line__commune", "contact").filter(pk=pk).first()
    )


def to_ask(user_id: int | None) -> QuerySet[SampledLine]:
    """Lines that wait for this person, then for nobody yet; those that are due first."""
    found = SampledLine.objects.filter(state=SampledState.OPEN).filter(Q(assigned_to_id=user_id) | Q(assigned_to=None))
    return found.select_related("line__commune", "sample").order_by(
        F("assigned_to_id").asc(nulls_last=True), "sample__due_on", "pk"
    )


def follow_ups_late(on: date) -> QuerySet[FollowUp]:
    """Discrepancies that should have been settled."""
    return FollowUp.objects.filter(closed_on=None, due_on__lt=on)


def paid_by(line_id: int, user_id: int | None) -> bool:
    """Whether somebody handed a line over or recorded it as received, and so does not check it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT payments_paid_by(%s, %s)", [line_id, user_id])
        return bool(cursor.fetchone()[0])


def months_with_samples() -> list[date]:
    """The months of samples in sight, the latest first."""
    return list(Sample.objects.values_list("month", flat=True).distinct().order_by(F("month").desc()))
