"""A mark of late news that was closed by hand is taken up again, unless something was done since."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.casework import public as casework
from ansinh.flows.reactions import react
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.oversight.models import LateNews, LateNewsReopening
from ansinh.oversight.operations.close_late_news import close_late_news
from ansinh.oversight.operations.reopen_late_news import reopen_late_news
from ansinh.payments import public as payments
from tests import builders
from tests.unit.flows.test_late_news import through_march
from tests.unit.flows.test_past_months import old, pension, told
from tests.unit.payments import payroll

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> payroll.Office:
    return payroll.office()


def closed(at: payroll.Office) -> LateNews:
    """A mark of January that the officer closed."""
    who = old(at)
    through_march(at)
    told(pension(who, "2026-01-01", "2026-02-01"))
    (mark,) = LateNews.objects.all()
    with acting_as(at.maker):
        close_late_news(actor=at.maker, person_id=who.pk, news_ids=[mark.pk], because="Báo nhầm người")
    react()
    mark.refresh_from_db()
    return mark


def test_a_mark_closed_by_mistake_is_taken_up_again_and_the_correction_is_proposed_again(at: payroll.Office) -> None:
    mark = closed(at)
    named = {"person_id": mark.person_id, "news_id": mark.pk}
    stranger = builders.officer("commune_officer", builders.commune(1))
    for actor, because, code in (
        (at.chair, "Đóng nhầm", "not_permitted"),
        (at.maker, "  ", "reason_missing"),
        (stranger, "Đóng nhầm", "not_closed_by_hand"),
    ):
        with pytest.raises(Refusal) as refused, acting_as(actor):
            reopen_late_news(actor=actor, because=because, **named)
        assert refused.value.code == code
    assert not casework.Proposal.objects.filter(state__in=casework.LIVE).exists()
    with acting_as(at.maker):
        again = reopen_late_news(actor=at.maker, because=" Đóng  nhầm ", **named)
    assert (again.resolution, again.resolved_at, again.closed_by_id, again.closed_because) == ("", None, None, "")
    kept = again.reopenings.get()
    assert (kept.closed_because, kept.closed_at, kept.because) == ("Báo nhầm người", mark.resolved_at, "Đóng nhầm")
    assert AuditEntry.objects.get(action="late_news.reopen").details == {"month": "2026-01"}
    react()
    assert casework.Proposal.objects.get(state__in=casework.LIVE).past_months == [date(2026, 1, 1)]
    with pytest.raises(Refusal), acting_as(at.maker):
        reopen_late_news(actor=at.maker, because="Lại", **named)


@pytest.mark.parametrize("since", ["newer_news", "decided_since", "paid_since"])
def test_a_mark_is_not_taken_up_again_where_something_was_done_since(at: payroll.Office, since: str) -> None:
    mark = closed(at)
    if since == "newer_news":
        newer = LateNews.objects.get(pk=mark.pk)
        newer.pk, newer.source, newer.resolution, newer.resolved_at = None, builders.source(), "", None
        newer.closed_by, newer.closed_because = None, ""
        newer.save(force_insert=True)
    elif since == "decided_since":
        decision = casework.Decision.objects.filter(pk__in=casework.Proposal.objects.values("decision")).first()
        assert decision is not None
        LateNews.objects.filter(pk=mark.pk).update(resolved_at=decision.recorded_at)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE casework_decision DISABLE TRIGGER USER")
            cursor.execute("UPDATE casework_decision SET recorded_at = '2000-01-01'")
        LateNews.objects.filter(pk=mark.pk).update(
            resolved_at=payments.PayrollRun.objects.earliest("locked_at").locked_at
        )
    with pytest.raises(Refusal) as refused, acting_as(at.maker):
        reopen_late_news(actor=at.maker, person_id=mark.person_id, news_id=mark.pk, because="Đóng nhầm")
    assert refused.value.code == since


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"because": ""}, "reopening_says_why"),
        ({"closed_at": datetime(2200, 1, 1, tzinfo=UTC)}, "reopening_after_closing"),
    ],
)
def test_the_database_refuses_a_reopening_without_reason_or_before_its_closing(
    at: payroll.Office, fields: dict[str, object], constraint: str
) -> None:
    mark = closed(at)
    values = {
        "news": mark, "closed_by_id": mark.closed_by_id, "closed_at": mark.resolved_at, "closed_because": "x",
        "by_id": at.maker.user_id, "because": "x",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LateNewsReopening.objects.create(**(values | fields))
    LateNewsReopening.objects.create(**values)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        LateNewsReopening.objects.update(because="y")
