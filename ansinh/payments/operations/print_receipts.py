"""Printing receipts of paid lines: each gets a code once, and the paper says what everybody may see of a payment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as, check_permission
from ansinh.casework.public import new_code
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.formats import receipts as paper
from ansinh.payments.models import PayrollLine
from ansinh.payments.policies import responsible
from ansinh.payments.receipts import receipt_rows
from ansinh.payments.receipts_table import KEEP
from ansinh.payments.states import LineState

MOST = 300
"""Receipts in one file: they take some seconds; a larger list is printed in parts."""
PRINTS = (Permission.PREPARE_PAYROLL, Permission.RECORD_RETURNS)


def may_print(actor: Actor) -> bool:
    """Whether somebody prints receipts at all: who makes lists, and who records what came of them."""
    return any(actor.may(permission) for permission in PRINTS)


def print_receipt(*, actor: Actor, line_id: int, on: date) -> bytes:
    """The receipt of one line as a PDF (A5). Raises Refusal for what was not received, and outside area or rights."""
    return _print(actor, [line_id], on, paper.A5)


def print_receipts(*, actor: Actor, run_id: int, commune_id: int, on: date, part: int = 1) -> bytes:
    """Those of a commune's paid lines as a PDF, two on each A4 sheet, by village; of a large list one part (from 1).

    Raises Refusal where nothing was received, and outside the actor's area or rights.
    """
    with acting_as(actor):
        found = PayrollLine.objects.filter(run_id=run_id, commune_id=commune_id, state=LineState.PAID)
        first = (max(part, 1) - 1) * MOST
        lines = list(found.order_by("village", "key").values_list("pk", flat=True)[first : first + MOST])
    return _print(actor, lines, on, paper.A4)


def parts_of(lines: int) -> list[tuple[int, int, int]]:
    """(part, first, last) of a list of so many receipts."""
    return [(n + 1, n * MOST + 1, min((n + 1) * MOST, lines)) for n in range(-(-lines // MOST))]


def _print(actor: Actor, line_ids: Sequence[int], on: date, sheet: str) -> bytes:
    if not may_print(actor):
        check_permission(actor, PRINTS[0])
    with acting_as(actor), connection.cursor() as cursor:
        paid = list(PayrollLine.objects.filter(pk__in=line_ids, state=LineState.PAID).values_list("pk", "commune_id"))
        if not paid or len(paid) != len(line_ids):
            raise Refusal("Chỉ in giấy xác nhận cho khoản đã nhận trong địa bàn của bạn.", code="not_paid")
        lines = [line for line, _ in paid]
        codes = [new_code() for _ in lines]
        cursor.execute(KEEP, {"lines": lines, "codes": codes, "on": on, "by": responsible(actor)})
    with acting_as(SYSTEM):  # which entry of a statement paid a line concerns whoever asks, its other rows do not
        audit.record(
            actor=actor, action="receipt.print", object_kind="payroll_line",
            object_id=lines[0] if len(lines) == 1 else "", area_id=paid[0][1], details={"receipts": len(lines)},
        )  # fmt: skip
        rows = receipt_rows(lines)
    return paper.write(rows, printed_by=actor.display_name, on=on, sheet=sheet)
