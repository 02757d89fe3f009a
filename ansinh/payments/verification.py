"""The auditor's check of money: every invariant over the database as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.access.public import Permission, User, actor_of
from ansinh.kernel.finding import Finding
from ansinh.kernel.money import format_dong
from ansinh.payments.invariants_table import INVARIANTS, TOTALS
from ansinh.payments.manifest import manifest_of
from ansinh.payments.models import PayrollRun
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


def verify_money(on: date) -> Verdict:
    """Check the invariants on a day. Needs a connection that sees every row. At most 50 findings are told of each."""
    findings: list[Finding] = []
    with connection.cursor() as cursor:
        for invariant in INVARIANTS:
            cursor.execute(invariant.select, {"on": on})
            findings += [Finding(invariant.code, invariant.message.format(*row)) for row in cursor.fetchall()]
        cursor.execute(TOTALS)
        lines, total = cursor.fetchone()
    findings += _changed_manifests()
    findings += _signed_outside_scope()
    return Verdict(tuple(findings), len(INVARIANTS) + 2, int(lines), int(total))


def _changed_manifests() -> list[Finding]:
    """I5: what was approved is what stands there."""
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
    """I12: who approved, authorised and released had the right, there, on that day."""
    found: list[Finding] = []
    runs = PayrollRun.objects.exclude(state=RunState.CANCELLED).order_by("pk")
    people = User.objects.in_bulk()
    for step, who, permission in _SIGNED:
        signed = runs.filter(**{f"{step}_by__isnull": False})
        for pk, user_id, at, area_id in signed.values_list("pk", f"{step}_by_id", f"{step}_at", "area_id"):
            actor = actor_of(people[user_id], at.date())
            if not actor.may(permission) or not (actor.wide or area_id in actor.area_ids):
                found.append(Finding("I12", f"kỳ {pk}: {who} {user_id} không có quyền ở đó vào ngày ấy"))
    return found
