"""Postings of what has to come back: found, dropped, kept back from a list, paid back, written off, handed in.

The ledger's account ``recovery`` always holds what the overpayments say is still to come (I11l), ``recovered`` what was
paid back in cash and not handed in, ``written_off`` what was given up; ``overpaid`` is their other side. What people
were paid (``paid``) is not touched: it was paid.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from ansinh.funds.public import TransferCode, post_transfers

_FOUND = """
SELECT area_id, programme, sum(amount_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_overpayment WHERE found_in_id = %(run)s GROUP BY 1, 2
"""
# While a list is drawn: those that are closed because there is another amount now, or none.
_DROPPED = """
SELECT o.area_id, o.programme, sum(c.remaining_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_closed AS c JOIN payments_overpayment AS o ON o.id = c.id
WHERE c.remaining_vnd > 0 AND (c.state = 'waived') = %(waived)s GROUP BY 1, 2
"""
_STILL_WAIVED = """
SELECT area_id, programme, sum(amount_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_overpayment WHERE found_in_id = %(run)s AND state = 'waived' GROUP BY 1, 2
"""
_INSTALMENTS = """
SELECT o.area_id, o.programme, -sum(p.amount_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
JOIN payments_overpayment AS o ON o.id = p.overpayment_id
WHERE p.overpayment_id IS NOT NULL AND o.state IN ({states}) AND {lines} GROUP BY 1, 2
"""
_KNOWN = "'open', 'recovering', 'recovered', 'waived'"
_REMAINING = """
SELECT o.area_id, o.programme, sum(o.amount_vnd
    + coalesce((SELECT sum(p.amount_vnd) FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
                WHERE p.overpayment_id = o.id AND l.state NOT IN ('returned', 'cancelled', 'held')), 0)
    - coalesce((SELECT sum(r.amount_vnd) FROM payments_refund AS r WHERE r.overpayment_id = o.id), 0)
  )::bigint AS amount_vnd, NULL::bigint AS line_id
FROM payments_overpayment AS o WHERE {which} GROUP BY 1, 2
"""

OF_RUN = "l.run_id = %(run)s AND l.state <> 'held'"
OF_LINE = "l.id = %(line)s"
OF_FILE = """l.id IN (
  SELECT w.line_id FROM payments_return_row AS w
  WHERE w.file_id = %(file)s AND w.status = 'matched' AND w.outcome = 'returned')"""
"""Lines whose instalments are undone: of a cancelled run, one that is held back, those that a file says came back."""


def post_dropped(*, run_id: int, on: date) -> None:
    """While ``payments_closed`` is there: what was to come and is no more, or is recorded anew with another amount."""
    key = f"run/{run_id}/overpaid"
    _post(TransferCode.OVERPAYMENT_DROPPED, f"{key}/dropped", _DROPPED, {"waived": False}, on)
    _post(TransferCode.WAIVER_UNDONE, f"{key}/waiver_undone", _DROPPED, {"waived": True}, on)


def post_found(*, run_id: int, on: date) -> None:
    """While a run is drawn: what it found to have been paid beyond what is owed, and what of it stays written off."""
    _post(TransferCode.OVERPAYMENT_FOUND, f"run/{run_id}/overpaid/found", _FOUND, {"run": run_id}, on)
    _post(TransferCode.OVERPAYMENT_WAIVED, f"run/{run_id}/overpaid/waived", _STILL_WAIVED, {"run": run_id}, on)


def post_kept(*, run_id: int, on: date) -> None:
    """What a run keeps back in instalments."""
    kept = _INSTALMENTS.format(states=_KNOWN, lines=OF_RUN)
    _post(TransferCode.RECOVERY_KEPT, f"run/{run_id}/overpaid/kept", kept, {"run": run_id}, on)


def post_undone(*, key: str, lines: str, parameters: Mapping[str, Any], on: date) -> None:
    """The lines (``OF_…``) are not paid after all: what they kept back is still to come, or was given up meanwhile.

    What was recorded anew since is left alone: the next list finds it with another amount.
    """
    undone = _INSTALMENTS.format(states=_KNOWN, lines=lines)
    _post(TransferCode.RECOVERY_UNDONE, f"{key}/overpaid/undone", undone, parameters, on)
    waived = _INSTALMENTS.format(states="'waived'", lines=lines)
    _post(TransferCode.OVERPAYMENT_WAIVED, f"{key}/overpaid/waived", waived, parameters, on)


def post_refund(*, overpayment_id: int, receipt: str, on: date) -> None:
    """Money that was paid back in cash under one receipt."""
    moves = """
    SELECT o.area_id, o.programme, sum(r.amount_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
    FROM payments_refund AS r JOIN payments_overpayment AS o ON o.id = r.overpayment_id
    WHERE o.id = %(over)s AND r.receipt = %(receipt)s GROUP BY 1, 2
    """
    digest = hashlib.sha256(receipt.encode()).hexdigest()[:16]
    key = f"overpaid/{overpayment_id}/refund/{digest}"
    _post(TransferCode.REFUND_TAKEN, key, moves, {"over": overpayment_id, "receipt": receipt}, on)


def post_waived(*, settlement_id: int, on: date) -> None:
    """What a decision wrote off; before anything else happens to it."""
    moves = _positive("o.settlement_id = %(settlement)s AND o.state = 'waived'")
    key = f"settlement/{settlement_id}/waived"
    _post(TransferCode.OVERPAYMENT_WAIVED, key, moves, {"settlement": settlement_id}, on)


def post_opening(on: date) -> None:
    """What stood open, was paid back or given up before recoveries were posted; once, when the database is upgraded."""
    refunds = """
    SELECT o.area_id, o.programme, sum(r.amount_vnd)::bigint AS amount_vnd, NULL::bigint AS line_id
    FROM payments_refund AS r JOIN payments_overpayment AS o ON o.id = r.overpayment_id GROUP BY 1, 2
    """
    for code, name, moves in (
        (TransferCode.OVERPAYMENT_FOUND, "found", _positive("o.state <> 'superseded'")),
        (TransferCode.OVERPAYMENT_FOUND, "refunded", refunds),
        (TransferCode.REFUND_TAKEN, "refunds", refunds),
        (TransferCode.OVERPAYMENT_WAIVED, "waived", _positive("o.state = 'waived'")),
    ):
        _post(code, f"opening/overpaid/{name}", moves, {}, on)


def _positive(which: str) -> str:
    """What is still to come of some overpayments, by area and programme, where it is anything."""
    return f"SELECT * FROM ({_REMAINING.format(which=which)}) AS standing WHERE amount_vnd > 0"  # noqa: S608 - our own


def _post(code: TransferCode, key: str, moves: str, parameters: Mapping[str, Any], on: date) -> None:
    post_transfers(code=code, on=on, key=key, moves=moves, parameters=parameters)
