"""A form is filled in by keyboard, saved while typing, survives a lost line and a second window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from ansinh.casework.public import FilledForm
from tests.conftest import PHONE
from tests.unit.staff.province import Province

Enter = Callable[[str], Page]


def begun(page: Page, live_server: Any, made: Province) -> str:
    """Begin Mẫu số 1d about the person by keyboard; its address."""
    page.goto(f"{live_server.url}/nguoi-dan/{made.here.pk}/")
    page.get_by_role("link", name="Lập tờ khai").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Ngày nhận hồ sơ").fill("2026-10-04")
    page.get_by_label("Ngày nhận hồ sơ").press("Enter")
    page.get_by_role("button", name="Khai Mẫu số 1d").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mẫu số 1d: Giàng A Páo")
    return page.url


def test_saved_as_typed_by_keyboard_then_printed(
    sign_in: Enter, live_server: Any, made: Province, quiet: list[str], screenshot: Callable[[str], Path]
) -> None:
    page = sign_in("commune_officer")
    address = begun(page, live_server, made)
    page.get_by_label("Nơi ở hiện nay").focus()
    page.keyboard.type("Bản Ngoài, nhà con gái")
    expect(page.locator("#version")).to_have_value("2")
    expect(page.get_by_role("status")).to_contain_text("Đã lưu lúc")
    page.get_by_role("checkbox", name="Trợ cấp, phụ cấp hằng tháng khác").focus()
    page.keyboard.press("Space")
    page.get_by_label("Trợ cấp, phụ cấp hằng tháng khác (đồng)").fill("ba triệu")
    expect(page.get_by_text("Hãy ghi số đồng")).to_be_visible()
    page.get_by_label("Trợ cấp, phụ cấp hằng tháng khác (đồng)").fill("300.000")
    expect(page.get_by_text("Hãy ghi số đồng")).to_have_count(0)
    screenshot("form")
    page.goto(address)
    expect(page.get_by_label("Nơi ở hiện nay")).to_have_value("Bản Ngoài, nhà con gái")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("radio", name="Hộ nghèo", exact=True).check()
    page.get_by_role("radio", name="Không có").check()
    expect(page.locator("#version")).to_have_value("6")
    page.get_by_role("button", name="Khai xong").click()
    expect(page.get_by_role("button", name="In để ký")).to_be_visible()
    assert FilledForm.objects.get().state == "complete"


def test_a_lost_line_and_a_second_window(sign_in: Enter, live_server: Any, made: Province) -> None:
    page = sign_in("commune_officer")
    address = begun(page, live_server, made)
    page.context.set_offline(True)
    page.get_by_label("Nơi ở hiện nay").fill("Bản Ngoài")
    expect(page.get_by_text("mất kết nối")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#version")).to_have_value("2")
    second = page.context.new_page()
    second.goto(address)
    second.get_by_label("Nơi ở hiện nay").fill("Cửa sổ hai")
    expect(second.locator("#version")).to_have_value("3")
    page.get_by_label("Nơi ở hiện nay").fill("Cửa sổ một")
    expect(page.get_by_role("alert")).to_contain_text("ở một cửa sổ khác")
    assert FilledForm.objects.get().answers["lives_at"] == "Cửa sổ hai"


def test_a_session_that_ended_does_not_pretend_to_save(sign_in: Enter, live_server: Any, made: Province) -> None:
    page = sign_in("commune_officer")
    begun(page, live_server, made)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Nơi ở hiện nay").fill("Bản Ngoài")
    expect(page.get_by_text("phiên làm việc đã hết")).to_be_visible()
    assert FilledForm.objects.get().version == 1
