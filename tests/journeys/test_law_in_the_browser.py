"""A resolution is entered without YAML by one person and published by another, who then finds whom to decide on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.conftest import LAPTOP, PHONE
from tests.unit.staff.province import Province

Enter = Callable[[str], Page]


def test_a_category_of_the_province_is_entered_and_published(
    sign_in: Enter, live_server: Any, made: Province, quiet: list[str], screenshot: Callable[[str], Path]
) -> None:
    page = sign_in("province_officer")
    page.get_by_role("link", name="Pháp luật", exact=True).click()
    page.get_by_role("link", name="Nhập văn bản").click()
    page.get_by_label("Tên đối tượng").fill("Người từ đủ 60 đến dưới 65 tuổi thuộc hộ nghèo")
    page.get_by_label("Mã", exact=True).fill("Yên Bái 60")
    page.get_by_label("Từ đủ (tuổi)").fill("60")
    page.get_by_label("Dưới (tuổi)").fill("65")
    page.get_by_label("thuộc hộ nghèo", exact=True).select_option("phải có")
    page.get_by_label("số tiền").check()
    page.get_by_label("Đồng một tháng").fill("300.000")
    page.get_by_label("Có hiệu lực từ tháng").fill("2026-09")
    page.get_by_label("Số, ký hiệu nghị quyết").fill("12/2026/NQ-HĐND")
    page.get_by_label("Điều, khoản").fill("Điều 2")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("#code-w")).to_contain_text("chữ thường không dấu")
    screenshot("law-wrong")
    assert all("422" in complaint for complaint in quiet)  # the browser's own word for what was refused
    quiet.clear()
    page.get_by_label("Mã", exact=True).fill("yen_bai_60")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Mới được hưởng từ tháng 09/2026.")).to_be_visible()
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], size
    screenshot("law-preview")
    page.get_by_role("button", name="Lưu bản chuẩn bị").click()
    expect(page.get_by_text("cần người khác")).to_be_visible()
    assert page.get_by_role("button", name="Ban hành").count() == 0
    page.get_by_role("button", name="Đăng xuất").click()

    page = sign_in("province_leader")
    page.get_by_role("link", name="Pháp luật", exact=True).click()
    page.get_by_role("link", name="12/2026/NQ-HĐND").click()
    page.get_by_label("Ngày ký").fill("2026-08-01")
    page.get_by_label("Cơ quan ban hành").fill("HĐND tỉnh (thử)")
    page.get_by_label("Tôi đã đối chiếu").check()
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ban hành 12/2026/NQ-HĐND, có hiệu lực từ tháng 09/2026")
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], size
    screenshot("law-published")
    page.goto(f"{live_server.url}/phap-luat/?thang=2026-09")
    expect(page.get_by_text("Người từ đủ 60 đến dưới 65 tuổi thuộc hộ nghèo của tỉnh")).to_be_visible()
    page.goto(f"{live_server.url}/phap-luat/?thang=2026-08")
    expect(page.get_by_text("Chính sách của tỉnh")).to_have_count(0)
