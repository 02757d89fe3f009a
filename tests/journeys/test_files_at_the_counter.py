"""Files in a browser: two applications under two decrees from the counter to the signature, one sent back between.

The straight way of every kind is walked in tests/journeys/manual.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ansinh.casework import public as casework
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period
from tests.unit.staff.province import Province

SignIn = Callable[[str], Page]


@pytest.fixture
def entitled(made: Province) -> registry.Person:
    """Somebody whom the law entitles and who receives nothing yet."""
    who = builders.person(made.own, name="Vàng Thị Mới", born="1990-02-03", village="Bản Trong")
    certified = period("2026-01-15")
    builders.fact(registry.Disability, person=who, degree="severe", certified_on=certified.lower, valid=certified)
    builders.fact(registry.Paper, person=who, kind="personal", number="015190000077", valid=period("2021-01-01"))
    return who


def taken_in(page: Page, base: str, kind: str, **fields: str) -> None:
    """From the search at the counter to the number."""
    page.goto(f"{base}/ho-so/tiep-nhan/")
    page.get_by_label("Tên, năm sinh").fill("vang thi moi")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="Chọn Vàng Thị Mới").click()
    page.get_by_role("link", name=kind, exact=True).click()
    for label, value in fields.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Xem lại theo ngày nhận").click()
    for box in page.locator("input[name=paper]").all():
        box.check()
    page.get_by_role("button", name="Tiếp nhận, lấy số").click()
    expect(page.get_by_text("Đã tiếp nhận hồ sơ số")).to_be_visible()


def signed_out(page: Page, base: str) -> None:
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{base}/dang-nhap/**")


def test_a_new_application_under_nd147(
    live_server: str, made: Province, entitled: registry.Person, sign_in: SignIn, quiet: list[str]
) -> None:
    base = live_server.url  # type: ignore[attr-defined]
    page = sign_in("commune_officer")
    taken_in(page, base, "Đề nghị hưởng trợ cấp hằng tháng", **{"Ngày nhận": "2026-09-28"})
    expect(page.get_by_text("Thủ tục theo Nghị định 147/2025/NĐ-CP").first).to_be_visible()
    expect(page.get_by_text("12/10/2026").first).to_be_visible()
    expect(page.get_by_text("Nên giải quyết")).to_be_visible()
    page.get_by_role("button", name="Trình", exact=True).click()
    expect(page.get_by_text("Bạn là người trình hồ sơ này")).to_be_visible()
    case = casework.Case.objects.get()
    signed_out(page, base)

    page = sign_in("commune_chair")
    page.get_by_role("link", name="Hồ sơ chờ bạn").click()
    page.get_by_role("link", name="Vàng Thị Mới").click()
    page.get_by_role("button", name="Ký quyết định").click()
    expect(page.get_by_text("Đã ký quyết định số")).to_be_visible()
    case.refresh_from_db()
    assert (case.procedure, case.state) == ("nd147_2025", "decided")
    assert casework.Award.objects.filter(person=entitled, retracted_at=None).exists()


def test_a_new_application_under_nd335(
    live_server: str, made: Province, entitled: registry.Person, sign_in: SignIn, quiet: list[str]
) -> None:
    base = live_server.url  # type: ignore[attr-defined]
    page = sign_in("commune_officer")
    taken_in(page, base, "Đề nghị hưởng trợ cấp hằng tháng")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mẫu số 01: Vàng Thị Mới")
    page.get_by_role("link", name="Hồ sơ số").click()
    expect(page.get_by_text("Thủ tục theo Nghị định 335/2026/NĐ-CP").first).to_be_visible()
    expect(page.get_by_role("button", name="Trình", exact=True)).to_have_count(0)
    page.get_by_label("Kết quả xác thực").fill("CSDLQG về dân cư: khớp")
    page.get_by_role("button", name="Xác thực với cơ sở dữ liệu").click()
    page.get_by_role("button", name="Trình", exact=True).click()
    signed_out(page, base)
    page = sign_in("commune_chair")
    page.goto(f"{base}/ho-so/")
    page.get_by_role("link", name="Vàng Thị Mới").click()
    page.get_by_text("Trả lại…", exact=True).click()
    page.get_by_label("Lý do trả lại").fill("Xem lại nơi cư trú")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    signed_out(page, base)
    page = sign_in("commune_officer")
    page.goto(f"{base}/ho-so/")
    page.get_by_role("link", name="Vàng Thị Mới").click()
    expect(page.get_by_text("Xem lại nơi cư trú").first).to_be_visible()
    page.get_by_label("Kết quả xác thực").fill("Đã xem lại: đang ở Bản Trong")
    page.get_by_role("button", name="Xác thực với cơ sở dữ liệu").click()
    page.get_by_role("button", name="Trình", exact=True).click()
    signed_out(page, base)
    page = sign_in("commune_chair")
    page.goto(f"{base}/ho-so/")
    page.get_by_role("link", name="Vàng Thị Mới").click()
    page.get_by_role("button", name="Ký quyết định").click()
    expect(page.get_by_text("Đã ký quyết định số")).to_be_visible()
    assert casework.Case.objects.get().state == "decided"
