"""Communes with thousands to pay, written by a few statements; and how their payroll goes from list to settlement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from django.db import connection

from ansinh.access import public as access
from ansinh.funds.public import Transfer
from ansinh.kernel import audit_chain
from ansinh.kernel.sealing.values import seal_all
from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, decision, lines, office

ON = date(2026, 11, 20)
AMOUNT = 540_000
ROLES = ("commune_officer", "commune_chair", "commune_accountant", "commune_account_holder")

_PEOPLE = """
INSERT INTO registry_person (full_name, name_fold, name_sort, born_on, born_precision, sex, ethnicity, area_id, village)
SELECT 'Lò Văn ' || n, 'lo van ' || n, lpad(n::text, 9, '0'), '1940-01-01', 'day', 'female', '', %s, 'Bản ' || n %% 9
FROM generate_series(1, %s) AS n RETURNING id
"""
_CHANNELS = """
INSERT INTO registry_payment_channel (person_id, kind, bank, account, recipient_name, valid, recorded_at, source_id)
SELECT id, 'bank', 'Ngân hàng thử', account, '', '[2026-01-01,)', '2026-01-01', %s
FROM unnest(%s::bigint[], %s::text[]) AS who (id, account)
"""
_AWARDS = """
INSERT INTO casework_award (person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd, months,
                            decision_id)
SELECT id, %s, 'social_allowance', 'elderly_80', 10, %s, %s, daterange(%s, NULL), %s FROM unnest(%s::bigint[]) AS id
"""


def people_to_pay(at: Office, count: int, *, first: str = "2026-11-01", account: str = "88{:07d}") -> list[int]:
    """So many people of a commune with accounts and an award each from a month on; their ids in order.

    ``account``: the form of their account numbers.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [at.area.pk, count])
        ids = [number for (number,) in cursor.fetchall()]
        accounts = seal_all("account", [account.format(number) for number in range(count)])
        cursor.execute(_CHANNELS, [builders.source().pk, ids, accounts])
        cursor.execute(_AWARDS, [at.area.pk, AMOUNT, AMOUNT, first, decision(at).pk, ids])
    return ids


def commune_to_pay(index: int, count: int) -> Office:
    """A commune with its office and so many people; with two months due."""
    at = office(index)
    people_to_pay(at, count, first="2026-10-01")
    return at


def office_again(index: int) -> Office:
    """The office of a commune, as another process finds it."""
    area = builders.commune(index)
    people = [
        access.actor_of(access.User.objects.get(username=f"{role}-{area.code}"), date(2026, 11, 20)) for role in ROLES
    ]
    return Office(area, *people)


def statement_of(run_id: int) -> bytes:
    """Of each four in the order of the list two are paid, one comes back, one is not answered."""
    booked = [
        fake_payers.booked(line, returned=place % 4 == 2)
        for place, line in enumerate(lines(run_id))
        if place % 4 != 3
    ]  # fmt: skip
    return fake_payers.statement(booked, number=f"SK-{run_id}")


def steps(at: Office) -> dict[str, Callable[[], object]]:
    """The steps of a run from its list to its settlement; each may be called again."""
    run = payments.open_run(actor=at.maker, month=NOVEMBER, area=at.area, pay_on=PAY_DAY)

    def approve() -> object:
        digest = payments.PayrollRun.objects.get(pk=run.pk).manifest_sha256
        return payments.approve_run(actor=at.chair, run_id=run.pk, manifest_sha256=digest, on=PAY_DAY)

    def authorise() -> object:
        digest = payments.PayrollRun.objects.get(pk=run.pk).manifest_sha256
        return payments.authorise_run(actor=at.holder, run_id=run.pk, manifest_sha256=digest, on=PAY_DAY)

    def read() -> object:
        content = statement_of(run.pk)
        return payments.import_returns(actor=at.accountant, run_id=run.pk, content=content, name="sk.xml", on=ON)

    return {
        "lock": lambda: payments.lock_run(actor=at.maker, run_id=run.pk),
        "approve": approve,
        "authorise": authorise,
        "release": lambda: payments.release_run(actor=at.accountant, run_id=run.pk, on=PAY_DAY),
        "import": read,
        "settle": lambda: payments.settle_run(actor=at.accountant, run_id=run.pk, on=ON),
    }


def carry_through(at: Office) -> None:
    """All steps, whatever of them was done before."""
    for work in steps(at).values():
        work()


CODES = ["payroll_approved", "payroll_released", "payment_made", "payment_returned", "returned_to_budget"]


def check_settled(at: Office, count: int) -> None:
    """Everybody once on the list, with the end that the bank told; each kind of posting once."""
    found = payments.PayrollLine.objects.filter(commune=at.area)
    assert found.values("person_id").distinct().count() == found.count() == count
    states = Counter(found.values_list("state", flat=True))
    assert states == {"paid": count // 2, "returned": count // 4, "unknown": count // 4}
    assert sum(found.values_list("amount_vnd", flat=True)) == count * 2 * AMOUNT
    assert sorted(Transfer.objects.filter(area=at.area).values_list("code", flat=True)) == sorted(CODES)


def check_invariants() -> None:
    """What `ansinh verify money` and `ansinh verify audit` look at: nothing is found."""
    assert payments.verify_money(ON).findings == ()
    assert audit_chain.verify()[0] == []
