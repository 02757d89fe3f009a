"""Signed sheets on the screens: what lacks, handing in, opening from a line; who may, and what is recorded."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.kernel.models import AuditEntry
from ansinh.payments import public as payments
from ansinh.payments.public import signed_sheets
from tests.unit.staff.test_layout_screens import handed_over, text

from .province import Province

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def handed_in(made: Province, pk: int, *contents: bytes, pages: str = "1", role: str = "commune_accountant") -> Any:
    files = [SimpleUploadedFile(f"trang-{n}.png", content) for n, content in enumerate(contents, 1)]
    form = {"list": f"{made.own.code} post_office", "pages": pages, "file": files}
    return made.client(role).post(f"/chi-tra/{pk}/ban-ky/dinh/", form, follow=True)


def test_from_what_lacks_to_the_opened_copy(made: Province) -> None:
    run = handed_over(made)
    client = made.client("commune_accountant")
    assert "chưa có bản ký nào" in text(client.get(f"/chi-tra/{run.pk}/"))
    assert "Còn thiếu bản ký của 1 trang" in text(client.get(f"/chi-tra/{run.pk}/ban-ky/"))
    assert "Còn 1 trang của 1 danh sách" in text(client.get(f"/chi-tra/{run.pk}/"))
    assert "Đã nhận 1 bản ký" in text(handed_in(made, run.pk, PNG))
    assert "chưa có bản ký" not in text(client.get(f"/chi-tra/{run.pk}/"))
    line = payments.PayrollLine.objects.filter(run=run).first()
    assert line is not None
    assert f"/khoan/{line.pk}/ban-ky/" in text(client.get(f"/chi-tra/{run.pk}/khoan/"))
    found = client.get(f"/chi-tra/{run.pk}/khoan/{line.pk}/ban-ky/")
    assert found["Location"].endswith("#trang-1")
    (copy,) = signed_sheets.SignedCopy.objects.all()
    opened = client.get(f"/chi-tra/{run.pk}/ban-ky/{copy.pk}/")
    assert (opened.content, opened["Content-Type"], opened["Cache-Control"]) == (PNG, "image/png", "no-store")
    read = AuditEntry.objects.filter(action="payroll.read_copy").latest("pk")
    assert (read.details["copy"], read.area_id) == (copy.pk, made.own.pk)
    form = {"take_back": copy.pk, f"because-{copy.pk}": "Nhầm trang"}
    assert "Đã bỏ bản ký" in text(client.post(f"/chi-tra/{run.pk}/ban-ky/dinh/", form, follow=True))
    assert "Nhầm trang" in text(client.get(f"/chi-tra/{run.pk}/ban-ky/"))


def test_what_is_wrong_is_said_and_who_may_not_is_kept_out(made: Province) -> None:
    run = handed_over(made)
    assert "không có trang 2" in text(handed_in(made, run.pk, PNG, pages="2"))
    assert "không có trang 2" in text(handed_in(made, run.pk, PNG, PNG + b"1")), "the second picture has no page"
    assert "Chỉ nhận" in text(handed_in(made, run.pk, b"hello"))
    assert handed_in(made, run.pk, PNG, role="commune_officer").status_code == 403
    client = made.client("commune_accountant")
    assert client.get(f"/chi-tra/{run.pk}/ban-ky/?xa={made.other.code}&kenh=post_office").status_code == 404
    assert client.get(f"/chi-tra/{run.pk}/ban-ky/999/").status_code == 404
    assert client.get(f"/chi-tra/{run.pk}/khoan/999/ban-ky/").status_code == 404
