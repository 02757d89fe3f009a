"""Late news about months that were paid by standing decisions and never determined: an amount of law came later."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.flows.reactions import react
from ansinh.kernel.period import Month
from ansinh.oversight.models import LateNews
from ansinh.oversight.queries_late_news import months_in_question, open_news, waiting_by_commune
from ansinh.registry import public as registry
from ansinh.registry.news import announce
from tests import builders
from tests.builders import period, person
from tests.unit.casework.office import awards, decide
from tests.unit.flows.test_late_news import JANUARY, disabled, identity, run_month
from tests.unit.flows.test_late_news import told as marks_told
from tests.unit.flows.test_past_months import clean, of_2024, old, overpaid, pension, told
from tests.unit.payments import payroll

pytestmark = pytest.mark.django_db
HEARD = datetime(2026, 3, 20, tzinfo=UTC)
FEBRUARY, MARCH, APRIL = (Month(2026, number) for number in (2, 3, 4))


@pytest.fixture
def at() -> payroll.Office:
    return payroll.office()


def paid_alone(at: payroll.Office, month: Month) -> None:
    """A month paid as it was decided before, without being determined."""
    payroll.locked(at, month)


def marks() -> list[LateNews]:
    return list(LateNews.objects.order_by("month", "person_id"))


def test_a_pension_of_the_month_that_was_only_paid_takes_back_that_month(at: payroll.Office) -> None:
    who = old(at)
    run_month(at, JANUARY)
    paid_alone(at, FEBRUARY)
    run_month(at, MARCH)
    (proposal,) = told(pension(who, "2026-02-01", "2026-03-01"))
    assert (proposal.kind, proposal.past_months) == ("past", [date(2026, 2, 1)])
    assert marks_told(marks()) == [(2, 500_000, 0, 500_000, -500_000, "")]
    assert [(mark.run_id, mark.facts) for mark in marks()] == [(None, ["pension_vnd"])]
    decide(at.maker, at.chair, date(2026, 3, 22))
    react()
    assert [mark.resolution for mark in marks()] == ["decision"]
    run_month(at, APRIL)
    assert overpaid() == [(who.pk, 2, 500_000)]
    assert clean()


def test_months_paid_after_the_latest_determination_wait_for_the_next(at: payroll.Office) -> None:
    who = old(at)
    run_month(at, JANUARY)
    for month in (FEBRUARY, MARCH):
        paid_alone(at, month)
    assert told(pension(who, "2026-02-01", "2026-03-01")) == []
    assert marks_told(marks()) == [(2, 500_000, 0, 500_000, -500_000, "")]
    run = determination.determine_month(month=APRIL, known_at=datetime(2026, 4, 10, tzinfo=UTC))
    asked = {month: one.people for month, one in months_in_question(None).items()}
    casework.propose_changes(run=run, past=asked)
    (proposal,) = casework.Proposal.objects.filter(state="open")
    assert (proposal.kind, proposal.past_months) == ("past", [date(2026, 2, 1)])


def test_a_month_that_is_neither_determined_nor_listed_is_not_late(at: payroll.Office) -> None:
    who = old(at)
    run_month(at, JANUARY)
    assert told(pension(who, "2026-02-01", "2026-03-01")) == []
    assert marks() == []


def test_news_that_changes_nothing_of_a_month_only_paid_is_without_consequence(at: payroll.Office) -> None:
    who = old(at)
    run_month(at, JANUARY)
    paid_alone(at, FEBRUARY)
    run_month(at, MARCH)
    announce(identity(who, "Trích lục khai sinh", born_on=date(1944, 5, 2)).pk)
    react()
    assert marks_told(marks()) == [
        (month, 500_000, 500_000, 500_000, 0, "no_consequence") for month in (1, 2, 3)
    ]  # fmt: skip
    assert [mark.run_id is None for mark in marks()] == [False, True, False]


def test_what_waits_to_be_decided_for_such_a_month_is_made_anew(at: payroll.Office) -> None:
    """A death of December takes back January and February; before it is signed it turns out to be of January."""
    who = old(at)
    run_month(at, Month(2025, 12))
    paid_alone(at, JANUARY)
    run_month(at, FEBRUARY)
    (first,) = told(identity(who, died_on=date(2025, 12, 15)))
    assert (first.kind, first.first_month) == ("stop", date(2026, 1, 1))
    (again,) = told(identity(who, "Trích lục khai tử", timezone.now(), died_on=date(2026, 1, 10)))
    assert (again.kind, again.first_month) == ("stop", date(2026, 2, 1))


def test_a_waiting_proposal_hears_of_news_about_months_in_which_nothing_stands(at: payroll.Office) -> None:
    """Dated back by NĐ 20/2021 to a certificate of August; before it is signed they turn out to be newly come."""
    at = of_2024(at)
    who = person(at.area, born="1990-01-01")
    builders.fact(
        registry.Disability, person=who, degree="severe", certified_on=date(2024, 8, 5), valid=period("2024-08-05")
    )
    run = determination.determine_month(month=Month(2024, 11), known_at=datetime(2024, 11, 10, tzinfo=UTC))
    casework.propose_changes(run=run)
    assert casework.Proposal.objects.get().first_month == date(2024, 8, 1)
    heard = datetime(2024, 11, 20, tzinfo=UTC)
    news = builders.source("Phiếu cư trú")
    builders.take_back(registry.Residence.objects.get(person=who), heard, news)
    registry.Residence.objects.create(
        person=who, unit=at.area, valid=period("2024-10-01"), recorded_at=heard, source=news
    )
    (again,) = told(news)
    assert marks() == []
    assert again.first_month == date(2024, 10, 1)


def test_what_counts_from_its_decision_is_not_owed_for_months_before(at: payroll.Office) -> None:
    who, _ = person(at.area, born="1990-01-01"), disabled(at)
    for month in (JANUARY, FEBRUARY, MARCH):
        run_month(at, month)
    news = builders.source("Giấy xác nhận khuyết tật")
    registry.Disability.objects.create(
        person=who, degree="severe", certified_on=date(2026, 1, 5), valid=period("2026-01-05"), recorded_at=HEARD,
        source=news,
    )  # fmt: skip
    told(news)
    assert [(m.month.month, m.after_vnd, m.owed_vnd, m.stake_vnd) for m in marks()] == [
        (1, 750_000, 0, 0),
        (2, 750_000, 0, 0),
        (3, 750_000, 750_000, 750_000),
    ]
    (commune,) = waiting_by_commune()
    assert (commune.due_vnd, commune.over_vnd) == (750_000, 0)
    assert [one.stake_vnd for one in open_news(None)] == [750_000]


def test_later_news_without_effect_leaves_what_waits(at: payroll.Office) -> None:
    """A pension of January waits for its decision; another birth date changes nothing of that."""
    who = old(at)
    for month in (JANUARY, FEBRUARY, MARCH):
        run_month(at, month)
    first = pension(who, "2026-01-01", "2026-02-01")
    (waiting,) = told(first)
    second = identity(who, "Trích lục khai sinh", timezone.now(), born_on=date(1944, 5, 2))
    assert [p.pk for p in told(second)] == [waiting.pk]
    january = LateNews.objects.filter(month=JANUARY.first)
    assert dict(january.values_list("source", "resolution")) == {first.pk: "", second.pk: "no_consequence"}
    decide(at.maker, at.chair, date(2026, 3, 22))
    react()
    assert [row[3:] for row in awards()] == [("2026-02-01", None)]
    assert LateNews.objects.get(month=JANUARY.first, source=first).resolution == "decision"


def test_the_database_refuses_to_owe_less_than_nothing(at: payroll.Office) -> None:
    who = old(at)
    run_month(at, JANUARY)
    told(pension(who, "2026-01-01", "2026-02-01"))
    (mark,) = marks()
    mark.pk, mark.source, mark.owed_vnd = None, builders.source(), -1
    mark.resolution, mark.resolved_at = "in_force", timezone.now()
    with pytest.raises(IntegrityError, match="late_news_figures"), transaction.atomic():
        mark.save(force_insert=True)
