"""A released run whose account payments go through the reference provider, and what must hold afterwards."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ansinh.payments import public as payments
from tests import builders
from tests.reference_provider.process import KEY_ID, SECRET, Running
from tests.unit.payments.payroll import Office, award, office, released

ON = date(2026, 11, 12)
AMOUNT = 540_000


def run_through(provider: Running, people: int, *, index: int = 0) -> tuple[Office, payments.PayrollRun]:
    """A run of so many people with accounts, released; every tenth account is one that the provider refuses."""
    at = office(index)
    administrator = builders.officer("administrator", at.area, name=f"quan-tri-{at.area.code}")
    payments.set_provider(
        actor=administrator, area=at.area, since=date(2026, 1, 1), code=f"cong-{at.area.code}", name="Cổng thử",
        url=provider.url, key_id=KEY_ID, secret=SECRET,
    )  # fmt: skip
    for number in range(people):
        who = builders.person(at.area, name=f"Lò Văn Thử {number}")
        builders.fact(
            builders.registry.PaymentChannel, person=who, kind="bank", bank="Ngân hàng thử",
            account=f"{number:05d}{'000' if number % 10 == 9 else '123'}", recipient_name="",
            valid=builders.period("2026-01-01"),
        )  # fmt: skip
        award(at, who)
    return at, released(at)


def states(run: payments.PayrollRun) -> Counter[str]:
    """How many orders are in which state."""
    return Counter(payments.PaymentOrder.objects.filter(via_id=run.pk).values_list("state", flat=True))


def check_paid_once(provider: Running, run: payments.PayrollRun, people: int) -> None:
    """Everybody with a sound account was paid exactly once, at the provider, on the list and in the ledger."""
    refused = people // 10
    debits = provider.debits()
    assert len(debits) == people - refused
    assert len({key for key, _ in debits}) == len(debits), "somebody was paid twice"
    assert {amount for _, amount in debits} <= {AMOUNT}
    found = payments.PayrollLine.objects.filter(run=run)
    assert sorted(found.filter(state="paid").values_list("key", flat=True)) == [key for key, _ in debits]
    assert found.filter(state="returned").count() == refused
    assert states(run) == Counter({"executed": people - refused, **({"refused": refused} if refused else {})})
    assert payments.verify_money(ON).findings == ()
