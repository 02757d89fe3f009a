"""Payers' columns on the screens: looked at, declared with a preview, tried, and used by a run."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.public import file_layouts
from tests import builders

from .province import Province, award

COLUMNS = [
    ("Mã", "key", "", ""), ("Tên", "full_name", "", ""), ("Tiền", "total_vnd", "", "grouped"), ("Tệ", "", "VND", ""),
    ("", "", "", ""),
]  # fmt: skip
NAMES = ("heading", "field", "constant", "shape")
FORM: dict[str, Any] = {
    "direction": "out", "code": "thu-gui", "name": "Thử gửi", "provider": "Bưu điện thử", "format": "csv",
    "delimiter": ";", "encoding": "utf-8", "decimal": ",", "channels": ["post_office"], "since": "2026-01-01",
    "before": "Tháng {month}", "total": "Cộng",
    **{f"column-{name}": [one[n] for one in COLUMNS] for n, name in enumerate(NAMES)},
}  # fmt: skip


def text(answer: Any) -> str:
    return str(answer.content.decode())


def declared(made: Province, act: str = "save", **more: Any) -> Any:
    return made.client("administrator").post("/mau-tep/nhap/", FORM | {"act": act, "noi": made.own.code} | more)


def handed_over(made: Province) -> payments.PayrollRun:
    actors = made.actors
    for name in ("Lò Thị Hoa", "Bàn Văn Nhất"):
        number = builders.next_number(made.own, 2026)
        award(builders.person(made.own, name=name), actors["commune_officer"], actors["commune_chair"], number)
    run = payments.open_run(
        actor=actors["commune_officer"], month=Month(2026, 11), area=made.own, pay_on=date(2026, 11, 10)
    )
    builders.paying_office(made.own)
    drawn = payments.lock_run(actor=actors["commune_officer"], run_id=run.pk)
    sums = {"run_id": run.pk, "manifest_sha256": drawn.manifest_sha256, "on": date(2026, 11, 9)}
    payments.approve_run(actor=actors["commune_chair"], **sums)
    payments.authorise_run(actor=actors["commune_account_holder"], **sums)
    return payments.release_run(actor=actors["commune_accountant"], run_id=run.pk, on=date(2026, 11, 9))


def test_declared_after_a_preview(made: Province) -> None:
    page = declared(made, "check")
    assert page.status_code == 200
    assert "Lò Thị Mẫu" in text(page)
    assert "1.950.000" in text(page)
    assert not file_layouts.FileLayout.objects.exists(), "looking writes nothing"
    assert declared(made).status_code == 302
    (row,) = file_layouts.FileLayout.objects.all()
    assert row.content["columns"][3] == {"heading": "Tệ", "constant": "VND"}
    page = text(made.client("administrator").get(f"/mau-tep/?noi={made.own.code}"))
    assert "Thử gửi" in page
    assert "kèm phần mềm" in page
    again = text(made.client("administrator").get(f"/mau-tep/nhap/?tu=thu-gui&noi={made.own.code}"))
    assert 'value="Bưu điện thử"' in again
    made.client("administrator").post(f"/mau-tep/{row.pk}/ket-thuc/", {"last_day": "2026-12-31"})
    row.refresh_from_db()
    assert row.last_day == date(2026, 12, 31)


def test_what_is_wrong_is_said_and_stays_in_the_form(made: Province) -> None:
    page = declared(made, **{"code": "Thư", "column-heading": ["Mã", "Tên", "mã", "Tệ", ""]})
    assert page.status_code == 422
    assert "Mục “code”, giá trị “Thư”" in text(page)
    assert "tiêu đề đã có ở cột 1" in text(page)
    assert 'value="Bưu điện thử"' in text(page)
    assert "Hãy ghi ngày bắt đầu" in text(declared(made, since="not-a-date"))
    assert not file_layouts.FileLayout.objects.exists()
    assert made.client("commune_accountant").get("/mau-tep/nhap/").status_code == 403
    assert declared(made, noi=made.other.code + "9").status_code == 404


def test_a_file_of_a_layout_fills_the_form(made: Province) -> None:
    client = made.client("administrator")
    content = client.get(f"/mau-tep/buu-dien-tra-loi/tai-ve/mau.yaml?noi={made.own.code}").content
    sent = {"direction": "out", "noi": made.own.code, "yaml": SimpleUploadedFile("mau.yaml", content)}
    page = text(client.post("/mau-tep/nhap/", sent))
    assert 'value="buu-dien-tra-loi"' in page
    assert "Mẫu tệp nhận về" in page
    broken = sent | {"yaml": SimpleUploadedFile("mau.yaml", b"a: [")}
    assert "mau.yaml, dòng" in text(client.post("/mau-tep/nhap/", broken))


def test_a_file_is_tried_without_writing(made: Province) -> None:
    client = made.client("commune_accountant")
    answer = "Số tham chiếu;Số tiền;Số bút toán;Trạng thái;Lý do\nA1;540.000;B1;Thành công;\nA2;90;;Từ chối;Sai tên\n"
    tried = {"tried": SimpleUploadedFile("x.csv", answer.encode()), "noi": made.own.code}
    page = text(client.post("/mau-tep/ngan-hang-tra-loi/", tried))
    assert "540.000" in page
    assert "Sai tên" in page
    tried["tried"] = SimpleUploadedFile("x.csv", answer.replace("Từ chối", "Lạ").encode())
    refused = client.post("/mau-tep/ngan-hang-tra-loi/", tried)
    assert refused.status_code == 422
    assert "dòng 3, cột “Trạng thái”, giá trị “Lạ”" in text(refused)
    assert not payments.ReturnImport.objects.exists()
    assert client.get("/mau-tep/buu-dien-gui/tai-ve/vi-du").content[:2] == b"PK"
    assert client.get("/mau-tep/buu-dien-tra-loi/tai-ve/vi-du").status_code == 404


def test_a_run_by_layouts(made: Province) -> None:
    declared(made)
    run = handed_over(made)
    client = made.client("commune_accountant")
    page = text(client.get(f"/chi-tra/{run.pk}/"))
    assert "Bưu điện thử: Thử gửi" in page
    assert "Bảng kê chuyển khoản" not in page, "nobody is paid through a bank"
    file = client.get(f"/chi-tra/{run.pk}/theo-mau/?mau=thu-gui&xa={made.own.code}")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Tháng 11/2026"]
    assert [row[1] for row in rows[2:-1]] == [line.full_name for line in payments.PayrollLine.objects.order_by("key")]
    entry = AuditEntry.objects.filter(action="payroll.export").latest("pk")
    assert entry.details["file"] == "thu-gui"
    assert client.get(f"/chi-tra/{run.pk}/theo-mau/?mau=khong-co").status_code == 404
    assert made.client("payer").get(f"/chi-tra/{run.pk}/theo-mau/?mau=thu-gui&xa={made.other.code}").status_code == 404
    keys = [row[0] for row in rows[2:-1]]
    lines = "".join(
        f"{key};{vnd};;Thành công;\n" for key, vnd in zip(keys, (row[2] for row in rows[2:-1]), strict=True)
    )
    answer = "Số tham chiếu;Số tiền;Số bút toán;Trạng thái;Lý do\n" + lines
    handed = {"act": "returns", "layout": "ngan-hang-tra-loi", "file": SimpleUploadedFile("x.csv", answer.encode())}
    assert "đã nhận" in text(client.post(f"/chi-tra/{run.pk}/lam/", handed, follow=True))
    assert {line.state for line in payments.PayrollLine.objects.filter(run=run)} == {"paid"}
