"""Drawing a random sample of what was paid, and giving its lines to whoever checks them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max

from ansinh.access.public import SYSTEM, Actor, Permission, User, acting_as, actor_of
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.models import PayrollRun, PayrollShare, ReturnRow, Sample, SampledLine
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.sampling_rules import rule_on
from ansinh.payments.sampling_states import SampledState
from ansinh.payments.sampling_table import DRAW_AGAIN, KEEP_LINES, KEEP_STRATA
from ansinh.payments.states import RunState
from ansinh.payments.taken import taken_run

SEED_BYTES = 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample, how many lines it has, and whether it had been drawn before."""

    sample_id: int
    lines: int
    repeated: bool = False


def draw_sample(*, actor: Actor, run_id: int, area_id: int, on: date) -> Drawn:
    """Draw from what a run had paid in its area, or in one of its communes. Nobody chooses the seed.

    Of a run, area and office (province, commune) there is one sample: asked again it is that one. Raises Refusal for a
    run that is not settled, an area that it does not pay in, where nothing was paid, and outside area or rights.
    """
    with acting_as(SYSTEM):
        run = taken_run(run_id)
        if area_id != run.area_id and not PayrollShare.objects.filter(run=run, commune_id=area_id).exists():
            raise Refusal("Kỳ này không chi ở địa bàn đó.", code="other_area")
        check_scope(actor, Permission.VERIFY_PAID, area_id)
        office = Sample.Office.PROVINCE if actor.wide else Sample.Office.COMMUNE
        found = Sample.objects.filter(run=run, area_id=area_id, office=office).first()
        if found is not None:
            return Drawn(found.pk, found.lines.count(), repeated=True)
        if run.state != RunState.SETTLED:
            raise Refusal("Chỉ rút mẫu khi kỳ đã đối chiếu xong.", code="state", run=run.pk)
        rule = rule_on(on)
        made = Sample.objects.create(
            run=run, area_id=area_id, office=office, month=run.month, seed=secrets.token_hex(SEED_BYTES),
            manifest_sha256=run.manifest_sha256, rows_upto=ReturnRow.objects.aggregate(last=Max("pk"))["last"] or 0,
            drawn_on=on, due_on=on + timedelta(days=rule.days), drawn_by_id=responsible(actor), **rule.values,
        )  # fmt: skip
        lines = _keep(made)
        audit.record(
            actor=actor, action="sample.draw", object_kind="sample", object_id=made.pk, area_id=area_id,
            details={"run": run.pk, "lines": lines, "seed": made.seed},
        )  # fmt: skip
        crash_here("sample.draw:before_commit")
    return Drawn(made.pk, lines)


def _keep(sample: Sample) -> int:
    with connection.cursor() as cursor:
        cursor.execute(KEEP_STRATA, {"sample": sample.pk})
        if cursor.rowcount == 0:
            raise Refusal("Kỳ này chưa có khoản nào được nhận ở địa bàn đó.", code="nothing_paid")
        cursor.execute(KEEP_LINES, {"sample": sample.pk})
        return int(cursor.rowcount)


def draw_month(*, actor: Actor, month: Month, on: date) -> tuple[Drawn, ...]:
    """A sample of each settled run of a month that has none: by the province of whole runs, by a commune of its own."""
    with acting_as(SYSTEM):
        runs = PayrollRun.objects.filter(month=month.first, state=RunState.SETTLED).order_by("pk")
        if actor.wide:
            places = list(runs.values_list("pk", "area_id"))
        else:
            own = PayrollShare.objects.filter(run__in=runs, commune_id__in=actor.area_ids)
            places = list(own.order_by("run_id", "commune_id").values_list("run_id", "commune_id"))
    drawn = []
    for run_id, area_id in places:
        try:
            drawn.append(draw_sample(actor=actor, run_id=run_id, area_id=area_id, on=on))
        except Refusal as refusal:
            if refusal.code != "nothing_paid":
                raise
    return tuple(one for one in drawn if not one.repeated)


def draw_again(sample_id: int) -> list[tuple[int, int]]:
    """(line, place) as seed, manifest and files draw them now, whatever was kept; needs to see every row."""
    with connection.cursor() as cursor:
        cursor.execute(DRAW_AGAIN, {"sample": sample_id})
        return [(int(line), int(place)) for _, line, _, _, place in cursor.fetchall()]


def assign_sampled(*, actor: Actor, sampled_ids: Collection[int], to_id: int, on: date) -> int:
    """Give lines to somebody who may check them; returns how many. What is answered stays with whoever asked.

    Raises Refusal for somebody who may not check there or paid one of the lines, and outside the actor's rights.
    """
    user = User.objects.filter(pk=to_id, is_active=True).first()
    other = actor_of(user, on) if user else None
    if other is None or not other.may(Permission.VERIFY_PAID):
        raise Refusal("Không có người này, hoặc người này không kiểm tra sau chi trả.", code="unknown_user")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        found = SampledLine.objects.select_for_update(of=("self",)).select_related("line")
        rows = list(found.filter(pk__in=sampled_ids).order_by("pk"))
        for commune_id in {row.line.commune_id for row in rows}:
            check_scope(actor, Permission.VERIFY_PAID, commune_id)
            check_scope(other, Permission.VERIFY_PAID, commune_id)
        cursor.execute(
            "SELECT count(*) FROM payments_sampled WHERE id = ANY (%s) AND payments_paid_by(line_id, %s)",
            [[row.pk for row in rows], to_id],
        )
        if cursor.fetchone()[0]:
            raise Refusal("Người đã chi khoản này không được kiểm tra khoản đó.", code="payer_is_checker")
        waiting = [row.pk for row in rows if row.state != SampledState.ANSWERED]
        changed = SampledLine.objects.filter(pk__in=waiting).update(assigned_to_id=to_id)
        audit.record(
            actor=actor, action="sample.assign", object_kind="sampled", details={"lines": waiting, "to": to_id},
        )  # fmt: skip
    return int(changed)
