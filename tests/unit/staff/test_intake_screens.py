"""A list at the screens: read, compared, accepted, undone; and the list form that comes back without a mapping."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.intake.public import RememberedColumn, SourceFile
from ansinh.kernel.models import AuditEntry
from ansinh.registry.public import Person

from .province import Province, proposal

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Thôn, bản", "Hộ nghèo")
ROWS = (
    ("1", "Giàng A Páo", "20/05/1950", "Nam", "015050000001", "Bản Trong", ""),
    ("2", "Vàng Thị Mới", "02/03/2021", "Nữ", "", "Bản Trong", "x"),
    ("3", "Sùng A Sai", "31/02/2020", "Nam", "", "Bản Trong", ""),
)


def workbook(rows: Sequence[tuple[str, ...]] = ROWS, more: tuple[str, ...] = ()) -> SimpleUploadedFile:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet("DS")
        page.write_row(0, 0, ["DANH SÁCH ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI THÁNG 11 NĂM 2026"])
        for number, row in enumerate(((*HEADINGS, *more), *rows)):
            page.write_row(2 + number, 0, row)
    return SimpleUploadedFile("ds thang 11.xlsx", stream.getvalue())


def test_read_accept_and_undo(made: Province) -> None:
    client = made.client("commune_officer")
    answer = client.post("/nap-danh-sach/nhan/", {"file": workbook(), "xa": made.own.code}, follow=True)
    file = SourceFile.objects.get()
    page = answer.content.decode()
    assert "ds thang 11.xlsx" in page
    assert answer.context["page"].by_status == {"unchanged": 1, "new": 1, "problem": 1}
    assert "<strong>C6</strong>" in page
    before = Person.objects.count()
    act = f"/nap-danh-sach/{file.pk}/lam/"
    assert "Đã nhận 2 dòng: 1 người mới" in client.post(act, {"act": "accept_all"}, follow=True).content.decode()
    assert Person.objects.count() == before + 1
    assert "Chưa chọn dòng nào" in client.post(act, {"act": "accept"}, follow=True).content.decode()
    assert "Đã hoàn tác" in client.post(act, {"act": "undo"}, follow=True).content.decode()
    assert made.client("commune_chair").get(f"/nap-danh-sach/{file.pk}/").status_code == 403


def test_what_a_row_would_change_stands_beside_what_is_known(made: Province) -> None:
    """Numbers by their last digits only, in the registry's words; once accepted there is nothing to compare."""
    row = ("1", "Giàng A Páo", "20/05/1950", "Nam", "015050000001", "Bản Mới", "x", "0912345678")
    client = made.client("commune_officer")
    answer = client.post(
        "/nap-danh-sach/nhan/", {"file": workbook((row,), ("Số điện thoại",)), "xa": made.own.code}, follow=True
    )
    file = SourceFile.objects.get()
    page = answer.content.decode()
    assert "thôn, bản: Bản Trong → <strong>Bản Mới</strong>" in page
    assert "hộ nghèo, cận nghèo: chưa ghi nhận → <strong>hộ nghèo</strong>" in page
    assert "điện thoại: chưa ghi nhận → <strong>•••••••678</strong>" in page
    entry = AuditEntry.objects.filter(action="person.list", details__list=f"file:{file.pk}").get()
    assert entry.details["shown"] == 1
    client.post(f"/nap-danh-sach/{file.pk}/lam/", {"act": "accept_all"})
    assert "→ <strong>" not in client.get(f"/nap-danh-sach/{file.pk}/").content.decode()


def test_converted_letters_are_shown_before_anything_is_taken(made: Province) -> None:
    rows = (("1", "NguyÔn ThÞ Hoa", "20/05/1950", "N÷", "003150000001", "Pang", ""),)
    client = made.client("commune_officer")
    page = client.post(
        "/nap-danh-sach/nhan/", {"file": workbook(rows), "xa": made.own.code}, follow=True
    ).content.decode()
    assert "<strong>2</strong> ô gõ bằng phông .VnTime (TCVN3), đã chuyển sang Unicode" in page
    assert "“NguyÔn ThÞ Hoa” → Nguyễn Thị Hoa" in page
    assert "ba số đầu 003 không phải mã của tỉnh nào" in page
    file = SourceFile.objects.get()
    assert {row.status for row in file.rows.all()} == {"new"}


def test_a_list_on_which_a_proposal_rests_is_not_undone(made: Province) -> None:
    client = made.client("commune_officer")
    client.post("/nap-danh-sach/nhan/", {"file": workbook(), "xa": made.own.code})
    file = SourceFile.objects.get()
    act = f"/nap-danh-sach/{file.pk}/lam/"
    client.post(act, {"act": "accept_all"})
    newest = Person.objects.order_by("pk").last()
    proposal(newest)
    answer = client.post(act, {"act": "undo"}, follow=True).content.decode()
    assert "không hoàn tác được" in answer
    assert Person.objects.filter(pk=newest.pk, name_fold__gt="").exists()


def test_columns_are_remembered(made: Province) -> None:
    client = made.client("commune_officer")
    client.post("/nap-danh-sach/nhan/", {"file": workbook(), "xa": made.own.code})
    file = SourceFile.objects.get()
    columns = list(client.get(f"/nap-danh-sach/{file.pk}/").context["columns"])
    chosen = {f"key-{c.letter}": "note" if c.letter == "F" else c.key for c in columns}
    data = {"act": "map", "signature": columns[0].signature, **chosen}
    assert "Đã nhớ cách đọc" in client.post(f"/nap-danh-sach/{file.pk}/lam/", data, follow=True).content.decode()
    assert RememberedColumn.objects.get(letter="F").key == "note"


def test_a_file_for_another_commune_is_refused(made: Province) -> None:
    client = made.client("commune_officer")
    answer = client.post("/nap-danh-sach/nhan/", {"file": workbook(), "xa": made.other.code}, follow=True)
    assert "Hãy chọn xã" in answer.content.decode()
    assert not SourceFile.objects.exists()


def test_the_form_holds_those_who_are_paid_and_no_one_else(made: Province) -> None:
    client = made.client("commune_officer")
    form = client.get("/nap-danh-sach/mau/")
    upload = SimpleUploadedFile("mau.xlsx", form.content)
    answer = client.post("/nap-danh-sach/nhan/", {"file": upload, "xa": made.own.code}, follow=True)
    rows = answer.context["page"].rows
    assert [(row.full_name, row.status, row.person_id) for row in rows] == [("Giàng A Páo", "unchanged", made.here.pk)]
