"""What one person does to a month in one go: proposals in bulk, and the steps of a payroll run.

The same act is done at once from a page or, when it is long, by the worker; either way it ends in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from ansinh.access.public import Actor, Permission, check_permission
from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.payments import public as payments

LARGE = 2_000
"""So many proposals or lines are done while somebody waits; more are done by the worker."""

STAGE_OF = {
    "submit": "decide",
    "decide": "decide",
    "lock": "pay",
    "approve": "pay",
    "authorise": "settle",
    "release": "settle",
    "settle": "settle",
}
"""The acts, and the stage of the month that each belongs to."""

NEEDS = {
    "submit": Permission.PREPARE_PROPOSALS,
    "decide": Permission.DECIDE,
    "lock": Permission.PREPARE_PAYROLL,
    "approve": Permission.APPROVE_PAYROLL,
    "authorise": Permission.AUTHORISE_PAYROLL,
    "release": Permission.RELEASE_PAYROLL,
    "settle": Permission.RECORD_RETURNS,
}
_FROM = {"submit": ("open", "returned"), "decide": ("submitted",)}


@dataclass(frozen=True)
class Order:
    """An act to carry out. ``month`` and ``code`` (of a commune; empty: the province) say where it is reported.

    Acts on proposals take every clear one in ``state``, of ``kind`` (empty: any), in ``area_ids`` (None: all in sight),
    made up to ``until``. Acts on a payroll run name ``run_id``; approving and authorising name the hash that was shown.
    """

    act: str
    month: Month
    code: str = ""
    state: str = ""
    kind: str = ""
    area_ids: Sequence[int] | None = None
    until: date | None = None
    run_id: int = 0
    manifest: str = ""

    @property
    def desk(self) -> casework.queries.Desk:
        """The proposals meant."""
        return casework.queries.Desk(self.state, self.kind, self.area_ids, self.until)


def carry_out(order: Order, *, actor: Actor, at: datetime, on: date) -> str:
    """Do it as the actor and say what was done. Raises Refusal for what the operation refuses, and unknown acts.

    Rights over areas are the database's: call it inside ``acting_as(actor)``.
    """
    if order.act not in _ACTS:
        raise Refusal("Không có việc này.", code="unknown_act", act=order.act)
    return _ACTS[order.act](order, actor, at, on)


def check_right(order: Order, actor: Actor) -> None:
    """Raise at once what the operation would refuse later, when somebody without the right asks for long work."""
    if order.act in NEEDS:
        check_permission(actor, NEEDS[order.act])


def size_of(order: Order, actor: Actor) -> int:
    """How many proposals or payments an order is about."""
    if order.act in _FROM:
        return len(_clear(order, actor))
    if order.act == "lock":
        run = payments.seen_run(order.run_id)
        paid = casework.Award.objects.filter(retracted_at=None, months__contains=run.month)
        return paid.count() if run.area.kind == "province" else paid.filter(area_id=run.area_id).count()
    shares = payments.PayrollShare.objects.filter(run_id=order.run_id)
    return int(shares.aggregate(n=Sum("line_count"))["n"] or 0)


def _clear(order: Order, actor: Actor) -> list[int]:
    if order.state not in _FROM[order.act]:
        raise Refusal("Bộ lọc không hợp lệ.", code="bad_filter", state=order.state)
    maker = actor.user_id if order.act == "decide" else None
    return casework.queries.clear_ids(order.desk, not_prepared_by=maker)


def signed_sentence(signed: Sequence[casework.Decision]) -> str:
    """What deciding did: how many decisions, which, for how many people."""
    symbols = ", ".join(decision.symbol for decision in signed[:5]) + (" …" if len(signed) > 5 else "")
    people = format_dong(sum(decision.people for decision in signed))
    return f"Đã ký {len(signed)} quyết định ({symbols}) cho {people} người."


def _submit(order: Order, actor: Actor, at: datetime, on: date) -> str:
    done = casework.submit_proposals(ids=_clear(order, actor), by=actor, at=at)
    return f"Đã trình {format_dong(done)} đề nghị."


def _decide(order: Order, actor: Actor, at: datetime, on: date) -> str:
    return signed_sentence(casework.decide_proposals(ids=_clear(order, actor), by=actor, on=on))


def _lock(order: Order, actor: Actor, at: datetime, on: date) -> str:
    locked = payments.lock_run(actor=actor, run_id=order.run_id, on=on)
    return f"Đã chốt danh sách: {format_dong(locked.lines)} khoản, {format_dong(locked.total_vnd)} đồng."


def _approve(order: Order, actor: Actor, at: datetime, on: date) -> str:
    payments.approve_run(actor=actor, run_id=order.run_id, manifest_sha256=order.manifest, on=on)
    return "Đã duyệt danh sách chi trả."


def _authorise(order: Order, actor: Actor, at: datetime, on: date) -> str:
    payments.authorise_run(actor=actor, run_id=order.run_id, manifest_sha256=order.manifest, on=on)
    return "Đã chuẩn chi danh sách."


def _release(order: Order, actor: Actor, at: datetime, on: date) -> str:
    payments.release_run(actor=actor, run_id=order.run_id, on=on)
    return "Đã chuyển danh sách cho đơn vị chi trả."


def _settle(order: Order, actor: Actor, at: datetime, on: date) -> str:
    ends = payments.settle_run(actor=actor, run_id=order.run_id, on=on)
    payments.uncollected.find_uncollected(on=on, run_ids=[order.run_id])
    paid, returned, unknown = (format_dong(lines) for lines, _ in (ends.paid, ends.returned, ends.unknown))
    return f"Đã đối chiếu xong: {paid} khoản đã nhận, {returned} chưa nhận, {unknown} chưa rõ."


_ACTS: dict[str, Callable[[Order, Actor, datetime, date], str]] = {
    "submit": _submit,
    "decide": _decide,
    "lock": _lock,
    "approve": _approve,
    "authorise": _authorise,
    "release": _release,
    "settle": _settle,
}
