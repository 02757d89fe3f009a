"""Every kind of screen in one browser: accessible by WCAG 2.2 AA as far as axe and a keyboard can tell, light, no wider
than a phone.

The pages are made by the product's own middleware in this process and handed to the browser with the product's static
files; so what is counted is what the web server would send, compressed.
"""

from __future__ import annotations

import contextvars
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, Route

from ansinh.staff import manual
from tests.conftest import LAPTOP, PHONE
from tests.journeys.every_screen import Screen, World, make_world, screens

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
HOST = "http://localhost"
FIRST, LATER = 200_000, 30_000
"""Bytes of a screen, compressed, with headers: opened before anything else, and once its static files are known."""
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW = ["target-size", "scrollable-region-focusable", "link-in-text-block", "label", "button-name", "link-name"]
"""What another layout may change; the others were looked at on the laptop."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FOUND = """
(options) => axe.run(document, options).then((told) => told.violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} [${node.any.concat(node.all).map((check) =>
    check.message).join("; ").slice(0, 160)}]`)))
"""
BY_KEYBOARD = """
() => {
  const wrong = [];
  const name = (place) => place.outerHTML.slice(0, 120);
  for (const place of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
    if (place.disabled || place.tabIndex < 0 || place.type === "hidden" || !place.checkVisibility()) continue;
    place.focus();
    const style = getComputedStyle(place);
    if (document.activeElement !== place) { wrong.push(`takes no focus: ${name(place)}`); continue; }
    const thin = style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2;
    if (thin) wrong.push(`focus not seen: ${name(place)}`);
    const box = place.getClientRects()[0];
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
    const seen = points.some(([x, y]) => {
      const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      const over = top && getComputedStyle(top).position.match(/fixed|sticky/);
      return top && (place.contains(top) || top.contains(place) && !over);
    });
    if (!seen) wrong.push(`focus hidden: ${name(place)}`);
  }
  for (const told of document.querySelectorAll(".field .wrong, .wrong[id]"))
    if (told.textContent.trim() && !document.querySelector(`[aria-describedby~="${told.id}"]`))
      wrong.push(`error without its field: ${name(told)}`);
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
  return wrong;
}
"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True)
class Sent:
    """What the server answered: bytes on the line, and whether a browser keeps it."""

    status: int
    headers: dict[str, str]
    body: bytes
    wire: int

    @property
    def kept(self) -> bool:
        """Whether it is asked for again."""
        return "max-age" in self.headers.get("Cache-Control", "") and "max-age=0" not in self.headers["Cache-Control"]


@dataclass
class Seen:
    """What was seen of each screen."""

    opened: set[str] = field(default_factory=set)
    unexpected: list[str] = field(default_factory=list)
    barriers: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)


class Server:
    """Answers the browser from this process, within the transaction of the test."""

    def __init__(self, world: World) -> None:
        self.world, self.client = world, Client()
        self.static: dict[str, Sent] = {}
        self.answered: dict[str, Sent] = {}
        self.page: tuple[str, Sent] | None = None
        self._context = contextvars.copy_context()  # the browser calls from another one, with other connections

    def handle(self, route: Route) -> None:
        """A request of the browser."""
        path = route.request.url.removeprefix(HOST)
        if self.page and path == self.page[0]:
            sent = self.page[1]
        elif path in self.static:
            sent = self.static[path]
        else:
            sent = self._context.run(self.ask, self.client, path)
        if path.startswith("/static/"):
            self.static[path] = sent
        self.answered[path] = sent
        headers = {
            name: value for name, value in sent.headers.items() if name not in ("Content-Encoding", "Set-Cookie")
        }
        route.fulfill(status=sent.status, headers=headers, body=sent.body)

    def ask(self, client: Client, path: str, sent: dict[str, Any] | None = None) -> Sent:
        """What the product's middleware makes of it, for a browser that takes compressed answers."""
        if sent is None:
            answer = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
        else:
            answer = client.post(path, sent, headers={"Accept-Encoding": "gzip, deflate, br"})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        headers = dict(answer.items())
        wire = len(body) + sum(len(name) + len(value) + 4 for name, value in headers.items()) + 19
        plain = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
        return Sent(answer.status_code, headers, plain, wire)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all."""
    context = browser.new_context(viewport=LAPTOP, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.add_init_script(Axe().axe_script)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def seen(
    page: Page, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seen]:
    """Every screen looked at once, in a transaction that is taken back."""
    folder = tmp_path_factory.mktemp("screens")
    static = override_settings(STORAGES=STORAGES, STATIC_ROOT=folder / "static")
    with django_db_blocker.unblock(), static, transaction.atomic():
        call_command("collectstatic", interactive=False, verbosity=0)
        yield _looked_at(page, make_world(folder))
        transaction.set_rollback(True)
    manual.page.cache_clear()  # its pictures were addressed as they stand in this folder
    with django_db_blocker.unblock():
        connection.close()


def _looked_at(page: Page, world: World) -> Seen:
    seen, server, clients = Seen(), Server(world), dict[str, Client]()
    page.route("**/*", server.handle)
    for screen in screens(world):
        server.client = clients.setdefault(screen.role, world.client(screen.role))
        with override_settings(PRACTICE=screen.practice):
            sent = server.ask(server.client, screen.address, screen.sent)
        if sent.status in (302, 405) and screen.sent is None:
            continue
        if not sent.headers.get("Content-Type", "").startswith("text/html"):
            continue
        if sent.status not in (200, 422) and screen.name not in ("refused", "not_found"):
            seen.unexpected.append(f"{screen}: {sent.status}")
            continue
        seen.opened.add(screen.name)
        _look(page, server, screen, sent, seen)
    seen.barriers += _printed(page, server, world)
    page.unroute("**/*")
    return seen


def _look(page: Page, server: Server, screen: Screen, sent: Sent, seen: Seen) -> None:
    told = f"{screen.name} ({screen.role or 'nobody'}, {screen.address})"
    server.page, server.answered = (screen.address, sent), {}
    page.set_viewport_size(LAPTOP)
    page.goto(HOST + screen.address)
    first = sum(each.wire for each in server.answered.values())
    later = sum(each.wire for each in server.answered.values() if not each.kept)
    seen.sizes[told] = (first, later)
    if first > FIRST or later > LATER:
        seen.heavy.append(f"{told}: {first} and {later} bytes")
    seen.barriers += [f"{told}: {each}" for each in page.evaluate(FOUND, {"runOnly": LEVELS}) + _by_keyboard(page)]
    page.set_viewport_size(PHONE)
    page.evaluate(DRAWN)  # what a page does when its width changes, it does before the next picture
    page.evaluate("scrollTo(0, 0)")  # the keys led down the page: what the band covers there is no smaller for it
    narrow = page.evaluate(FOUND, {"runOnly": {"type": "rule", "values": NARROW}}) + _by_keyboard(page)
    seen.barriers += [f"{told}, phone: {each}" for each in narrow]
    if (width := page.evaluate("document.documentElement.scrollWidth")) > PHONE["width"]:
        seen.wide.append(f"{told}: {width}")


def _printed(page: Page, server: Server, world: World) -> list[str]:
    """The gallery on paper: only what belongs there, its contrast, nothing cut off at the side."""
    screen = Screen("gallery", "commune_officer", "/thu-vien-giao-dien/")
    server.page, server.answered = (screen.address, server.ask(world.client(screen.role), screen.address)), {}
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
    page.emulate_media(media="print")
    page.goto(HOST + screen.address)
    left = page.locator(".side, .filters, .paging, .actions, .no-print").locator("visible=true").count()
    wrong = [f"{left} parts that are no use on paper"] if left else []
    if page.evaluate("document.documentElement.scrollWidth") > 794:
        wrong.append("wider than the paper")
    wrong += page.evaluate(FOUND, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    page.emulate_media(media="screen")
    return [f"gallery, printed: {each}" for each in wrong]


def _by_keyboard(page: Page) -> list[str]:
    found: list[str] = page.evaluate(BY_KEYBOARD)
    return found


def test_every_kind_of_screen_was_opened(seen: Seen) -> None:
    assert seen.unexpected == [], "\n".join(seen.unexpected)
    assert len(seen.opened) >= 75


def test_no_screen_has_a_barrier_by_wcag_22_aa(seen: Seen) -> None:
    """axe at both widths; by keyboard, each control takes the focus, is seen to have it, and is not hidden then."""
    assert seen.barriers == [], f"{len(seen.barriers)} barriers\n" + "\n".join(seen.barriers)


def test_every_screen_is_light(seen: Seen) -> None:
    assert seen.heavy == [], "\n".join(seen.heavy)


def test_no_screen_is_wider_than_a_phone(seen: Seen) -> None:
    assert seen.wide == [], "\n".join(seen.wide)


def test_signing_in_asks_for_no_puzzle_and_takes_what_a_password_manager_pastes(seen: Seen, page: Page) -> None:
    """WCAG 2.2, 3.3.8: nothing to remember or to solve that a program may not fill in."""
    body = Client().get("/dang-nhap/").content.decode()
    assert 'autocomplete="username"' in body
    assert 'autocomplete="current-password"' in body
    page.set_content(body)
    page.locator("input[type=password]").focus()
    prevented = "!e.dispatchEvent(new ClipboardEvent('paste', {cancelable: true, bubbles: true}))"
    assert page.locator("input[type=password]").evaluate(f"(e) => {prevented}") is False
