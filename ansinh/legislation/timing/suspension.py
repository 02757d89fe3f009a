"""Suspending, and what a review of a suspended benefit gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ansinh.legislation.calendar_days import months_after
from ansinh.legislation.errors import LawError
from ansinh.legislation.timing.anchors_table import CHANGE, SUSPENSION, Anchor
from ansinh.legislation.timing.counted import Counted, counted, not_told
from ansinh.legislation.timing.procedures import procedure_of
from ansinh.legislation.timing.stop_grounds_table import (
    MONTHS_TO_COMPLY,
    STOP_GROUNDS,
    SUSPENSION_GROUNDS,
    StopGround,
    SuspensionGround,
)

Review = Literal["unchanged", "no_longer_eligible", "changed"]
Action = Literal["resume", "stop", "adjust"]


@dataclass(frozen=True, slots=True)
class Held:
    """A ground, the number it was held against, and whether it holds (None: not known)."""

    ground: SuspensionGround
    value: int | None
    held: bool | None


@dataclass(frozen=True, slots=True)
class ResumptionRule:
    """What a review gives under NĐ 335/2026 Đ9.4, and from when."""

    review: Review
    action: Action
    anchor: Anchor
    text_vi: str


RESUMPTION_ARTICLE = "khoản 4 Điều 9 Nghị định 335/2026/NĐ-CP"
RESUMPTION_RULES: tuple[ResumptionRule, ...] = (
    ResumptionRule(
        "unchanged", "resume", SUSPENSION, "Không thay đổi điều kiện: tiếp tục hưởng từ thời điểm tạm dừng."
    ),
    ResumptionRule(
        "no_longer_eligible", "stop", SUSPENSION, "Không còn đủ điều kiện: thôi hưởng từ thời điểm tạm dừng."
    ),
    ResumptionRule(
        "changed", "adjust", CHANGE, "Thay đổi điều kiện: điều chỉnh từ thời điểm thay đổi điều kiện hưởng."
    ),
)


@dataclass(frozen=True, slots=True)
class Resumption:
    """``action`` None: the texts that were read do not say; ``counted`` then carries the reason.

    ``back_pay_from``: the first month that is owed although it was not paid while suspended, or None.
    """

    action: Action | None
    counted: Counted
    back_pay_from: str | None


def suspension_grounds(
    programme: str,
    *,
    on: date,
    uncollected_months: int | None,
    refused: bool | None,
    detained_since: date | None = None,
    received_on: date | None = None,
) -> tuple[Held, ...]:
    """Every ground of suspension that the law of the day has for the programme, and whether it holds.

    ``uncollected_months``: consecutive months not collected; ``refused``: a lawful request to re-determine or inform
    was not complied with; None is not known. ``detained_since`` None: not in custody. Empty where the law has none.
    Raises LawError for a negative number or custody that begins later than ``on``, and as procedure_of.
    """
    procedure = procedure_of(programme, decided_on=on, received_on=received_on)
    if uncollected_months is not None and uncollected_months < 0:
        raise LawError("Số tháng chưa nhận không được âm.")
    facts: Mapping[str, int | None] = {
        "uncollected_months": uncollected_months,
        "refusals": None if refused is None else int(refused),
        "detained_months": 0 if detained_since is None else _full_months(detained_since, on),
    }
    grounds = (g for g in SUSPENSION_GROUNDS if procedure.code in g.procedures and programme in g.programmes)
    return tuple(_held(ground, facts[ground.fact]) for ground in grounds)


def stop_grounds(programme: str, *, on: date, received_on: date | None = None) -> tuple[StopGround, ...]:
    """The grounds to stop that the law of the day has. Empty where none was read. Raises as procedure_of."""
    procedure = procedure_of(programme, decided_on=on, received_on=received_on)
    return tuple(g for g in STOP_GROUNDS if procedure.code in g.procedures and programme in g.programmes)


def not_complied_after(suspended_on: date) -> date:
    """The last day on which somebody suspended for non-compliance may still comply; stopped from the day after."""
    return months_after(suspended_on, MONTHS_TO_COMPLY)


def resumption(
    programme: str,
    *,
    suspended_on: date,
    reviewed_on: date,
    review: Review,
    changed_on: date | None = None,
) -> Resumption:
    """What the review of a suspended benefit gives; the law is that of the day of the review.

    Raises LawError when the review comes before the suspension, and as procedure_of.
    """
    if reviewed_on < suspended_on:
        raise LawError(f"Rà soát ngày {reviewed_on:%d/%m/%Y} trước ngày tạm dừng {suspended_on:%d/%m/%Y}.")
    procedure = procedure_of(programme, decided_on=reviewed_on)
    if procedure.code != "nd335_2026" or programme == "facility_care":
        why = f"Văn bản đã đọc không quy định việc hưởng lại sau tạm dừng ({procedure.label_vi})."
        return Resumption(None, not_told(procedure, why), None)
    rule = next(rule for rule in RESUMPTION_RULES if rule.review == review)
    days = {"suspended_on": suspended_on, "changed_on": changed_on}
    found = counted(procedure, rule.anchor, days, RESUMPTION_ARTICLE, rule.text_vi, "read")
    if rule.action == "stop":
        return Resumption(rule.action, found, None)
    # Until the change nothing had changed: the months since the suspension are owed at the amount that then held.
    return Resumption(rule.action, found, SUSPENSION.month(days))


def _held(ground: SuspensionGround, value: int | None) -> Held:
    return Held(ground, value, None if value is None else value >= ground.at_least)


def _full_months(since: date, on: date) -> int:
    if since > on:
        raise LawError(f"Ngày bị tạm giam {since:%d/%m/%Y} sau ngày {on:%d/%m/%Y}.")
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if months_after(since, months) <= on else months - 1
