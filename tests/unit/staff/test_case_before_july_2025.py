"""The way of NĐ 20/2021 on the screens, as it was walked until June 2025: commune, posting, district."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes it a day of May 2025, nine o'clock in Vietnam."""

    def day(number: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(2025, 5, number, 2, tzinfo=UTC))

    return day


@pytest.fixture
def commune(db: None) -> areas.Unit:
    """A commune of a district that nobody knows yet to end."""
    areas.load_units(before=areas.TWO_LEVELS_FROM)
    return areas.Unit.objects.select_related("parent").filter(name="Thị trấn Yên Thế").get()


@pytest.fixture
def clients(commune: areas.Unit) -> dict[str, Client]:
    """Signed in: the commune's officer and chair, the district's department and chair."""
    found = {}
    for role in ("commune_officer", "commune_chair", "district_officer", "district_chair"):
        area = commune if role.startswith("commune") else commune.parent
        assert area is not None
        builders.officer(role, area, role, since=date(2024, 1, 1), on=date(2025, 5, 5))
        found[role] = Client()
        found[role].force_login(access.User.objects.get(username=role))
    return found


@pytest.fixture
def who(commune: areas.Unit) -> registry.Person:
    """Somebody with a severe disability, certified in April, and HIV that nobody is to learn of."""
    found = builders.person(commune, name="Nông Thị Thử", born="1990-02-03", village="Bản Thử")
    builders.fact(
        registry.Disability, person=found, degree="severe", certified_on=date(2025, 4, 10), valid=period("2025-04-10")
    )
    builders.circumstance(found, "hiv", "yes", "2025-01-01")
    return found


@pytest.fixture
def elsewhere(commune: areas.Unit) -> Client:
    """Somebody of another district's department."""
    other = areas.Unit.objects.filter(kind="district").exclude(pk=commune.parent_id).order_by("code")[0]
    builders.officer("district_officer", other, "phong-huyen-khac", since=date(2024, 1, 1), on=date(2025, 5, 5))
    client = Client()
    client.force_login(access.User.objects.get(username="phong-huyen-khac"))
    return client


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


@dataclass
class Desk:
    """One file, looked at and worked on by whoever is named."""

    clients: dict[str, Client]
    address: str

    def context(self, role: str) -> Any:
        """What the page of the file shows somebody."""
        return self.clients[role].get(self.address).context

    def acts(self, role: str) -> list[str]:
        """Their buttons."""
        return [act.name for act in self.context(role)["acts"]]

    def wanted(self, role: str) -> list[str]:
        """The documents that the step needs."""
        return [offer.code for offer in self.context(role)["offers"] if offer.now and not offer.issued]

    def do(self, role: str, act: str, **more: str) -> str:
        """Press a button; the page that follows, which is that of the file again where it was refused."""
        answer = self.clients[role].post(f"{self.address}lam/", {"act": act, **more}, follow=True)
        assert answer.status_code in (200, 422)
        return str(answer.content.decode())

    def printed(self, role: str, code: str) -> tuple[str, str]:
        """Issue a document of the file: its number, and all its words."""
        number = self.address.strip("/").rpartition("/")[2]
        answer = self.clients[role].post("/van-ban/lap/", {"id": number, "kind": "case", "code": code, "open": "pdf"})
        assert self.clients[role].get(answer["Location"])["Content-Type"] == "application/pdf"
        made = casework.Document.objects.latest("pk")
        return made.symbol, " ".join(casework.content_of(made).texts())


@pytest.fixture
def desk(at: Callable[[int], None], clients: dict[str, Client], who: registry.Person) -> Desk:
    """The file, received at the counter on Monday, 5 May 2025."""
    at(5)
    address = f"/nguoi-dan/{who.pk}/ho-so/new/"
    assert "Hạn giải quyết: <strong>02/06/2025</strong>" in text(
        clients["commune_officer"].get(address)
    )  # 7 + 3 + 7 + 3
    typed = {"act": "receive", "received_on": "2025-05-05", "starter": "person", "programme": "social_allowance"}
    answer = clients["commune_officer"].post(address, {**typed, "paper": ["form", "identity"]})
    return Desk(clients, answer["Location"])


def test_from_the_counter_over_the_posting_to_the_districts_decision(at: Callable[[int], None], desk: Desk) -> None:
    days = [f"{station.due_on:%d.%m}" for station in desk.context("commune_officer")["stations"] if station.due_on]
    assert days == ["14.05", "19.05", "28.05", "02.06"]
    (line,) = desk.context("commune_officer")["forecast"].lines
    assert (line.month, line.article) == ("2025-04", "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP")
    assert (desk.acts("commune_officer"), desk.acts("district_chair")) == (["ask", "present", "withdraw"], [])
    assert "03 tháng 6" not in desk.printed("commune_officer", "receipt")[1]
    desk.do("commune_officer", "present")
    symbol, told = desk.printed("commune_officer", "submission")
    assert symbol == "01/TTr"
    assert "Phòng Văn hóa" not in told, "a commune had no departments"

    at(6)
    assert desk.acts("commune_chair") == ["send_back", "post"]
    desk.do("commune_chair", "post")
    symbol, told = desk.printed("commune_chair", "posting")
    assert "từ ngày 06 tháng 5 năm 2025 đến hết ngày 08 tháng 5 năm 2025" in told
    assert not any(word in told for word in ("HIV", "khuyết tật", "khoản", "đồng"))
    assert "đến hết ngày 08/05/2025" in desk.do("commune_officer", "close_posting")
    at(8)
    desk.do("commune_officer", "close_posting")

    assert (desk.acts("commune_officer"), desk.acts("commune_chair")) == ([], ["forward"])
    assert desk.wanted("commune_chair") == ["forward"]
    symbol, told = desk.printed("commune_chair", "forward")
    assert (symbol, "Kính gửi" not in told) == ("01/TTr-UBND", True)
    assert "Phòng Y tế huyện Lục Yên" in told, "as it is called since March 2025"
    at(9)
    desk.do("commune_chair", "forward")
    assert "Nông Thị Thử" in text(desk.clients["district_officer"].get("/ho-so/"))
    assert "Nông Thị Thử" not in text(desk.clients["district_chair"].get("/ho-so/"))

    at(12)
    assert desk.acts("district_officer") == ["submit", "send_down", "refuse"]  # Đ8.1.d: it refuses by itself
    desk.do("district_officer", "submit", suggested="grant")
    assert desk.acts("district_officer") == []
    symbol, told = desk.printed("district_officer", "submission")
    assert symbol == "01/TTr-YT"
    assert "PHÒNG Y TẾ" in told.upper()
    at(14)
    assert desk.acts("district_chair") == ["decide", "return"]
    assert "Đã ký quyết định số 01/QĐ-UBND" in desk.do("district_chair", "decide")
    assert desk.wanted("district_chair") == ["decision", "notice"]
    symbol, told = desk.printed("district_chair", "decision")
    assert symbol == "01/QĐ-UBND"
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN LỤC YÊN" in told
    assert "kể từ tháng 04 năm 2025; mức hưởng: 750.000 đồng" in told
    award = casework.Award.objects.get()
    assert (award.amount_vnd, award.months.lower) == (750_000, date(2025, 4, 1))
    assert desk.context("commune_officer")["light"] == "in_time"


def test_another_district_sees_nothing_of_the_file(
    at: Callable[[int], None], elsewhere: Client, desk: Desk, who: registry.Person
) -> None:
    desk.do("commune_officer", "present")
    desk.do("commune_chair", "post")
    at(8)
    desk.do("commune_officer", "close_posting")
    desk.do("commune_chair", "forward")
    issued = desk.printed("commune_chair", "forward")[0]
    assert issued == "01/TTr-UBND"
    pages = (desk.address, f"{desk.address}van-ban/receipt/", f"/nguoi-dan/{who.pk}/",
             f"/van-ban/{casework.Document.objects.get().pk}/tep.pdf")  # fmt: skip
    assert [desk.clients["district_officer"].get(page).status_code for page in pages] == [200] * 4
    assert [elsewhere.get(page).status_code for page in pages] == [404] * 4
    for page in ("/ho-so/?cua=all", "/so-van-ban/", "/"):
        shown = text(elsewhere.get(page))
        assert "Nông Thị Thử" not in shown
        assert issued not in shown
    assert "Nông Thị Thử" not in text(elsewhere.post("/nguoi-dan/tim/", {"q": "nong thi thu"}))
    elsewhere.post(f"{desk.address}lam/", {"act": "submit", "suggested": "grant"})
    assert casework.Case.objects.get().state == "district"


def test_a_complaint_during_the_posting_is_concluded_in_ten_days_before_it_goes_on(
    at: Callable[[int], None], desk: Desk
) -> None:
    desk.do("commune_officer", "present")
    desk.do("commune_chair", "post")
    at(7)
    desk.do("commune_officer", "complain", said="Người này có lương hưu")
    assert (desk.acts("commune_officer"), desk.acts("commune_chair")) == ([], ["conclude"])
    (due,) = [due for due in desk.context("commune_officer")["clock"].steps if due.step.code == "complaint"]
    assert due.due_on == date(2025, 5, 21)
    at(12)
    desk.do("commune_chair", "conclude", said="Không có lương hưu")
    assert desk.acts("commune_chair") == ["forward"]
