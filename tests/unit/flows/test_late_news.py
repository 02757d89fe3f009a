"""News that comes late: what rested on the old fact is marked, and what follows is proposed from the right month."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ansinh.access.public import acting_as
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.flows.late_news import propose_from_news, take_news
from ansinh.flows.reactions import react
from ansinh.kernel import outbox
from ansinh.kernel.period import Month
from ansinh.oversight.models import LateNews, LateNewsLine
from ansinh.oversight.operations.mark_late_news import mark_late_news
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from ansinh.registry.news import announce
from tests import builders
from tests.builders import circumstance, fact, household, period, person
from tests.unit.casework.office import awards, decide
from tests.unit.payments import payroll

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = (Month(2026, number) for number in (1, 2, 3))
HEARD = datetime(2026, 3, 20, tzinfo=UTC)
LATER = datetime(2026, 3, 21, tzinfo=UTC)


@pytest.fixture
def at() -> payroll.Office:
    return payroll.office()


def disabled(at: payroll.Office, **identity: Any) -> registry.Person:
    who = person(at.area, born="1990-01-01", **identity)
    fact(registry.Disability, person=who, degree="severe", certified_on=date(2025, 8, 1), valid=period("2025-08-01"))
    return who


def run_month(at: payroll.Office, month: Month, *, pay: bool = True) -> None:
    """Determine, propose, decide and pay a month by the tenth."""
    known_at = datetime(month.year, month.number, 10, tzinfo=UTC)
    run = determination.determine_month(month=month, known_at=known_at)
    casework.propose_changes(run=run)
    if casework.Proposal.objects.filter(state="open").exists():
        decide(at.maker, at.chair, known_at.date())
    if pay:
        payroll.locked(at, month)


def through_march(at: payroll.Office) -> None:
    for month in (JANUARY, FEBRUARY, MARCH):
        run_month(at, month)


def identity(
    who: registry.Person, reference: str = "Giấy báo tử", heard: datetime = HEARD, **changed: Any
) -> registry.Source:
    """Who somebody is, corrected on 20 March."""
    news = builders.source(reference)
    old = registry.Identity.objects.get(person=who, retracted_at=None)
    registry.Identity.objects.filter(pk=old.pk).update(retracted_at=heard, retracted_by=news)
    values = {"full_name": old.full_name, "born_on": old.born_on, "died_on": old.died_on} | changed
    registry.Identity.objects.create(person=who, recorded_at=heard, source=news, **values)
    registry.Person.objects.filter(pk=who.pk).update(**values)
    return news


def take(at: payroll.Office, news: registry.Source) -> list[LateNews]:
    take_news(news.pk, LATER)
    for waiting in outbox.OutboxFact.objects.filter(kind="late_news.found", handled_at=None):
        propose_from_news(waiting.payload["area_id"], LATER)
    return list(LateNews.objects.order_by("month", "person_id"))


def told(marks: list[LateNews]) -> list[tuple[Any, ...]]:
    return [(m.month.month, m.before_vnd, m.after_vnd, m.paid_vnd, m.stake_vnd, m.resolution) for m in marks]


def test_a_death_of_january_heard_of_in_march_leaves_january_and_takes_back_the_months_after(
    at: payroll.Office,
) -> None:
    who = disabled(at)
    through_march(at)
    marks = take(at, identity(who, died_on=date(2026, 1, 15)))
    assert told(marks) == [
        (1, 750_000, 750_000, 750_000, 0, "no_consequence"),
        (2, 750_000, 0, 750_000, -750_000, ""),
        (3, 750_000, 0, 750_000, -750_000, ""),
    ]
    assert {tuple(mark.facts) for mark in marks} == {("died",)}
    assert [mark.source.reference for mark in marks] == ["Giấy báo tử"] * 3
    assert LateNewsLine.objects.count() == 3
    (proposal,) = casework.Proposal.objects.filter(state="open")
    assert (proposal.kind, proposal.first_month, proposal.after_vnd) == ("stop", date(2026, 2, 1), 0)
    decide(at.maker, at.chair, date(2026, 3, 22))
    assert awards() == [(who.pk, "disability", 750_000, "2026-01-01", "2026-02-01")]
    assert react() >= 1
    ends = LateNews.objects.exclude(month=JANUARY.first).values_list("resolution", "decision__kind")
    assert set(ends) == {("decision", "stop")}
    disabled(at, name="Người Khác")
    run_month(at, Month(2026, 4))
    over = payments.Overpayment.objects.filter(person=who).order_by("for_month")
    assert [(o.for_month.month, o.amount_vnd) for o in over] == [(2, 750_000), (3, 750_000)]


def test_a_certificate_dated_earlier_raises_the_amount_from_its_month(at: payroll.Office) -> None:
    who = disabled(at)
    through_march(at)
    old = registry.Disability.objects.get(person=who)
    news = builders.source("Giấy xác nhận lại")
    registry.Disability.objects.filter(pk=old.pk).update(retracted_at=HEARD, retracted_by=news)
    degrees = (("severe", "2025-08-01", "2026-02-10"), ("extremely_severe", "2026-02-10", None))
    for degree, start, end in degrees:
        registry.Disability.objects.create(
            person=who, degree=degree, certified_on=start, valid=period(start, end), recorded_at=HEARD, source=news
        )
    marks = take(at, news)
    assert told(marks) == [(2, 750_000, 1_000_000, 750_000, 250_000, ""), (3, 750_000, 1_000_000, 750_000, 250_000, "")]
    (proposal,) = casework.Proposal.objects.filter(state="open")
    assert (proposal.kind, proposal.first_month) == ("adjust", date(2026, 2, 1))
    decide(at.maker, at.chair, date(2026, 3, 22))
    run_month(at, Month(2026, 4))
    due = payments.LinePart.objects.filter(list_month=date(2026, 4, 1), kind="arrears").order_by("for_month")
    assert [p.for_month.month for p in due][:2] == [2, 3]


def test_a_corrected_birth_date_takes_back_a_title_that_was_given_too_early(at: payroll.Office) -> None:
    who = person(at.area, born="1950-12-01")  # 75 in December 2025
    through_march(at)
    marks = take(at, identity(who, "Trích lục khai sinh", born_on=date(1951, 3, 5)))
    assert [(m.month.month, m.facts, m.before_vnd > 0, m.after_vnd, m.resolution) for m in marks] == [
        (1, ["born"], True, 0, ""),
        (2, ["born"], True, 0, ""),
        (3, ["born"], True, marks[2].before_vnd, "no_consequence"),
    ]
    assert {mark.stake_vnd < 0 for mark in marks[:2]} == {True}


def test_a_title_that_nobody_knew_of_is_marked_though_nothing_was_stored(at: payroll.Office) -> None:
    who = person(at.area, born="1990-01-01")
    disabled(at)
    through_march(at)
    news = builders.source("Giấy xác nhận")
    registry.Disability.objects.create(
        person=who, degree="severe", certified_on=date(2026, 2, 3), valid=period("2026-02-03"), recorded_at=HEARD,
        source=news,
    )  # fmt: skip
    marks = take(at, news)
    # The allowance counts from its decision: nothing is owed for February.
    assert told(marks) == [(2, 0, 750_000, 0, 0, ""), (3, 0, 750_000, 0, 750_000, "")]
    (proposal,) = casework.Proposal.objects.filter(state="open")
    assert (proposal.kind, proposal.person_id) == ("start", who.pk)
    decide(at.maker, at.chair, date(2026, 3, 22))
    react()
    assert set(LateNews.objects.values_list("resolution", flat=True)) == {"decision"}


def test_a_correction_that_changes_nothing_is_kept_as_without_consequence(at: payroll.Office) -> None:
    who = disabled(at)
    through_march(at)
    news = builders.source("Tờ khai")
    registry.Circumstance.objects.create(
        person=who, kind="studying", value="yes", valid=period("2026-02-01"), recorded_at=HEARD, source=news
    )
    renamed = identity(who, "Đính chính", full_name="Lò Thị Thứ")
    assert take(at, renamed) == []
    marks = take(at, news)
    assert [(m.month.month, m.resolution) for m in marks] == [(2, "no_consequence"), (3, "no_consequence")]
    assert not casework.Proposal.objects.filter(state__in=casework.LIVE).exists()


def test_poverty_of_the_household_and_schooling_of_a_child_reach_whom_they_concern(at: payroll.Office) -> None:
    parent, child, other = (person(at.area, born=born) for born in ("1985-01-01", "2008-01-01", "2016-01-01"))
    home = household(at.area, parent, other)
    fact(registry.Upbringing, person=parent, child=child, valid=period("2008-01-01"))
    news = builders.source()
    for model, fields in (
        (registry.Poverty, {"household": home, "status": "poor"}),
        (registry.Circumstance, {"person": child, "kind": "studying", "value": "yes"}),
    ):
        model.objects.create(valid=period("2026-02-01"), recorded_at=HEARD, source=news, **fields)
    found = registry.news_of(news.pk)
    assert found.people_in(JANUARY) == []
    assert found.people_in(FEBRUARY) == [parent.pk, child.pk, other.pk]
    assert found.heard_at == HEARD


def test_a_list_that_says_again_what_was_known_speaks_of_no_day(at: payroll.Office) -> None:
    who = person(at.area)
    old = circumstance(who, "hiv", "yes", "2024-01-01")
    news = builders.source()
    builders.take_back(old, HEARD, news)
    for days in (("2024-01-01", "2026-02-01"), ("2026-02-01",)):
        circumstance(who, "hiv", "yes", *days, recorded_at=HEARD, source=news)
    assert registry.news_of(news.pk).days.is_empty()


def test_news_that_a_determination_knew_and_news_told_twice_mark_nothing(at: payroll.Office) -> None:
    who = disabled(at)
    through_march(at)
    news = identity(who, died_on=date(2026, 1, 15))
    known = datetime(2026, 3, 25, tzinfo=UTC)
    determination.determine_month(month=MARCH, known_at=known)
    assert {mark.month.month for mark in take(at, news)} == {1, 2}
    assert mark_late_news(source_id=news.pk, known_at=LATER).marks == 0


def test_later_news_takes_the_place_of_earlier_news(at: payroll.Office) -> None:
    who = disabled(at)
    through_march(at)
    first = identity(who, died_on=date(2026, 1, 15))
    mark_late_news(source_id=first.pk, known_at=LATER)
    second = builders.source("Báo nhầm")
    wrong = registry.Identity.objects.get(person=who, retracted_at=None)
    back = datetime(2026, 3, 22, tzinfo=UTC)
    registry.Identity.objects.filter(pk=wrong.pk).update(retracted_at=back, retracted_by=second)
    registry.Identity.objects.create(
        person=who, full_name=who.full_name, born_on=who.born_on, recorded_at=back, source=second
    )
    mark_late_news(source_id=second.pk, known_at=datetime(2026, 3, 23, tzinfo=UTC))
    assert not LateNews.objects.filter(resolution="", source=second).exists()


def test_an_import_is_marked_with_as_many_statements_as_a_single_fact(at: payroll.Office) -> None:
    def of(count: int) -> int:
        people = [disabled(at) for _ in range(count)]
        month = Month(2026, 4).plus(count)
        determination.determine_month(month=month, known_at=datetime(2026, 3, 1, tzinfo=UTC))
        news = builders.source()
        for who in people:
            registry.Pension.objects.create(
                person=who, amount_vnd=1, valid=period(str(month.first)), recorded_at=HEARD, source=news
            )
        with CaptureQueriesContext(connection) as captured:
            assert mark_late_news(source_id=news.pk, known_at=LATER).marks == count
        return len(captured.captured_queries)

    assert of(1) == of(7)


def test_marks_are_seen_where_the_person_is_and_only_their_end_is_written(at: payroll.Office) -> None:
    who = disabled(at)
    through_march(at)
    take(at, identity(who, died_on=date(2026, 1, 15)))
    elsewhere = builders.commune(1)
    with acting_as(builders.officer("commune_officer", elsewhere)):
        assert (LateNews.objects.count(), LateNewsLine.objects.count()) == (0, 0)
    with acting_as(at.maker):
        assert (LateNews.objects.count(), LateNewsLine.objects.count()) == (3, 3)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        LateNews.objects.update(after_vnd=1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM oversight_late_news_line")
    with pytest.raises(IntegrityError, match="late_news_resolution"), transaction.atomic():
        LateNews.objects.filter(resolution="").update(resolution="decision")
    again = LateNews.objects.filter(resolution="").first()
    assert again is not None
    again.pk, again.source = None, builders.source()
    with pytest.raises(IntegrityError, match="late_news_one_open"), transaction.atomic():
        again.save(force_insert=True)


def test_the_outbox_brings_it_about(at: payroll.Office) -> None:
    who = disabled(at)
    through_march(at)
    react()
    news = identity(who, died_on=date(2026, 1, 15))
    announce(news.pk)
    assert react() == 2
    assert casework.Proposal.objects.filter(state="open", kind="stop", first_month=date(2026, 2, 1)).count() == 1
