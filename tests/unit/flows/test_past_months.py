"""News only about months that have passed: they are corrected by themselves, and money follows to the đồng."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from ansinh.access.public import acting_as, actor_of, open_account
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.flows.reactions import react
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.oversight.models import LateNews
from ansinh.oversight.operations.close_late_news import close_late_news
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from ansinh.registry.news import announce
from tests import builders
from tests.builders import period, person
from tests.unit.casework.office import awards, decide
from tests.unit.flows.test_late_news import disabled, run_month, through_march
from tests.unit.payments import payroll

pytestmark = pytest.mark.django_db
HEARD = datetime(2026, 3, 20, tzinfo=UTC)
APRIL = Month(2026, 4)


@pytest.fixture
def at() -> payroll.Office:
    return payroll.office()


def old(at: payroll.Office) -> registry.Person:
    """Has the social pension: 500,000 đồng a month."""
    return person(at.area, born="1945-06-01")


def pension(who: registry.Person, first: str, end: str, heard: datetime = HEARD) -> registry.Source:
    news = builders.source("Giấy của bảo hiểm xã hội")
    registry.Pension.objects.create(
        person=who, amount_vnd=3_000_000, valid=period(first, end), recorded_at=heard, source=news
    )
    return news


def told(news: registry.Source) -> list[casework.Proposal]:
    """What the outbox makes of news; the live proposals."""
    announce(news.pk)
    react()
    return list(casework.Proposal.objects.filter(state__in=casework.LIVE).order_by("person_id", "kind"))


def overpaid() -> list[tuple[int, int, int]]:
    found = payments.Overpayment.objects.filter(state="open").order_by("person_id", "for_month")
    return [(o.person_id, o.for_month.month, o.amount_vnd) for o in found]


def clean() -> bool:
    return payments.verify_money(date(2026, 4, 30)).findings == ()


def test_a_pension_of_two_months_takes_back_just_these(at: payroll.Office) -> None:
    who = old(at)
    through_march(at)
    (proposal,) = told(pension(who, "2026-01-01", "2026-03-01"))
    assert (proposal.kind, proposal.past_months) == ("past", [date(2026, 1, 1), date(2026, 2, 1)])
    assert (proposal.before_vnd, proposal.after_vnd, proposal.doubt) == (1_000_000, 0, "Điều chỉnh tháng đã qua")
    assert proposal.reason.startswith("Tháng 01/2026, 02/2026: đã quyết định 1.000.000 đồng, nay được 0 đồng. ")
    assert not proposal.benefits.exists()
    assert not LateNews.objects.exclude(resolution="").exists()
    (decision,) = decide(at.maker, at.chair, date(2026, 3, 22))
    assert (decision.kind, decision.monthly_vnd, decision.first_month) == ("past", 0, date(2026, 1, 1))
    assert awards() == [(who.pk, "pension_75", 500_000, "2026-03-01", None)]
    react()
    assert set(LateNews.objects.values_list("resolution", "decision")) == {("decision", decision.pk)}
    run_month(at, APRIL)
    assert overpaid() == [(who.pk, 1, 500_000), (who.pk, 2, 500_000)]
    assert payments.PayrollLine.objects.filter(month=APRIL.first, amount_vnd=500_000).count() == 1
    assert clean()


def test_a_month_in_the_middle_leaves_those_beside_it_under_their_own_decision(at: payroll.Office) -> None:
    who = old(at)
    through_march(at)
    first = casework.Award.objects.get().decision_id
    (proposal,) = told(pension(who, "2026-02-01", "2026-03-01"))
    assert proposal.past_months == [date(2026, 2, 1)]
    decide(at.maker, at.chair, date(2026, 3, 22))
    assert [row[3:] for row in awards()] == [("2026-01-01", "2026-02-01"), ("2026-03-01", None)]
    assert set(casework.Award.objects.filter(retracted_at=None).values_list("decision_id", flat=True)) == {first}
    run_month(at, APRIL)
    assert overpaid() == [(who.pk, 2, 500_000)]
    assert clean()


def test_a_pension_of_somebody_who_is_given_nothing_changes_nothing(at: payroll.Office) -> None:
    who, _ = person(at.area, born="1960-06-01"), disabled(at)
    through_march(at)
    assert told(pension(who, "2026-01-01", "2026-03-01")) == []
    assert not LateNews.objects.exists()
    run_month(at, APRIL)
    assert overpaid() == []
    assert clean()


def certified(who: registry.Person, first: date, end: date, heard: datetime) -> registry.Source:
    """A certificate of disability that holds no longer."""
    news = builders.source("Giấy xác nhận khuyết tật")
    days = {"certified_on": first, "valid": period(str(first), str(end)), "recorded_at": heard}
    registry.Disability.objects.create(person=who, degree="severe", source=news, **days)
    return news


def of_2024(at: payroll.Office) -> payroll.Office:
    """The office of the former commune, whose decisions its district signs until 30 June 2025."""
    former = areas.Succession.objects.filter(successor=at.area).first()
    assert former is not None
    district = former.predecessor.parent
    signs = open_account(
        username="huyen", display_name="Huyện", password=None, role="district_chair", area=district,
        since=date(2024, 1, 1), by=None,
    )  # fmt: skip
    builders.paying_office(former.predecessor, "2024-01-01")
    return replace(at, area=former.predecessor, chair=actor_of(signs, date(2024, 12, 1)))


def test_a_certificate_of_past_months_gives_arrears_where_the_law_dates_it_back(at: payroll.Office) -> None:
    """Under NĐ 20/2021 (Đ8) disability counts from the certificate, whoever heard of it when."""
    at = of_2024(at)
    who, other = person(at.area, born="1990-01-01"), person(at.area, born="1991-01-01")
    builders.fact(
        registry.Disability, person=other, degree="severe", certified_on="2024-01-01", valid=period("2024-01-01")
    )
    months = [Month(2024, number) for number in (8, 9, 10, 11)]
    for month in months:
        run_month(at, month)
    heard = datetime(2024, 11, 20, tzinfo=UTC)
    (proposal,) = told(certified(who, date(2024, 8, 5), date(2024, 10, 1), heard))
    assert (proposal.kind, proposal.person_id, proposal.before_vnd) == ("past", who.pk, 0)
    assert proposal.past_months == [date(2024, 8, 1), date(2024, 9, 1)]
    (benefit,) = proposal.benefits.all()
    assert (benefit.months.lower, benefit.months.upper) == (date(2024, 8, 1), date(2024, 10, 1))
    assert proposal.after_vnd == 2 * benefit.amount_vnd
    decide(at.maker, at.chair, date(2024, 11, 22))
    run_month(at, Month(2024, 12))
    line = payments.PayrollLine.objects.get(month=date(2024, 12, 1), person=who)
    assert line.amount_vnd == proposal.after_vnd
    assert set(payments.LinePart.objects.filter(line=line).values_list("kind", flat=True)) == {"arrears"}
    run_month(at, Month(2025, 1))
    assert not payments.PayrollLine.objects.filter(month=date(2025, 1, 1), person=who).exists()
    assert clean()


def test_a_certificate_of_past_months_waits_for_a_hand_where_starts_count_from_the_decision(at: payroll.Office) -> None:
    who, _ = person(at.area, born="1990-01-01"), disabled(at)
    through_march(at)
    assert told(certified(who, date(2026, 1, 5), date(2026, 3, 1), HEARD)) == []
    assert set(LateNews.objects.values_list("person_id", "resolution")) == {(who.pk, "")}
    assert clean()


def test_what_goes_on_and_what_is_past_are_decided_at_once(at: payroll.Office) -> None:
    """A pension in January, and a death in February: the stop counts from March, January is corrected by itself."""
    who, _ = old(at), disabled(at, name="Người Khác")
    through_march(at)
    pension(who, "2026-01-01", "2026-02-01")
    news = builders.source("Giấy báo tử")
    identity = registry.Identity.objects.get(person=who, retracted_at=None)
    registry.Identity.objects.filter(pk=identity.pk).update(retracted_at=HEARD, retracted_by=news)
    values = {"full_name": identity.full_name, "born_on": identity.born_on, "died_on": date(2026, 2, 20)}
    registry.Identity.objects.create(person=who, recorded_at=HEARD, source=news, **values)
    registry.Person.objects.filter(pk=who.pk).update(died_on=date(2026, 2, 20))
    announce(registry.Pension.objects.get(person=who).source_id)
    kinds = [(p.kind, p.first_month.month, p.before_vnd, p.after_vnd) for p in told(news)]
    assert kinds == [("past", 1, 500_000, 0), ("stop", 3, 500_000, 0)]
    decide(at.maker, at.chair, date(2026, 3, 22))
    assert [row[3:] for row in awards() if row[0] == who.pk] == [("2026-02-01", "2026-03-01")]
    run_month(at, APRIL)
    assert overpaid() == [(who.pk, 1, 500_000), (who.pk, 3, 500_000)]
    assert clean()


def test_news_taken_back_takes_back_the_correction(at: payroll.Office) -> None:
    """Before it is decided the proposal goes; after, the months are given again."""
    first, second = old(at), old(at)
    through_march(at)
    announce(pension(first, "2026-01-01", "2026-02-01").pk)
    assert [p.person_id for p in told(pension(second, "2026-02-01", "2026-03-01"))] == [first.pk, second.pk]
    chosen = casework.Proposal.objects.filter(person=first, kind="past")
    with acting_as(at.maker):
        casework.submit_proposals(ids=[chosen.get().pk], by=at.maker, at=HEARD)
    with acting_as(at.chair):
        casework.decide_proposals(ids=[chosen.get().pk], by=at.chair, on=date(2026, 3, 22))
    react()
    back = builders.source("Báo nhầm")
    for row in registry.Pension.objects.all():
        builders.take_back(row, datetime.now(UTC), back)
    (proposal,) = told(back)
    assert (proposal.person_id, proposal.kind, proposal.after_vnd) == (first.pk, "past", 500_000)
    decide(at.maker, at.chair, date(2026, 3, 24))
    react()
    assert not LateNews.objects.filter(resolution="").exists()
    run_month(at, APRIL)
    assert overpaid() == []
    assert clean()


def test_the_monthly_proposing_keeps_a_correction_and_whoever_prepared_it(at: payroll.Office) -> None:
    who = old(at)
    through_march(at)
    (proposal,) = told(pension(who, "2026-01-01", "2026-02-01"))
    run = determination.determine_month(month=APRIL, known_at=datetime(2026, 4, 10, tzinfo=UTC))
    casework.propose_changes(run=run, past={Month(2026, 1): [who.pk]})
    assert casework.Proposal.objects.get(state="open").pk == proposal.pk
    casework.propose_changes(run=run)
    assert not casework.Proposal.objects.filter(state="open").exists()


def test_the_same_month_is_determined_once_for_the_same_news(at: payroll.Office) -> None:
    who = old(at)
    through_march(at)
    told(pension(who, "2026-01-01", "2026-02-01"))
    runs = len(determination.runs_of_month(Month(2026, 1)))
    told(pension(who, "2026-02-01", "2026-03-01", datetime(2026, 3, 21, tzinfo=UTC)))
    assert len(determination.runs_of_month(Month(2026, 1))) == runs == 2


def test_marks_are_closed_by_hand_with_a_reason(at: payroll.Office) -> None:
    who = old(at)
    through_march(at)
    told(pension(who, "2026-01-01", "2026-02-01"))
    (mark,) = LateNews.objects.all()
    named = {"person_id": who.pk, "news_ids": [mark.pk]}
    stranger = builders.officer("commune_officer", builders.commune(1))
    for actor, because, code in (
        (at.chair, "Trùng tin", "not_permitted"),
        (at.maker, "  ", "reason_missing"),
        (stranger, "Trùng tin", "not_open"),
    ):
        with pytest.raises(Refusal) as refused, acting_as(actor):
            close_late_news(actor=actor, because=because, **named)
        assert refused.value.code == code
    with acting_as(at.maker):
        assert close_late_news(actor=at.maker, because=" Bảo hiểm  báo nhầm người ", **named) == 1
    mark.refresh_from_db()
    assert (mark.resolution, mark.closed_by_id, mark.closed_because) == (
        "by_hand", at.maker.user_id, "Bảo hiểm báo nhầm người",
    )  # fmt: skip
    assert AuditEntry.objects.get(action="late_news.close").details == {"months": ["2026-01"]}
    react()
    assert not casework.Proposal.objects.filter(state__in=casework.LIVE).exists()
    with pytest.raises(Refusal), acting_as(at.maker):
        close_late_news(actor=at.maker, because="Lại", **named)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "past"}, "proposal_past_months"),
        ({"kind": "past", "past_months": [date(2026, 2, 1)]}, "proposal_past_months"),
        ({"kind": "stop", "past_months": [date(2026, 1, 1)]}, "proposal_past_months"),
        ({"kind": "past", "past_months": [date(2026, 1, 1)], "before_vnd": 0}, "proposal_kind_fits_amounts"),
    ],
)
def test_the_database_refuses_a_correction_without_its_months(
    at: payroll.Office, fields: dict[str, object], constraint: str
) -> None:
    values = {
        "run_id": 1, "month": "2026-03-01", "person": old(at), "area": at.area, "programme": "social_pension",
        "first_month": "2026-01-01", "before_vnd": 1, "after_vnd": 0, "reason": "x", "citation": "x",
        "law_version": "x", "facts_hash": "x", "facts": {},
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        casework.Proposal.objects.create(**(values | fields))


def test_the_database_refuses_a_mark_closed_by_nobody(at: payroll.Office) -> None:
    who = old(at)
    through_march(at)
    told(pension(who, "2026-01-01", "2026-02-01"))
    with pytest.raises(IntegrityError, match="late_news_closed_by_hand"), transaction.atomic():
        LateNews.objects.update(resolution="by_hand", resolved_at=HEARD)
    with pytest.raises(IntegrityError, match="late_news_closed_by_hand"), transaction.atomic():
        LateNews.objects.update(closed_because="x")
