"""Which provider takes the account payments of a run: the nearest contract on its pay day, kept when it is approved."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from ansinh.kernel.reading_together import read_together
from ansinh.payments.gateway.client import PATIENCE, Contact
from ansinh.payments.models import PaymentOrder, PayrollRun, Provider, RunOffice, RunProvider
from ansinh.payments.states import OrderState

_NEAREST = """
WITH RECURSIVE enclosing(id, far) AS (
  SELECT %(area)s::bigint, 0
  UNION
  SELECT u.parent_id, enclosing.far + 1 FROM enclosing JOIN areas_unit AS u ON u.id = enclosing.id
  WHERE u.parent_id IS NOT NULL
)
INSERT INTO payments_run_provider (run_id, provider_id)
SELECT %(run)s, p.id FROM payments_provider AS p JOIN enclosing ON enclosing.id = p.area_id
WHERE p.valid @> %(on)s::date AND EXISTS (
  SELECT FROM payments_line WHERE run_id = %(run)s AND channel NOT IN ('post_office', 'home') AND state <> 'cancelled')
ORDER BY enclosing.far, p.id LIMIT 1
ON CONFLICT DO NOTHING
"""
_FIGURES = """
SELECT state, count(*), sum(amount_vnd)::bigint, count(*) FILTER (WHERE puzzle <> '')
FROM payments_order WHERE via_id = %s GROUP BY 1
"""


def keep_provider(run: PayrollRun) -> None:
    """Settle with an approved run which provider takes it; with none in force the bank's file is the way.

    From here on the run goes one way only: what a provider may have paid never stands in a file as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"area": run.area_id, "run": run.pk, "on": run.pay_on})


def provider_of(run_id: int) -> Provider | None:
    """The provider kept with a run; None when its account payments go by file."""
    kept = RunProvider.objects.select_related("provider").filter(run_id=run_id).first()
    return kept.provider if kept else None


def kept_with(run_id: int) -> tuple[RunOffice | None, Provider | None]:
    """What is kept with a run: the office that pays, and the provider that takes its account payments by its name."""
    offices, taken = read_together([
        RunOffice.objects.filter(run_id=run_id),
        RunProvider.objects.filter(run_id=run_id).select_related("provider").only("run_id", "provider__name"),
    ])  # fmt: skip
    return (offices[0] if offices else None), (taken[0].provider if taken else None)


def contact_of(provider: Provider) -> Contact:
    """Where and how to talk to a provider."""
    return Contact(provider.url, provider.key_id, provider.secret, PATIENCE)


@dataclass(frozen=True, slots=True)
class OrderFigures:
    """A run's orders by state, as (payments, đồng), and how many of them puzzle."""

    by_state: dict[OrderState, tuple[int, int]]
    puzzles: int

    @property
    def open(self) -> int:
        """Payments whose end is not known."""
        ended = (OrderState.EXECUTED, OrderState.REFUSED, OrderState.RETURNED)
        return sum(count for state, (count, _) in self.by_state.items() if state not in ended)


def order_figures(run_id: int) -> OrderFigures:
    """The orders of a run over the lines that the acting person may see."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [run_id])
        found = cursor.fetchall()
    by_state = {OrderState(state): (int(count), int(vnd)) for state, count, vnd, _ in found}
    return OrderFigures(
        {s: by_state[s] for s in OrderState if s in by_state}, sum(int(puzzles) for *_, puzzles in found)
    )


def puzzling_orders(run_id: int) -> list[PaymentOrder]:
    """Orders of which something was said that cannot be."""
    found = PaymentOrder.objects.filter(via_id=run_id).exclude(puzzle="").select_related("line")
    return list(found.order_by("key")[:50])
