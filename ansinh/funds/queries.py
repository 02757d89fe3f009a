"""Reading the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from ansinh.funds.codes import COUNTERS, AccountKind

_BALANCES = """
SELECT a.kind, a.area_id, a.programme, sum(e.amount_vnd)::bigint
FROM funds_entry AS e JOIN funds_account AS a ON a.id = e.account_id
WHERE %(areas)s::bigint[] IS NULL OR a.area_id = ANY (%(areas)s)
GROUP BY a.kind, a.area_id, a.programme ORDER BY a.area_id, a.programme, a.kind
"""

UNBALANCED = """
SELECT t.id, count(e.id), coalesce(sum(e.amount_vnd), 0)::bigint
FROM funds_transfer AS t LEFT JOIN funds_entry AS e ON e.transfer_id = t.id
GROUP BY t.id HAVING count(e.id) < 2 OR coalesce(sum(e.amount_vnd), 0) <> 0 ORDER BY t.id
"""

# Only the accounts that money comes from count downwards.
OVERDRAWN = f"""
SELECT a.id, a.kind, sum(e.amount_vnd)::bigint
FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id
WHERE a.kind NOT IN ({", ".join(repr(str(kind)) for kind in COUNTERS)})
GROUP BY a.id, a.kind HAVING sum(e.amount_vnd) < 0 ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account holds, in đồng. Positive: it received more than it gave."""

    kind: AccountKind
    area_id: int
    programme: str
    amount_vnd: int


def balances(area_ids: list[int] | None = None) -> list[Balance]:
    """Balances of all accounts (of some areas) that the acting person may see."""
    with connection.cursor() as cursor:
        cursor.execute(_BALANCES, {"areas": area_ids})
        return [Balance(AccountKind(kind), area, programme, amount) for kind, area, programme, amount in cursor]


def trial_balance(area_ids: list[int] | None = None) -> dict[AccountKind, int]:
    """Sum by kind of account, every kind present; the sums add up to 0 when the ledger is whole."""
    sums = dict.fromkeys(AccountKind, 0)
    for balance in balances(area_ids):
        sums[balance.kind] += balance.amount_vnd
    return sums
