"""The people of a document: their proposals with benefits and numbers of papers, and the list that names them.

Grounds (categories, degrees, reasons) go to the person alone. A list is read by many: it says of everybody the
programme, the coefficient and the amount, so that nothing is told, not even by being left out (HIV: NĐ 20/2021 Đ8.1.b).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework.documents.bases import month_ends
from ansinh.casework.documents.content import Column, Table
from ansinh.casework.documents.words import born_figure, coefficient_words, upper_first
from ansinh.casework.models import Proposal, ProposedBenefit
from ansinh.casework.states import Kind
from ansinh.kernel.money import format_dong
from ansinh.registry.public import Paper, Person

SHORT = {
    "social_allowance": "trợ cấp xã hội",
    "social_pension": "hưu trí xã hội",
    "care_support": "chăm sóc, nuôi dưỡng",
    "facility_care": "nuôi dưỡng tại cơ sở",
    "provincial": "chính sách của tỉnh",
}


@dataclass(frozen=True)
class Case:
    """A proposal with its person, their number and the benefits in the order of months."""

    proposal: Proposal
    number: str
    benefits: tuple[ProposedBenefit, ...]

    @property
    def person(self) -> Person:
        """Whom it is about."""
        return self.proposal.person

    @property
    def coefficient(self) -> str:
        """Of the benefits that go on."""
        last = [each for each in self.benefits if each.months.upper is None] or self.benefits[-1:]
        return "; ".join(filter(None, (coefficient_words(each.coefficient_tenths) for each in last)))


def cases_of(proposals: Iterable[Proposal]) -> list[Case]:
    """The cases in the order of names. Proposals come with person, area and benefits."""
    found = sorted(proposals, key=lambda each: (each.person.name_sort, each.pk))
    numbers = numbers_of([each.person_id for each in found])
    return [
        Case(
            each,
            numbers.get(each.person_id, ""),
            tuple(sorted(each.benefits.all(), key=lambda b: (b.months.lower, b.category))),
        )
        for each in found
    ]


def fact_days(cases: Sequence[Case], on: date) -> list[date]:
    """The days by which the law of what proposals are about is found: the ends of their months, and of a stop the month
    before, in which the title ended."""
    found: set[date] = set()
    for case in cases:
        proposal = case.proposal
        first = proposal.first_month - timedelta(days=proposal.kind == Kind.STOP)
        found.update(month_ends(first, max(first, on)) if proposal.kind != Kind.PAST else ())
        found.update(end for month in proposal.past_months for end in month_ends(month, month))
    return sorted(found)


def procedure_of(cases: Sequence[Case]) -> str:
    """The procedure of the file that the proposals belong to; empty of a month's own proposals."""
    return next((case.proposal.case.procedure for case in cases if case.proposal.case_id is not None), "")


def number_of(person_id: int) -> str:
    """The number of whom a file in sight is about, wherever they are registered; empty where none is known."""
    with acting_as(SYSTEM):
        return numbers_of([person_id]).get(person_id, "")


def numbers_of(person_ids: Sequence[int]) -> dict[int, str]:
    """The number in force of each person: the personal one, else the old one."""
    papers = Paper.objects.filter(person_id__in=person_ids, retracted_at=None).order_by("-kind", "pk")
    return {paper.person_id: paper.number for paper in papers}


def read(proposals: Iterable[int] | None = None, *, decision_id: int | None = None) -> list[Case]:
    """The cases of some proposals, or of a decision, as far as the acting person sees them."""
    found = (
        Proposal.objects.select_related("person__area__parent", "area__parent", "decision__decided_by", "case")
        .prefetch_related("benefits")
        .defer("facts")
    )
    if decision_id is not None:
        return cases_of(found.filter(decision_id=decision_id))
    return cases_of(found.filter(pk__in=list(proposals or ())))


def people_table(cases: Sequence[Case], kind: str) -> Table:
    """The list of people that belongs to a decision or a submission."""
    amounts = {
        Kind.START: ((Column("Mức hưởng (đồng/tháng)", 16, "right"),), lambda p: (p.after_vnd,)),
        Kind.STOP: ((Column("Mức đang hưởng (đồng/tháng)", 16, "right"),), lambda p: (p.before_vnd,)),
        Kind.PAST: (
            (Column("Đã quyết định (đồng)", 14, "right"), Column("Được hưởng (đồng)", 14, "right")),
            lambda p: (p.before_vnd, p.after_vnd),
        ),
        Kind.ADJUST: (
            (Column("Mức cũ (đồng/tháng)", 14, "right"), Column("Mức mới (đồng/tháng)", 14, "right")),
            lambda p: (p.before_vnd, p.after_vnd),
        ),
    }
    columns, figures = amounts[Kind(kind)]
    rows = [
        (
            str(number),
            case.person.full_name,
            born_figure(case.person),
            case.number,
            case.person.village,
            upper_first(SHORT.get(case.proposal.programme, case.proposal.programme)),
            *(() if kind == Kind.STOP else (case.coefficient,)),
            *(format_dong(figure) for figure in figures(case.proposal)),
        )
        for number, case in enumerate(cases, 1)
    ]
    sums = [sum(column) for column in zip(*(figures(case.proposal) for case in cases), strict=True)]
    head = (
        Column("Số TT", 7, "center"),
        Column("Họ và tên", 24),
        Column("Ngày sinh", 16, "center"),
        Column("Số định danh", 20, "center"),
        Column("Nơi ở", 18),
        Column("Chế độ", 17),
        *(() if kind == Kind.STOP else (Column("Hệ số", 8, "center"),)),
    )
    total = ("", "Tổng cộng", *[""] * (len(head) - 2), *(format_dong(each) for each in sums))
    return Table((*head, *columns), (*rows, total), total=True)


def stretches(case: Case) -> list[tuple[date, date | None, int]]:
    """What is paid from when until when (the first day of the month after the last), one after another."""
    turns = sorted(
        {each.months.lower for each in case.benefits} | {each.months.upper for each in case.benefits} - {None}
    )
    found = []
    for at, first in enumerate(turns):
        paid = sum(
            each.amount_vnd
            for each in case.benefits
            if each.months.lower <= first and (each.months.upper is None or first < each.months.upper)
        )
        if paid:
            found.append((first, turns[at + 1] if at + 1 < len(turns) else None, paid))
    return found
