"""The law of some titles in plain Python, written apart from the product: what somebody is owed, month by month.

It knows orphans, elderly people alone, those from 80, disability, and the social pension, over the borders of July 2024
(NĐ 76/2024), July 2025 (NĐ 176/2025, NĐ 147/2025) and July and October 2026 (NĐ 335/2026); the highest of them alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ansinh.kernel.period import Month

ALLOWANCE, PENSION = "social_allowance", "social_pension"
FROM_THE_TITLE = ("disability", "elderly_80")
"""Of decisions signed before July 2025 these count from the certificate or the birthday (TT 02/2021 Đ8)."""
TWO_LEVELS, DECREE, NEW_TITLES = Month(2025, 7), Month(2026, 7), Month(2026, 10)
Benefit = tuple[str, int]  # category, đồng
Stretch = tuple[date, date | None]


@dataclass
class Told:
    """What is known of a person. ``degrees``, ``pensions``: stretches with a value; ``poor``: one stretch."""

    born: date
    person_id: int = 0
    area: int = 0
    orphan: bool = False
    alone: bool = False
    poor: Stretch | None = None
    died: date | None = None
    degrees: list[tuple[date, date | None, str]] = field(default_factory=list)
    pensions: list[tuple[date, date | None, int]] = field(default_factory=list)
    given: dict[tuple[str, Month], Benefit | None] = field(default_factory=dict)
    decided: dict[str, Month] = field(default_factory=dict)  # of a programme the first month; decisions have no end

    def age(self, on: date) -> int:
        """Full years on a day."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


def _holds(stretch: Stretch, on: date) -> bool:
    return stretch[0] <= on and (stretch[1] is None or on < stretch[1])


def base(month: Month) -> int:
    """The standard amount, and that of the social pension."""
    return 360_000 if month < Month(2024, 7) else 500_000 if month < DECREE else 540_000


def titles(who: Told, month: Month) -> list[tuple[int, str, str, int]]:
    """(order, programme, category, đồng) of whatever the person has a title to in a month."""
    vnd, on, age = base(month), month.last, who.age(month.last)
    if (who.died and who.died < month.first) or who.born > on:
        return []
    paid = next((amount for first, end, amount in who.pensions if _holds((first, end), on)), 0)
    degree = next((one for first, end, one in who.degrees if _holds((first, end), on)), "")
    poor = who.poor is not None and _holds(who.poor, on)
    found = []
    if month >= TWO_LEVELS and paid < vnd:
        if age >= 75:
            found.append((0, PENSION, "pension_75", vnd))
        elif age >= 70 and poor:
            found.append((0, PENSION, "pension_70_poor", vnd))
    if who.orphan and Month(who.born.year + 16, who.born.month) >= month:  # the month of the birthday is still paid
        found.append((1, ALLOWANCE, "orphan_child", vnd * (25 if age < 4 else 15) // 10))
    if who.alone and poor and age >= 60:
        full = age >= (75 if month >= NEW_TITLES else 80)
        found.append((5, ALLOWANCE, "elderly_alone", vnd * (20 if full else 15) // 10))
    if age >= 80 and not paid and month < NEW_TITLES:
        found.append((6, ALLOWANCE, "elderly_80", vnd))
    if degree and not paid:
        tenths = {"severe": 15, "extremely_severe": 20}[degree] + (5 if age < 16 or age >= 60 else 0)
        found.append((9, ALLOWANCE, "disability", vnd * tenths // 10))
    return found


def owed(who: Told, month: Month, programme: str, *, alone: bool = False) -> Benefit | None:
    """What the law gives in a programme; ``alone``: where nothing of another programme stands in its way."""
    held = [one for one in titles(who, month) if not alone or one[1] == programme]
    if not held:
        return None
    best = sorted(held, key=lambda one: (-one[3], one[0]))[0]
    return best[2:] if best[1] == programme else None


def decide(who: Told, month: Month, start: Month, undecided: tuple[Month, ...], *, first: bool) -> None:
    """What is given once ``month`` is decided, of all months since ``start``, as known now.

    ``undecided``: months that were paid by the decisions of before. ``first``: others' decisions are taken over.
    """
    for programme, other in ((ALLOWANCE, PENSION), (PENSION, ALLOWANCE)):
        for gap in undecided:
            if gap < month and who.given.get((programme, gap.minus(1))):
                who.given.setdefault((programme, gap), who.given[programme, gap.minus(1)])
        now = owed(who, month, programme)
        for earlier in start.until(month):
            if not _decided(who, programme, earlier):
                continue
            due, instead = owed(who, earlier, programme), owed(who, earlier, other)
            if due is None and instead and not _decided(who, other, earlier) and not _early(instead, month):
                due = owed(who, earlier, programme, alone=True)  # the other one begins later: this is kept until then
            who.given[programme, earlier] = due
        who.given[programme, month] = now
        if now and not first:
            _date_back(who, month, start, programme)
        begun = [one for one in start.until(month.next()) if who.given.get((programme, one))]
        if begun:
            who.decided[programme] = min(begun[0], who.decided.get(programme, begun[0]))


def _decided(who: Told, programme: str, month: Month) -> bool:
    return programme in who.decided and who.decided[programme] <= month


def _early(benefit: Benefit, signed: Month) -> bool:
    return signed < TWO_LEVELS and benefit[0] in FROM_THE_TITLE


def _date_back(who: Told, signed: Month, start: Month, programme: str) -> None:
    month = signed
    while month > start:
        month = month.minus(1)
        due = owed(who, month, programme)
        if who.given.get((programme, month)) or due is None or not _early(due, signed):
            return
        who.given[programme, month] = due
