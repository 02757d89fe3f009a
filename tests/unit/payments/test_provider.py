"""Contracts with providers: what is refused, by the operation and by the database itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import Office, authorised, award, lines, locked, office, released

pytestmark = pytest.mark.django_db
SECRET = "một".encode().hex() * 8


def contract(at: Office, **fields: Any) -> payments.Provider:
    """A contract of the commune's administrator."""
    administrator = fields.pop("actor", None) or builders.officer("administrator", at.area, f"qt-{at.area.code}")
    values = {"since": date(2026, 1, 1), "code": "cong-thu", "name": "Cổng thử", "url": "https://cong.thu.invalid"}
    values |= {"key_id": "k", "secret": SECRET}
    return payments.set_provider(actor=administrator, area=at.area, **{**values, **fields})


def with_account(at: Office) -> None:
    """Somebody who is paid to an account."""
    who = builders.person(at.area)
    builders.fact(
        builders.registry.PaymentChannel, person=who, kind="bank", bank="Ngân hàng thử", account="123",
        recipient_name="", valid=builders.period("2026-01-01"),
    )  # fmt: skip
    award(at, who)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"url": "http://cong.thu.invalid"}, "unsafe_url"),
        ({"url": "ftp://127.0.0.1"}, "unsafe_url"),
        ({"secret": "ngan"}, "short_secret"),
        ({"code": "Cổng"}, "bad_code"),
        ({"name": "  "}, "missing_value"),
        ({"key_id": ""}, "missing_value"),
    ],
)
def test_unsound_contracts_are_refused(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        contract(office(), **fields)
    assert refused.value.code == code


def test_only_an_administrator_of_the_area_sets_one() -> None:
    at = office()
    for actor in (at.maker, at.accountant, builders.officer("administrator", builders.commune(1), "qt-khac")):
        with pytest.raises(Refusal):
            contract(at, actor=actor)


def test_the_secret_lies_sealed_and_out_of_the_log() -> None:
    contract(office())
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM payments_provider")
        assert cursor.fetchone()[0].startswith("secret-1.")
        cursor.execute("SELECT count(*) FROM kernel_audit_entry WHERE details::text LIKE %s", [f"%{SECRET[:12]}%"])
        assert cursor.fetchone() == (0,)


def test_the_next_contract_ends_the_one_before_and_an_end_is_an_end() -> None:
    at = office()
    first = contract(at)
    administrator = builders.officer("administrator", at.area, "qt-hai")
    second = contract(at, actor=administrator, code="cong-hai", since=date(2026, 7, 1))
    first.refresh_from_db()
    assert first.valid.upper == date(2026, 7, 1)
    payments.end_provider(actor=administrator, code="cong-hai", last_day=date(2026, 11, 9))
    second.refresh_from_db()
    assert second.valid.upper == date(2026, 11, 10)
    with_account(at)
    assert payments.provider_of(released(at).pk) is None, "paid on the tenth: by file again"


def test_a_run_keeps_what_it_was_approved_with() -> None:
    """Set between approval and release, a provider takes nothing that may stand in a file already."""
    at = office()
    with_account(at)
    drawn = locked(at)
    payments.approve_run(
        actor=at.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=date(2026, 11, 9)
    )
    authorised(at, drawn, date(2026, 11, 9))
    contract(at)
    authorised(at, drawn, date(2026, 11, 9))
    run = payments.release_run(actor=at.accountant, run_id=drawn.run_id, on=date(2026, 11, 9))
    assert payments.provider_of(run.pk) is None
    assert payments.bank_file(run).startswith(b"<?xml")


def test_a_run_of_cash_has_no_provider() -> None:
    at = office()
    contract(at)
    award(at, builders.person(at.area))
    assert payments.provider_of(released(at).pk) is None


@pytest.fixture
def order() -> payments.PaymentOrder:
    at = office()
    contract(at)
    with_account(at)
    run = released(at)
    (line,) = lines(run.pk)
    return payments.PaymentOrder.objects.create(line=line, via_id=run.pk, key=line.key, amount_vnd=line.amount_vnd)


@pytest.mark.parametrize(
    "change",
    [
        "state = 'executed'",
        "state = 'unknown', attempts = 1",
        "state = 'sending'",
        "amount_vnd = amount_vnd + 1",
        "key = 'X'",
        "version = -1",
        "state = 'lost', attempts = 1",
    ],
)
def test_the_database_refuses_what_cannot_happen_to_an_order(order: payments.PaymentOrder, change: str) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE payments_order SET {change} WHERE line_id = %s", [order.pk])


def test_the_database_refuses_two_orders_of_a_key_and_open_addresses(order: payments.PaymentOrder) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.PaymentOrder.objects.create(pk=order.pk + 1, via_id=order.via_id, key=order.key, amount_vnd=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.Provider.objects.update(url="http://cong.thu.invalid")


def test_orders_show_with_their_lines(order: payments.PaymentOrder) -> None:
    here = builders.officer("commune_accountant", order.line.commune, "ke-toan-hai")
    elsewhere = builders.officer("commune_accountant", builders.commune(1), "ke-toan-khac")
    with acting_as(here):
        assert payments.PaymentOrder.objects.count() == 1
    with acting_as(elsewhere):
        assert payments.PaymentOrder.objects.count() == 0
        assert payments.Provider.objects.count() == 0
