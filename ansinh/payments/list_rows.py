"""The lines of a run as they stand on lists: read at once for a commune or the whole run, by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from ansinh.areas.public import Unit
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.values import open_all
from ansinh.payments.formats.rows import ListRow
from ansinh.payments.models import PayrollRun
from ansinh.payments.queries_recipients import collecting

_ROWS = """
SELECT l.key, l.full_name, l.born, l.id_number, l.village, l.recipient_name, l.amount_vnd,
       part.codes, part.coefficients, part.current_vnd, part.earlier, part.carried, l.payee,
       CASE WHEN l.one_off_id IS NOT NULL THEN (SELECT max(before.month) FROM payments_line AS before
         WHERE before.one_off_id = l.one_off_id AND before.id < l.id AND before.state <> 'cancelled') END,
       l.account, l.bank, u.name, u.code,
       (SELECT CASE WHEN d.number < 10 THEN '0' ELSE '' END || d.number || '/QĐ-UBND, '
          || to_char(d.decided_on, 'DD/MM/YYYY') FROM casework_one_off_award AS o
        JOIN casework_decision AS d ON d.id = o.decision_id WHERE o.id = l.one_off_id)
FROM payments_line AS l JOIN areas_unit AS u ON u.id = l.commune_id JOIN (
  SELECT p.line_id, coalesce(sum(p.amount_vnd) FILTER (WHERE p.for_month = r.month), 0)::bigint AS current_vnd,
         array_agg(DISTINCT p.category) FILTER (WHERE p.amount_vnd > 0) AS codes,
         array_agg(DISTINCT p.coefficient_tenths) FILTER (WHERE p.amount_vnd > 0 AND p.coefficient_tenths IS NOT NULL)
           AS coefficients,
         array_agg(DISTINCT p.for_month ORDER BY p.for_month) FILTER (WHERE p.kind = 'arrears') AS earlier,
         array_agg(DISTINCT p.for_month ORDER BY p.for_month) FILTER (WHERE p.kind = 'carried_over') AS carried
  FROM payments_part AS p JOIN payments_line AS of_run ON of_run.id = p.line_id
  JOIN payments_run AS r ON r.id = of_run.run_id
  WHERE of_run.run_id = %(run)s AND (%(commune)s::bigint IS NULL OR of_run.commune_id = %(commune)s) GROUP BY p.line_id
) AS part ON part.line_id = l.id
WHERE l.run_id = %(run)s AND (%(commune)s::bigint IS NULL OR l.commune_id = %(commune)s)
  AND l.channel = ANY (%(channels)s)
  AND l.state NOT IN ('cancelled', 'held')
ORDER BY l.key
"""


def list_rows(run: PayrollRun, commune: Unit, channel: str = "post_office") -> list[ListRow]:
    """What a commune's list of one channel says. Raises Refusal when nobody is paid that way."""
    rows = rows_of(run, commune, (channel,))
    if not rows:
        how = "tại nhà" if channel == "home" else "qua bưu điện"
        raise Refusal(
            "%(name)s không có ai nhận %(how)s trong kỳ này.",
            code="nothing_to_pay",
            run=run.pk,
            name=commune.name,
            how=how,
        )
    return rows


def rows_of(run: PayrollRun, commune: Unit | None, channels: Sequence[str]) -> list[ListRow]:
    """The lines paid through any of the channels, of a commune or (None) of the whole run."""
    chosen = commune.pk if commune else None
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"run": run.pk, "commune": chosen, "channels": list(channels)})
        found = cursor.fetchall()
    labels = determination.law_in_force(known_at=run.locked_at).labels  # so that the list stays as it was locked
    numbers, payees, accounts = (open_all(row[place] for row in found) for place in (3, 12, 14))
    by_paper = collecting(run.pk, chosen)
    rows = []
    for row, number, payee, account in zip(found, numbers, payees, accounts, strict=True):
        told = (*row[:3], number, row[4], payee or by_paper.get(row[0], row[5]), *row[6:12], row[13])
        rows.append(_list_row(told, labels, row[5], (account or "", *row[15:18], row[18] or "")))
    return rows


def _list_row(
    row: tuple[Any, ...], labels: Mapping[str, str], recipient_name: str, paid_to: tuple[Any, ...]
) -> ListRow:
    (
        key,
        name,
        born,
        id_number,
        village,
        recipient,
        amount,
        codes,
        coefficients,
        current,
        earlier,
        carried,
        came_back,
    ) = row
    return ListRow(
        key=key,
        full_name=name,
        born=born,
        id_number=id_number,
        village=village,
        category="; ".join(labels.get(code) or determination.category_label(code) or code for code in codes),
        coefficient="; ".join(f"{tenths // 10},{tenths % 10}" for tenths in coefficients or ()),
        monthly_vnd=current,
        arrears_vnd=amount - current,
        recipient=recipient,
        note="; ".join(_notes(carried, came_back, earlier)),
        recipient_name=recipient_name,
        account=paid_to[0],
        bank=paid_to[1],
        commune=paid_to[2],
        commune_code=paid_to[3],
        decision=paid_to[4],
    )


def _notes(carried: list[Any] | None, came_back: date | None, earlier: list[Any] | None) -> Iterator[str]:
    if carried:
        yield f"Kỳ trước chuyển sang: {_months(carried)}"
    if came_back:
        yield f"Kỳ trước chuyển sang: {came_back:%m/%Y}"
    if earlier:
        yield f"Truy lĩnh: {_months(earlier)}"


def _months(firsts: list[Any]) -> str:
    """First and last month: 08/2026–10/2026."""
    ends = dict.fromkeys(f"{day:%m/%Y}" for day in (firsts[0], firsts[-1]))
    return "–".join(ends)
