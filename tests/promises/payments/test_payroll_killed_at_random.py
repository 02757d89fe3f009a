"""Payrolls killed by SIGKILL at any statement, again and again: nothing lost, nothing doubled, the same call finishes.

Fault 1. Each commune's run goes from its list over the four signatures and the bank's statement to its settlement; a
worker that is killed leaves whatever it was doing, and the next one begins at the first step again.
"""

from __future__ import annotations

import pytest

from tests.promises.forked import KILLED, nursery
from tests.promises.payments.many import carry_through, check_invariants, check_settled, commune_to_pay, office_again

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
MOST = 170
"""A worker that is not killed makes about so many statements."""


def worker(index: int) -> None:
    """What is killed: the whole run of a commune."""
    carry_through(office_again(index))


def torture(communes: int, people: int, kills: int, seed: int) -> None:
    """Kill ``kills`` workers a commune, then finish its run and look at everything."""
    at = [commune_to_pay(index, people) for index in range(communes)]
    with nursery(f"{__name__}.worker", seed) as workers:
        for index in range(communes):
            deaths = 0
            while deaths < kills:
                deaths += workers.run(index, MOST) == KILLED
    for index, one in enumerate(at):
        carry_through(office_again(index))
        check_settled(one, people)
    check_invariants()


def test_a_thousand_payments_and_twenty_kills() -> None:
    torture(communes=2, people=500, kills=10, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3])
def test_twenty_thousand_payments_and_sixty_kills(seed: int) -> None:
    torture(communes=10, people=2_000, kills=6, seed=seed)
