"""Deciding what is doubtful in a statement: propose and confirm where money moves, explain and close where not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, User, acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments.formats.reports import Outcome, Report, ReturnFile
from ansinh.payments.models import CaseLine, EntryMatch, MatchCase, PayrollLine, ReturnImport, RunOffice
from ansinh.payments.operations.book_reports import book_reports
from ansinh.payments.policies import check_scope
from ansinh.payments.states import PAYABLE_KINDS, DoubtState, LineState
from ansinh.payments.taken import taken, taken_run

_RESULT = {"D": Outcome.PAID, "C": Outcome.RETURNED}
_HOW = {"D": EntryMatch.How.HAND, "C": EntryMatch.How.HAND_RETURN}
_FITTING = {"D": {LineState.SENT, LineState.UNKNOWN}, "C": {LineState.PAID, LineState.SENT, LineState.UNKNOWN}}


def propose_case(*, actor: Actor, case_id: int, line_keys: Collection[str], note: str = "") -> MatchCase:
    """Say which lines a booking is for; somebody else confirms. Their amounts have to add up to it."""
    with acting_as(SYSTEM):
        case = _open_case(actor, case_id, DoubtState.OPEN)
        if case.kind not in PAYABLE_KINDS or case.entry is None:
            raise Refusal("Trường hợp này không ghi nhận tiền được: hãy giải thích rồi đóng.", code="moves_no_money")
        lines = list(PayrollLine.objects.filter(key__in=line_keys).select_related("run"))
        _check_lines(case, lines, len(set(line_keys)))
        CaseLine.objects.filter(case=case).update(chosen=False)
        for line in lines:
            CaseLine.objects.update_or_create(case=case, line=line, defaults={"chosen": True})
        _move(case, DoubtState.PROPOSED, note=note, proposed_by_id=actor.user_id, proposed_at=Now())
        _record(actor, case, "statement.propose", {"lines": [line.pk for line in lines]})
    return case


def confirm_case(*, actor: Actor, case_id: int, on: date) -> MatchCase:
    """Another person confirms: the lines are paid (or returned), and the ledger moves. Asked again: AlreadyDone."""
    with acting_as(SYSTEM):
        case = _open_case(actor, case_id, DoubtState.PROPOSED)
        if actor.user_id == case.proposed_by_id:
            raise Refusal("Người đề nghị không được tự xác nhận.", code="maker_is_checker", case=case_id)
        lines = [one.line for one in CaseLine.objects.filter(case=case, chosen=True).select_related("line__run")]
        entry = case.entry
        if entry is None:
            raise Refusal("Trường hợp này không có bút toán.", code="moves_no_money")
        _check_lines(case, lines, len(lines))
        EntryMatch.objects.bulk_create(
            [EntryMatch(entry=entry, line=x, amount_vnd=x.amount_vnd, how=_HOW[entry.side]) for x in lines]
        )
        for run_id in sorted({line.run_id for line in lines}):
            run = taken_run(run_id)
            made = ReturnImport.objects.create(
                run=run, kind=ReturnImport.Kind.CAMT053, sha256=f"{case.pk:064x}", name=f"đối chiếu số {case.pk}",
                imported_by_id=actor.user_id,
            )  # fmt: skip
            reports = tuple(
                Report(
                    f"đối chiếu số {case.pk}", x.key, _RESULT[entry.side], x.amount_vnd, "", f"{entry.reference}#{x.pk}"
                )
                for x in lines
                if x.run_id == run_id
            )
            book_reports(run=run, file_id=made.pk, parsed=ReturnFile(kind="camt053", reports=reports), on=on)
        _move(case, DoubtState.ACCEPTED, decided_by_id=actor.user_id, decided_at=Now())
        _record(actor, case, "statement.confirm", {"lines": [line.pk for line in lines]})
    return case


def send_back_case(*, actor: Actor, case_id: int, note: str) -> MatchCase:
    """The second person does not agree: the case is open again, with why."""
    with acting_as(SYSTEM):
        case = _open_case(actor, case_id, DoubtState.PROPOSED)
        _move(case, DoubtState.OPEN, note=_reason(note), proposed_by_id=None, proposed_at=None)
        _record(actor, case, "statement.send_back", {})
    return case


def close_case(*, actor: Actor, case_id: int, note: str) -> MatchCase:
    """Explained outside (the bank corrected it, a fee, money of another fund): no money moves here."""
    with acting_as(SYSTEM):
        case = _open_case(actor, case_id, DoubtState.OPEN, DoubtState.PROPOSED)
        _move(case, DoubtState.CLOSED, note=_reason(note), decided_by_id=actor.user_id, decided_at=Now())
        _record(actor, case, "statement.close", {})
    return case


def assign_case(*, actor: Actor, case_id: int, username: str) -> MatchCase:
    """Give a case to somebody; an empty name takes it from whoever has it."""
    with acting_as(SYSTEM):
        case = _open_case(actor, case_id, DoubtState.OPEN, DoubtState.PROPOSED)
        user = User.objects.filter(username=username, is_active=True).first() if username else None
        if username and user is None:
            raise Refusal("Không có người dùng “%(username)s”.", code="unknown_user", value=username, username=username)
        MatchCase.objects.filter(pk=case.pk).update(assigned_to=user)
        _record(actor, case, "statement.assign", {"to": user.pk if user else None})
        case.refresh_from_db()
    return case


def _open_case(actor: Actor, case_id: int, *states: DoubtState) -> MatchCase:
    case = taken(MatchCase.objects.select_related("statement", "entry"), case_id, "trường hợp")
    check_scope(actor, Permission.RECORD_RETURNS, case.statement.area_id)
    if case.state not in states:
        who = case.decided_by.display_name if case.decided_by else "máy"
        raise AlreadyDone(
            "Trường hợp này đang ở “%(get_state_display)s” (%(who)s).",
            code="case_state",
            case=case_id,
            get_state_display=case.get_state_display(),
            who=who,
        )
    return case


def _check_lines(case: MatchCase, lines: list[PayrollLine], wanted: int) -> None:
    side = case.entry.side if case.entry else "D"
    if not lines or len(lines) != wanted:
        raise Refusal("Hãy chọn các khoản chi trả bằng mã có thật.", code="unknown_lines")
    runs = {line.run_id for line in lines}
    if RunOffice.objects.filter(run__in=runs, account=case.statement.account).count() != len(runs):
        raise Refusal("Có khoản không chi từ tài khoản của sao kê này.", code="other_account")
    if any(line.state not in _FITTING[side] for line in lines):
        raise Refusal("Có khoản đã có kết quả khác hoặc chưa chuyển chi.", code="line_state")
    if side == "D" and EntryMatch.objects.filter(line__in=lines, how__in=["key", "parts", "hand"]).exists():
        raise Refusal("Có khoản đã khớp với bút toán khác.", code="already_debited")
    total = sum(line.amount_vnd for line in lines)
    if total != case.amount_vnd:
        raise Refusal(
            "Các khoản cộng lại %(total)s đồng, bút toán là %(amount_vnd)s đồng.",
            code="amounts_differ",
            total=total,
            amount_vnd=case.amount_vnd,
        )


def _move(case: MatchCase, state: DoubtState, **values: object) -> None:
    MatchCase.objects.filter(pk=case.pk).update(state=state, **values)
    case.refresh_from_db()


def _reason(note: str) -> str:
    words = " ".join(note.split())
    if not words or len(words) > 500:
        raise Refusal("Hãy ghi lý do (tối đa 500 ký tự).", code="reason_missing")
    return words


def _record(actor: Actor, case: MatchCase, action: str, details: dict[str, object]) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="match_case",
        object_id=case.pk,
        area_id=case.statement.area_id,
        details=details,
    )
