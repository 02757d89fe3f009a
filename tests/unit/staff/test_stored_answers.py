"""Stored determinations on a person's page: listed, worked out anew on request, and what differs said."""

from __future__ import annotations

from datetime import UTC, datetime

from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests.builders import circumstance, fact, period

from .province import Province
from .test_month_screen import disabled
from .test_query_budget import BUDGET, asked

NOVEMBER = Month(2026, 11)
THEN = datetime(2026, 11, 10, tzinfo=UTC)


def address(who: registry.Person, run: determination.Run | None = None) -> str:
    return f"/nguoi-dan/{who.pk}/tro-cap/?thang=2026-11" + (f"&tinh-lai={run.pk}" if run else "")


def test_a_determination_is_listed_and_comes_out_the_same(made: Province) -> None:
    who = disabled(made)
    run = determination.determine_month(month=NOVEMBER, known_at=THEN)
    client = made.client("commune_officer")
    page = client.get(address(who)).content.decode()
    (one,) = determination.stored_of(who.pk, NOVEMBER, area_id=made.own.pk)
    for shown in (one.answer.facts_hash, run.law_version, "810.000", "10/11/2026 07:00"):
        assert shown in page
    assert "Trùng khớp" not in page
    again = client.get(address(who, run)).content.decode()
    assert "Trùng khớp" in again
    assert "Tính lại từ những gì đã biết lúc 10/11/2026 07:00" in again
    assert AuditEntry.objects.filter(action="person.read", details__determined_again=run.pk).count() == 1


def test_what_differs_is_said_with_the_facts_that_a_proposal_froze(made: Province) -> None:
    who = disabled(made)
    run = determination.determine_month(month=NOVEMBER, known_at=THEN)
    casework.propose_changes(run=run)
    fact(registry.Pension, person=who, amount_vnd=3_000_000, valid=period("2026-01-01"))
    circumstance(who, "hiv", "yes", "2024-01-01")
    client = made.client("commune_officer")
    page = client.get(address(who, run)).content.decode()
    assert "Có khác" in page
    assert "Dấu vân tay thông tin" in page
    assert "3.000.000 đồng" in page
    compared = client.get(address(who, run)).context["compared"]
    assert ("Thông tin nhạy cảm", "…", "…") in compared.facts
    opened = client.get(address(who, run) + "&nhay-cam=1").context["compared"]
    assert ("Nhiễm HIV/AIDS", "không", "có") in opened.facts


def test_a_run_that_is_not_the_persons_is_not_found(made: Province) -> None:
    who = disabled(made)
    other = determination.determine_month(month=NOVEMBER, known_at=THEN, area_ids=[made.other.pk])
    october = determination.determine_month(month=Month(2026, 10), known_at=THEN)
    client = made.client("commune_officer")
    for run in (other, october):
        assert client.get(address(who, run)).status_code == 404
    assert client.get(address(made.there, october)).status_code == 404
    assert client.get(f"/nguoi-dan/{who.pk}/tro-cap/?tinh-lai=x").status_code == 404


def test_somebody_who_moved_here_since_is_not_said_to_have_had_nothing(made: Province) -> None:
    who = disabled(made, made.other)
    run = determination.determine_month(month=NOVEMBER, known_at=THEN)
    registry.Person.objects.filter(pk=who.pk).update(area=made.own)
    page = made.client("commune_officer").get(address(who, run)).content.decode()
    assert "kết quả đã lưu nằm ngoài địa bàn của bạn" in page
    assert "Có khác" not in page


def test_listing_and_working_out_anew_stay_within_the_budget(made: Province) -> None:
    who = disabled(made)
    runs = [determination.determine_month(month=NOVEMBER, known_at=THEN) for _ in range(3)]
    for place in (address(who), address(who, runs[0])):
        queries = asked(made, place)
        assert len(queries) <= BUDGET, "\n".join(queries)
