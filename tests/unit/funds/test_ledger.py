"""The ledger balances and stays as it was written, by the database's own doing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit
from ansinh.funds import public as funds
from tests import builders

ON = date(2026, 11, 10)
MOVES = (
    "SELECT %(area)s::bigint AS area_id, 'p' AS programme, %(amount)s::bigint AS amount_vnd, NULL::bigint AS line_id"
)


def post(area: Unit, amount: int = 500, key: str = "k", code: str = "payroll_approved") -> funds.Posting:
    return funds.post_transfers(
        code=funds.TransferCode(code), on=ON, key=key, moves=MOVES, parameters={"area": area.pk, "amount": amount}
    )


@pytest.mark.django_db
def test_a_transfer_takes_from_one_account_and_gives_to_another() -> None:
    area = builders.commune()
    assert post(area) == funds.Posting(transfers=1, moves=1, amount_vnd=500)
    post(area, 200, "k2", "payroll_released")
    sums = {str(kind): amount for kind, amount in funds.trial_balance().items() if amount}
    assert sums == {"budget_line": -500, "payable": 300, "in_transit": 200}
    assert sum(sums.values()) == 0
    assert {b.area_id for b in funds.balances([area.pk])} == {area.pk}


@pytest.mark.django_db
def test_every_reason_has_a_route_and_its_article() -> None:
    assert set(funds.ROUTES) == set(funds.TransferCode)
    without_article = {code for code, route in funds.ROUTES.items() if not route.article.startswith("NĐ")}
    assert all(route.source != route.target for route in funds.ROUTES.values())
    # no decree on assistance says how an overpayment comes back: the decision to recover it does
    assert without_article == {
        funds.TransferCode.OVERPAYMENT_FOUND,
        funds.TransferCode.OVERPAYMENT_DROPPED,
        funds.TransferCode.RECOVERY_KEPT,
        funds.TransferCode.RECOVERY_UNDONE,
        funds.TransferCode.REFUND_TAKEN,
        funds.TransferCode.OVERPAYMENT_WAIVED,
        funds.TransferCode.WAIVER_UNDONE,
        funds.TransferCode.RECOVERED_HANDED_IN,
    }
    assert len({funds.ROUTES[code].article for code in without_article}) == 1


@pytest.mark.django_db
def test_the_same_key_is_not_posted_twice() -> None:
    area = builders.commune()
    post(area)
    with pytest.raises(IntegrityError), transaction.atomic():
        post(area)


@pytest.mark.django_db
def test_nothing_to_move_posts_nothing() -> None:
    posting = funds.post_transfers(
        code=funds.TransferCode.PAYROLL_APPROVED, on=ON, key="k", moves=f"{MOVES} WHERE false",
        parameters={"area": 1, "amount": 1},
    )  # fmt: skip
    assert posting == funds.Posting(0, 0, 0)
    assert not funds.Transfer.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("amounts", [(5,), (5, -4), (5, 5)])
def test_entries_that_do_not_balance_are_refused_at_once(amounts: tuple[int, ...]) -> None:
    area = builders.commune()
    post(area)
    transfer = funds.Transfer.objects.create(code="payroll_approved", on=ON, area=area, key="x")

    def write(amounts: tuple[int, ...]) -> None:
        accounts = funds.Account.objects.order_by("id")
        pairs = zip(accounts, amounts, strict=False)
        funds.Entry.objects.bulk_create(funds.Entry(transfer=transfer, account=a, amount_vnd=n) for a, n in pairs)

    with pytest.raises(DatabaseError, match="does not balance"), transaction.atomic():
        write(amounts)
    write((9, -9))


@pytest.mark.django_db(transaction=True)
def test_a_transfer_without_entries_does_not_commit() -> None:
    area = builders.commune()
    with pytest.raises(DatabaseError, match="has 0 entries"), transaction.atomic():
        funds.Transfer.objects.create(code="payroll_approved", on=ON, area=area, key="x")
    assert not funds.Transfer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_entry_joins_a_transfer_of_another_transaction() -> None:
    area = builders.commune()
    post(area)
    transfer = funds.Transfer.objects.get()
    accounts = list(funds.Account.objects.order_by("id"))
    with pytest.raises(DatabaseError, match="another transaction"), transaction.atomic():
        funds.Entry.objects.bulk_create(
            [
                funds.Entry(transfer=transfer, account=accounts[0], amount_vnd=7),
                funds.Entry(transfer=transfer, account=accounts[1], amount_vnd=-7),
            ]
        )


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["funds_account", "funds_transfer", "funds_entry"])
@pytest.mark.parametrize("role", [None, "ansinh_app", "ansinh_wide"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nobody_changes_or_removes_what_was_posted(table: str, role: str | None, act: str) -> None:
    area = builders.commune()
    post(area)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('ansinh.areas', %s, true)", [f"{{{area.pk}}}"])
        if role:
            cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(act.format(table))
        cursor.execute("RESET ROLE")


@pytest.mark.django_db
def test_a_commune_sees_its_own_accounts_only() -> None:
    here, there = builders.commune(0), builders.commune(1)
    post(here, key="a")
    post(there, key="b")
    with acting_as(builders.officer("commune_accountant", here)):
        assert {b.area_id for b in funds.balances()} == {here.pk}
        assert funds.Transfer.objects.count() == 1
        assert funds.Entry.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("amount", [0, None])
def test_an_entry_of_nothing_is_refused(amount: int | None) -> None:
    area = builders.commune()
    with pytest.raises(IntegrityError), transaction.atomic():
        funds.post_transfers(
            code=funds.TransferCode.PAYROLL_APPROVED, on=ON, key="k", moves=MOVES,
            parameters={"area": area.pk, "amount": amount},
        )  # fmt: skip
