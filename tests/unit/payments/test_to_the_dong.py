"""Whatever happens to awards, deaths, returns and recoveries: what was paid less what came back is what was owed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.casework.public import Award
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import Person
from tests import builders, fake_payers
from tests.unit.payments.payroll import Office, award, died, lines, office, released, retract

SIGNED = date(2026, 8, 1)
FIRST = Month(2026, 8)
MONTHS = 6
AMOUNTS = (0, 360_000, 540_000, 810_000)

# What stands as paid, what is owed, and what is still to come back or was written off, in đồng up to a month.
_ACCOUNT = """
WITH paid AS (
  SELECT coalesce(sum(p.amount_vnd), 0) AS vnd FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
  WHERE l.person_id = %(who)s AND l.state NOT IN ('returned', 'cancelled', 'held')
), refunded AS (
  SELECT coalesce(sum(r.amount_vnd), 0) AS vnd FROM payments_refund AS r
  JOIN payments_overpayment AS o ON o.id = r.overpayment_id WHERE o.person_id = %(who)s
), owed AS (
  SELECT coalesce(sum(a.amount_vnd), 0) AS vnd FROM casework_award AS a JOIN registry_person AS p ON p.id = a.person_id
  CROSS JOIN generate_series(%(first)s::timestamp, least(%(month)s, p.died_on)::timestamp, interval '1 month') AS m
  WHERE a.person_id = %(who)s AND a.retracted_at IS NULL AND a.months @> m::date
), back AS (
  SELECT coalesce(sum(o.amount_vnd), 0)
    + coalesce((SELECT sum(p.amount_vnd) FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
                JOIN payments_overpayment AS x ON x.id = p.overpayment_id WHERE x.person_id = %(who)s
                AND x.state <> 'superseded' AND l.state NOT IN ('returned', 'cancelled', 'held')), 0)
    - coalesce((SELECT sum(r.amount_vnd) FROM payments_refund AS r JOIN payments_overpayment AS x
                ON x.id = r.overpayment_id WHERE x.person_id = %(who)s AND x.state <> 'superseded'), 0) AS vnd
  FROM payments_overpayment AS o WHERE o.person_id = %(who)s AND o.state <> 'superseded'
)
SELECT paid.vnd - refunded.vnd, owed.vnd + back.vnd FROM paid, refunded, owed, back
"""

event = st.one_of(
    st.tuples(st.just("award"), st.sampled_from(AMOUNTS), st.integers(0, 3)),
    st.tuples(st.just("dies"), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("returned"), st.just(0), st.just(0)),
    st.tuples(st.just("recover"), st.integers(1, 50), st.just(0)),
    st.tuples(st.just("write_off"), st.just(0), st.just(0)),
    st.tuples(st.just("refund"), st.integers(1, 600_000), st.just(0)),
    st.just(("nothing", 0, 0)),
)


def happens(at: Office, who: Person, month: Month, what: tuple[str, int, int], number: int) -> None:
    """One event of a month, before its list is drawn."""
    name, one, back = what
    if name == "award":
        since = max(month.minus(back), FIRST)
        for old in Award.objects.filter(person=who, retracted_at=None).order_by("months"):
            if old.months.upper and old.months.upper <= since.first:
                continue  # over before the change counts
            retract(at, old)
            if old.months.lower < since.first:
                award(at, who, old.amount_vnd, str(old.months.lower), str(since.first))
        if one:
            award(at, who, one, str(since.first))
    elif name == "dies":
        if not Person.objects.filter(pk=who.pk, died_on__isnull=False).exists():
            died(who, month.minus(one).first)
    elif name in ("recover", "write_off", "refund"):
        settles(at, who, name, one, number)


def settles(at: Office, who: Person, name: str, one: int, number: int) -> None:
    """Something is decided or paid back of the first overpayment that is open; nothing when none is."""
    found = payments.Overpayment.objects.filter(person=who, state__in=["open", "recovering"])
    over = found.order_by("for_month").first()
    if over is None:
        return
    with suppress(Refusal):  # more than is still to come, or something is decided already
        if name == "refund":
            payments.record_refund(
                actor=at.accountant, overpayment_id=over.pk, amount_vnd=one, receipt=f"BL {number}", on=date(2026, 8, 1)
            )
            return
        made = payments.propose_settlement(
            actor=at.maker, overpayment_id=over.pk, kind=name, because="kiểm thử",
            share_percent=one if name == "recover" else None,
        )  # fmt: skip
        payments.decide_settlement(actor=at.chair, settlement_id=made.pk, agreed=True, on=SIGNED, number=str(number))


def check(who: Person, month: Month) -> None:
    """To the đồng."""
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNT, {"who": who.pk, "first": FIRST.first, "month": month.first})
        stands, owed = cursor.fetchone()
    assert stands == owed


@pytest.mark.django_db
@settings(max_examples=12, deadline=None)
@given(months=st.lists(st.lists(event, max_size=2), min_size=MONTHS, max_size=MONTHS))
def test_paid_less_what_came_back_is_what_was_owed(months: Sequence[Sequence[tuple[str, int, int]]]) -> None:
    with transaction.atomic():
        at = office()
        who, other = builders.person(at.area, name="Giàng Thị Mỷ"), builders.person(at.area, name="Lò Thị Hoa")
        builders.fact(
            builders.registry.PaymentChannel, person=who, kind="bank", bank="Agribank", account="88",
            recipient_name="", valid=builders.period("2026-01-01"),
        )  # fmt: skip
        award(at, who, 540_000, str(FIRST.first))
        award(at, other, 540_000, str(FIRST.first))
        month = FIRST
        for number, events in enumerate(months):
            for place, what in enumerate(events):
                happens(at, who, month, what, number * 10 + place)
            run = released(at, month)
            check(who, month)
            mine = [line for line in lines(run.pk) if line.person_id == who.pk]
            if mine and ("returned", 0, 0) in events:
                content = fake_payers.statement([fake_payers.booked(mine[0], returned=True)], number=f"SK{number}")
                payments.import_returns(
                    actor=at.accountant, run_id=run.pk, content=content, name=f"{number}.xml", on=month.last
                )
            month = month.next()
        released(at, month)
        check(who, month)
        assert [f for f in payments.verify_money(FIRST.first).findings if f.code != "I4b"] == []
        for run in payments.runs_to_verify():
            assert [d for d in payments.verify_payroll(run).differences if d.why != "law"] == []
        transaction.set_rollback(True)
