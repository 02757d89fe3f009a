"""Goods in stores: batches, first to expire first out, lists, counts, donations; never below nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.flows.hand_over import list_receivers
from ansinh.funds import public as funds
from ansinh.funds.models import StockMove
from ansinh.kernel.errors import AlreadyDone, Refusal
from tests import builders

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)


class Shelf:
    """A commune with a store, its accountant and its chair."""

    def __init__(self, index: int = 0) -> None:
        self.area = builders.commune(index)
        self.keeper = builders.officer("commune_accountant", self.area)
        self.chair = builders.officer("commune_chair", self.area)
        self.store = funds.open_store(actor=self.keeper, area_id=self.area.pk, name="Kho xã")

    def receive(self, quantity: int, expires: str | None = None, goods: str = "rice", **more: Any) -> funds.Batch:
        values = {"source": "reserve", "reference": "Phiếu 1", "on": ON} | more
        return funds.receive_goods(
            actor=self.keeper, store_id=self.store.pk, goods=goods, quantity=Decimal(quantity),
            expires_on=date.fromisoformat(expires) if expires else None, **values,
        )  # fmt: skip

    def held(self) -> list[Decimal]:
        return [line.stock.quantity for line in funds.stock_lines(ON, store_id=self.store.pk)]

    def enter(self, each: int = 15, people: int = 2, number: str = "5/QĐ") -> funds.Handover:
        receivers = [funds.Receiver(n, f"Người {n}", "Bản Trong", Decimal(each)) for n in range(1, people + 1)]
        return funds.enter_handover(
            actor=self.keeper, store_id=self.store.pk, area_id=self.area.pk, goods="rice", number=number,
            decided_on=ON, reason="Thiếu đói", citation="Điều 12", receivers=receivers,
        )  # fmt: skip


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def clean() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return funds.verify_funds()[0] == []


def test_a_list_takes_the_shortest_lived_first_and_what_is_left_comes_back(shelf: Shelf) -> None:
    shelf.receive(100)
    shelf.receive(20, "2026-12-31")
    shelf.receive(50, "2026-11-26", on=date(2026, 1, 1))
    listed = shelf.enter(people=5)
    with pytest.raises(Refusal, match="không có quyền"):
        funds.approve_handover(actor=shelf.keeper, handover_id=listed.pk, on=ON)
    funds.approve_handover(actor=shelf.chair, handover_id=listed.pk, on=ON)
    assert shelf.held() == [95]
    with pytest.raises(AlreadyDone):
        funds.approve_handover(actor=shelf.chair, handover_id=listed.pk, on=ON)
    absent = list(listed.rows.values_list("pk", flat=True)[:2])
    assert funds.close_handover(actor=shelf.keeper, handover_id=listed.pk, absent=absent, on=ON) == 30
    assert sum(shelf.held()) == 170 - 45
    assert clean()
    with pytest.raises(Refusal):
        funds.close_handover(actor=shelf.keeper, handover_id=listed.pk, absent=[], on=ON)


def test_expired_goods_are_not_handed_out_and_too_few_refuse_the_list(shelf: Shelf) -> None:
    shelf.receive(29)
    shelf.receive(500, "2026-11-24", on=date(2026, 1, 1))
    listed = shelf.enter()
    with pytest.raises(Refusal, match="chỉ còn 29 kg gạo còn hạn dùng, cần 30 kg"):
        funds.approve_handover(actor=shelf.chair, handover_id=listed.pk, on=ON)
    assert sum(shelf.held()) == 529
    funds.drop_handover(actor=shelf.keeper, handover_id=listed.pk)
    assert shelf.enter().pk != listed.pk


def test_goods_go_from_store_to_store_once_a_paper(shelf: Shelf) -> None:
    there = Shelf(1)
    shelf.receive(40)
    send = {"actor": shelf.keeper, "store_id": shelf.store.pk, "to_store_id": there.store.pk, "goods": "rice",
            "quantity": Decimal("12.5"), "number": "PX 7", "on": ON}  # fmt: skip
    funds.send_goods(**send)
    assert (shelf.held(), there.held()) == ([Decimal("27.5")], [Decimal("12.5")])
    with pytest.raises(Refusal, match="đã được ghi"):
        funds.send_goods(**send)
    with acting_as(there.keeper):
        assert [line.stock.store_id for line in funds.stock_lines(ON)] == [there.store.pk]
    with pytest.raises(Refusal, match="ngoài phạm vi"):
        funds.send_goods(**(send | {"actor": there.keeper, "number": "PX 8"}))
    assert clean()


@pytest.mark.parametrize(("kind", "quantity", "left"), [("count", 92, 92), ("count", 110, 110), ("loss", 8, 92)])
def test_a_count_enters_the_books_once_another_has_approved_it(
    shelf: Shelf, kind: str, quantity: int, left: int
) -> None:
    batch = shelf.receive(100)
    found = funds.enter_stocktaking(
        actor=shelf.keeper, store_id=shelf.store.pk, kind=kind, number="BB 1", decided_on=ON, because="mối mọt",
        quantities={batch.pk: Decimal(quantity)},
    )  # fmt: skip
    assert shelf.held() == [100]
    funds.approve_stocktaking(actor=shelf.chair, stocktaking_id=found.pk, on=ON)
    assert shelf.held() == [left]
    with pytest.raises(AlreadyDone):
        funds.approve_stocktaking(actor=shelf.chair, stocktaking_id=found.pk, on=ON)
    assert clean()


def test_poor_households_get_what_the_law_gives_each_person(shelf: Shelf) -> None:
    poor, rich, dead = (builders.person(shelf.area, name=f"Lò Thị {x}", village="Bản Trong") for x in "ABC")
    type(dead).objects.filter(pk=dead.pk).update(died_on=date(2026, 1, 1))
    for who, status in ((poor, "poor"), (rich, "none"), (dead, "poor")):
        home = builders.household(shelf.area, who)
        builders.fact(builders.registry.Poverty, household=home, status=status, valid=builders.period("2024-01-01"))
    names = {"actor": shelf.keeper, "store_id": shelf.store.pk, "area_id": shelf.area.pk, "goods": "rice", "on": ON}
    listed = list_receivers(**names, reason="hardship", months=2, number="9/QĐ")
    assert [(row.person_id, row.quantity) for row in listed.rows.all()] == [(poor.pk, Decimal(30))]
    assert "335/2026" in listed.citation
    with pytest.raises(Refusal, match="không quá 1 tháng"):
        list_receivers(**names, reason="tet", months=2, number="10/QĐ")
    with pytest.raises(Refusal, match="chưa có ai"):
        list_receivers(**names, reason="tet", months=1, number="11/QĐ", village="Bản Khác")


@pytest.mark.parametrize("role", [None, "ansinh_app", "ansinh_wide"])
@pytest.mark.parametrize(
    "act",
    ["INSERT INTO funds_stock_move (store_id, batch_id, kind, quantity, \"on\", key, note, made_by_id) "
     "SELECT store_id, batch_id, 'handed', -11, current_date, 'thô', '', made_by_id FROM funds_stock_move",
     "UPDATE funds_stock_move SET quantity = 99", "DELETE FROM funds_stock_move", "TRUNCATE funds_batch CASCADE",
     "UPDATE funds_handover SET state = 'entered', approved_by_id = NULL", "DELETE FROM funds_handover_row",
     "UPDATE funds_handover_row SET quantity = 1", "UPDATE funds_handover SET state = 'closed', closed_at = NULL "
     "WHERE state = 'entered'", "UPDATE funds_handover_row SET received = true"],
)  # fmt: skip
def test_raw_sql_does_not_get_past_the_database(shelf: Shelf, role: str | None, act: str) -> None:
    shelf.receive(10)
    shelf.enter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ansinh.areas', %s, true)", [f"{{{shelf.area.pk}}}"])
        if role:
            cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(act)
        cursor.execute("RESET ROLE")


def test_a_move_has_the_direction_of_its_kind(shelf: Shelf) -> None:
    batch = shelf.receive(10)
    with pytest.raises(IntegrityError, match="stock_move_direction"), transaction.atomic():
        StockMove.objects.create(
            store=shelf.store, batch=batch, kind="handed", quantity=1, on=ON, key="x", made_by_id=shelf.keeper.user_id
        )


def balance() -> dict[str, int]:
    return {str(kind): amount for kind, amount in funds.trial_balance().items() if amount}


def test_a_donation_is_promised_received_and_used_by_decision(shelf: Shelf) -> None:
    names = {"actor": shelf.keeper, "area_id": shelf.area.pk, "content": "emergency"}
    gift = funds.promise_gift(**names, donor="Hội thử", amount_vnd=5_000_000, on=ON)
    other = funds.promise_gift(**names, donor="Người thử", amount_vnd=700_000, on=ON)
    assert balance() == {"donor": -5_700_000, "pledged": 5_700_000}
    funds.receive_gift(actor=shelf.keeper, gift_id=gift.pk, receipt="PT 1", on=ON)
    funds.withdraw_gift(actor=shelf.keeper, gift_id=other.pk, on=ON)
    assert balance() == {"donor": -5_000_000, "gift_fund": 5_000_000}
    with pytest.raises(AlreadyDone):
        funds.withdraw_gift(actor=shelf.keeper, gift_id=gift.pk, on=ON)
    use = funds.enter_gift_use(**names, amount_vnd=5_000_001, number="1", decided_on=ON, purpose="mua chăn")
    with pytest.raises(Refusal, match=r"chỉ còn 5\.000\.000 đồng"):
        funds.approve_gift_use(actor=shelf.chair, use_id=use.pk, on=ON)
    use = funds.enter_gift_use(**names, amount_vnd=2_000_000, number="2", decided_on=ON, purpose="mua chăn")
    funds.approve_gift_use(actor=shelf.chair, use_id=use.pk, on=ON)
    assert balance() == {"donor": -5_000_000, "gift_fund": 3_000_000, "gift_used": 2_000_000}
    assert clean()


def test_donated_money_in_a_budget_line_pays_lists(shelf: Shelf) -> None:
    entered = funds.enter_estimate(
        actor=shelf.keeper, area_id=shelf.area.pk, year=2026, kind="given", number="1", decided_on=ON,
        amounts=[funds.Amount("donation", "all", 1, chapter="800")],
    )  # fmt: skip
    funds.approve_estimate(actor=shelf.chair, estimate_id=entered.pk, on=ON)
    line = funds.BudgetLine.objects.get()
    names = {"actor": shelf.keeper, "area_id": shelf.area.pk, "content": "emergency"}
    gift = funds.promise_gift(**names, donor="Hội thử", amount_vnd=900, on=ON)
    funds.receive_gift(actor=shelf.keeper, gift_id=gift.pk, receipt="PT 1", on=ON)
    use = funds.enter_gift_use(**names, amount_vnd=900, number="2", decided_on=ON, purpose="trợ cấp", line_id=line.pk)
    funds.approve_gift_use(actor=shelf.chair, use_id=use.pk, on=ON)
    row = funds.line_figures(2026)[0]
    assert (row.given_vnd, row.gifts_vnd, row.total_vnd, row.left_vnd) == (1, 900, 901, 901)
    assert clean()


def test_donated_goods_are_used_at_their_value_to_the_dong(shelf: Shelf) -> None:
    batch = shelf.receive(7, source="donation")
    funds.promise_gift(
        actor=shelf.keeper, area_id=shelf.area.pk, donor="Hội thử", content="emergency", amount_vnd=100, on=ON,
        batch=batch, receipt="PN 1",
    )  # fmt: skip
    assert balance() == {"donor": -100, "gift_goods": 100}
    for number, expected in (("a", 42), ("b", 85)):
        listed = shelf.enter(each=1, people=3, number=number)
        funds.approve_handover(actor=shelf.chair, handover_id=listed.pk, on=ON)
        funds.close_handover(actor=shelf.keeper, handover_id=listed.pk, absent=[], on=ON)
        assert balance()["gift_used"] == expected
    lost = funds.enter_stocktaking(
        actor=shelf.keeper, store_id=shelf.store.pk, kind="loss", number="BB", decided_on=ON, because="ướt",
        quantities={batch.pk: Decimal(1)},
    )  # fmt: skip
    funds.approve_stocktaking(actor=shelf.chair, stocktaking_id=lost.pk, on=ON)
    assert balance() == {"donor": -100, "gift_used": 100}
    assert clean()


@pytest.mark.parametrize(("text", "value"), [("1.250", "1250"), ("12,5", "12.5"), (" 0,125 ", "0.125")])
def test_quantities_are_read_as_people_write_them(text: str, value: str) -> None:
    assert funds.quantity_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "mười", "-3", "1,2345", "NaN", "1e99"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        funds.quantity_of(text)
