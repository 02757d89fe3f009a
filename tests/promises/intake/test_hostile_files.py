"""Whatever a file contains, it is read or refused in one sentence: no crash, no flood of memory, no partial import."""

from __future__ import annotations

import io
import os
import random
import resource
import signal
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ansinh.intake.reading.read_file import read_file
from ansinh.intake.reading.read_sheet import Circumstances
from ansinh.intake.reading.refusal import NotReadable
from ansinh.intake.reading.separate_process import read_in_child
from tests.unit.intake.files import ods, xls
from tests.unit.intake.lists import ON, people, workbook

LIMITED = 9
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROWS = [
    ("STT", "Họ và tên", "Năm sinh", "Dân tộc"),
    *((n, f"Lò A Sử {n}", 1950 + n % 50, "Mông") for n in range(1, 60)),
]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("good") / "good.xlsx", ROWS)


def _changed(good: Path, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> bytes:
    """The good workbook with its parts passed through `change` (None leaves a part out)."""
    made = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return made.getvalue()


def _only(part: str, change: Callable[[bytes], bytes | None]) -> Callable[[str, bytes], bytes | None]:
    return lambda name, content: change(content) if name == part else content


def _zip(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def _bomb() -> bytes:
    """800 MiB of zeros in less than one."""
    made, block = io.BytesIO(), bytes(8 * 2**20)
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
        target.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(100):
            part.write(block)
    return made.getvalue()


@pytest.fixture(scope="module")
def hostile(good: Path) -> dict[str, bytes]:
    return _hostile(good)


def _hostile(good: Path) -> dict[str, bytes]:
    whole = good.read_bytes()
    tenfold = (f'<!ENTITY {name} "{10 * f"&{of};"}">' for name, of in ("ba", "cb"))
    entity = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{"".join(tenfold)}]>'.encode()
    xxe = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<workbook><sheets><sheet name="&f;"/></sheets></workbook>'
    )
    return {
        "empty": b"",
        "one byte": b"P",
        "only the mark of a zip": b"PK\x03\x04",
        "an empty zip": b"PK\x05\x06" + bytes(18),
        "a zip of something else": _zip(readme=b"xin chao"),
        "a Word document": _zip(**{"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"}),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(300),
        "a PDF": b"%PDF-1.7\n" + bytes(300),
        "a web page": b"<html><table><tr><td>STT</td></tr></table></html>",
        "a program": b"MZ" + bytes(500),
        "random bytes": random.Random(1).randbytes(5_000),
        "zeros": bytes(4_096),
        "only the mark of an old file": OLE,
        "an old file of zeros": OLE + bytes(4_096),
        "an encrypted workbook": OLE + bytes(1_000) + "EncryptedPackage".encode("utf-16-le") + bytes(4_000),
        "the first half": whole[: len(whole) // 2],
        "without its directory": whole[:-60],
        "no workbook part": _changed(good, _only("xl/workbook.xml", lambda _: None)),
        "no relations": _changed(good, _only("xl/_rels/workbook.xml.rels", lambda _: None)),
        "no sheet part": _changed(good, _only(SHEET, lambda _: None)),
        "a sheet cut short": _changed(good, _only(SHEET, lambda content: content[: len(content) // 2])),
        "a sheet that is no XML": _changed(good, _only(SHEET, lambda _: b"\x00\x01\x02")),
        "styles that are no XML": _changed(good, _only("xl/styles.xml", lambda _: b"<styleSheet><fonts>")),
        "strings out of range": _changed(
            good,
            _only(
                "xl/sharedStrings.xml",
                lambda _: b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
            ),
        ),
        "a billion laughs": _changed(
            good,
            _only(
                "xl/workbook.xml", lambda content: content.replace(b"?>", b"?>" + entity, 1).replace(b"Danh", b"&c;", 1)
            ),
        ),
        "an outside entity": _changed(good, _only("xl/workbook.xml", lambda _: xxe)),
        "a path out of the archive": _changed(good, lambda _, content: content, {"../../etc/cron.d/x": b"* * * * *"}),
        "a bomb": _bomb(),
        "six thousand parts": _changed(good, lambda _, content: content, {f"x{n}": b"" for n in range(6_000)}),
        "a cell at the far corner": _changed(
            good,
            _only(
                SHEET,
                lambda content: content.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                ),
            ),
        ),
        "macros": _changed(good, lambda _, content: content, {"xl/vbaProject.bin": OLE + bytes(1_000)}),
        "a list without names": b"a,b,c\n1,2,3\n",
        "one endless line": b"x" * 3_000_000,
        "a broken quote": b'STT,Ho va ten,Nam sinh\n1,"' + b"a" * 2_000_000,
    }


NAMES = (
    "empty",
    "one byte",
    "only the mark of a zip",
    "an empty zip",
    "a zip of something else",
    "a Word document",
    "a picture",
    "a PDF",
    "a web page",
    "a program",
    "random bytes",
    "zeros",
    "only the mark of an old file",
    "an old file of zeros",
    "an encrypted workbook",
    "the first half",
    "without its directory",
    "no workbook part",
    "no relations",
    "no sheet part",
    "a sheet cut short",
    "a sheet that is no XML",
    "styles that are no XML",
    "strings out of range",
    "a billion laughs",
    "an outside entity",
    "a path out of the archive",
    "a bomb",
    "six thousand parts",
    "a cell at the far corner",
    "macros",
    "a list without names",
    "one endless line",
    "a broken quote",
)
HARMLESS = {"macros", "a path out of the archive"}
CODES = {
    "an encrypted workbook": "encrypted",
    "a bomb": "too_big",
    "a cell at the far corner": "too_big",
    "six thousand parts": "too_big",
    "a list without names": "no_list",
}


@pytest.mark.parametrize("name", NAMES)
def test_hostile_files_are_refused_in_one_sentence(hostile: dict[str, bytes], tmp_path: Path, name: str) -> None:
    path = tmp_path / "tep.xlsx"
    path.write_bytes(hostile[name])
    refused = _refusal(path)
    if name in HARMLESS:
        assert refused is None
        return
    assert refused is not None
    assert "\n" not in refused.message_vi
    assert refused.message_vi.endswith(".")
    if name in CODES:
        assert refused.code == CODES[name]


def _refusal(path: Path) -> NotReadable | None:
    try:
        with read_in_child(path, on=ON, wall_seconds=60):
            return None
    except NotReadable as refused:
        return refused


def test_the_list_of_hostile_files_is_whole(hostile: dict[str, bytes]) -> None:
    assert tuple(hostile) == NAMES


def test_too_little_memory_is_a_refusal(good: Path, tmp_path: Path) -> None:
    big = workbook(tmp_path / "a.xlsx", [ROWS[0], *((n, f"Lò A Sử {n}", 1950, "Mông") for n in range(60_000))])
    with pytest.raises(NotReadable) as refused, read_in_child(big, on=ON, memory_bytes=90 * 2**20):
        pass
    assert refused.value.code == "too_big"


def test_too_little_time_is_a_refusal(good: Path) -> None:
    with pytest.raises(NotReadable) as refused, read_in_child(good, on=ON, wall_seconds=0.001):
        pass
    assert refused.value.code == "too_slow"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_two_hundred_corruptions(good: Path, tmp_path: Path, kind: str) -> None:
    """Bytes flipped, cut out and doubled; seeds are the numbers 0 to 49, so a failure names its seed."""
    path = tmp_path / f"goc.{kind}"
    if kind == "csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in ROWS), encoding="utf-8")
    else:
        {"xlsx": workbook, "xls": xls, "ods": ods}[kind](path, ROWS[:20])
    whole = path.read_bytes()
    known = Circumstances(on=date(2026, 11, 20), base_of=lambda month: 540_000)
    for seed in range(50):
        dice = random.Random(seed)
        content = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            place = dice.randrange(len(content))
            match dice.randrange(3):
                case 0:
                    content[place] ^= 1 << dice.randrange(8)
                case 1:
                    del content[place : place + dice.randint(1, 40)]
                case _:
                    content[place:place] = content[place : place + dice.randint(1, 40)]
        path.write_bytes(content)
        assert _read_under_limits(path, known) in (0, LIMITED, -signal.SIGABRT, -signal.SIGXCPU), f"seed {seed}"


def _read_under_limits(path: Path, known: Circumstances) -> int:
    """Read in a fork with a gigabyte and five seconds, as the reading process has: a damaged workbook may ask for
    tens of gigabytes. 0 also for a refusal; LIMITED when memory ran out; 1 is a fault of ours."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    ended = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # Rust says on standard error why it gives up
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
        resource.setrlimit(resource.RLIMIT_CPU, (5, 6))
        read_file(path, known)
        ended = 0
    except NotReadable:
        ended = 0
    except MemoryError:
        ended = LIMITED
    finally:
        os._exit(ended)


def test_formulas_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT,Họ và tên,Năm sinh,Ghi chú\n1,Lò A Sử,1950,=cmd|'/c calc'!A0\n", encoding="utf-8")
    assert people(path)[0]["note"] == "=cmd|'/c calc'!A0"
