"""Who gets goods from a store: people of poor households of a commune on a day, with what the law gives each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from ansinh.access.public import Actor, acting_as
from ansinh.areas.public import with_parts_and_predecessors
from ansinh.determination.public import law_in_force
from ansinh.funds.public import GOODS, Handover, Receiver, enter_handover
from ansinh.kernel.errors import Refusal
from ansinh.legislation.one_off import one_off_book_with

# As the registry believes now; whoever died by that day is not on the list, nor a record that was merged into another.
_PEOPLE = """
SELECT p.id, p.full_name, p.village FROM registry_person AS p
JOIN registry_membership AS m ON m.person_id = p.id AND m.valid @> %(on)s::date AND m.retracted_at IS NULL
JOIN registry_poverty AS v ON v.household_id = m.household_id AND v.valid @> %(on)s::date AND v.retracted_at IS NULL
WHERE p.area_id = ANY (%(areas)s) AND v.status = ANY (%(statuses)s) AND (p.died_on IS NULL OR p.died_on > %(on)s)
  AND (%(village)s::text = '' OR p.village = %(village)s)
  AND NOT EXISTS (SELECT FROM registry_alias AS x WHERE x.person_id = p.id)
ORDER BY p.village, m.household_id, p.name_sort, p.id
"""
REASONS = {
    "tet": ("Hộ thiếu đói dịp Tết Nguyên đán", "rice_tet_months"),
    "hardship": ("Thiếu đói do thiên tai, hỏa hoạn, mất mùa, giáp hạt", "rice_months"),
}
STATUSES = ("poor", "near_poor")


@dataclass(frozen=True)
class Due:
    """What the law of a day gives a person, and by which article; None where it names no quantity."""

    quantity: Decimal | None
    citation: str


def due_by_law(goods: str, reason: str, months: int, on: date) -> Due:
    """Rice: kilograms a person for so many months. Raises Refusal for more months than the law allows."""
    book = one_off_book_with(law_in_force())
    if GOODS[goods][2] != "rice":
        return Due(None, book.number("rice_kg", on).citation)
    kg, most = (book.number(name, on) for name in ("rice_kg", REASONS[reason][1]))
    if not 1 <= months <= int(most.value):
        raise Refusal(
            "%(reason)s: mỗi đợt không quá %(value)s tháng.",
            code="too_many_months",
            reason=REASONS[reason][0],
            value=int(most.value),
        )
    return Due(Decimal(int(kg.value) * months), kg.citation)


def list_receivers(
    *,
    actor: Actor,
    store_id: int,
    area_id: int,
    goods: str,
    reason: str,
    months: int,
    number: str,
    on: date,
    statuses: Collection[str] = STATUSES,
    village: str = "",
    each: Decimal | None = None,
) -> Handover:
    """Enter a list of all of them. ``each``: how much a person gets, where the law names no quantity.

    Raises Refusal as the law and ``enter_handover`` do.
    """
    if goods not in GOODS or reason not in REASONS or not statuses or not set(statuses) <= set(STATUSES):
        raise Refusal("Hãy chọn mặt hàng, lý do và diện hộ.", code="bad_choice")
    due = due_by_law(goods, reason, months, on)
    quantity = due.quantity if due.quantity is not None else each
    if not quantity:
        raise Refusal("Hãy ghi số lượng cho mỗi người.", code="quantity_missing")
    return enter_handover(
        actor=actor,
        store_id=store_id,
        area_id=area_id,
        goods=goods,
        number=number,
        decided_on=on,
        reason=REASONS[reason][0],
        citation=due.citation,
        receivers=[Receiver(*row, quantity) for row in _people(actor, area_id, on, sorted(statuses), village)],
    )


def _people(actor: Actor, area_id: int, on: date, statuses: Sequence[str], village: str) -> list[tuple[int, str, str]]:
    names = {
        "areas": sorted(with_parts_and_predecessors([area_id])),
        "on": on,
        "statuses": list(statuses),
        "village": village.strip(),
    }
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(_PEOPLE, names)
        return [(int(pk), name, place) for pk, name, place in cursor.fetchall()]
