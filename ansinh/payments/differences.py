"""Person by person, in what a monthly list differs from the lists of the month before, and why.

For a draft it is told of what locking would draw now. The reason is that of the decision behind it, with its article;
where there is none, what else is known: a death, or a payment that was held back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel.sealing.values import open_all
from ansinh.payments.due import draw_due, drop_due
from ansinh.payments.models import PayrollRun
from ansinh.payments.states import RunKind, RunState
from ansinh.payments.totals_table import COMPARED, THIS_LIST

PAGE = 100

_THIS_DRAFT = """
  SELECT %(run)s::bigint AS run_id, person_id, programme, commune_id,
    sum(amount_vnd) FILTER (WHERE kind = 'current') AS vnd
  FROM payments_due WHERE month_vnd > 0 GROUP BY 2, 3, 4
"""
# The decision that gave what is paid now, else the one that took back what was paid: the latest known to the list. What
# is still decided and not paid has another reason: a decision that changed its amount once took nothing back.
_REASONED = """
SELECT c.kind, c.person_id, c.programme, p.full_name, u.code, u.name, c.vnd_before::bigint, c.vnd::bigint,
  c.difference_vnd::bigint, d.number, d.decided_on, coalesce(proposal.citation, ''), coalesce(proposal.reason, ''),
  p.died_on, held.because
FROM change AS c JOIN registry_person AS p ON p.id = c.person_id JOIN areas_unit AS u ON u.id = c.commune_id
LEFT JOIN LATERAL (
  SELECT CASE WHEN c.vnd IS NULL THEN a.retracted_by_id ELSE a.decision_id END AS decision_id
  FROM casework_award AS a
  WHERE (a.person_id = c.person_id OR a.person_id IN (SELECT person_id FROM registry_alias WHERE kept_id = c.person_id))
    AND a.programme = c.programme AND CASE WHEN c.vnd IS NULL
      THEN a.months @> %(month)s::date AND a.retracted_at <= coalesce(%(known_at)s, statement_timestamp())
        AND NOT EXISTS (SELECT FROM casework_award AS s WHERE (s.person_id, s.programme) = (a.person_id, a.programme)
          AND s.months @> %(month)s::date AND s.recorded_at <= coalesce(%(known_at)s, statement_timestamp())
          AND (s.retracted_at IS NULL OR s.retracted_at > coalesce(%(known_at)s, statement_timestamp())))
      ELSE a.months @> %(month)s::date AND a.recorded_at <= coalesce(%(known_at)s, statement_timestamp())
        AND (a.retracted_at IS NULL OR a.retracted_at > coalesce(%(known_at)s, statement_timestamp())) END
  ORDER BY coalesce(a.retracted_at, a.recorded_at) DESC, a.id DESC LIMIT 1
) AS behind ON true
LEFT JOIN casework_decision AS d ON d.id = behind.decision_id
LEFT JOIN LATERAL (
  SELECT citation, reason FROM casework_proposal AS x
  WHERE x.decision_id = behind.decision_id AND x.programme = c.programme AND x.person_id = c.person_id LIMIT 1
) AS proposal ON true
LEFT JOIN LATERAL (
  SELECT h.because FROM payments_hold AS h JOIN payments_line AS l ON l.id = h.line_id
  WHERE l.person_id = c.person_id AND l.programme = c.programme AND h.lifted_at IS NULL LIMIT 1
) AS held ON true
WHERE c.run_id = %(run)s AND (%(communes)s::bigint[] IS NULL OR c.commune_id = ANY (%(communes)s::bigint[]))
  AND (%(kind)s = '' OR c.kind = %(kind)s)
ORDER BY array_position(ARRAY['stop', 'start', 'adjust', 'arrive', 'leave'], c.kind), u.code COLLATE "C",
  p.name_sort COLLATE "C", p.id, c.programme OFFSET %(skip)s LIMIT %(size)s
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """Who differs, by what, and why. ``before_vnd`` and ``now_vnd``: of the month itself; None: not on that list."""

    kind: str
    person_id: int
    programme: str
    full_name: str
    commune_code: str
    commune: str
    before_vnd: int | None
    now_vnd: int | None
    difference_vnd: int
    decision: str
    decided_on: date | None
    citation: str
    reason: str


def differences_of(
    run: PayrollRun, *, communes: Sequence[int] | None, kind: str = "", skip: int = 0, size: int = PAGE
) -> list[Changed]:
    """The changes of a monthly run in the order of their kind, commune and name; none for other runs.

    ``communes``: those the asking person may see (None: all); the list itself is drawn with every area in view.
    """
    if run.kind != RunKind.MONTHLY or run.state == RunState.CANCELLED:
        return []
    names: dict[str, Any] = {
        "run": run.pk,
        "month": run.month,
        "known_at": run.drawn_at or run.locked_at,
        "communes": None if communes is None else list(communes),
        "kind": kind,
        "skip": skip,
        "size": size,
    }
    draft = run.state == RunState.DRAFT
    with acting_as(SYSTEM), connection.cursor() as cursor:
        if draft:
            draw_due(cursor, run)
        cursor.execute(COMPARED.format(this=_THIS_DRAFT if draft else THIS_LIST) + _REASONED, names)
        rows = cursor.fetchall()
        if draft:
            drop_due(cursor)
    reasons = open_all(row[12] for row in rows)
    return [_changed(row, str(reason or "")) for row, reason in zip(rows, reasons, strict=True)]


def _changed(row: tuple[Any, ...], reason: str) -> Changed:
    kind, person, programme, name, code, commune, before, now, difference, number, on, citation, _, died, held = row
    if not reason:
        reason = _otherwise(kind, died, held)
    symbol = f"{number:02d}/QĐ-UBND" if number is not None else ""
    return Changed(kind, person, programme, name, code, commune, before, now, difference, symbol, on, citation, reason)


def _otherwise(kind: str, died: date | None, held: str | None) -> str:
    """What is known where no proposal says why."""
    if kind == "stop" and died is not None:
        return f"Mất ngày {died:%d/%m/%Y}."
    if kind == "stop" and held:
        return f"Đang giữ lại: {held}"
    return {"arrive": "Chuyển đến từ xã khác.", "leave": "Chuyển đi xã khác."}.get(kind, "")
