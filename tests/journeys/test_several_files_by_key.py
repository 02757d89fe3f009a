"""Several files by keyboard: ticked, signed together; handed over and taken back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from ansinh.casework import public as casework
from tests.unit.staff.province import Province
from tests.unit.staff.test_case_batch_screens import ready

SignIn = Callable[[str], Page]


def test_ticked_by_key_signed_together_and_taken_back(
    live_server: str, made: Province, sign_in: SignIn, quiet: list[str]
) -> None:
    base = live_server.url  # type: ignore[attr-defined]
    for _ in range(3):
        ready(made)
    page = sign_in("commune_chair")
    page.goto(f"{base}/ho-so/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_text("Đã chọn 2 hồ sơ")).to_be_visible()
    page.get_by_role("button", name="Ký các hồ sơ rõ").press("Enter")
    expect(page.get_by_role("heading", name="2 hồ sơ xong")).to_be_visible()
    assert casework.Case.objects.filter(state="decided").count() == 2

    page.goto(f"{base}/ho-so/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.get_by_role("button", name="Nhận thụ lý").press("Enter")
    owner = made.actors["commune_chair"].user_id
    expect(page.get_by_role("heading", name="Nhận thụ lý")).to_be_visible()
    assert casework.Case.objects.get(closed_on=None).owner_id == owner
    page.get_by_label("Lý do").fill("Bấm nhầm")
    page.get_by_label("Lý do").press("Enter")
    expect(page.get_by_role("heading", name="Lấy lại")).to_be_visible()
    assert casework.Case.objects.get(closed_on=None).owner_id != owner
