"""The list of cases goes page by page from one edge to the next, forwards and back, each case once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from ansinh.casework import queries_cases as queries
from ansinh.casework.public import Case
from tests.unit.staff.province import Province, make_province
from tests.unit.staff.test_case_screens import received

TODAY = date(2026, 11, 26)
pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Province:
    """A list of seven cases: two due on the same day, two without a day; a page holds two."""
    monkeypatch.setattr(queries, "PAGE", 2)
    made = make_province()
    first = received(made, made.here, "complaint", programme="", about="x", wanted="y")
    copies = [Case(**{f.attname: getattr(first, f.attname) for f in Case._meta.concrete_fields}) for _ in range(6)]
    for number, copy in enumerate(copies, start=2):
        copy.pk, copy.number = None, number
        copy.due_on = None if number > 5 else TODAY + timedelta(days=(5, 1, 1, 9)[number - 2])
    Case.objects.bulk_create(copies)
    return made


def walked(asked: queries.CaseList) -> tuple[list[int], list[int]]:
    """All ids forwards, then backwards, as the links of the pages lead."""

    def pages(**edge: int) -> Iterator[queries.CasePage]:
        page = queries.case_page(asked, **edge)
        yield page
        while page.more_after if "before" not in edge else page.more_before:
            edge = {"after": page.last_id or 0} if "before" not in edge else {"before": page.first_id or 0}
            page = queries.case_page(asked, **edge)
            yield page

    there = [case.pk for page in pages() for case in page.cases]
    back = [case.pk for page in pages(before=there[-1]) for case in reversed(page.cases)]
    return there, back


def test_live_cases_go_by_the_day_they_are_due(made: Province) -> None:
    there, back = walked(queries.CaseList(made.actors["commune_officer"], TODAY, whose="mine"))
    days = dict(Case.objects.values_list("pk", "due_on"))
    assert there == sorted(days, key=lambda pk: (days[pk] is None, days[pk] or TODAY, pk))
    assert len(there) == 7
    assert back == there[-2::-1]


def test_closed_cases_go_from_the_latest(made: Province) -> None:
    for number, case in enumerate(Case.objects.order_by("pk")):
        closed_on = case.received_on + timedelta(days=number // 2)
        Case.objects.filter(pk=case.pk).update(state="withdrawn", closed_on=closed_on)
    there, back = walked(queries.CaseList(made.actors["commune_officer"], TODAY, closed=True))
    days = dict(Case.objects.values_list("pk", "closed_on"))
    assert there == sorted(days, key=lambda pk: (days[pk], pk), reverse=True)
    assert len(there) == 7
    assert back == there[-2::-1]
