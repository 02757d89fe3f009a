"""Closed months and years: nothing is posted into them, another person opens them again, with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.areas.public import Succession, Unit, province
from ansinh.funds import public as funds
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.models import AuditEntry
from tests import builders

from .test_ledger import MOVES

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def post(area: Unit, on: date, key: str = "k") -> funds.Posting:
    return funds.post_transfers(
        code=funds.TransferCode.PAYROLL_APPROVED, on=on, key=key, moves=MOVES,
        parameters={"area": area.pk, "amount": 500},
    )  # fmt: skip


class Books:
    def __init__(self) -> None:
        self.here, self.there = builders.commune(0), builders.commune(1)
        self.whole = province(date(2026, 1, 1))
        self.accountant = builders.officer("province_accountant", self.whole)
        self.leader = builders.officer("province_leader", self.whole)

    def close(self, area: Unit | None = None, first: date = NOVEMBER, months: int = 1, **more: Any) -> funds.Closing:
        values = {"actor": self.accountant, "on": date(2027, 2, 1)} | more
        return funds.close_period(area_id=(area or self.whole).pk, first=first, months=months, **values)


@pytest.fixture
def books() -> Books:
    return Books()


def test_nothing_is_posted_into_a_closed_month_of_the_area_or_what_it_belongs_to(books: Books) -> None:
    post(books.here, date(2026, 11, 10), "trước")
    closed = books.close()
    assert closed.figures == {"budget_line": -500, "payable": 500}
    for area in (books.here, books.there):
        with pytest.raises(Refusal, match="đã khóa kỳ từ 01/11/2026 đến 30/11/2026"):
            post(area, date(2026, 11, 30))
    post(books.here, DECEMBER, "sau")
    post(books.here, date(2026, 10, 31), "trước nữa")
    books.close(books.here, DECEMBER)
    post(books.there, DECEMBER, "xã khác")
    with pytest.raises(Refusal, match=books.here.name):
        post(books.here, date(2026, 12, 31), "xã này")
    assert funds.verify_funds()[0] == []


@pytest.mark.parametrize("role", [None, "ansinh_wide"])
def test_the_database_refuses_it_by_itself(books: Books, role: str | None) -> None:
    books.close()
    with connection.cursor() as cursor:
        if role:
            cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
            funds.Transfer.objects.create(code="payroll_approved", on=date(2026, 11, 5), area=books.here, key="thô")
        cursor.execute("RESET ROLE")


def test_another_person_opens_it_again_with_a_reason(books: Books) -> None:
    closed = books.close()
    with pytest.raises(Refusal, match="lý do"):
        funds.reopen_period(actor=books.leader, closing_id=closed.pk, because=" ")
    with pytest.raises(Refusal, match="không có quyền"):
        funds.reopen_period(actor=books.accountant, closing_id=closed.pk, because="sửa")
    opened = funds.reopen_period(actor=books.leader, closing_id=closed.pk, because="bỏ sót chứng từ")
    assert opened.because == "bỏ sót chứng từ"
    post(books.here, date(2026, 11, 10))
    with pytest.raises(AlreadyDone):
        funds.reopen_period(actor=books.leader, closing_id=closed.pk, because="lần nữa")
    assert books.close().pk != closed.pk
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert [a for a in actions if a.startswith("period.")] == ["period.close", "period.reopen", "period.close"]


def test_a_year_is_closed_once_it_is_over_and_nothing_is_pending(books: Books) -> None:
    with pytest.raises(Refusal, match="01/01/2027"):
        books.close(first=date(2026, 1, 1), months=12, on=date(2026, 12, 31))
    with pytest.raises(Refusal):
        books.close(first=date(2026, 3, 1), months=12)
    books.close()
    books.close(first=date(2026, 1, 1), months=12)
    with pytest.raises(AlreadyDone):
        books.close()
    with pytest.raises(Refusal, match="01/01/2026"):
        post(books.here, date(2026, 2, 2))


def test_a_commune_closes_its_own_books_only(books: Books) -> None:
    own = builders.officer("commune_accountant", books.here)
    assert books.close(books.here, actor=own).pk
    with pytest.raises(Refusal, match="ngoài phạm vi"):
        books.close(books.there, actor=own)
    with pytest.raises(Refusal, match="không có quyền"):
        books.close(books.here, first=date(2026, 10, 1), actor=builders.officer("commune_officer", books.here))


@pytest.mark.parametrize("role", [None, "ansinh_app", "ansinh_wide"])
@pytest.mark.parametrize(
    "act",
    ["UPDATE funds_closing SET period = '[2026-10-01,2026-11-01)'", "DELETE FROM funds_closing",
     "UPDATE funds_closing SET reopened_by_id = closed_by_id, reopened_at = now(), because = 'x'",
     "UPDATE funds_closing SET reopened_by_id = closed_by_id + 1, reopened_at = now()", "TRUNCATE funds_closing",
     "UPDATE funds_closing SET figures = '[1]'"],
)  # fmt: skip
def test_a_closing_is_not_rewritten(books: Books, role: str | None, act: str) -> None:
    books.close(books.here)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ansinh.areas', %s, true)", [f"{{{books.here.pk}}}"])
        if role:
            cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(act)
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "days", [("2026-11-02", "2026-12-02"), ("2026-11-01", "2026-11-30"), ("2026-03-01", "2027-03-01")]
)
def test_only_whole_months_and_years_are_closed(books: Books, days: tuple[str, str]) -> None:
    period = DateRange(*(date.fromisoformat(day) for day in days))
    with pytest.raises(DatabaseError, match="no month and no year"), transaction.atomic():
        funds.Closing.objects.create(area=books.here, period=period, closed_by_id=books.accountant.user_id)


def former_of(area: Unit) -> Unit:
    found = Succession.objects.filter(successor=area, predecessor__kind="commune").first()
    assert found is not None
    return found.predecessor


def test_a_former_unit_is_in_the_books_of_what_it_went_over_into(books: Books) -> None:
    """What comes back of a commune of before July 2025 is the successor's: its closed month is shut for it too."""
    old = former_of(books.here)
    assert old.parent_id not in (books.whole.pk, None)
    for area in (books.here, books.whole):
        closed = books.close(area)
        with pytest.raises(Refusal) as refused:
            post(old, date(2026, 11, 30))
        assert refused.value.code == "period_closed"
        assert area.name in refused.value.said
        with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
            funds.Transfer.objects.create(code="payroll_approved", on=date(2026, 11, 5), area=old, key="thô")
        funds.reopen_period(actor=books.leader, closing_id=closed.pk, because="bỏ sót chứng từ")
    books.close(books.there)
    assert post(old, date(2026, 11, 30)).moves, "a neighbour's books are not its own"
    books.close(first=date(2025, 6, 1))
    assert post(old, date(2025, 6, 30), "june").moves, "until June 2025 its days were in its own books"


def test_the_balances_of_a_successor_hold_what_its_former_units_posted(books: Books) -> None:
    old = former_of(books.here)
    post(old, date(2025, 6, 30), "june 2025")
    post(old, date(2026, 11, 10), "came late")
    assert books.close(books.here).figures == {"budget_line": -1000, "payable": 1000}
    assert books.close(books.there).figures == {}
    assert books.close(books.here, date(2025, 6, 1)).figures == {}, "in June 2025 they were books of their own"
    post(old, date(2026, 12, 10), "open")
    assert funds.verify_funds()[0] == []


def test_what_is_posted_past_the_guard_is_found(books: Books) -> None:
    old = former_of(books.here)
    books.close(books.here)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE funds_transfer DISABLE TRIGGER USER")
    funds.Transfer.objects.create(code="payroll_approved", on=date(2026, 11, 30), area=old, key="thô")
    assert "N6" in [found.code for found in funds.verify_funds()[0]]
