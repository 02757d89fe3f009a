"""One commune's month from its list to the last đồng, by three people, without leaving the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from playwright.sync_api import Page, expect

from ansinh.casework.public import Proposal
from ansinh.demo.post_office import answers_of_made_up_payers
from ansinh.payments.public import PayrollLine, PayrollRun, verify_money
from tests.conftest import LAPTOP, PHONE
from tests.journeys.worker import worker_works
from tests.unit.staff.province import Province

NOVEMBER = "/thang/2026-11/"
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Thôn, bản")
ROWS = (
    ("1", "Lò Thị Cao Tuổi", "02/03/1940", "Nữ", "015140000009", "Bản Trong"),
    ("2", "Sùng A Sai", "31/02/2020", "Nam", "", "Bản Trong"),
)


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        sheet.write_row(0, 0, ["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI THÁNG 11 NĂM 2026"])
        for number, row in enumerate((HEADINGS, *ROWS)):
            sheet.write_row(2 + number, 0, row)
    return path


def step(page: Page, number: int) -> Any:
    return page.locator(".stages > li").nth(number - 1)


def press(page: Page, label: str) -> None:
    """By keyboard: the button takes the focus and Enter presses it."""
    page.get_by_role("button", name=label).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def one_by_one(page: Page, address: str, link: str, button: str) -> None:
    """The doubtful ones: by the step's link to the desk, ticked there, and back."""
    page.get_by_role("link", name=link).click()
    page.get_by_label("Chọn tất cả trên trang").check()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.goto(address)


def test_from_the_list_to_the_last_dong(
    sign_in: Callable[[str], Page],
    live_server: Any,
    made: Province,
    quiet: list[str],
    tmp_path: Path,
    screenshot: Callable[[str], Path],
) -> None:
    Proposal.objects.all().delete()
    address = live_server.url + NOVEMBER

    def now(role: str) -> Page:
        page.get_by_role("button", name="Đăng xuất").click()
        sign_in(role).goto(address)
        return page

    page = sign_in("commune_officer")
    page.goto(address)
    expect(page.get_by_text("Đang ở bước 1/6: Nạp danh sách.")).to_be_visible()
    page.get_by_label("Danh sách Excel của xã").set_input_files(workbook(tmp_path / "thang 11.xlsx"))
    press(page, "Đọc và so với sổ")
    press(page, "Nhận mọi dòng rõ ràng")
    page.get_by_label("Chọn dòng 5").check()
    press(page, "Bỏ qua dòng đã chọn")
    page.get_by_role("link", name="Về kỳ tháng 11/2026").click()
    expect(step(page, 1)).to_contain_text("Đã xong")
    for number, label in ((2, "Chạy bước xác định"), (3, "Chạy bước đề nghị")):
        press(page, label)
        expect(step(page, number)).to_contain_text("Trong hàng chờ")
        worker_works()
        expect(step(page, number)).to_contain_text("Đã xong")  # the page looks again by itself
    press(page, "Trình 2 đề nghị không nghi vấn")
    one_by_one(page, address, "cần xem rồi trình riêng", "Trình mục đã chọn")
    expect(step(page, 4)).to_contain_text("Chờ: Chủ tịch UBND cấp xã")

    now("commune_chair")
    press(page, "Ký 2 đề nghị không nghi vấn")
    expect(page.locator(".notice")).to_contain_text("Đã ký")
    one_by_one(page, address, "cần xem từng người", "Ký quyết định mục đã chọn")
    expect(step(page, 4)).to_contain_text("Đã xong")
    expect(step(page, 5)).to_contain_text("Chờ: Công chức văn hóa – xã hội cấp xã")

    now("commune_officer")
    press(page, "Mở kỳ chi trả")
    press(page, "Chốt danh sách")
    expect(step(page, 5)).to_contain_text("Chờ: Chủ tịch UBND cấp xã")

    now("commune_chair")
    run = PayrollRun.objects.get()
    expect(step(page, 5)).to_contain_text(run.manifest_sha256)
    press(page, "Duyệt")
    expect(step(page, 6)).to_contain_text("Chờ: Chủ tài khoản, kế toán trưởng cấp xã")

    now("commune_account_holder")
    press(page, "Chuẩn chi")
    expect(step(page, 6)).to_contain_text("Chờ: Kế toán cấp xã")

    now("commune_accountant")
    press(page, "Chuyển cho đơn vị chi trả")
    files = answers_of_made_up_payers(run.pk, tmp_path)
    page.get_by_label("Tệp kết quả của bưu điện, ngân hàng").set_input_files(files)
    press(page, "Nhập kết quả")
    expect(page.locator(".notice")).to_contain_text("Đã đối chiếu")
    press(page, "Kết thúc đối chiếu")

    total = f"{sum(line.amount_vnd for line in PayrollLine.objects.filter(run=run)):,}".replace(",", ".")
    for role in ("commune_accountant", "commune_officer"):
        now(role)
        expect(page.get_by_text("Cả sáu bước đã xong.")).to_be_visible()
        expect(page.locator(".stages > li.done")).to_have_count(6)
        expect(page.get_by_text(f"Đồng vào = đồng ra: {total}")).to_be_visible()
    for size in (LAPTOP, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], size
    page.set_viewport_size(LAPTOP)
    screenshot("month-done")
    assert verify_money(on=date(2026, 11, 30)).findings == ()
