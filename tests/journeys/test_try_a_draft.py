"""An officer of the province tries a draft, looks at who is concerned, and asks what ten years of it cost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from ansinh.oversight.models import OutlookMonth, ReformPerson, Simulation
from tests.builders import person
from tests.conftest import LAPTOP, PHONE
from tests.journeys.worker import worker_works
from tests.unit.staff.province import Province

Enter = Callable[[str], Page]
DRAWN = "[...document.querySelectorAll('.chart')].filter((p) => p.querySelector('canvas, svg')).map((p) => p.id)"


def fits(page: Page) -> None:
    for size in (PHONE, LAPTOP):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (page.url, size)


def test_a_mistake_in_a_draft_is_shown_where_it_is(sign_in: Enter, made: Province) -> None:
    page = sign_in("province_leader")
    page.get_by_role("link", name="Thử dự thảo").click()
    expect(page.get_by_text("Chưa có lần thử nào")).to_be_visible()
    page.get_by_role("link", name="Bắt đầu từ bản mẫu").click()
    box = page.get_by_label("Bản dự thảo (YAML)")
    box.fill(box.input_value().replace("has_pension]", "has_pensions]"))
    page.get_by_role("button", name="Chạy thử").click()
    expect(page.get_by_role("alert")).to_contain_text("không có điều kiện nào tên là “has_pensions”")
    expect(page.locator(".lines .wrong")).to_contain_text("none_of: [has_pensions]")
    chosen = "(box) => box.value.slice(box.selectionStart, box.selectionEnd).trim()"
    assert box.evaluate(chosen) == "none_of: [has_pensions]"
    fits(page)
    assert not Simulation.objects.exists()


def test_from_a_draft_to_its_people_and_its_ten_years(
    sign_in: Enter, made: Province, live_server: Any, quiet: list[str], screenshot: Callable[[str], Path]
) -> None:
    person(made.own, name="Hoàng Thị Bảy Ba", born="1953-05-20")
    page = sign_in("province_officer")
    page.get_by_role("link", name="Thử dự thảo").click()
    page.get_by_role("link", name="Bắt đầu từ bản mẫu").click()
    page.get_by_label("Tháng đem so sánh").fill("2027-01")
    fits(page)
    page.get_by_role("button", name="Chạy thử").click()
    expect(page.get_by_text("Trong hàng chờ")).to_be_visible()
    worker_works()
    expect(page.get_by_role("heading", name="Ai được, ai mất")).to_be_visible()
    page.locator("#chart-map > svg").wait_for()
    assert page.evaluate(DRAWN) == ["chart-categories", "chart-years", "chart-map"]
    assert ReformPerson.objects.count() == 1
    fits(page)
    screenshot("reform")
    result = page.url
    page.get_by_role("link", name="Người phải xét lại").click()
    page.get_by_label("Mục đích").fill("Chuẩn bị ý kiến về dự thảo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Hoàng Thị Bảy Ba")).to_contain_text("+540.000")
    fits(page)
    page.get_by_role("link", name="Hoàng Thị Bảy Ba").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoàng Thị Bảy Ba")
    page.goto(result)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải Excel").click()
    assert saved.value.suggested_filename.endswith("2027-01.xlsx")
    page.get_by_role("link", name="dự báo kinh phí với dự thảo này").click()
    page.get_by_label("Số năm").select_option("10")
    page.get_by_label("Phần trăm số trẻ sinh trong một năm").fill("90")
    fits(page)
    page.get_by_role("button", name="Chạy dự báo").click()
    expect(page.get_by_text("Trong hàng chờ")).to_be_visible()
    worker_works()
    expect(page.get_by_role("heading", name="Theo năm")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(DRAWN) == ["chart-areas", "chart-laws"]
    expect(page.get_by_text("Người lập sửa cho lần này (gốc 100 %).")).to_be_visible()
    assert set(OutlookMonth.objects.values_list("law", flat=True)) == {"now", "draft"}
    fits(page)
    screenshot("outlook")
