"""From estimate to decision, list, file, statement and treasury: six stages of a month, every difference named.

The stages and the differences between them add up to 0 by being counted apart: lists from the lines, decisions from the
awards, budget and treasury from the ledger. What does not fit is its own line, with its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel.reading_together import rows_together
from ansinh.oversight.reconciled import Standing, standing, takes_long
from ansinh.oversight.reconciled_table import FOUND
from ansinh.oversight.reconciliation_table import (
    AWARD_ROWS,
    DECISIONS,
    LINE_ROWS,
    LINES,
    PARTS,
    RECOVERIES,
    RELEASED,
    RESERVED,
    TREASURY,
    UNMATCHED,
    held_together,
)

APPROVED = ("approved", "authorised", "released", "settled")
GONE = ("released", "settled")
HELD = ("held", "held_early")
OTHER = ("arrears", "carried_over", "set_off", "recovery", "given_back", "one_off")
"""Kinds of parts that are due by decision besides the month's own amounts."""


@dataclass(frozen=True)
class Counted:
    """What the tables hold of a month, counted by commune: the only input of everything shown.

    ``kept``: what decisions and lists do not have in common was counted before, and only changes since are counted now.
    """

    lines: Sequence[tuple[int, str, str, str, str, str, int, int]]
    parts: Sequence[tuple[int, str, int]]
    decisions: Sequence[tuple[int, str, str, int, int]]
    reserved: Sequence[tuple[int, str, str, int]]
    released: Sequence[tuple[int, int]]
    treasury: Sequence[tuple[int, str, int]]
    recoveries: Sequence[tuple[int, str, int]]
    unmatched: Sequence[tuple[str, int, int]]
    kept: Standing | None = None

    def by_commune(self) -> dict[int, Counted]:
        """The same of each commune that occurs."""
        tables: tuple[Sequence[Any], ...] = (
            self.lines, self.parts, self.decisions, self.reserved, self.released, self.treasury,
            self.recoveries,
        )  # fmt: skip
        found: dict[int, tuple[list[Any], ...]] = {}
        for place, rows in enumerate(tables):
            for row in rows:
                found.setdefault(row[0], tuple([] for _ in tables))[place].append(row)
        return {area: Counted(*own, unmatched=()) for area, own in sorted(found.items())}


def count_month(month: date, area_ids: Sequence[int] | None) -> Counted:
    """Count a month in communes (None: all). The caller says only what the asking person may see.

    Only figures leave; they are read with every area in view, since a commune's money comes from the province's lines.
    """
    with acting_as(SYSTEM):
        return _count(month, area_ids, standing(month))


def count_at_once(month: date, area_ids: Sequence[int] | None) -> Counted | None:
    """The same as long as nobody waits long for it; None: the worker is to count the month of all communes first."""
    with acting_as(SYSTEM):
        kept = standing(month)
        return None if kept is None and area_ids is None and takes_long(month) else _count(month, area_ids, kept)


def _count(month: date, area_ids: Sequence[int] | None, kept: Standing | None) -> Counted:
    names: dict[str, Any] = {"month": month, "areas": None if area_ids is None else sorted(area_ids)}
    decided = DECISIONS.format(found=FOUND if kept else held_together(area_ids))
    names["named"] = list(kept.named) if kept else []
    found = rows_together((LINES, PARTS, decided, RESERVED, RELEASED, TREASURY, RECOVERIES, UNMATCHED), names)
    counted = Counted(*found)
    if kept is None:
        return counted
    return replace(counted, kept=kept, decisions=[*counted.decisions, *_the_same(counted)])


def _the_same(counted: Counted) -> Iterator[tuple[int, str, str, int, int]]:
    """What lists hold and decisions say alike, by commune: all that lists hold of the month, less what differs."""
    listed = Counter[int]()
    for area, kind, amount in counted.parts:
        listed[area] += amount if kind == "current" else 0
    for area, _, _, _, differing in counted.decisions:
        listed[area] -= differing
    return ((area, "", "same", amount, amount) for area, amount in listed.items() if amount)


@dataclass(frozen=True)
class Step:
    """A stage with its đồng, or (``difference``) what lies between two stages, above or below 0."""

    code: str
    label: str
    amount_vnd: int
    difference: bool = False


STAGES = {
    "budget": "Dự toán đã giữ, đã rút cho danh sách",
    "decision": "Phải chi theo quyết định",
    "payroll": "Danh sách chi trả",
    "file": "Tệp đã chuyển đơn vị chi trả",
    "statement": "Sao kê, báo cáo: người hưởng đã nhận",
    "treasury": "Sổ cái: đã chi từ kho bạc",
}
DIFFERENCES = {
    "uncovered": "Đã duyệt nhưng không có dự toán",
    "unapproved": "Danh sách chưa duyệt hoặc giữ lại, chưa giữ dự toán",
    "not_listed": "Đã quyết định, chưa vào danh sách",
    "no_longer": "Trong danh sách, quyết định không còn hiệu lực",
    "other_amount": "Mức trong danh sách khác quyết định",
    "parts_differ": "Dòng chi trả khác tổng các phần",
    "locked": "Đã chốt, chưa duyệt",
    "kept_back": "Giữ lại, không chuyển chi",
    "approved": "Đã duyệt, chưa chuyển đơn vị chi trả",
    "sent": "Đã chuyển, chưa có kết quả",
    "unknown": "Đối chiếu xong vẫn chưa rõ",
    "returned": "Chưa nhận, báo trả lại",
    "ledger_differs": "Sổ cái khác kết quả của dòng chi trả",
}
ROWS_OF = ("not_listed", "no_longer", "other_amount", "locked", "approved", "kept_back", "sent", "unknown", "returned")
"""Differences whose rows are people's decisions or payment lines."""


def figures_of(counted: Counted) -> dict[str, int]:
    """Every stage and difference of a count, in đồng."""
    lines, kinds = Counter[str](), Counter[str]()
    for _, _, _, _, run, line, amount, _ in counted.lines:
        lines["payroll"] += amount
        approved = run in APPROVED and line != "held_early"
        lines["approved_in_all" if approved else "unapproved"] += amount
        lines["file"] += amount if run in GONE and line not in HELD else 0
        lines["kept_back" if line in HELD else line if run in GONE else "approved" if approved else "locked"] += amount
    for _, kind, amount in counted.parts:
        kinds[kind] += amount
    differing = Counter[str]()
    for _, _, code, due, listed in counted.decisions:
        differing["due"] += due
        differing[code] += due - listed
    reserved = sum(row[3] for row in counted.reserved)
    paid = sum(amount for _, kind, amount in counted.treasury if kind == "paid")
    other = sum(kinds[kind] for kind in OTHER)
    return {
        "budget": reserved,
        "uncovered": lines["approved_in_all"] - reserved,
        "unapproved": lines["unapproved"],
        "decision": differing["due"] + other,
        "due": differing["due"],
        **{code: kinds[code] for code in ("current", *OTHER)},
        "not_listed": differing["not_listed"],
        "no_longer": differing["no_longer"],
        "other_amount": differing["other_amount"],
        "parts_differ": lines["payroll"] - sum(kinds.values()),
        "payroll": lines["payroll"],
        **{code: lines[code] for code in ("locked", "approved", "kept_back", "file", "sent", "unknown", "returned")},
        "statement": lines["paid"],
        "ledger_differs": paid - lines["paid"],
        "treasury": paid,
        "in_transit": sum(row[1] for row in counted.released)
        + sum(amount for _, kind, amount in counted.treasury if kind == "in_transit"),
        "held": sum(amount for _, kind, amount in counted.treasury if kind == "returned"),
        "back": sum(amount for _, kind, amount in counted.treasury if kind == "budget_line"),
    }


_BETWEEN: Mapping[str, tuple[tuple[str, int], ...]] = {
    "budget": (("uncovered", 1), ("unapproved", 1), ("not_listed", 1), ("no_longer", 1), ("other_amount", 1),
               ("parts_differ", -1)),
    "decision": (("not_listed", -1), ("no_longer", -1), ("other_amount", -1), ("parts_differ", 1)),
    "payroll": (("locked", -1), ("approved", -1), ("kept_back", -1)),
    "file": (("sent", -1), ("unknown", -1), ("returned", -1)),
    "statement": (("ledger_differs", 1),),
    "treasury": (),
}  # fmt: skip


def steps_of(figures: Mapping[str, int]) -> list[Step]:
    """The stages in order, after each the differences that lead to the next; those of 0 are left out."""
    steps = []
    for stage, between in _BETWEEN.items():
        steps.append(Step(stage, STAGES[stage], figures[stage]))
        steps += [
            Step(code, DIFFERENCES[code], sign * figures[code], difference=True)
            for code, sign in between
            if figures[code]
        ]
    return steps


def residue(figures: Mapping[str, int]) -> int:
    """What no line explains: the absolute gaps between stages, and of what left beside what arrived or is held. 0."""
    stages = list(_BETWEEN)
    gaps = 0
    for stage, following in pairwise(stages):
        between = sum(sign * figures[code] for code, sign in _BETWEEN[stage])
        gaps += abs(figures[stage] + between - figures[following])
    arrived = figures["treasury"] + figures["in_transit"] + figures["held"] + figures["back"]
    return gaps + abs(figures["file"] - arrived)


ROWS_A_PAGE = 100


@dataclass(frozen=True)
class TracedRow:
    """A payment line or a decided month behind a difference; ``amount_vnd`` with the sign of the difference."""

    key: str
    person_id: int
    commune: str
    programme: str
    amount_vnd: int
    run_id: int | None


def rows_behind(code: str, month: date, area_ids: Sequence[int] | None, *, page: int = 0) -> list[TracedRow]:
    """The rows of a difference of ``ROWS_OF`` that the acting person may see; one beyond a page where more follow."""
    areas = None if area_ids is None else sorted(area_ids)
    of_decisions = code in ("not_listed", "no_longer", "other_amount")
    names: dict[str, Any] = {"month": month, "areas": areas, "code": code}
    names |= {"limit": ROWS_A_PAGE + 1, "offset": page * ROWS_A_PAGE}
    statement = LINE_ROWS
    if of_decisions:
        with acting_as(SYSTEM):
            kept = standing(month)
        statement = AWARD_ROWS.format(found=FOUND if kept else held_together(areas))
        names["named"] = list(kept.named) if kept else []
    with connection.cursor() as cursor:
        cursor.execute(statement, names)
        return [TracedRow(*row) for row in cursor.fetchall()]


RECOVERY_STEPS = {
    "overpayment_found": "Phát hiện chi vượt trong tháng",
    "overpayment_dropped": "Không còn chi vượt",
    "recovery_kept": "Trừ vào kỳ chi trả",
    "recovery_undone": "Khoản trừ chưa thành, ghi lại phải thu",
    "refund_taken": "Nộp lại bằng tiền",
    "overpayment_waived": "Xóa theo quyết định",
}


def recovery_steps(counted: Counted) -> list[Step]:
    """What had to come back before the month, how it moved in it, what is left after; empty where there is none.

    The last is the sum of the others: both come from the ledger, which is held against the overpayments by I11l.
    """
    moved = Counter[str]()
    for _, code, amount in counted.recoveries:
        moved[code] += amount
    if not moved:
        return []
    steps = [Step("before", "Phải thu hồi từ trước", moved["before"])]
    steps += [Step(code, label, moved[code], difference=True) for code, label in RECOVERY_STEPS.items() if moved[code]]
    return [*steps, Step("after", "Còn phải thu hồi", sum(moved.values()))]
