"""From facts to money over the borders of the law: what lists hold is what a plain computation of the law gives.

Facts come late and reach back, payments come back or stay unknown, overpayments are recovered, paid back or written
off, people move; after every list each month of everybody is held against the computation, to the đồng.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from ansinh.access.public import acting_as
from ansinh.casework import public as casework
from ansinh.demo.post_office import Shares, answers_of_made_up_payers
from ansinh.flows import monthly_cycle
from ansinh.flows.monthly_cycle import Cycle, run_month
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight.operations.mark_late_news import resolve_late_news
from ansinh.payments import public as payments
from tests.promises.flows.made_histories import Histories
from tests.promises.flows.plain_law import ALLOWANCE, PENSION, Told, decide
from tests.unit.flows.test_monthly_cycle import cycle, staff  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.promise]
BORDERS = {
    2024: (Month(2024, 4), ()),
    2025: (Month(2025, 4), ()),
    2026: (Month(2026, 5), (Month(2026, 7), Month(2026, 8), Month(2026, 9))),
}
"""First month, and months paid by the decisions of before: the decree of 21 August 2026 is carried out in October."""
MONTHS = 7
PAYERS = Shares(not_collected=0.15, silent=0.05)

# Live parts less cash paid back, and what is still to come back or was given up.
_STANDS = """
SELECT l.person_id, l.programme, p.for_month, p.amount_vnd
FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
WHERE l.state IN ('queued', 'sent', 'paid', 'unknown')
UNION ALL
SELECT o.person_id, o.programme, o.for_month, -r.amount_vnd FROM payments_refund AS r
JOIN payments_overpayment AS o ON o.id = r.overpayment_id
UNION ALL
SELECT o.person_id, o.programme, o.for_month, -(o.amount_vnd + coalesce((
    SELECT sum(p.amount_vnd) FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
    WHERE p.overpayment_id = o.id AND l.state IN ('queued', 'sent', 'paid', 'unknown')), 0)
  - coalesce((SELECT sum(r.amount_vnd) FROM payments_refund AS r WHERE r.overpayment_id = o.id), 0))::bigint
FROM payments_overpayment AS o WHERE o.state <> 'superseded'
"""


def wrong(told: Histories, until: Month) -> list[tuple[object, ...]]:
    """Where what stands is not what is owed: born, programme, month, what stands, what is owed."""
    stands: Counter[tuple[int, str, Month]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(_STANDS)
        for person, programme, month, vnd in cursor.fetchall():
            stands[person, programme, Month.of(month)] += int(vnd)
    return [
        (str(who.born), programme, str(month), vnd, owed)
        for who in told.people
        for programme in (ALLOWANCE, PENSION)
        for month in told.start.until(until.next())
        if (vnd := stands[who.person_id, programme, month]) != (owed := _owed(who, programme, month))
    ]


def _owed(who: Told, programme: str, month: Month) -> int:
    given = who.given.get((programme, month))
    return given[1] if given and not (who.died and who.died < month.first) else 0


def decided(asked: Cycle) -> None:
    """What the law and the files leave to a person is decided too."""
    for state in ("open", "submitted"):
        ids = list(casework.Proposal.objects.filter(state=state).values_list("pk", flat=True))
        if state == "open" and ids:
            with acting_as(asked.cast.preparer):
                casework.submit_proposals(ids=ids, by=asked.cast.preparer, at=asked.clock())
        elif ids:
            with acting_as(asked.cast.decider):
                casework.decide_proposals(ids=ids, by=asked.cast.decider, on=asked.on)
    resolve_late_news()


def settled(dice: random.Random, asked: Cycle) -> None:
    """Some of what was paid beyond is recovered by instalments, paid back in cash or written off."""
    for over in payments.Overpayment.objects.filter(state__in=["open", "recovering"]).order_by("pk"):
        kind, share = dice.choice(("recover", "refund", "write_off", "")), dice.randint(1, 50)
        name = f"{over.pk}/{asked.month}"
        with suppress(Refusal):  # something is decided already
            if kind == "refund":
                vnd = dice.randint(1, over.amount_vnd)
                payments.record_refund(
                    actor=asked.cast.payer, overpayment_id=over.pk, amount_vnd=vnd, receipt=name, on=asked.on
                )
            elif kind:
                made = payments.propose_settlement(
                    actor=asked.cast.preparer, overpayment_id=over.pk, kind=kind, because="Kiểm thử",
                    share_percent=share if kind == "recover" else None,
                )  # fmt: skip
                payments.decide_settlement(
                    actor=asked.cast.decider, settlement_id=made.pk, agreed=True, on=asked.on, number=name
                )


def goes_through(year: int, seed: int, folder: Path) -> None:
    """Seven months of ten people over a border; raises AssertionError with whatever happened."""
    dice = random.Random(f"{year}/{seed}")
    start, silent = BORDERS[year]
    told = Histories(dice, start, start.plus(MONTHS), silent)
    for month in start.until(start.plus(MONTHS)):
        if month > start:
            told.news(month)
        asked = replace(
            cycle(month, folder), taking_over=month == start,
            answer=lambda run: answers_of_made_up_payers(run, folder / str(run), PAYERS),
        )  # fmt: skip
        if month not in silent:
            run_month(asked, stages=("determine", "propose", "decide"))
            decided(asked)
            for who in told.people:
                decide(who, month, start, silent, first=month == start)
        with suppress(Refusal):  # nobody is owed anything
            run_month(asked, stages=("pay",))
        assert month in silent or wrong(told, month) == [], (year, seed, str(month), wrong(told, month), told.log)
        with suppress(Refusal):
            run_month(asked, stages=("settle",))
        settled(dice, asked)
    assert [f for f in payments.verify_money(month.last).findings if f.code != "I4b"] == [], (year, seed)


@pytest.fixture
def then(staff: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """News is taken at the moment of then, not of now."""
    monkeypatch.setattr(monthly_cycle, "react", lambda: 0)


def test_lists_hold_what_the_law_gives(then: None, tmp_path: Path) -> None:
    goes_through(2026, 1, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 16))
@pytest.mark.parametrize("year", list(BORDERS))
def test_lists_hold_what_the_law_gives_over_every_border(year: int, seed: int, then: None, tmp_path: Path) -> None:
    goes_through(year, seed, tmp_path)
