"""Late news at the desk, in its list, on the person's page and on the payroll line; a month replayed beside today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.flows.late_news import propose_from_news, take_news
from ansinh.jobs.every_minute.hand_over_facts import run as hand_over
from ansinh.jobs.on_request.count_quality import count_quality_now
from ansinh.kernel import outbox, progress
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.oversight import queries_quality
from ansinh.oversight.operations.count_quality import count_quality, counting_of
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from ansinh.registry.news import announce
from ansinh.staff.templatetags.staff_words import stretches
from tests import builders
from tests.builders import circumstance, period

from .province import Province, waiting_at
from .test_month_screen import disabled
from .test_query_budget import BUDGET, asked

OCTOBER = Month(2026, 10)
USED = datetime(2026, 10, 10, tzinfo=UTC)
HEARD = datetime(2026, 11, 3, tzinfo=UTC)


@pytest.fixture
def late(made: Province) -> registry.Person:
    """Somebody paid for October of whom it is heard in November that a pension is drawn since October."""
    who = disabled(made)
    run = determination.determine_month(month=OCTOBER, known_at=USED)
    casework.propose_changes(run=run)
    ids = list(casework.Proposal.objects.filter(person=who, state="open").values_list("pk", flat=True))
    casework.submit_proposals(ids=ids, by=made.actors["commune_officer"], at=USED)
    casework.decide_proposals(ids=ids, by=made.actors["commune_chair"], on=USED.date())
    opened = payments.open_run(
        actor=made.actors["commune_officer"], month=OCTOBER, area=made.own, pay_on=date(2026, 10, 12)
    )
    payments.lock_run(actor=made.actors["commune_officer"], run_id=opened.pk)
    news = builders.source("Danh sách BHXH")
    registry.Pension.objects.create(
        person=who, amount_vnd=3_000_000, valid=period("2026-10-01"), recorded_at=HEARD, source=news
    )
    take_news(news.pk, HEARD)
    return who


def line_of(who: registry.Person) -> payments.PayrollLine:
    return payments.PayrollLine.objects.get(person=who)


def test_it_waits_at_the_desk_and_in_its_list_with_the_dong_at_stake(made: Province, late: registry.Person) -> None:
    client = made.client("commune_officer")
    (task,) = [task for task in waiting_at(client.get("/")) if task.label == "Tin đến muộn"]
    assert (task.count, task.mine, task.url) == (1, True, "/tin-den-muon/")
    page = client.get("/tin-den-muon/").content.decode()
    for shown in (late.full_name, "Lương hưu", "-810.000", "Danh sách BHXH", "Chưa có đề nghị"):
        assert shown in page
    propose_from_news(made.own.pk, HEARD)
    assert "Xem đề nghị" in client.get("/tin-den-muon/").content.decode()
    assert AuditEntry.objects.filter(action="person.list", details__list="late_news").count() == 2


def test_until_what_was_recorded_is_compared_nobody_is_told_that_all_is_right(made: Province) -> None:
    client, right, looking = (
        made.client("commune_officer"),
        "còn đúng với thông tin hiện nay",
        "còn đang được đối chiếu",
    )
    places = "/tin-den-muon/", f"/nguoi-dan/{made.here.pk}/tin-den-muon/"

    def shown() -> list[tuple[bool, bool]]:
        pages = [client.get(place).content.decode() for place in places]
        return [(right in page, looking in page) for page in pages]

    outbox.dispatch(dict.fromkeys(("facts.changed", "list.taken"), lambda fact: None))
    assert shown() == [(True, False)] * 2
    announce(builders.source("Tin số 7").pk)
    assert shown() == [(False, True)] * 2
    assert "đã xử lý 1 tin" in hand_over(timezone.localdate())
    assert shown() == [(True, False)] * 2


def test_another_commune_sees_none_of_it_and_the_province_sees_it_by_commune(
    made: Province, late: registry.Person
) -> None:
    wide = made.client("province_officer").get("/tin-den-muon/")
    assert [(row.code, row.people, row.over_vnd) for row in wide.context["waiting"]] == [(made.own.code, 1, 810_000)]
    chosen = made.client("province_officer").get(f"/tin-den-muon/?xa={made.other.code}")
    assert chosen.context["people"] == []
    assert made.client("payer").get("/tin-den-muon/").status_code == 403


def test_the_persons_page_says_which_month_line_and_source(made: Province, late: registry.Person) -> None:
    client = made.client("commune_officer")
    assert "đang chờ" in client.get(f"/nguoi-dan/{late.pk}/").content.decode()
    assert "đang chờ" not in client.get(f"/nguoi-dan/{made.here.pk}/").content.decode()
    page = client.get(f"/nguoi-dan/{late.pk}/tin-den-muon/").content.decode()
    for shown in ("10/2026", "810.000", line_of(late).key, "Danh sách BHXH", "Đang chờ"):
        assert shown in page


def test_months_are_closed_on_the_persons_page_by_the_communes_officer(made: Province, late: registry.Person) -> None:
    address = f"/nguoi-dan/{late.pk}/tin-den-muon/"
    client = made.client("commune_officer")
    page = client.get(address).content.decode()
    assert "Đóng các tháng đã chọn" in page
    assert "Đóng các tháng đã chọn" not in made.client("commune_chair").get(address).content.decode()
    asked = {"id": re.findall(r'name="id" value="(\d+)"', page), "because": "Bảo hiểm báo nhầm người", "next": address}
    assert made.client("commune_chair").post(f"{address}dong/", asked).status_code == 403
    refused = client.post(f"{address}dong/", asked | {"because": " "}, follow=True).content.decode()
    assert "Hãy ghi lý do" in refused
    closed = client.post(f"{address}dong/", asked, follow=True).content.decode()
    for shown in ("Đã đóng tin đến muộn của 1 tháng", "Bảo hiểm báo nhầm người", "Đã xem, không phải điều chỉnh"):
        assert shown in closed
    assert "Đóng các tháng đã chọn" not in closed
    (news,) = re.findall(r'name="news" value="(\d+)"', closed)
    again = {"news": news, "because": "Đóng nhầm", "next": address}
    assert "Mở lại" not in made.client("commune_chair").get(address).content.decode()
    assert made.client("commune_chair").post(f"{address}mo-lai/", again).status_code == 403
    reopened = client.post(f"{address}mo-lai/", again, follow=True).content.decode()
    for shown in ("Tháng 10/2026 lại đang chờ", "Đang chờ", "Đóng nhầm", "Bảo hiểm báo nhầm người"):
        assert shown in reopened


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((1,), "01/2026"), ((1, 2, 3, 5), "01/2026 – 03/2026, 05/2026"), ((1, 3), "01/2026, 03/2026"), ((), "")],
)
def test_months_in_words(numbers: tuple[int, ...], words: str) -> None:
    assert stretches([date(2026, number, 1) for number in numbers]) == words


def test_the_payroll_line_carries_the_mark(made: Province, late: registry.Person) -> None:
    page = made.client("commune_officer").get(f"/chi-tra/{line_of(late).run_id}/khoan/").content.decode()
    assert page.count("Tin đến muộn</span>") == 1


def test_a_determination_is_replayed_beside_today(made: Province, late: registry.Person) -> None:
    run = determination.Run.objects.get()
    answer = made.client("commune_officer").get(f"/nguoi-dan/{late.pk}/xem-lai/?lan={run.pk}&thang=2026-10")
    replay = answer.context["replay"]
    assert replay.true_to_itself
    assert [row.label for row in replay.facts if row.changed] == [
        "Lương hưu, trợ cấp bảo hiểm xã hội hằng tháng (đồng)"
    ]
    outcome = replay.answers[0]
    assert (outcome.kept, outcome.then, outcome.today) == ("Đủ điều kiện", "Đủ điều kiện", "Không đủ điều kiện")
    assert "cho đúng kết quả đã lưu" in answer.content.decode()
    assert AuditEntry.objects.filter(action="person.read", details__determination=run.pk).count() == 1
    determination.Run.objects.update(law_version="0" * 12)
    again = made.client("commune_officer").get(f"/nguoi-dan/{late.pk}/xem-lai/?lan={run.pk}&thang=2026-10")
    assert again.context["replay"].only_law_differs


def test_a_payment_is_replayed_as_known_when_its_list_was_locked(made: Province, late: registry.Person) -> None:
    line = line_of(late)
    answer = made.client("auditor").get(f"/nguoi-dan/{late.pk}/xem-lai/?khoan={line.pk}&thang=2026-10")
    page = answer.content.decode()
    for shown in (line.key, "810.000", "QĐ-UBND", "lần xác định số"):
        assert shown in page
    for wrong in (
        f"khoan={line.pk}&thang=2026-09",
        f"khoan={line.pk}",
        "khoan=99999999&thang=2026-10",
        "lan=99999&thang=2026-10",
        "",
    ):
        client = made.client("commune_officer")
        assert client.get(f"/nguoi-dan/{late.pk}/xem-lai/?{wrong}").status_code == 404
    assert made.client("commune_officer").get(
        f"/nguoi-dan/{made.here.pk}/xem-lai/?khoan={line.pk}&thang=2026-10"
    ).status_code == 404  # fmt: skip


def test_sensitive_facts_are_not_named_unless_asked_for(made: Province) -> None:
    who = disabled(made)
    run = determination.determine_month(month=OCTOBER, known_at=USED)
    news = builders.source()
    circumstance(who, "support", "none", "2026-10-01")
    circumstance(who, "hiv", "yes", "2026-10-01", recorded_at=HEARD)
    registry.Pension.objects.create(
        person=who, amount_vnd=1, valid=period("2026-10-01"), recorded_at=HEARD, source=news
    )
    take_news(news.pk, HEARD)
    client = made.client("commune_officer")
    for address in ("tin-den-muon/", f"xem-lai/?lan={run.pk}&thang=2026-10"):
        page = client.get(f"/nguoi-dan/{who.pk}/{address}").content.decode()
        assert "HIV" not in page
        assert "Thông tin nhạy cảm" in page
    assert "HIV" in client.get(f"/nguoi-dan/{who.pk}/xem-lai/?lan={run.pk}&thang=2026-10&nhay-cam=1").content.decode()


def test_the_quality_board_leads_to_those_people_only(made: Province, late: registry.Person) -> None:
    client = made.client("commune_officer")
    count_quality(on=timezone.localdate())
    board = client.get("/chat-luong/")
    assert board.context["late"] == 1
    counted = {check.code: n for check, n in board.context["checks"]}["no_number"]
    named = client.get("/chat-luong/no_number/").context["people"]
    assert len(named) == counted >= 1
    assert not {made.here.pk, late.pk} & {pk for pk, *_ in named}
    assert AuditEntry.objects.filter(action="person.list", details__list="quality:no_number").count() == 1
    for wrong in (
        "/chat-luong/unheard-of/",
        "/chat-luong/thieu-unheard/",
        f"/chat-luong/no_number/?xa={made.other.code}",
    ):
        assert client.get(wrong).status_code == 404
    leader = made.client("province_leader")
    rows = leader.get("/chat-luong/").context["rows"]
    assert {row.unit.pk for row in rows} == {made.own.pk, made.other.pk}
    assert leader.get("/chat-luong/no_number/").status_code == 403
    assert leader.get(f"/chat-luong/?xa={made.other.code}").context["people"] == 1


def test_the_province_is_counted_by_the_worker_never_by_its_page(
    made: Province, late: registry.Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries_quality, "counts", lambda *_: pytest.fail("counted while somebody waits"))
    leader = made.client("province_leader")
    board = leader.get("/chat-luong/")
    assert "Chưa có số liệu toàn tỉnh" in board.content.decode()
    assert board.context["rows"] == []
    made.client("commune_officer").post("/chat-luong/dem/")
    assert progress.of(counting_of(None)) == []
    assert "Trong hàng chờ" in leader.post("/chat-luong/dem/", follow=True).content.decode()
    assert "đang trong hàng chờ" in leader.post("/chat-luong/dem/", follow=True).content.decode()
    part = leader.get("/chat-luong/", headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 3s"' in part
    assert "<html" not in part
    monkeypatch.undo()
    count_quality_now()
    done = leader.get("/chat-luong/")
    assert {row.unit.pk for row in done.context["rows"]} == {made.own.pk, made.other.pk}
    assert "Đếm lúc" in done.content.decode()
    assert "hx-trigger" not in done.content.decode().split('id="board"')[1][:200]


def test_a_commune_sees_what_was_last_counted_and_has_itself_counted_anew(
    made: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_quality(on=timezone.localdate())
    builders.person(made.own)
    for live in ("counts", "freshness"):
        monkeypatch.setattr(queries_quality, live, lambda *_: pytest.fail("counted while somebody waits"))
    client = made.client("commune_officer")
    before = client.get("/chat-luong/")
    assert (before.context["people"], before.context["fresh"][0].people) == (2, 2)
    assert "Đếm lúc" in before.content.decode()
    assert client.post(f"/chat-luong/dem/?xa={made.other.code}").status_code == 404
    waits = client.post("/chat-luong/dem/", follow=True)
    assert "Trong hàng chờ" in waits.content.decode()
    assert 'hx-select="#board"' in waits.content.decode()
    monkeypatch.undo()
    count_quality_now(made.own.pk)
    assert client.get("/chat-luong/").context["people"] == 3


def test_a_commune_never_counted_says_so_at_once_and_is_counted_by_the_worker(
    made: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    for live in ("counts", "freshness"):
        monkeypatch.setattr(queries_quality, live, lambda *_: pytest.fail("counted while somebody waits"))
    client = made.client("commune_officer")
    for _ in range(2):  # asked twice it is queued once
        page = client.get("/chat-luong/").content.decode()
        assert "Chưa đếm, đang đếm" in page
        assert 'hx-select="#board"' in page
        assert "Mâu thuẫn và thiếu sót" not in page
    assert ProcrastinateJob.objects.filter(task_name="quality.count", args={"area_id": made.own.pk}).count() == 1
    monkeypatch.undo()
    count_quality_now(made.own.pk)
    done = client.get("/chat-luong/")
    assert done.context["people"] == 2
    assert "Chưa đếm" not in done.content.decode()


def test_a_commune_in_which_nobody_lives_is_counted_once(made: Province) -> None:
    registry.Person.objects.filter(area=made.own).update(area=made.other)
    client = made.client("commune_officer")
    client.get("/chat-luong/")
    count_quality_now(made.own.pk)
    jobs = ProcrastinateJob.objects.filter(task_name="quality.count").count()
    done = client.get("/chat-luong/")
    assert "Đếm lúc" in done.content.decode()
    assert done.context["people"] == 0
    assert ProcrastinateJob.objects.filter(task_name="quality.count").count() == jobs


def test_within_the_budget(made: Province, late: registry.Person) -> None:
    run = determination.Run.objects.get()
    count_quality(on=timezone.localdate())
    for address in (
        "/tin-den-muon/", f"/nguoi-dan/{late.pk}/tin-den-muon/",
        f"/nguoi-dan/{late.pk}/xem-lai/?lan={run.pk}&thang=2026-10",
        f"/nguoi-dan/{late.pk}/xem-lai/?khoan={line_of(late).pk}&thang=2026-10", "/chat-luong/",
        "/chat-luong/no_number/", f"/chi-tra/{line_of(late).run_id}/khoan/",
    ):  # fmt: skip
        queries = asked(made, address)
        assert len(queries) <= BUDGET, address + "\n".join(queries)
