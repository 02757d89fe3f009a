"""Files in a payer's own columns: what goes out and is answered comes back as the same lines, to the đồng."""

from __future__ import annotations

import string
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.intake.public import read_sheets
from ansinh.intake.reading.open_workbook import open_workbook
from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.reports import Outcome, Problem
from ansinh.payments.formats.rows import ListRow
from ansinh.payments.layout_files import SAMPLE, sample_file
from ansinh.payments.layouts import fields_table as table
from ansinh.payments.layouts import read as reading
from ansinh.payments.layouts.check import faults_of, layout_of
from ansinh.payments.layouts.layout import Layout
from ansinh.payments.layouts.read import read_answer
from ansinh.payments.layouts.write import write_layout
from ansinh.payments.queries_layouts import as_yaml, from_yaml, shipped

NAMES = st.text("ABĐơưệễộaăâ ghnt'\";,|=+", min_size=1, max_size=20).map(str.strip).filter(bool)
KEYS = st.text(string.ascii_uppercase + string.digits, min_size=6, max_size=20)
SENT = {"code": "thu-gui", "name": "Thử gửi", "provider": "Bưu điện", "direction": "out", "channels": ["post_office"]}
BACK = {"code": "thu-nhan", "name": "Thử nhận", "provider": "Bưu điện", "direction": "in"}
FORM = st.fixed_dictionaries(
    {
        "format": st.sampled_from(list(table.FORMATS)),
        "delimiter": st.sampled_from(list(table.DELIMITERS)),
        "encoding": st.sampled_from(list(table.ENCODINGS)),
        "decimal": st.sampled_from(list(table.DECIMALS)),
    }
)


@pytest.fixture(autouse=True, scope="module")
def in_this_process() -> Any:
    """Sheets are opened here: that the reading process keeps its limits is tested once, below and with intake."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_sheets", _opened)
        yield


def _opened(content: bytes, name: str, form: Any = None) -> Any:
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_bytes(content)
        return tuple(open_workbook(Path(file.name), form))


def row(key: str, amount: int, name: str = "Lò Thị Hoa", **more: Any) -> ListRow:
    return ListRow(key, name, "1944", "015190000123", "Bản Mới", "", "1,0", amount, 0, "", "", **more)


@st.composite
def paired(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A layout to send and the one that reads it back: its columns in any order among others, shaped in any way."""
    columns = [
        {"heading": "Mã tham chiếu", "field": "key"},
        {"heading": "Số tiền (đ)", "field": "total_vnd", "shape": draw(st.sampled_from(list(table.AMOUNTS)))},
        {"heading": "Kết quả", "constant": "Đã nhận"},
    ]
    others = draw(st.lists(st.sampled_from([name for name in table.WRITTEN if name != "key"]), max_size=6))
    columns += [{"heading": f"Cột {n}", "field": field} for n, field in enumerate(others, 1)]
    columns = draw(st.permutations(columns))
    read = {"key": "key", "total_vnd": "amount_vnd", "": "result"}
    answered = [
        {
            "heading": one["heading"],
            "field": "ignored" if one["heading"].startswith("Cột") else read[one.get("field", "")],
        }
        for one in columns
    ]
    form, before = draw(FORM), draw(st.lists(st.sampled_from(["Kỳ {run_code}", "{unit}; tháng {month}"]), max_size=3))
    total = draw(st.sampled_from(["", "Cộng"]))
    sent = SENT | form | {"columns": columns, "before": before, "total": total}
    back = BACK | form | {"columns": answered, "heading_row": len(before) + 1, "words": {"paid": ["đã nhận"]}}
    return sent, back | ({"ends_at": ["Cộng"]} if total else {})


@settings(max_examples=60, deadline=None)
@given(
    both=paired(), keys=st.lists(KEYS, min_size=1, max_size=8, unique=True), names=NAMES,
    amounts=st.lists(st.integers(1, 10**11), min_size=8, max_size=8),
)  # fmt: skip
def test_out_and_in_again(
    both: tuple[dict[str, Any], dict[str, Any]], keys: list[str], names: str, amounts: list[int]
) -> None:
    rows = [row(key, amount, names) for key, amount in zip(keys, amounts, strict=False)]
    sent, back = (layout_of(one) for one in both)
    content = write_layout(sent, SAMPLE, rows)
    assert content == write_layout(sent, SAMPLE, rows), "the same bytes"
    told = read_answer(content, "tra-loi", back)
    assert told.problems == ()
    assert [(one.key, one.amount_vnd) for one in told.reports] == [(one.key, one.total_vnd) for one in rows]
    assert {one.outcome for one in told.reports} == {Outcome.PAID}
    assert sum(one.amount_vnd or 0 for one in told.reports) == sum(one.total_vnd for one in rows)


BANK: dict[str, Any] = BACK | {
    "format": "csv", "delimiter": ";", "heading_row": 2,
    "columns": [
        {"heading": "Mã", "field": "key"}, {"heading": "Phải chi", "field": "amount_vnd"},
        {"heading": "Đã chi", "field": "paid_vnd"}, {"heading": "Kết quả", "field": "result"},
        {"heading": "Lý do", "field": "reason"}, {"heading": "STT", "field": "ignored"},
    ],
    "words": {"paid": ["OK"], "returned": ["Trả lại"], "partly": ["Thiếu"], "pending": ["Chờ"]}, "ends_at": ["Cộng"],
}  # fmt: skip
HEAD = "Tháng 11\r\nSTT;Mã;Phải chi;Đã chi;Kết quả;Lý do\r\n"


def answered(*lines: str, layout: dict[str, Any] = BANK, head: str = HEAD) -> Any:
    return read_answer((head + "\r\n".join(lines)).encode(), "tra-loi.csv", layout_of(layout))


def test_what_words_and_amounts_mean() -> None:
    told = answered(
        "1;A1;540.000;540.000,00 đ;ok;", "", "2;A2;1.080.000;0;TRẢ  LẠI;Đã chết", "3;A3;900000;500000;Thiếu;hết tiền",
        "4;A4;100;;Chờ;", "5;A5;200;;;", "Cộng;;1000;;;", "9;;x;y;z;",
    )  # fmt: skip
    assert [(one.key, one.outcome, one.amount_vnd, one.reason, one.place) for one in told.reports] == [
        ("A1", Outcome.PAID, 540_000, "", "dòng 3"),
        ("A2", Outcome.RETURNED, 1_080_000, "Đã chết", "dòng 5"),
        ("A4", Outcome.PENDING, 100, "", "dòng 7"),
    ]
    assert told.problems == (Problem("dòng 6", "A3", "partly_paid", "Chi một phần: đã chi 500000 đồng. hết tiền"),)


@pytest.mark.parametrize(
    ("line", "number", "column", "value"),
    [
        ("1;A1;540.000;540.000;xong;", 3, "Kết quả", "xong"),
        ("1;A1;540.00;;OK;", 3, "Phải chi", "540.00"),
        ("1;A1;540,5;;OK;", 3, "Phải chi", "540,5"),
        ("1;A1;-5;;OK;", 3, "Phải chi", "-5"),
        ("1;A1;;;OK;", 3, "Phải chi", ""),
        ("1;A1;9;8;OK;", 3, "Đã chi", "8"),
        ("1;A1;9;;OK;", 3, "Đã chi", ""),
        ("1;A1;9;9;Trả lại;", 3, "Đã chi", "9"),
        ("1;A1;9;9;Thiếu;", 3, "Đã chi", "9"),
        ("1;;9;9;OK;", 3, "Mã", ""),
        ("1;A1;9;9;;vắng", 3, "Kết quả", ""),
        ("1;A1;9;9;OK;\r\n2;A1;9;9;OK;", 4, "Mã", "A1"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(line: str, number: int, column: str, value: str) -> None:
    with pytest.raises(Refusal) as told:
        answered(line)
    where = told.value.where
    assert (where["file"], where["row"], where["column"], where["value"]) == ("tra-loi.csv", number, column, value)
    assert f"“{column}”" in told.value.message


@pytest.mark.parametrize(
    ("head", "column"),
    [
        (HEAD.replace("STT", "Thứ tự"), "Thứ tự"),
        (HEAD.replace("Lý do", "Kết quả"), "Kết quả"),
        (HEAD.replace(";Lý do", ""), "Lý do"),
        ("", "Mã"),
    ],
)
def test_headings_are_those_declared(head: str, column: str) -> None:
    with pytest.raises(Refusal) as told:
        answered("1;A1;9;9;OK;", head=head)
    assert told.value.where["column"] == column


def test_the_format_and_encoding_are_those_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_sheets", read_sheets)
    with pytest.raises(Refusal, match="bảng mã") as told:
        read_answer(HEAD.encode("utf-16"), "a.csv", layout_of(BANK))
    assert told.value.code == "other_encoding"
    with pytest.raises(Refusal) as told:
        read_answer(sample_file(layout_of(shipped()[0].content)), "a.xlsx", layout_of(BANK))
    assert told.value.code == "other_format"
    vni = SENT | {"format": "csv", "encoding": "cp1258", "columns": _needed()}
    with pytest.raises(Refusal) as told:
        write_layout(layout_of(vni), SAMPLE, [row("A1", 9, commune="Xã 東")])
    assert (told.value.code, told.value.where["value"], told.value.where["row"]) == ("not_in_encoding", "東", 2)


def _needed() -> list[dict[str, str]]:
    return [
        {"heading": "Mã", "field": "key"}, {"heading": "Tiền", "field": "total_vnd"},
        {"heading": "Xã", "field": "commune"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"direction": "up"}, "direction"), ({"code": "Thu"}, "code"), ({"name": ""}, "name"),
        ({"colour": "x"}, "colour"), ({"format": "pdf"}, "format"),
        ({"delimiter": "#"}, "delimiter"), ({"encoding": "tcvn3"}, "encoding"),
        ({"heading_row": "2"}, "heading_row"), ({"heading_row": 0}, "heading_row"),
        ({"words": {"paid": "OK"}}, "words"),
        ({"words": {"paid": ["OK"], "returned": ["ok "]}}, "words"), ({"words": {}}, "words"),
        ({"words": {"paid": ["OK"], "lost": ["?"]}}, "words"), ({"every_row": "paid"}, "every_row"),
        ({"columns": []}, "columns"), ({"columns": [3]}, "columns 1"),
        ({"columns": [{"heading": "A", "field": "x"}]}, "columns 1"),
        ({"columns": [*BANK["columns"], {"heading": " mã", "field": "ignored"}]}, "columns 7"),
        ({"columns": [one for one in BANK["columns"] if one["field"] != "key"]}, "columns"),
        ({"columns": [one for one in BANK["columns"] if one["field"] != "paid_vnd"]}, "words"),
        ({"channels": ["bank"]}, "channels"), ({"sheet": "a/b"}, "sheet"),
    ],
)  # fmt: skip
def test_faults_of_a_layout_are_told_with_their_place(change: dict[str, Any], field: str) -> None:
    found = list(faults_of(BANK | change))
    assert field in [one.where["field"] for one in found]
    assert all(field in one.message for one in found if one.where["field"] == field)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": [{"heading": "Mã", "field": "key"}]}, "columns"), ({"channels": ["pigeon"]}, "channels"),
        ({"before": ["{name}"]}, "before"), ({"total": "=1+1"}, "total"),
        ({"columns": [*_needed(), {"heading": "X", "constant": "=cmd"}]}, "columns 4"),
        ({"columns": [*_needed(), {"heading": "X", "constant": "A", "field": "key"}]}, "columns 4"),
        ({"columns": [*_needed(), {"heading": "X", "field": "pay_on", "shape": "plain"}]}, "columns 4"),
        ({"columns": [*_needed(), {"heading": "X", "field": "secret"}]}, "columns 4"),
    ],
)  # fmt: skip
def test_faults_of_a_layout_to_send(change: dict[str, Any], field: str) -> None:
    sound = SENT | {"format": "xlsx", "columns": _needed()}
    assert list(faults_of(sound)) == []
    assert [one.where["field"] for one in faults_of(sound | change)] == [field]


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([*BANK, "out", "in", "key"]),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(sorted({*BANK, "x"})), inner, max_size=6),
        max_leaves=12,
    ),
    st.sampled_from(["out", "in"]),
)  # fmt: skip
def test_anything_may_be_declared_and_is_found_sound_or_told(given_content: Any, direction: str) -> None:
    """A file from elsewhere may hold anything: it is a layout or there are faults, never an error of ours."""
    content = given_content | {"direction": direction} if isinstance(given_content, dict) else given_content
    if not list(faults_of(content)):
        assert isinstance(layout_of(content), Layout)


def test_shipped_layouts_answer_each_other() -> None:
    found = {one.layout.code: one for one in shipped()}
    for code, one in found.items():
        again = from_yaml(as_yaml(one).encode(), "mau.yaml")
        assert again == one.content
        if one.layout.direction == "out":
            assert sample_file(one.layout)
            assert code.replace("-gui", "-tra-loi") in found
    told = read_answer(sample_file(found["buu-dien-gui"].layout), "a.xlsx", found["buu-dien-tra-loi"].layout)
    assert told == reading.ReturnFile("layout"), "nothing is filled in yet, and every heading fits"


def test_a_file_of_layouts_that_is_none() -> None:
    for content in (b"\xff\xfe", b"a: [", b"- 1", b"a: b: c"):
        with pytest.raises(Refusal) as told:
            from_yaml(content, "mau.yaml")
        assert told.value.where["file"] == "mau.yaml"
