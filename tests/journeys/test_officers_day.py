"""A day at the screens, in a real browser: every screen, by mouse and by keyboard, on a laptop and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.conftest import LAPTOP, PHONE
from tests.unit.staff.province import Province

Enter = Callable[[str], Page]
SCREENS = {
    "home": "/",
    "people": "/nguoi-dan/",
    "person": "/nguoi-dan/{here}/",
    "allowances": "/nguoi-dan/{here}/tro-cap/",
    "payments": "/nguoi-dan/{here}/chi-tra/",
    "history": "/nguoi-dan/{here}/lich-su/",
    "news_kinds": "/nguoi-dan/{here}/bao-tin/",
    "news_form": "/nguoi-dan/{here}/bao-tin/move_commune/",
    "news": "/tin-moi/",
    "timeline": "/nguoi-dan/{here}/dien-bien/",
    "intake": "/nap-danh-sach/",
    "month": "/thang/2026-11/",
    "duplicates": "/nghi-trung/",
    "proposals": "/de-nghi/",
    "proposal": "/de-nghi/{proposal}/",
    "payroll": "/chi-tra/",
    "overview": "/tong-quan/",
    "late_news": "/tin-den-muon/",
    "person_late_news": "/nguoi-dan/{here}/tin-den-muon/",
    "quality": "/chat-luong/",
    "quality_people": "/chat-luong/no_number/",
    "gallery": "/thu-vien-giao-dien/",
}


def test_every_screen_fits_a_laptop_and_a_phone_without_a_complaint(
    sign_in: Enter, live_server: Any, made: Province, quiet: list[str], screenshot: Callable[[str], Path]
) -> None:
    page = sign_in("commune_officer")
    for name, address in SCREENS.items():
        page.goto(live_server.url + address.format(here=made.here.pk, proposal=made.proposal.pk))
        expect(page.locator("h1")).to_be_visible()
        assert page.title() != "hỏng"
        for size in (LAPTOP, PHONE):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (name, size)
        page.set_viewport_size(LAPTOP)
        screenshot(name)


def test_the_slash_key_finds_a_person(sign_in: Enter, made: Province, quiet: list[str]) -> None:
    page = sign_in("commune_officer")
    page.keyboard.press("/")
    page.keyboard.type("pao giang")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Giàng A Páo")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giàng A Páo")
    number = page.get_by_role("row").filter(has_text="Số định danh cá nhân")
    expect(number).to_contain_text("•••••••••001")
    number.get_by_role("link", name="hiện").click()
    expect(number).to_contain_text("015050000001")
    page.keyboard.press("/")  # a page without a search box leads to the one of the desk
    expect(page.locator("#q")).to_be_focused()
    page.goto(f"{page.url.split('#')[0]}ho-so/")
    page.keyboard.press("/")
    expect(page.get_by_label("Tìm người, số hồ sơ, số văn bản")).to_be_focused()


def test_results_come_while_typing_and_are_there_again_on_the_way_back(
    sign_in: Enter, live_server: Any, made: Province, quiet: list[str]
) -> None:
    page = sign_in("commune_officer")
    page.goto(f"{live_server.url}/nguoi-dan/")
    box = page.get_by_label("Tên, năm sinh")
    expect(box).to_be_focused()
    page.keyboard.type("dang a pa", delay=20)
    expect(page.get_by_role("link", name="Giàng A Páo")).to_be_visible()
    page.keyboard.type("o 1950", delay=20)
    expect(page.locator("mark", has_text="20/05/1950")).to_be_visible()
    assert page.url == f"{live_server.url}/nguoi-dan/"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Giàng A Páo")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giàng A Páo")
    page.go_back()
    expect(page.get_by_role("link", name="Giàng A Páo")).to_be_visible()
    page.get_by_label("Tên, năm sinh").fill("quách tĩnh páo")
    page.get_by_role("button", name="páo", exact=True).click()
    expect(page.get_by_role("link", name="Giàng A Páo")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(sign_in: Enter, made: Province) -> None:
    page = sign_in("commune_officer")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_one_submits_and_another_signs(sign_in: Enter, live_server: Any, made: Province, quiet: list[str]) -> None:
    page = sign_in("commune_officer")
    page.get_by_role("link", name="Đề nghị cần trình").click()
    page.get_by_label("Chọn tất cả trên trang").check()
    expect(page.get_by_text("Đã chọn 1 trên trang này")).to_be_visible()
    page.get_by_role("button", name="Trình mục đã chọn").click()
    expect(page.get_by_role("status")).to_contain_text("Đã trình 1 đề nghị")
    page.get_by_role("button", name="Đăng xuất").click()
    sign_in("commune_chair")
    page.get_by_role("link", name="Đề nghị chờ quyết định").click()
    page.get_by_role("link", name="Giàng A Páo").click()
    page.get_by_role("button", name="Ký quyết định").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ký 1 quyết định")
    expect(page.get_by_text("Số 02/QĐ-UBND")).to_be_visible()


def test_a_purpose_is_asked_for_once(sign_in: Enter, live_server: Any, made: Province) -> None:
    page = sign_in("province_officer")
    page.get_by_role("link", name="Người dân", exact=True).click()
    page.get_by_label("Mục đích").fill("Kiểm tra theo kế hoạch số 12/KH-SYT")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Người dân")
    page.get_by_label("Tên, năm sinh").fill("giang a ngoai")
    page.get_by_role("link", name="Giàng A Ngoài").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Giàng A Ngoài")


def test_a_wrong_file_is_a_sentence_beside_the_form(
    sign_in: Enter, live_server: Any, made: Province, tmp_path: Path
) -> None:
    page = sign_in("commune_officer")
    wrong = tmp_path / "danh-sach.xlsx"
    wrong.write_text("đây không phải là bảng tính")
    page.get_by_role("link", name="Nạp danh sách").click()
    page.get_by_label("Tệp danh sách").set_input_files(wrong)
    page.get_by_role("button", name="Đọc và so với sổ").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("Chưa nạp tệp nào.")).to_be_visible()


def test_a_slider_moves_through_what_was_known(
    sign_in: Enter, live_server: Any, made: Province, quiet: list[str]
) -> None:
    page = sign_in("commune_officer")
    page.goto(f"{live_server.url}/nguoi-dan/{made.here.pk}/dien-bien/")
    slider = page.get_by_label("Kéo để chọn ngày biết đến")
    expect(slider).to_be_visible()
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**da-biet-ngay=*")
    expect(slider).to_be_focused()
    expect(slider).to_have_value("0")
    known = page.locator("#biet").input_value()
    assert known == page.locator("#dien-bien").get_attribute("data-first")
    page.locator("#vao").fill("2023-06-01")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("heading", name="Sự việc ngày 01/06/2023")).to_be_visible()
