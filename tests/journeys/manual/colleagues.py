"""Those who work on a file, as verbs: one signed in at one browser each; recorded, their steps become the manual."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from re import Pattern
from typing import TypeVar

from playwright.sync_api import Locator, Page, expect

from tests.journeys.manual.recording import take_picture

Journey = TypeVar("Journey", bound=Callable[..., None])


def tells(kind: str) -> Callable[[Journey], Journey]:
    """The journey that the manual's page of a kind of file is made of."""

    def mark(journey: Journey) -> Journey:
        journey.kind = kind  # type: ignore[attr-defined]
        return journey

    return mark


@dataclass
class Story:
    """The journey that is being walked: whose step waits for its picture, and how many there were."""

    kind: str = ""
    recorded: bool = False
    steps: int = 0
    waiting: Page | None = None

    def begin(self, page: Page) -> None:
        """A step of the manual begins; one that nothing was pointed at shows the page as it stands."""
        self.point_at(None)
        if self.recorded:
            self.steps, self.waiting = self.steps + 1, page

    def point_at(self, place: Locator | None) -> None:
        """The picture of the step that began, around the place that it is about."""
        if self.waiting is not None:
            take_picture(self.waiting, place, f"{self.kind}-{self.steps}")
        self.waiting = None


@dataclass
class Colleague:
    """Somebody signed in. A verb does one thing as people do it: by the words that stand on the screen."""

    page: Page
    base: str
    story: Story = field(repr=False)

    def step(self, sentence: str) -> Colleague:
        """A step of the manual: its picture is taken when the next verb has found its place, before it acts there."""
        self.story.begin(self.page)
        return self

    def _here(self, place: Locator) -> Locator:
        if self.story.waiting is not None:
            place.wait_for()
            self.story.point_at(place)
        return place

    def goes_to(self, address: str) -> Colleague:
        """To an address, as by a bookmark."""
        self.page.goto(self.base + address)
        return self

    def follows(self, link: str | Pattern[str]) -> Colleague:
        """A link by its words."""
        self._here(self.page.get_by_role("link", name=link, exact=True).first).click()
        self.page.wait_for_load_state()
        return self

    def presses(self, button: str) -> Colleague:
        """A button by its words."""
        self._here(self.page.get_by_role("button", name=button, exact=True).first).click()
        self.page.wait_for_load_state()
        return self

    def fills(self, texts: Mapping[str, str]) -> Colleague:
        """Boxes by their labels, whatever they are: a text, a day, a choice."""
        for label, text in texts.items():
            box = self.page.get_by_label(label, exact=True)
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(label=text)
            else:
                box.fill(text)
        return self

    def ticks(self, *labels: str) -> Colleague:
        """Boxes to tick, by their labels."""
        for label in labels:
            self.page.get_by_label(label).check()
        return self

    def sees(self, text: str) -> Colleague:
        """A text is there."""
        place = self.page.get_by_text(text).first
        place.wait_for()
        self._here(place)
        return self

    def unfolds(self, act: str) -> Colleague:
        """One of the other acts, whose box is folded away."""
        self.page.get_by_text(f"{act}…", exact=True).click()
        return self

    def prints(self, button: str) -> Colleague:
        """A document, which comes as a file."""
        place = self._here(self.page.get_by_role("button", name=button, exact=True))
        with self.page.context.expect_event("response", lambda answer: "/van-ban/" in answer.url) as given:
            place.click()
        assert given.value.status in (200, 302)
        self.page.go_back() if self.page.url.endswith("/pdf/") else None
        return self

    def misses(self, button: str) -> Colleague:
        """A button is not there for this one, or not yet."""
        expect(self.page.get_by_role("button", name=button, exact=True)).to_have_count(0)
        return self

    def finds(self, name: str) -> Colleague:
        """At the counter: the person whose file it is."""
        self.goes_to("/").follows_quietly("Tiếp nhận hồ sơ")
        self.page.get_by_label("Tên, năm sinh").fill(name)
        self.page.get_by_role("button", name="Tìm").click()
        self._here(self.page.get_by_role("link", name=f"Chọn {name}")).click()
        self.page.wait_for_load_state()
        return self

    def states_purpose(self, purpose: str) -> Colleague:
        """Somebody of the province says what for, once a session, before people are shown."""
        self.goes_to("/ho-so/")
        box = self.page.get_by_label("Mục đích", exact=True)
        box.fill(purpose)
        self._here(box)
        return self.presses("Tiếp tục")

    def follows_quietly(self, link: str) -> Colleague:
        """A link on the way to the place that the step is about."""
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.page.wait_for_load_state()
        return self

    def receives(self, texts: Mapping[str, str] | None = None, then: str = "mở hồ sơ") -> Colleague:
        """Fills in the form of the kind, ticks every paper and takes the file in; what opens then can be chosen."""
        self.fills(texts or {})
        if (after := self.page.get_by_label("rồi", exact=True)).count():
            after.select_option(label=then)
        for box in self.page.locator("input[name=paper]").all():
            box.check()
        return self.presses("Tiếp nhận, lấy số").sees("Đã tiếp nhận hồ sơ số")

    def opens(self, name: str) -> Colleague:
        """From the desk: the file that waits for this one."""
        self.goes_to("/").follows_quietly("Hồ sơ chờ bạn")
        self._here(self.page.get_by_role("link", name=name).first).click()
        self.page.wait_for_load_state()
        return self
