"""Whatever a file from a payer contains, it is read or refused in one sentence, by a process apart."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from ansinh.kernel.errors import Refusal
from ansinh.kernel.limited_process import Limits, UnexpectedEnd
from ansinh.payments.formats import post_office_list, read_apart
from ansinh.payments.formats.detect import read_return
from ansinh.payments.formats.list_form_table import LIST_SHEET
from tests import fake_payers
from tests.hostile_workbooks import HARMLESS, NAMES, hostile_from
from tests.unit.payments.test_formats import HEADING, ROW, filled

LIMITED = {"a bomb": "file_too_large", "a cell at the far corner": "file_too_large"}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return filled(tmp_path_factory.mktemp("good"), {ROW.key: ("Đã nhận", "")})


@pytest.fixture(scope="module")
def hostile() -> dict[str, bytes]:
    return hostile_from(post_office_list.write(HEADING, [ROW]))


@pytest.mark.parametrize("name", NAMES)
def test_hostile_files_are_refused_in_one_sentence(hostile: dict[str, bytes], name: str) -> None:
    if name in HARMLESS | {"six thousand parts"}:
        assert read_apart.read_apart(hostile[name], "bd.xlsx").problems == ()
        return
    with pytest.raises(Refusal) as refused:
        read_apart.read_apart(hostile[name], "bd.xlsx")
    assert "bd.xlsx" in refused.value.message
    assert "\n" not in refused.value.message
    assert refused.value.message.endswith((".", "]"))
    assert not isinstance(refused.value.__cause__, UnexpectedEnd), refused.value.__cause__
    if name in LIMITED:
        assert refused.value.code == LIMITED[name]


def test_too_little_memory_is_a_refusal() -> None:
    big = post_office_list.write(HEADING, [replace(ROW, key=f"AS2611-00012-{n:06d}") for n in range(5_000)])
    with pytest.raises(Refusal) as refused:
        read_apart.read_apart(big, "bd.xlsx", Limits(memory_bytes=2**20, cpu_seconds=60, wall_seconds=60))
    assert refused.value.code == "file_too_large"


def test_too_little_time_is_a_refusal(good: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_apart.read_apart(good, "bd.xlsx", Limits(memory_bytes=2**30, cpu_seconds=60, wall_seconds=0.001))
    assert refused.value.code == "file_too_slow"


def test_everything_comes_back_from_the_other_process(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports, groups and problems are as when read here; a big message is read there too."""
    book = openpyxl.load_workbook(io.BytesIO(good))
    book[LIST_SHEET]["N11"] = "Đã nhận"
    edited = io.BytesIO()
    book.save(edited)
    answer = fake_payers.answer("AS2611-00012", {"K1": "RJCT"}, group="G", group_status="RJCT")
    monkeypatch.setattr(read_apart, "SMALL_XML", 0)
    for content in (good, edited.getvalue(), answer, post_office_list.write(HEADING, [ROW])):
        assert read_apart.read_apart(content, "bd") == read_return(content, "bd")
