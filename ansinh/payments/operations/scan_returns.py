"""Taking the results of a signed list, code by code, and handing them in together."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments.formats.reports import Outcome, Report, ReturnFile
from ansinh.payments.group_names import message_id
from ansinh.payments.models import PayrollLine, PayrollRun, ReturnImport, ReturnRow, ScannedReturn
from ansinh.payments.operations.book_reports import book_reports
from ansinh.payments.policies import check_scope
from ansinh.payments.states import CASH, LineState, RunState
from ansinh.payments.taken import taken_run

_OPEN = (LineState.SENT, LineState.UNKNOWN)
_DIGITS = 6
"""Of a code's last part, which is the number of the line in its run."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in: lines paid (of them ``rest`` not scanned but told for a whole commune), lines returned."""

    paid: int
    returned: int
    rest: int
    problems: int


def scan_return(*, actor: Actor, run_id: int, code: str, outcome: str, reason: str = "") -> ScannedReturn:
    """Note the result of one line by its code, or by the number at its end. The same code again: AlreadyDone.

    Nothing moves yet.

    Raises Refusal for a code that is not of this run, a line that has a result, or money not handed over without why.
    """
    with acting_as(SYSTEM):
        run = _released(actor, run_id)
        line = PayrollLine.objects.filter(key=_key(run, code)).first()
        if line is None:
            raise Refusal("Không có mã chi trả “%(given)s”.", code="unknown_key", given=code.strip()[:40])
        if line.run_id != run.pk:
            raise Refusal(
                "Mã %(key)s thuộc kỳ chi trả khác (%(month)s).",
                code="other_run",
                key=line.key,
                month=f"{line.month:%m/%Y}",
            )
        if line.channel not in CASH:
            raise Refusal(
                "%(full_name)s nhận qua tài khoản, không ký danh sách.", code="not_cash", full_name=line.full_name
            )
        if line.state not in _OPEN:
            raise Refusal(
                "%(full_name)s đã có kết quả: %(get_state_display)s.",
                code="has_result",
                full_name=line.full_name,
                get_state_display=line.get_state_display(),
            )
        words = " ".join(reason.split())[:200]
        if outcome not in (Outcome.PAID, Outcome.RETURNED) or (outcome == Outcome.RETURNED and not words):
            raise Refusal("Hãy chọn kết quả và lý do chưa nhận.", code="no_outcome")
        before = ScannedReturn.objects.filter(line=line, file=None).select_related("scanned_by").first()
        if before is not None:
            raise AlreadyDone(
                "%(full_name)s đã quét (%(scanned_by)s).",
                code="scanned",
                full_name=line.full_name,
                scanned_by=before.scanned_by.display_name,
            )
        return ScannedReturn.objects.create(
            line=line, outcome=outcome, reason=words if outcome == Outcome.RETURNED else "",
            scanned_by_id=actor.user_id or 0,
        )  # fmt: skip


def _key(run: PayrollRun, code: str) -> str:
    """The whole code; who types one by hand need not type more than the number at its end."""
    typed = code.strip().upper()
    short = typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS
    return f"{message_id(run)}-{int(typed):0{_DIGITS}d}" if short else typed


def undo_scan(*, actor: Actor, run_id: int, scan_id: int) -> None:
    """Take back one that was not handed in yet; one that is no more there is taken back already."""
    with acting_as(SYSTEM):
        _released(actor, run_id)
        ScannedReturn.objects.filter(pk=scan_id, file=None, line__run_id=run_id).delete()


def hand_in_scans(*, actor: Actor, run_id: int, rest_paid: Collection[str], on: date) -> HandedIn:
    """Book everything that was scanned; in communes with a code in ``rest_paid`` all other open cash lines are paid."""
    with acting_as(SYSTEM):
        run = _released(actor, run_id)
        scans = list(ScannedReturn.objects.filter(line__run=run, file=None).select_related("line").order_by("id"))
        rest = list(
            PayrollLine.objects.filter(run=run, channel__in=CASH, state__in=_OPEN, commune__code__in=list(rest_paid))
            .exclude(pk__in=[scan.line_id for scan in scans])
            .order_by("key")
        )
        if not scans and not rest:
            raise Refusal("Chưa có kết quả nào để ghi nhận.", code="nothing_scanned")
        reports = [
            Report(f"quét số {scan.pk}", scan.line.key, Outcome(scan.outcome), scan.line.amount_vnd, scan.reason)
            for scan in scans
        ]
        reports += [Report("còn lại của xã", line.key, Outcome.PAID, line.amount_vnd) for line in rest]
        digest = hashlib.sha256("\n".join(f"{r.place} {r.key} {r.outcome}" for r in reports).encode()).hexdigest()
        made = ReturnImport.objects.create(
            run=run, kind=ReturnImport.Kind.SCAN, sha256=digest, name="quét danh sách ký nhận",
            imported_by_id=actor.user_id,
        )  # fmt: skip
        book_reports(run=run, file_id=made.pk, parsed=ReturnFile(kind="scan", reports=tuple(reports)), on=on)
        ScannedReturn.objects.filter(pk__in=[scan.pk for scan in scans]).update(file=made)
        audit.record(
            actor=actor,
            action="payroll.returns",
            object_kind="payroll_run",
            object_id=run.pk,
            area_id=run.area_id,
            details={"import": made.pk, "scanned": len(scans), "rest": len(rest)},
        )
        crash_here("payroll.scan:before_commit")
        rows = ReturnRow.objects.filter(file=made)
        told = {name: rows.filter(status="matched", outcome=name).count() for name in (Outcome.PAID, Outcome.RETURNED)}
        return HandedIn(told[Outcome.PAID], told[Outcome.RETURNED], len(rest), rows.filter(status="problem").count())


def _released(actor: Actor, run_id: int) -> PayrollRun:
    run = taken_run(run_id)
    check_scope(actor, Permission.RECORD_RETURNS, run.area_id)
    if run.state not in (RunState.RELEASED, RunState.SETTLED):
        raise Refusal("Kỳ chi trả chưa chuyển đơn vị chi trả nên chưa có kết quả.", code="state", run=run_id)
    return run
