"""A person's page over time: both days, corrections struck with what replaced them, every opening recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ansinh.kernel.models import AuditEntry
from ansinh.registry import public as registry
from ansinh.staff.timeline import Axis, axis_of, groups_of, turns_of
from tests.builders import circumstance, source, take_back

from .province import Province
from .test_query_budget import BUDGET, asked

HEARD = datetime(2026, 3, 12, 2, tzinfo=UTC)


def corrected(made: Province) -> None:
    """The father was believed to care until March 2026, when it was heard that he died in January."""
    old = circumstance(made.here, "father", "caring", "2025-01-01")
    news = source("Giấy báo tử")
    take_back(old, HEARD, news)
    for value, days in (("caring", ("2025-01-01", "2026-01-15")), ("deceased", ("2026-01-15",))):
        circumstance(made.here, "father", value, *days, recorded_at=HEARD, source=news)


def page(made: Province, query: str = "", role: str = "commune_officer") -> str:
    return made.client(role).get(f"/nguoi-dan/{made.here.pk}/dien-bien/{query}").content.decode()


def states(made: Province, day: str, known: str) -> list[tuple[str, str]]:
    client = made.client("commune_officer")
    shown = client.get(f"/nguoi-dan/{made.here.pk}/dien-bien/?vao-ngay={day}&da-biet-ngay={known}").context
    bars = [bar for group in shown["groups"] for bar in group.bars if bar.fact.code == "father"]
    return [(bar.fact.value, bar.state) for bar in bars]


def test_what_was_believed_before_stays_with_when_and_by_what_it_changed(made: Province) -> None:
    corrected(made)
    assert states(made, "2026-02-01", "2026-03-11") == [
        ("caring", "holds"), ("deceased", "later"), ("caring", "later"),
    ]  # fmt: skip
    assert states(made, "2026-02-01", "2026-03-12") == [
        ("deceased", "holds"), ("caring", "believed"), ("caring", "struck"),
    ]  # fmt: skip
    text = page(made, "?vao-ngay=2026-02-01&da-biet-ngay=2026-03-12")
    assert "<s>Tình trạng của cha" in text
    assert "Tin đến 12/03/2026 09:00, Tờ khai: Giấy báo tử: thay bằng" in text
    assert "đã chết từ 15/01/2026" in text


def test_the_turns_say_when_the_registry_learnt_what_and_lead_there(made: Province) -> None:
    corrected(made)
    latest = turns_of(registry.history.history(made.here.pk))[0]
    assert (latest.day, latest.recorded, latest.retracted) == (date(2026, 3, 12), 2, 1)
    assert 'href="?da-biet-ngay=2026-03-12"' in page(made)


def test_sensitive_facts_stay_closed_also_in_what_replaced_them(made: Province) -> None:
    (held,) = registry.SealedCircumstance.objects.filter(person=made.here)
    news = source("Phiếu xét nghiệm")
    take_back(held, HEARD, news)
    circumstance(made.here, "hiv", "no", "2024-01-01", recorded_at=HEARD)
    closed, opened = page(made), page(made, "?nhay-cam=1")
    assert "HIV" not in closed
    assert "Nhiễm HIV/AIDS" in opened


def test_every_opening_is_recorded_with_the_days_that_were_asked_about(made: Province) -> None:
    page(made, "?vao-ngay=2026-02-01&da-biet-ngay=2026-03-12")
    entry = AuditEntry.objects.get(action="person.read")
    assert entry.details == {
        "part": "timeline", "sensitive": False, "shown": [], "vao-ngay": "2026-02-01", "da-biet-ngay": "2026-03-12",
    }  # fmt: skip
    assert entry.object_id == str(made.here.pk)


def test_somebody_elsewhere_and_a_day_that_is_none_are_not_found(made: Province) -> None:
    client = made.client("commune_officer")
    assert client.get(f"/nguoi-dan/{made.there.pk}/dien-bien/").status_code == 404
    assert client.get(f"/nguoi-dan/{made.here.pk}/dien-bien/?vao-ngay=31-12-2025").status_code == 404
    assert made.client("payer").get(f"/nguoi-dan/{made.here.pk}/dien-bien/").status_code == 403


def test_the_number_of_facts_does_not_change_the_number_of_queries(made: Province) -> None:
    address = f"/nguoi-dan/{made.here.pk}/dien-bien/"
    few = asked(made, address)
    corrected(made)
    many = asked(made, address)
    assert len(few) == len(many) <= BUDGET, "\n".join(many)


def test_places_along_the_line_begin_and_end_with_it() -> None:
    axis = Axis(date(2020, 1, 1), date(2030, 1, 1))
    assert (axis.place(None), axis.place(None, end=True)) == (0, 100)
    assert (axis.place(date(2010, 1, 1)), axis.place(date(2040, 1, 1))) == (0, 100)
    assert axis.step_of(date(2020, 1, 11)) == 10
    assert [year for _, year in axis.ticks()] == [2022, 2024, 2026, 2028]
    today = date(2026, 11, 25)
    assert axis_of([], today).days > 0
    assert groups_of([], axis, today, HEARD, frozenset()) == []
