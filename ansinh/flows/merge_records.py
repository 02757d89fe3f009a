"""Two records turn out to be one person: proposed, approved by somebody else where both are paid, done, undone.

Suspecting or proposing changes nothing about payments. Once merged, the ordinary month does the rest: awards and
payments of both are held against what the law gives the one person; a difference is proposed from the months it counts
from, and what was paid twice for a month is an overpayment when the next list is locked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Q, Sum

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry


@dataclass(frozen=True)
class Standing:
    """What a record is paid, for choosing which of two stays: đồng a month by decision, and lines drawn so far."""

    monthly_vnd: int
    lines: int

    @property
    def on_rolls(self) -> bool:
        """Whether anything was decided or paid under this record."""
        return bool(self.monthly_vnd or self.lines)


def standing_of_both(person_ids: Sequence[int], month: Month) -> dict[int, Standing]:
    """Of each record, with those it took up, what it is paid in a month and how many lines it had, wherever that was.

    A record that was taken up itself has nothing of its own.
    """
    with acting_as(SYSTEM):
        whose = registry.whose_records(person_ids)
        records = list(whose)
        awards = casework.Award.objects.filter(person_id__in=records, retracted_at=None, months__contains=month.first)
        drawn = payments.PayrollLine.objects.filter(person_id__in=records).exclude(state=payments.LineState.CANCELLED)
        monthly = dict(awards.values_list("person_id").annotate(total=Sum("amount_vnd")))
        lines = dict(drawn.values_list("person_id").annotate(n=Count("pk")))
    return {
        person: Standing(
            sum(monthly.get(record, 0) for record in records if whose[record] == person),
            sum(lines.get(record, 0) for record in records if whose[record] == person),
        )
        for person in person_ids
    }


@transaction.atomic
def decide_same(
    *, actor: Actor, pair_id: int, kept_id: int, choices: Mapping[str, str], because: str, on: date
) -> registry.Merge:
    """Propose a merge, and carry it out at once unless both are paid: then somebody else approves it.

    Raises Refusal when only the other record is paid: the one on the rolls stays, so that nothing rightly paid looks
    like a debt; and as ``carry_out``.
    """
    pair = registry.DuplicatePair.objects.filter(pk=pair_id).first()
    if pair is None:
        raise Refusal("Không có cặp này trong địa bàn của bạn.", code="unknown_pair", pair=pair_id)
    paid = standing_of_both((pair.first_id, pair.second_id), Month.of(on))
    both = all(standing.on_rolls for standing in paid.values())
    if not both and any(standing.on_rolls for person, standing in paid.items() if person != kept_id):
        raise Refusal(
            "Chỉ một hồ sơ đang hưởng; phải giữ hồ sơ đó để tiền đã chi không thành khoản chi sai.",
            code="keep_the_paid",
        )
    merge = registry.propose_merge(
        actor=actor, pair_id=pair_id, kept_id=kept_id, choices=choices, because=because, both_paid=both
    )
    return merge if both else carry_out(actor=actor, merge_id=merge.pk, on=on)


@transaction.atomic
def carry_out(*, actor: Actor, merge_id: int, on: date) -> registry.Merge:
    """Carry out a proposed merge; open files of the absorbed record, in whatever commune, go on about the kept one.

    Raises Refusal as ``registry.merge_people`` and ``casework.carry_cases``.
    """
    merge = registry.merge_people(actor=actor, merge_id=merge_id)
    with acting_as(SYSTEM):
        casework.carry_cases(actor=actor, absorbed_id=merge.absorbed_id, kept_id=merge.kept_id, on=on)
    return merge


@transaction.atomic
def undo_same(*, actor: Actor, merge_id: int, because: str, on: date) -> registry.Merge:
    """Undo a merge, unless something was proposed and submitted, decided or paid on it; open files go back.

    Raises Refusal (``rests_on_merge``) naming what, and whatever ``registry.undo_merge`` refuses.
    """
    merge = registry.Merge.objects.filter(pk=merge_id, state=registry.Merge.State.DONE).first()
    if merge is None:
        raise Refusal("Không có lần gộp nào để hoàn tác.", code="nothing_to_undo", merge=merge_id)
    with acting_as(SYSTEM):  # what was decided or paid in another commune rests on the merge too
        resting = _resting(merge)
    if any(resting.values()):
        what = ", ".join(f"{count} {name}" for name, count in resting.items() if count)
        raise Refusal(
            "Không hoàn tác được vì đã có %(what)s dựa trên lần gộp này; hãy trả lại hoặc điều chỉnh những "
            "hồ sơ đó trước.",
            code="rests_on_merge",
            merge=merge_id,
            what=what,
        )
    undone = registry.undo_merge(actor=actor, merge_id=merge_id, because=because)
    with acting_as(SYSTEM):
        casework.bring_cases_back(
            actor=actor, absorbed_id=merge.absorbed_id, kept_id=merge.kept_id, since=merge.done_at, on=on
        )
    return undone


def _resting(merge: registry.Merge) -> dict[str, int]:
    """What was done about either record since they were merged, by its name for the officer."""
    about = Q(person_id__in=[merge.kept_id, merge.absorbed_id])
    decided = Q(recorded_at__gte=merge.done_at) | Q(retracted_at__gte=merge.done_at)
    proposals = casework.Proposal.objects.filter(about, state__in=casework.LIVE, made_at__gte=merge.done_at)
    cases = casework.Case.objects.filter(about, closed_on__isnull=False)
    lines = payments.PayrollLine.objects.filter(about, run__locked_at__gte=merge.done_at)
    return {
        "đề nghị": proposals.count(),
        "hồ sơ đã giải quyết": cases.filter(steps__at__gte=merge.done_at).distinct().count(),
        "khoản trợ cấp đã quyết định": casework.Award.objects.filter(about & decided).count(),
        "dòng trong danh sách chi trả": lines.exclude(state=payments.LineState.CANCELLED).count(),
    }
