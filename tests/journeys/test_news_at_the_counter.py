"""A death is told at the counter, somebody else approves it, and the next month proposes to stop the allowance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from tests import builders
from tests.conftest import LAPTOP, PHONE
from tests.unit.staff.province import Province

Enter = Callable[[str], Page]


def month_after(made: Province) -> None:
    """Determine the coming month and propose what follows."""
    month = Month.of(timezone.localdate()).next()
    run = determination.determine_month(month=month, known_at=timezone.now())
    casework.propose_changes(run=run)


def test_a_death_at_the_counter_stops_the_allowance(
    sign_in: Enter, live_server: Any, made: Province, screenshot: Callable[[str], Path]
) -> None:
    widow = builders.person(made.own, name="Sùng Thị Mỷ", born="1955-03-01", sex="female", village="Bản Trong")
    home = registry.Membership.objects.get(person=made.here).household
    builders.fact(registry.Membership, person=widow, household=home, valid=builders.period("2023-01-01"))
    builders.fact(registry.Disability, person=made.here, degree="severe", valid=builders.period("2020-01-01"))
    month_after(made)
    assert not casework.Proposal.objects.filter(person=made.here, kind="stop", state="open").exists()

    page = sign_in("commune_officer")
    page.goto(f"{live_server.url}/nguoi-dan/{made.here.pk}/")
    page.get_by_role("link", name="Báo tin mới").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Báo tử").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Ngày chết").fill((timezone.localdate() - timedelta(days=1)).isoformat())
    page.get_by_label("Giấy tờ", exact=True).fill("Trích lục khai tử")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("hãy chọn chủ hộ của những người ở lại")
    page.get_by_role("alert").get_by_role("link").click()
    page.get_by_label("Chủ hộ của những người ở lại").select_option(label="Sùng Thị Mỷ")
    page.get_by_label("Vợ hoặc chồng").select_option(label="Sùng Thị Mỷ")
    page.get_by_label("Vợ hoặc chồng").press("Enter")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("row", name="Sùng Thị Mỷ Tình trạng hôn nhân")).to_contain_text("vợ hoặc chồng đã chết")
    expect(page.get_by_text("thôi hưởng Người khuyết tật")).to_be_visible()
    screenshot("news-draft")
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_role("status")).to_contain_text("chờ người khác duyệt")
    for size in (LAPTOP, PHONE):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.set_viewport_size(LAPTOP)
    page.get_by_role("button", name="Đăng xuất").click()

    page = sign_in("commune_chair")
    page.get_by_role("link", name="Tin mới chờ duyệt").click()
    page.get_by_role("link", name="Giàng A Páo").click()
    page.get_by_role("button", name="Duyệt và ghi vào sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi vào sổ")
    page.get_by_role("button", name="Đăng xuất").click()

    month_after(made)
    page = sign_in("commune_officer")
    page.goto(f"{live_server.url}/de-nghi/?loai=stop")
    expect(page.get_by_role("row", name="Giàng A Páo")).to_contain_text("Thôi hưởng")
    expect(page.get_by_role("row", name="Giàng A Páo")).to_contain_text("chết")


def test_a_child_whose_parents_are_gone_is_told_at_the_counter_and_proposed(
    sign_in: Enter, live_server: Any, made: Province, screenshot: Callable[[str], Path]
) -> None:
    child = builders.person(made.own, name="Giàng A Côi", born="2019-03-01", sex="male", village="Bản Trong")
    builders.household(made.own, child)
    page = sign_in("commune_officer")
    page.goto(f"{live_server.url}/nguoi-dan/{child.pk}/")
    page.get_by_role("link", name="Báo tin mới").click()
    screenshot("news-kinds")
    page.get_by_role("link", name="Cha, mẹ, nguồn nuôi dưỡng của trẻ").click()
    page.get_by_label("Từ ngày").fill(timezone.localdate().isoformat())
    page.get_by_label("Giấy tờ", exact=True).fill("Trích lục khai tử")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("Hãy điền ít nhất một mục")
    page.get_by_label("Tình trạng của cha").select_option(label="Đã chết")
    page.get_by_label("Tình trạng của mẹ").select_option(label="Bị tuyên bố mất tích")
    screenshot("news-parents")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("row", name="Giàng A Côi Tình trạng của cha")).to_contain_text("đã chết")
    expect(page.get_by_text("được hưởng Trẻ em")).to_be_visible()
    screenshot("news-parents-draft")
    page.get_by_role("button", name="Gửi duyệt").click()
    page.get_by_role("button", name="Đăng xuất").click()

    page = sign_in("commune_chair")
    page.get_by_role("link", name="Tin mới chờ duyệt").click()
    page.get_by_role("link", name="Giàng A Côi").click()
    page.get_by_role("button", name="Duyệt và ghi vào sổ").click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi vào sổ")
    month_after(made)
    assert casework.Proposal.objects.filter(person=child, kind="start", programme="social_allowance").exists()
