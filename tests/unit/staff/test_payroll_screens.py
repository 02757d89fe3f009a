"""A payroll run at the screens: each step by another person, the lists downloaded, the results read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.public import PayrollLine, PayrollRun
from tests import builders
from tests.fake_payers import fill_results

from .province import Province


def step(made: Province, role: str, run: int, act: str, **more: object) -> str:
    data = {"act": act, "next": f"/chi-tra/{run}/", **more}
    return made.client(role).post(f"/chi-tra/{run}/lam/", data, follow=True).content.decode()


def locked(made: Province) -> PayrollRun:
    opened = made.client("commune_officer").post("/chi-tra/mo/", {"month": "2026-11", "area": made.own.pk})
    run = PayrollRun.objects.get()
    assert opened["Location"] == f"/chi-tra/{run.pk}/"
    assert "Đã chốt danh sách" in step(made, "commune_officer", run.pk, "lock")
    run.refresh_from_db()
    return run


def test_from_opening_to_results(made: Province, tmp_path: Path) -> None:
    run = locked(made)
    assert "Đã duyệt danh sách" in step(made, "commune_chair", run.pk, "approve", manifest=run.manifest_sha256)
    digest = run.manifest_sha256
    assert "Đã chuẩn chi" in step(made, "commune_account_holder", run.pk, "authorise", manifest=digest)
    assert "Đã chuyển danh sách" in step(made, "commune_accountant", run.pk, "release")
    accountant = made.client("commune_accountant")
    workbook = accountant.get(f"/chi-tra/{run.pk}/tai-ve/xlsx/", {"xa": made.own.code})
    assert workbook["Content-Type"].startswith("application/vnd.openxmlformats")
    assert accountant.get(f"/chi-tra/{run.pk}/tai-ve/pdf/").content.startswith(b"%PDF")
    sent, back = tmp_path / "sent.xlsx", tmp_path / "back.xlsx"
    sent.write_bytes(workbook.content)
    line = PayrollLine.objects.get(run=run)
    fill_results(sent, back, {line.key: ("Đã nhận", "")})
    file = SimpleUploadedFile("ket-qua.xlsx", back.read_bytes())
    assert "1 đã nhận" in step(made, "commune_accountant", run.pk, "returns", file=file)
    file = SimpleUploadedFile("ket-qua.xlsx", back.read_bytes())
    assert "đã được nhập trước đó" in step(made, "commune_accountant", run.pk, "returns", file=file)
    page = accountant.get(f"/nguoi-dan/{made.here.pk}/chi-tra/").content.decode()
    assert "Đã nhận" in page
    figures = made.client("commune_officer").get("/tong-quan/?thang=2026-11").content.decode()
    assert f"?thang=2026-11&amp;nhom=disability&amp;xa={made.own.code}" in figures
    behind = made.client("commune_officer").get("/nguoi-dan/?thang=2026-11&nhom=disability")
    assert [person.pk for person in behind.context["page"].people] == [made.here.pk]
    assert AuditEntry.objects.filter(action="payroll.export").count() == 2


def test_who_made_it_does_not_approve_it(made: Province) -> None:
    run = locked(made)
    refused = step(made, "commune_officer", run.pk, "approve", manifest=run.manifest_sha256)
    assert 'class="notice error"' in refused
    run.refresh_from_db()
    assert run.state == "locked"


def test_a_list_that_is_not_the_one_shown_is_not_approved(made: Province) -> None:
    run = locked(made)
    assert 'class="notice error"' in step(made, "commune_chair", run.pk, "approve", manifest="0" * 64)
    run.refresh_from_db()
    assert run.state == "locked"


def test_another_communes_run_is_not_there(made: Province) -> None:
    stranger = builders.officer("commune_officer", made.other, "stranger")
    run = payments.open_run(actor=stranger, month=Month(2026, 11), area=made.other, pay_on=date(2026, 11, 10))
    payments.lock_run(actor=stranger, run_id=run.pk)
    client = made.client("commune_chair")
    for address in ("", "khoan/", "tai-ve/pdf/", "tai-ve/xlsx/", "tai-ve/xml/"):
        assert client.get(f"/chi-tra/{run.pk}/{address}").status_code == 404, address
    assert client.post(f"/chi-tra/{run.pk}/lam/", {"act": "approve"}).status_code == 404
    assert made.other.name not in client.get("/chi-tra/").content.decode()


def test_no_file_and_no_such_act_are_sentences(made: Province) -> None:
    run = locked(made)
    assert "Không có việc này" in step(made, "commune_officer", run.pk, "steal")
    assert "Hãy chọn tệp kết quả" in step(made, "commune_accountant", run.pk, "returns")
    broken = SimpleUploadedFile("x.xlsx", BytesIO(b"PK\x03\x04 hong").getvalue())
    assert 'class="notice error"' in step(made, "commune_accountant", run.pk, "returns", file=broken)
