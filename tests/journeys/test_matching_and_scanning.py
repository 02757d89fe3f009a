"""An accountant scans a signed list as a scanner types, reads a statement; two persons settle a doubtful booking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.staff.province import Province, award


def prepared(made: Province) -> payments.PayrollRun:
    """A released run of the officer's commune: one person is paid in cash, three to accounts; and a provider."""
    maker, chair = made.actors["commune_officer"], made.actors["commune_chair"]
    accountant = made.actors["commune_accountant"]
    builders.paying_office(made.own, account="3713.0.1000001")
    for number, name in enumerate(("Lò Thị Hoa", "Bàn Văn Nhất", "Đặng Thị Khé")):
        who = builders.person(made.own, name=name, village="Bản Trong")
        builders.fact(
            builders.registry.PaymentChannel, person=who, kind="bank", bank="Ngân hàng thử", account=f"88{number}123",
            recipient_name="", valid=builders.period("2026-01-01"),
        )  # fmt: skip
        award(who, maker, chair, builders.next_number(made.own, 2026))
    run = payments.open_run(actor=maker, month=Month(2026, 11), area=made.own, pay_on=date(2026, 11, 10))
    drawn = payments.lock_run(actor=maker, run_id=run.pk)
    payments.approve_run(actor=chair, run_id=run.pk, manifest_sha256=drawn.manifest_sha256, on=date(2026, 11, 9))
    payments.authorise_run(
        actor=made.actors["commune_account_holder"], run_id=run.pk, manifest_sha256=drawn.manifest_sha256,
        on=date(2026, 11, 9),
    )  # fmt: skip
    return payments.release_run(actor=accountant, run_id=run.pk, on=date(2026, 11, 9))


def test_scanning_and_matching(
    sign_in: Callable[[str], Page],
    live_server: Any,
    made: Province,
    quiet: list[str],
    screenshot: Callable[[str], Path],
    tmp_path: Path,
) -> None:
    run = prepared(made)
    cash = payments.PayrollLine.objects.get(run=run, channel="post_office")
    page = sign_in("commune_accountant")
    page.goto(f"{live_server.url}/chi-tra/{run.pk}/")
    page.get_by_role("link", name="Quét danh sách ký nhận").click()
    expect(page.get_by_label("Mã chi trả")).to_be_focused()
    page.keyboard.type(f"{cash.key}\n")  # a scanner is a keyboard that ends with Enter
    expect(page.get_by_role("status").get_by_text(f"{cash.full_name}: chưa nhận")).to_be_visible()
    screenshot("scans")
    page.get_by_role("button", name=f"Bỏ {cash.full_name}").click()
    expect(page.get_by_text("Chưa quét dòng nào.")).to_be_visible()
    expect(page.get_by_label("Mã chi trả")).to_be_focused()
    page.keyboard.type(f"{cash.key}\n")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_role("status").get_by_text("1 chưa nhận")).to_be_visible()

    one, two, three = payments.PayrollLine.objects.filter(run=run).exclude(pk=cash.pk).order_by("key")
    money = [
        fake_payers.Money("D", one.amount_vnd, one.key, one.full_name),
        fake_payers.Money("D", two.amount_vnd + three.amount_vnd, "", "", text=f"CHI GOP {two.key} {three.key}"),
        fake_payers.Money("D", 22_000, "", "PHI DICH VU"),
    ]
    file = tmp_path / "sao-ke.xml"
    file.write_bytes(fake_payers.bank_statement(money, account="3713.0.1000001"))
    page.get_by_role("link", name="Đối chiếu ngân hàng").first.click()
    page.get_by_label("Sao kê (camt.053)").set_input_files(file)
    page.get_by_role("button", name="Nhập và đối chiếu").click()
    expect(page.get_by_role("status").get_by_text("Đã đọc 3 bút toán: 1 khớp, 2 trường hợp cần xem.")).to_be_visible()
    screenshot("matching")
    page.get_by_role("row").get_by_role("link", name="Gộp nhiều khoản").click()
    screenshot("case")
    page.get_by_role("button", name="Đề nghị ghi nhận").click()
    expect(page.get_by_text("phải có người khác xác nhận")).to_be_visible()
    case = payments.cases(kind="merged").get()
    other = builders.officer("commune_accountant", made.own, "ke-toan-hai")
    payments.confirm_case(actor=other, case_id=case.pk, on=date(2026, 11, 12))
    page.reload()
    expect(page.get_by_text("Đã ghi nhận tiền")).to_be_visible()
    assert payments.verify_money(date(2026, 11, 12)).findings == ()
