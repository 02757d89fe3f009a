"""Who watches over cases and who sees none: late ones are raised, the month is counted, what is wrong is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.public import queries_cases
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import commune, officer

from .office import disabled
from .test_case_endings import OCTOBER, Desk, desk, receiving

__all__ = ["desk", "receiving"]
pytestmark = pytest.mark.django_db


def test_late_cases_are_raised_once_to_each_level(here: areas.Unit, desk: Desk) -> None:
    case = desk.receive(disabled(here), "new", date(2026, 10, 6), programme="social_allowance")
    assert case.due_on == date(2026, 10, 15)
    found: Callable[[], int] = lambda: casework.Case.objects.get(pk=case.pk).escalated  # noqa: E731
    assert casework.escalate_cases(on=date(2026, 10, 15)) == (0, 0)
    assert casework.escalate_cases(on=date(2026, 10, 16)) == (1, 0)
    assert casework.escalate_cases(on=date(2026, 10, 16)) == (0, 0)
    assert found() == 1
    assert casework.escalate_cases(on=date(2026, 10, 23)) == (0, 1)
    assert found() == 2
    assert queries_cases.waiting_cases(desk.chair, date(2026, 10, 23)).raised == 1
    assert desk.step(case, "ask", date(2026, 10, 23)).escalated == 0


def test_the_month_report_counts_in_time_and_late(here: areas.Unit, desk: Desk) -> None:
    quick, slow, open_late = (disabled(here) for _ in range(3))
    for who, day in ((quick, date(2026, 10, 9)), (slow, date(2026, 10, 20))):
        case = desk.receive(who, "new", date(2026, 10, 6), programme="social_allowance")
        desk.step(case, "check", day)
        desk.submit(case, day)
        desk.decide(case, day)
    desk.receive(open_late, "new", date(2026, 10, 6), programme="social_allowance")
    (row,) = queries_cases.timeliness(Month(2026, 10), date(2026, 10, 31))
    assert (row.received, row.in_time, row.overdue, row.open, row.late) == (3, 1, 1, 1, 1)
    (row,) = queries_cases.timeliness(Month(2026, 11), date(2026, 11, 5))
    assert (row.received, row.in_time, row.overdue, row.open, row.late) == (0, 0, 0, 1, 1)


def test_the_check_of_cases_finds_what_is_wrong(here: areas.Unit, desk: Desk, receiving: registry.Person) -> None:
    clean = casework.verify_cases(date(2026, 10, 12))
    assert clean.wrong == 0
    assert [note.code for note in clean.notes] == ["H10"]
    case = desk.receive(disabled(here), "new", date(2026, 10, 6), programme="social_allowance")
    casework.Case.objects.filter(pk=case.pk).update(owner=None, number=2, state="checked")
    found = {finding.code for finding in casework.verify_cases(date(2026, 10, 20)).findings}
    assert found == {"H1", "H3", "H9"}


def test_another_commune_sees_no_case_and_nothing_of_it(here: areas.Unit, desk: Desk) -> None:
    case = desk.receive(disabled(here), "new", programme="social_allowance")
    with access.acting_as(desk.maker):
        casework.note_case(actor=desk.maker, case_id=case.pk, text="Gọi lại cho gia đình")
        casework.attach_to_case(actor=desk.maker, case_id=case.pk, name="don.pdf", content=b"%PDF-1.7 thu")
    stranger = officer("commune_officer", commune(1))
    models = (casework.Case, casework.CaseStep, casework.CasePaper, casework.CaseNote, casework.CaseAttachment)
    with access.acting_as(stranger):
        assert [model.objects.count() for model in models] == [0] * 5
        for operation in (casework.note_case, casework.step_case):
            more = {"text": "x"} if operation is casework.note_case else {"act": "ask", "on": OCTOBER, "said": "x"}
            with pytest.raises(Refusal) as refused:
                operation(actor=stranger, case_id=case.pk, **more)
            assert refused.value.code == "unknown_case"
    with access.acting_as(desk.maker):
        assert [model.objects.count() for model in models] == [1, 1, 1, 1, 1]
