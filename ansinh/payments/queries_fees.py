"""Reading what handing money over costs: contracts, and fees by run, provider and month; as far as one sees."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel.reading_together import rows_together
from ansinh.payments.fees_table import FEES_OF_RUN
from ansinh.payments.models import FeeContract, PayrollRun, RunFee
from ansinh.payments.models.fee import Due
from ansinh.payments.queries import ways_of
from ansinh.payments.states import RunState

_BEFORE = (RunState.LOCKED, RunState.APPROVED, RunState.AUTHORISED)
# In the ledger: what the fees of a month drew from budget lines for them.
_DRAWN = """
SELECT coalesce(sum(e.amount_vnd), 0)::bigint FROM payments_run AS r
JOIN funds_transfer AS t ON starts_with(t.key, 'payment_fee/' || r.id || '/')
JOIN funds_entry AS e ON e.transfer_id = t.id JOIN funds_account AS a ON a.id = e.account_id AND a.kind = 'budget_line'
WHERE r.month = %(month)s AND t.code IN ('commitment_spent', 'budget_restored')
  AND (%(areas)s::bigint[] IS NULL OR t.area_id = ANY (%(areas)s))
"""
_CHARGED = """
SELECT c.bearer, sum(f.fee_vnd)::bigint FROM payments_run_fee AS f JOIN payments_run AS r ON r.id = f.run_id
JOIN payments_fee_contract AS c ON c.id = f.contract_id
WHERE r.month = %(month)s AND (%(areas)s::bigint[] IS NULL OR f.commune_id = ANY (%(areas)s)) GROUP BY 1
"""
_PAID = """
SELECT coalesce(sum(f.fee_vnd), 0)::bigint FROM payments_run_fee AS f JOIN payments_run AS r ON r.id = f.run_id
JOIN payments_fee_payment AS p ON p.id = f.payment_id AND p.state = 'paid'
WHERE r.month = %(month)s AND (%(areas)s::bigint[] IS NULL OR f.commune_id = ANY (%(areas)s))
"""
# Of a contract that charges what is received the rows of files tell the lines, else those of handing over.
_COUNTED = Q(file=None, contract__due=Due.RELEASED) | Q(file__isnull=False)
_POSTED = """
SELECT coalesce(sum(e.amount_vnd), 0)::bigint FROM payments_run AS r
JOIN funds_transfer AS t ON starts_with(t.key, 'payment_fee/' || r.id || '/')
JOIN funds_entry AS e ON e.transfer_id = t.id JOIN funds_account AS a ON a.id = e.account_id
  AND a.kind IN ('fee', 'fee_claim')
WHERE r.month = %(month)s AND t.code IN ('fee_charged', 'fee_taken_back')
  AND (%(areas)s::bigint[] IS NULL OR t.area_id = ANY (%(areas)s))
"""


@dataclass(frozen=True, slots=True)
class ProviderFees:
    """A provider's month: runs, lines that are charged for, đồng of them, and the fee, by who bears it."""

    month: date
    provider: str
    number: str
    channel: str
    bearer: str
    runs: int
    lines: int
    lines_vnd: int
    fee_vnd: int


@dataclass(frozen=True, slots=True)
class ContractFee:
    """What a run costs by one contract."""

    contract: FeeContract
    lines: int
    lines_vnd: int
    fee_vnd: int


@dataclass(frozen=True, slots=True)
class RunFees:
    """The fees of a run by contract. ``expected``: it was not handed over yet, and they may still change."""

    rows: tuple[ContractFee, ...]
    expected: bool

    @property
    def fee_vnd(self) -> int:
        """All of them."""
        return sum(row.fee_vnd for row in self.rows)


@dataclass(frozen=True, slots=True)
class MonthFees:
    """A month's fees, in đồng: borne by budget and providers, in the ledger, drawn from lines for fees, paid."""

    budget_vnd: int
    provider_vnd: int
    ledger_vnd: int
    drawn_vnd: int
    paid_vnd: int = 0

    @property
    def differs_vnd(self) -> int:
        """Charged, and not in the ledger; 0 when all is well."""
        return self.budget_vnd - self.ledger_vnd

    @property
    def uncovered_vnd(self) -> int:
        """In the ledger without a budget line that had it."""
        return self.ledger_vnd - self.drawn_vnd


def contracts() -> list[FeeContract]:
    """All contracts in sight, those that end last first."""
    return list(FeeContract.objects.select_related("area").order_by("-valid__endswith", "channel", "area__code"))


def fees_by_month(since: date, until: date) -> list[ProviderFees]:
    """Fees of the runs of these months (first days, both counted), the latest first."""
    seen = list(RunFee.objects.filter(run__month__gte=since, run__month__lte=until).values_list("pk", flat=True))
    with acting_as(SYSTEM):  # the contract may be that of an area around
        found = RunFee.objects.filter(pk__in=seen).values_list(
            "run__month", "contract__provider", "contract__number", "contract__channel", "contract__bearer"
        )
        counted = found.annotate(
            runs=Count("run", distinct=True), lines=Coalesce(Sum("line_count", filter=_COUNTED), 0),
            vnd=Coalesce(Sum("lines_vnd", filter=_COUNTED), 0), fees=Sum("fee_vnd"),
        )  # fmt: skip
        ordered = counted.order_by("-run__month", "contract__provider", "contract__number")
        return [ProviderFees(*row[:5], *(int(value) for value in row[5:])) for row in ordered]


def fees_of_run(run: PayrollRun, seen: Collection[int] | None = None) -> RunFees:
    """What a run costs over the communes in sight: as charged, before that as the contracts of its pay day say.

    ``seen``: those communes, where they are known already.
    """
    expected = run.state in _BEFORE
    if seen is None:
        seen = {way.commune_id for way in ways_of(run.pk)}
    with acting_as(SYSTEM), connection.cursor() as cursor:  # a commune's contract may be the province's
        if expected:
            cursor.execute(FEES_OF_RUN, {"run": run.pk, "on": run.pay_on})
            found = [tuple(row[1:]) for row in cursor.fetchall()]
        else:
            kept = RunFee.objects.filter(run=run).select_related("contract")
            found = [
                (
                    one.commune_id,
                    one.contract_id,
                    *((one.line_count, one.lines_vnd) if one.counts else (0, 0)),
                    one.fee_vnd,
                )
                for one in kept
            ]
        own = [row for row in found if row[0] in set(seen)]
        known = FeeContract.objects.select_related("area").in_bulk({row[1] for row in own})
    return RunFees(tuple(_by_contract(own, known)), expected)


def _by_contract(found: list[Any], known: dict[int, FeeContract]) -> list[ContractFee]:
    sums: dict[int, list[int]] = {}
    for _commune, contract, *amounts in found:
        sums[contract] = [a + b for a, b in zip(sums.get(contract, [0, 0, 0]), amounts, strict=True)]
    return [ContractFee(known[contract], *amounts) for contract, amounts in sorted(sums.items())]


def fees_of_month(month: date, area_ids: list[int] | None) -> MonthFees:
    """The fees of a month's runs in communes (None: all). The caller says only what the asking person may see."""
    names: dict[str, Any] = {"month": month, "areas": area_ids}
    with acting_as(SYSTEM):
        charged, *sums = rows_together((_CHARGED, _POSTED, _DRAWN, _PAID), names)
    by_bearer = dict(charged)
    amounts = [int(amount) for ((amount,),) in sums]
    return MonthFees(int(by_bearer.get("budget", 0)), int(by_bearer.get("provider", 0)), *amounts)
