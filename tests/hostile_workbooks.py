"""Files that no list ever was: what a good workbook becomes in bad hands, by name."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"

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
    "an entity in a sheet",
    "a path out of the archive",
    "a bomb",
    "six thousand parts",
    "a cell at the far corner",
    "macros",
    "a list without names",
    "one endless line",
    "a broken quote",
)
HARMLESS = frozenset(("macros", "a path out of the archive"))  # read as if the addition were not there


def hostile_from(good: bytes) -> dict[str, bytes]:
    """{name: content}, in the order of NAMES; `good` is an .xlsx with a first sheet whose name begins with "Danh"."""
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
        "the first half": good[: len(good) // 2],
        "without its directory": good[:-60],
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
        "an entity in a sheet": _changed(
            good, _only(SHEET, lambda content: content.replace(b"?>", b"?>" + entity, 1).replace(b"<v>", b"<v>&c;", 1))
        ),
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


def _changed(good: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> bytes:
    """The good workbook with its parts passed through `change` (None leaves a part out)."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
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
