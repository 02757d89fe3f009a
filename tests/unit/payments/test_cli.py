"""``ansinh payroll`` and ``ansinh verify``: from opening a run to the auditor's closing figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import Group
from click.testing import CliRunner, Result
from django.db import connection

from ansinh.cli.overpayments import overpayments
from ansinh.cli.payroll import payroll
from ansinh.cli.verify import verify
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.payments.payroll import Office, award, lines, locked, office, retract

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    at = office()
    award(at, builders.person(at.area, name="Giàng A Páo"))
    return at


def run(*words: object, command: Group = payroll) -> Result:
    result = CliRunner().invoke(command, [str(word) for word in words])
    if isinstance(result.exception, Refusal):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def over_run(*words: object) -> Result:
    return run(*words, command=overpayments)


def test_a_month_from_the_command_line(here: Office, tmp_path: Path) -> None:
    opened = run("open", "2026-11", "--commune", here.area.code, "--by", here.maker.username)
    assert "1 dòng, 540.000 đồng" in opened.output
    found = payments.PayrollRun.objects.get()
    run("approve", found.pk, "--hash", found.manifest_sha256, "--by", here.chair.username)
    run("export", found.pk, "--out", tmp_path, "--by", here.accountant.username)
    names = [f"2026-11-{here.area.code}.pdf", f"2026-11-{here.area.code}.xlsx"]
    assert sorted(file.name for file in tmp_path.iterdir()) == names
    run("authorise", found.pk, "--hash", found.manifest_sha256, "--by", here.holder.username)
    run("release", found.pk, "--by", here.accountant.username)
    (line,) = lines(found.pk)
    back = tmp_path / "gui-lai.xlsx"
    back.write_bytes(fake_payers.post_office((tmp_path / names[1]).read_bytes(), {line.key: ("Đã nhận", "")}, tmp_path))
    told = run("returns", found.pk, back, "--settle", "--by", here.accountant.username)
    assert "đã nhận 1, chưa nhận 0" in told.output
    assert "Đã nhận 1 dòng, 540.000 đồng" in told.output
    assert "Đã đối chiếu xong" in run("status", "2026-11", "--by", here.maker.username).output


def test_problems_are_printed_with_place_and_value(here: Office, tmp_path: Path) -> None:
    run("open", "2026-11", "--commune", here.area.code, "--by", here.maker.username)
    found = payments.PayrollRun.objects.get()
    run("approve", found.pk, "--hash", found.manifest_sha256, "--by", here.chair.username)
    run("authorise", found.pk, "--hash", found.manifest_sha256, "--by", here.holder.username)
    run("release", found.pk, "--by", here.accountant.username)
    file = tmp_path / "sk.xml"
    file.write_bytes(fake_payers.statement([fake_payers.camt053.Booking("LA-1", 5, False)]))
    told = run("returns", found.pk, file, "--by", here.accountant.username)
    assert "sk.xml, sao kê 1, dòng 1: “LA-1” Mã chi trả này không có trong hệ thống." in told.output


def test_an_unknown_name_month_or_run_is_refused(here: Office, tmp_path: Path) -> None:
    for words, code in (
        (("open", "2026-11", "--by", "không ai"), "unknown_user"),
        (("export", "99", "--out", tmp_path, "--by", here.maker.username), "unknown_run"),
        (("open", "2026-11", "--commune", "99999", "--by", here.maker.username), "unknown_commune"),
    ):
        with pytest.raises(Refusal) as refusal:
            run(*words)
        assert refusal.value.code == code
    wrong = CliRunner().invoke(payroll, ["open", "2026-13", "--by", here.maker.username])
    assert wrong.exit_code == 2
    assert "2026-11" in wrong.output  # shows how a month is written


def test_the_auditors_exit_code_says_whether_anything_is_wrong(here: Office) -> None:
    run("open", "2026-11", "--commune", here.area.code, "--by", here.maker.username)
    sound = CliRunner().invoke(verify, ["money", "--on", "2026-11-09"])
    assert sound.exit_code == 0
    assert sound.output.startswith("0 sai lệch trên 540.000 đồng, 1 dòng chi trả")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE payments_line DISABLE TRIGGER USER")
        cursor.execute("UPDATE payments_line SET amount_vnd = 1")
    wrong = CliRunner().invoke(verify, ["money", "--on", "2026-11-09"])
    assert wrong.exit_code == 1
    assert "I11b: dòng chi trả" in wrong.output


@pytest.mark.django_db(transaction=True)
def test_the_chain_of_the_audit_log_is_whole(here: Office) -> None:
    result = CliRunner().invoke(verify, ["audit"])
    assert result.exit_code == 0, result.output
    assert "0 sai lệch" in result.output


def test_too_much_is_recovered_from_the_command_line(here: Office) -> None:
    who = builders.person(here.area, name="Lò Thị Hoa")
    given = award(here, who, first="2026-10-01")
    locked(here, Month(2026, 10))
    retract(here, given)
    award(here, who, first="2026-11-01")
    drawn = locked(here)
    over = payments.Overpayment.objects.get()
    over_run("propose", over.pk, "--share", 20, "--because", "Chi trùng", "--by", here.maker.username)
    told = over_run("list", "--by", here.maker.username).output
    made = payments.Settlement.objects.get()
    assert f"còn 540.000 đồng; đề nghị {made.pk} chờ quyết định" in told
    over_run("decide", made.pk, "--number", "15/QĐ-UBND", "--by", here.chair.username)
    paid = over_run("refund", over.pk, 140_000, "--receipt", "BL 1", "--by", here.accountant.username)
    assert "còn phải thu 400.000 đồng" in paid.output
    assert "Đang thu hồi dần" in over_run("list", "--by", here.maker.username).output
    line = lines(drawn.run_id)[0]
    assert "đã giữ lại" in run("hold", line.key, "--because", "xác minh", "--by", here.maker.username).output
    assert "thôi giữ lại" in run("hold", line.key, "--because", "rõ rồi", "--lift", "--by", here.maker.username).output


def test_a_run_is_worked_out_anew_from_the_command_line(here: Office) -> None:
    drawn = locked(here)
    told = CliRunner().invoke(verify, ["payroll", str(drawn.run_id)])
    assert told.exit_code == 1
    assert "thông tin và luật cho số khác với quyết định" in told.output
    assert "1 sai lệch, 0 khác biệt có lý do trên 1 khoản" in told.output
    assert CliRunner().invoke(verify, ["payroll", "999"]).exit_code != 0
