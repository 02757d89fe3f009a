"""The made-up commune of the journeys: the demo's accounts, and people in whose matter each kind of file can come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.demo.accounts import PASSWORD, open_demo_accounts
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period
from tests.conftest import LAPTOP
from tests.journeys.manual.colleagues import Colleague, Story
from tests.journeys.manual.recording import RECORDING, SCREEN

OFFICER, CHAIR = "lucyen.congchuc", "lucyen.chutich"
NEW_OFFICER, NEW_CHAIR = "mucangchai.congchuc", "mucangchai.chutich"
PROVINCE, LEADER = "tinh.chuyenvien", "tinh.lanhdao"


@dataclass
class Office:
    """Where the journeys of a module happen. ``today`` is the day of the recording, or the real one."""

    base: str
    browser: Browser
    today: date
    here: areas.Unit
    story: Story = field(default_factory=Story)
    signed_in: dict[str, Colleague] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def actor(self, username: str) -> access.Actor:
        """An account as the operations know it."""
        return access.actor_of(access.User.objects.get(username=username), self.today)

    def colleague(self, username: str) -> Colleague:
        """Somebody at a browser of their own, signed in once for the module."""
        if username not in self.signed_in:
            self.signed_in[username] = Colleague(self._enter(username), self.base, self.story)
        return self.signed_in[username]

    def _enter(self, username: str) -> Page:
        screen = SCREEN if RECORDING else LAPTOP
        context = self.browser.new_context(viewport=screen, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        context.set_default_timeout(120_000 if RECORDING else 30_000)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.base}/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("heading", name="Bảng việc").wait_for()
        return page

    def _heard(self, said: ConsoleMessage) -> None:
        """What a browser complained about, but for its asking for an icon beside a document."""
        if said.type == "error" and not said.location["url"].endswith("/favicon.ico"):
            self.complaints.append(f"{said.text} {said.location['url']}")

    def close(self) -> None:
        """Everybody goes home."""
        for colleague in self.signed_in.values():
            colleague.page.context.close()


def made_up(base: str, browser: Browser) -> Office:
    """The province with the demo's accounts, nobody living in it yet."""
    areas.load_units()
    open_demo_accounts()
    today = timezone.localdate()
    return Office(base, browser, today, areas.commune("04303", today))


def disabled(
    office: Office, name: str, *, degree: str = "severe", born: str = "1990-02-03", since: date | None = None
) -> registry.Person:
    """Somebody with a certificate of disability and a number, who receives nothing yet."""
    day = since or office.today - timedelta(days=200)
    who = builders.person(office.here, name=name, born=born, village="Bản Trong")
    builders.fact(registry.Disability, person=who, degree=degree, certified_on=day, valid=period(day.isoformat()))
    builders.household(office.here, who)
    builders.fact(
        registry.Paper, person=who, kind="personal", number=f"015190{who.pk % 1_000_000:06}", valid=period("2021-01-01")
    )
    return who


def receiving(office: Office, *names: str) -> dict[str, registry.Person]:
    """People who have received an allowance for severe disability for some months, decided as it is done."""
    people = {name: disabled(office, name) for name in names}
    before = max(Month.of(office.today).minus(5), Month(2026, 7))  # since then one rate has held
    day = before.first + timedelta(days=9)
    known_at = timezone.make_aware(datetime(day.year, day.month, day.day, 9))
    casework.propose_changes(run=determination.determine_month(month=before, known_at=known_at))
    ids = list(casework.Proposal.objects.filter(state="open").values_list("pk", flat=True))
    maker, chair = office.actor(OFFICER), office.actor(CHAIR)
    with access.acting_as(maker):
        casework.submit_proposals(ids=ids, by=maker, at=known_at)
    with access.acting_as(chair):
        casework.decide_proposals(ids=ids, by=chair, on=day)
    return people


def worse(who: registry.Person, on: date) -> None:
    """The registry has been told of another degree of disability since a day."""
    held, told_at = registry.Disability.objects.get(person=who, retracted_at=None), timezone.now()
    builders.take_back(held, told_at, builders.source())
    for degree, since, until in (("severe", held.valid.lower, on), ("extremely_severe", on, None)):
        builders.fact(
            registry.Disability, person=who, degree=degree, certified_on=since, valid=DateRange(since, until),
            recorded_at=told_at,
        )  # fmt: skip


def suspended(office: Office, who: registry.Person) -> casework.Case:
    """An allowance has been suspended for some weeks, decided as it is done."""
    maker, chair, day = office.actor(OFFICER), office.actor(CHAIR), office.today - timedelta(days=40)
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 9))
    asked = {"ground": "uncollected", "uncollected_months": "3"}
    with access.acting_as(maker):
        case = casework.receive_case(
            actor=maker, kind="suspension", person_id=who.pk, received_on=day, on=day, starter="office",
            programme="social_allowance", asked=asked, papers=("ground",),
        )  # fmt: skip
        casework.submit_case(actor=maker, case_id=case.pk, suggested="grant", on=day, at=at)
    with access.acting_as(chair):
        return casework.decide_case(actor=chair, case_id=case.pk, on=day, at=at)


def case_of(name: str) -> casework.Case:
    """The last file of somebody."""
    return casework.Case.objects.filter(person__full_name=name).latest("pk")
