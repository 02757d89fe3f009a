"""A server with the made-up province, and somebody signed in at a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.unit.staff.province import Province, make_province

PASSWORD = "mat-khau-thu"
expect.set_options(timeout=30_000)  # bounds hanging, not how quick a busy machine is


@pytest.fixture
def made(live_server: Any) -> Province:
    """The province, written where the server reads it."""
    return make_province()


@pytest.fixture
def quiet(page: Page) -> Iterator[list[str]]:
    """What the browser complained about; a test that asks for it fails when there is anything."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield complaints
    assert complaints == []


@pytest.fixture
def sign_in(page: Page, live_server: Any, made: Province) -> Callable[[str], Page]:
    """``sign_in("commune_officer")`` leaves that person at the desk."""

    def enter(role: str) -> Page:
        page.goto(f"{live_server.url}/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(made.actors[role].username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("heading", name="Bảng việc").wait_for()
        page.wait_for_load_state()
        return page

    return enter
