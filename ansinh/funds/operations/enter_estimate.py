"""Entering a decision about a year's estimate; nothing is in the ledger before somebody else approves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.contents_table import CONTENTS
from ansinh.funds.models import BudgetLine, BudgetSource, Estimate, EstimateRow
from ansinh.funds.policies import check_may
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Amount:
    """đồng for a line: more (above 0) or less (below 0)."""

    source: str
    content: str
    amount_vnd: int
    chapter: str
    category: str = "370"
    section: str = "398"
    item: str = "7150"


def enter_estimate(
    *,
    actor: Actor,
    area_id: int,
    year: int,
    kind: str,
    number: str,
    decided_on: date,
    amounts: Sequence[Amount],
    note: str = "",
) -> Estimate:
    """Enter a decision with its amounts by line; lines that are new are made. Raises Refusal for what cannot be."""
    with acting_as(SYSTEM):
        user_id = check_may(actor, Permission.PREPARE_BUDGET, area_id)
        _check(year, kind, number, amounts)
        if Estimate.objects.filter(area_id=area_id, number=number.strip(), decided_on=decided_on).exclude(
            state="dropped"
        ):
            raise Refusal("Quyết định này đã được nhập.", code="entered_before", number=number)
        made = Estimate.objects.create(
            area_id=area_id, year=year, kind=kind, number=number.strip(), decided_on=decided_on, note=note.strip(),
            entered_by_id=user_id,
        )  # fmt: skip
        rows = [
            EstimateRow(estimate=made, line=_line(area_id, year, one), amount_vnd=one.amount_vnd) for one in amounts
        ]
        EstimateRow.objects.bulk_create(rows)
        audit.record(
            actor=actor,
            action="estimate.enter",
            object_kind="estimate",
            object_id=made.pk,
            area_id=area_id,
            details={"year": year, "lines": len(rows), "amount_vnd": sum(one.amount_vnd for one in amounts)},
        )
    return made


def _line(area_id: int, year: int, one: Amount) -> BudgetLine:
    found, _ = BudgetLine.objects.get_or_create(
        year=year, area_id=area_id, source=one.source, content=one.content, chapter=one.chapter, category=one.category,
        section=one.section, item=one.item,
    )  # fmt: skip
    return found


def _check(year: int, kind: str, number: str, amounts: Sequence[Amount]) -> None:
    if not 2000 <= year <= 2100 or kind not in Estimate.Kind.values or not number.strip():
        raise Refusal("Hãy ghi đủ năm, loại, số và ngày quyết định.", code="bad_choice")
    if not amounts:
        raise Refusal("Quyết định phải có ít nhất một dòng dự toán.", code="no_amounts")
    for one in amounts:
        if one.amount_vnd == 0 or one.source not in BudgetSource.values or one.content not in CONTENTS:
            raise Refusal("Mỗi dòng phải có nguồn, nội dung và số tiền khác 0.", code="bad_amount")
        codes = ((one.chapter, 3), (one.category, 3), (one.section, 3), (one.item, 4))
        if not all(code.isascii() and code.isdigit() and len(code) == size for code, size in codes):
            raise Refusal("Chương, loại, khoản có 3 chữ số, mục có 4 chữ số.", code="bad_codes")
        if one.amount_vnd < 0 and kind != Estimate.Kind.ADJUSTED:
            raise Refusal("Chỉ quyết định điều chỉnh mới được ghi số giảm.", code="bad_amount")
    if len({(a.source, a.content, a.chapter, a.category, a.section, a.item) for a in amounts}) < len(amounts):
        raise Refusal("Hai dòng trùng nguồn, nội dung và mã ngân sách: hãy gộp lại.", code="same_line")
