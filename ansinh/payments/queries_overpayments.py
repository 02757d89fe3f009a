"""Reading overpayments: what each was, what is still to come, and whether a decision waits. Seen as far as one sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.payments.states import OverpaymentState

MOST = 500

_IN_SIGHT = """
SELECT o.id, o.person_id, o.area_id, o.programme, o.for_month, o.state, o.amount_vnd,
  (o.amount_vnd
    + coalesce((SELECT sum(p.amount_vnd) FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
                WHERE p.overpayment_id = o.id AND l.state NOT IN ('returned', 'cancelled', 'held')), 0)
    - coalesce((SELECT sum(r.amount_vnd) FROM payments_refund AS r WHERE r.overpayment_id = o.id), 0))::bigint,
  s.id
FROM payments_overpayment AS o LEFT JOIN payments_settlement AS s
  ON (s.person_id, s.programme) = (o.person_id, o.programme) AND s.state = 'proposed'
WHERE o.state <> 'superseded' AND (%(every)s OR o.state IN ('open', 'recovering'))
ORDER BY o.for_month, o.id LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Overpaid:
    """One overpayment. ``proposal``: what waits for somebody else's decision."""

    pk: int
    person_id: int
    area_id: int
    programme: str
    for_month: date
    state: OverpaymentState
    amount_vnd: int
    remaining_vnd: int
    proposal: int | None

    @property
    def waits(self) -> str:
        """What is said of a proposal that waits."""
        return f"; đề nghị {self.proposal} chờ quyết định" if self.proposal else ""


def overpayments_in_sight(*, every: bool = False) -> list[Overpaid]:
    """Those that are open or being recovered (``every``: the settled ones too), the earliest month first."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_SIGHT, {"every": every, "most": MOST})
        return [
            Overpaid(pk, who, area, programme, month, OverpaymentState(state), amount, remaining, proposal)
            for pk, who, area, programme, month, state, amount, remaining, proposal in cursor.fetchall()
        ]
