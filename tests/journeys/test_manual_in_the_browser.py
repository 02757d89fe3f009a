"""The manual beside the work: F1 opens the page of what is on the screen, which fits, and comes quickly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Response, expect

from tests.conftest import LAPTOP, PHONE
from tests.unit.staff.province import Province

FIRST_LOAD = 200_000


def test_f1_opens_the_page_of_the_kind_one_is_at(
    sign_in: Callable[[str], Page], live_server: Any, made: Province, screenshot: Callable[[str], Path],
    quiet: list[str],
) -> None:  # fmt: skip
    page = sign_in("commune_officer")
    page.goto(f"{live_server.url}/nguoi-dan/{made.here.pk}/ho-so/suspension/")
    with page.context.expect_page() as opened:
        page.keyboard.press("F1")
    beside = opened.value
    expect(beside.get_by_role("heading", level=1)).to_have_text("Tạm dừng hưởng trợ cấp hằng tháng")
    beside.close()

    loaded: list[Response] = []
    page.on("response", lambda answer: loaded.append(answer))  # noqa: PLW0108  # the browser marks what it calls
    page.goto(f"{live_server.url}/huong-dan/disability/")
    page.wait_for_load_state("networkidle")
    pictures = [answer for answer in loaded if "/manual/" in answer.url]
    assert 0 < len(pictures) < page.locator("img").count()
    assert sum(len(answer.body()) for answer in pictures) < FIRST_LOAD - 90_000  # page, style and scripts, compressed
    for size in (LAPTOP, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.set_viewport_size(LAPTOP)
    screenshot("manual")
    page.get_by_role("link", name="Hướng dẫn", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hướng dẫn làm hồ sơ")
    screenshot("manual-index")
