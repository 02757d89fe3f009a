"""The auditor's check of money: every invariant over the database as it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection

from ansinh.access.public import Permission, User, actor_of
from ansinh.kernel.audit_chain import anchors_in
from ansinh.kernel.finding import Finding
from ansinh.kernel.money import format_dong
from ansinh.payments.fee_invariants_table import FEES
from ansinh.payments.invariants_around_table import AROUND
from ansinh.payments.invariants_table import INVARIANTS, TOTALS, Invariant
from ansinh.payments.manifest import manifest_of
from ansinh.payments.models import PayrollRun
from ansinh.payments.sampling_invariants_table import SAMPLING
from ansinh.payments.states import RunState


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, how many invariants were checked, and over how much."""

    findings: tuple[Finding, ...]
    checked: int
    lines: int
    total_vnd: int

    @property
    def closing(self) -> str:
        """The closing figure."""
        return (
            f"{len(self.findings)} sai lệch trên {format_dong(self.total_vnd)} đồng, {format_dong(self.lines)} dòng "
            f"chi trả ({self.checked} điều kiểm tra)"
        )


def verify_money(on: date, *, anchors: Path | None = None) -> Verdict:
    """Check the invariants on a day. Needs a connection that sees every row. At most 50 findings are told of each.

    ``anchors``: the file outside the database that holds heads of the audit chain; without it the chain is held
    against itself only.
    """
    findings: list[Finding] = []
    heads = anchors_in(anchors) if anchors else {}
    names: dict[str, Any] = {"on": on, "anchors": json.dumps([{"seq": n, "hash": h} for n, h in heads.items()])}
    with connection.cursor() as cursor:
        for invariant in CHECKED:
            if isinstance(invariant, Computed):
                findings += invariant.find()
                continue
            cursor.execute(invariant.select, names)
            findings += [Finding(invariant.code, invariant.message.format(*row)) for row in cursor.fetchall()]
        cursor.execute(TOTALS)
        lines, total = cursor.fetchone()
    return Verdict(tuple(findings), len(CHECKED), int(lines), int(total))


def _changed_manifests() -> list[Finding]:
    """What was approved is what stands there."""
    runs = PayrollRun.objects.exclude(state__in=[RunState.DRAFT, RunState.CANCELLED])
    stated = dict(runs.values_list("pk", "manifest_sha256"))
    return [
        Finding("I5", f"kỳ {pk}: nội dung không còn khớp mã xác nhận đã duyệt")
        for pk, digest in sorted(stated.items())
        if manifest_of(pk) != digest
    ]


_SIGNED = (
    ("approved", "người duyệt", Permission.APPROVE_PAYROLL),
    ("authorised", "người chuẩn chi", Permission.AUTHORISE_PAYROLL),
    ("released", "người chuyển", Permission.RELEASE_PAYROLL),
)


def _signed_outside_scope() -> list[Finding]:
    """Who approved, authorised and released had the right, there, on that day."""
    found: list[Finding] = []
    runs = PayrollRun.objects.exclude(state=RunState.CANCELLED).order_by("pk")
    people = User.objects.in_bulk()
    for step, who, permission in _SIGNED:
        signed = runs.filter(**{f"{step}_by__isnull": False})
        for pk, user_id, at, area_id in signed.values_list("pk", f"{step}_by_id", f"{step}_at", "area_id"):
            actor = actor_of(people[user_id], at.date())
            if not actor.may(permission) or not (actor.wide or area_id in actor.area_ids):
                found.append(Finding("I12b", f"kỳ {pk}: {who} {user_id} không có quyền ở đó vào ngày ấy"))
    return found


class Computed(NamedTuple):
    """An invariant that SQL alone cannot tell: sealed values have to be opened, rights read from roles of the day."""

    code: str
    title: str
    find: Callable[[], list[Finding]]


COMPUTED = (
    Computed("I5", "Danh sách đúng như lúc được duyệt", _changed_manifests),
    Computed("I12b", "Người ký có quyền ở địa bàn vào ngày ký", _signed_outside_scope),
)
CHECKED: tuple[Invariant | Computed, ...] = tuple(
    sorted((*INVARIANTS, *AROUND, *FEES, *SAMPLING, *COMPUTED), key=lambda one: int(re.sub(r"\D", "", one.code)))
)
"""All of them, by their numbers; each code names one."""
