"""An officer decides a suspected pair with the keyboard: looks, merges, sees the history of both, undoes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from ansinh.registry.public import Merge
from tests import builders
from tests.unit.registry.test_merge import suspected
from tests.unit.staff.province import Province


def test_a_pair_is_merged_and_undone(
    sign_in: Callable[[str], Page],
    live_server: Any,
    made: Province,
    quiet: list[str],
    screenshot: Callable[[str], Path],
) -> None:
    second = builders.person(made.own, name="Giàng Páo", born="1950-01-01", precision="year")
    pair = suspected(made.here, second)
    page = sign_in("commune_officer")
    page.get_by_role("link", name="Nghi trùng", exact=True).click()
    page.get_by_role("link", name="Giàng A Páo").first.click()
    expect(page.get_by_role("heading", name="Đối chiếu")).to_be_visible()
    screenshot("pair")
    page.keyboard.press("g")
    expect(page.get_by_role("heading", name="Gộp hai hồ sơ của một người")).to_be_visible()
    screenshot("merge")
    page.get_by_label("Căn cứ").fill("cùng sổ hộ khẩu")
    page.get_by_role("button", name="Gộp", exact=True).click()
    expect(page.get_by_role("status").get_by_text("Đã gộp hồ sơ số")).to_be_visible()
    page.goto(f"{live_server.url}/nguoi-dan/{second.pk}/")
    expect(page.get_by_text("Hồ sơ này đã gộp vào")).to_be_visible()
    page.goto(f"{live_server.url}/nghi-trung/{pair.pk}/")
    page.get_by_label("Ghi chú, lý do").fill("nhầm người")
    page.get_by_role("button", name="Hoàn tác gộp").click()
    expect(page.get_by_role("status").get_by_text("hai hồ sơ trở lại như trước")).to_be_visible()
    assert Merge.objects.get().state == "undone"
