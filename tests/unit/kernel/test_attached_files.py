"""What may be attached, by its content; kept encrypted in the data folder."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.core.files.storage import default_storage

from ansinh.kernel import attached_files
from ansinh.kernel.attached_files import fetch, keep, type_of
from ansinh.kernel.errors import Refusal

CONTENT = "[Content_Types].xml"


def zipped(*names: str, filling: bytes = b"x") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, filling)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4 ...", "pdf"),
        (b"\xff\xd8\xff\xe0 anh", "jpg"),
        (b"\x89PNG\r\n\x1a\n anh", "png"),
        (zipped(CONTENT, "word/document.xml"), "docx"),
        (zipped(CONTENT, "xl/workbook.xml"), "xlsx"),
    ],
)
def test_the_content_says_what_it_is(content: bytes, kind: str) -> None:
    assert type_of(content) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"MZ\x90\x00", "unknown_type"),
        (b"<html>%PDF-</html>", "unknown_type"),
        (b"PK\x03\x04 not a zip", "unknown_type"),
        (zipped("word/document.xml"), "unknown_type"),
        (zipped(CONTENT), "unknown_type"),
        (zipped(CONTENT, "word/document.xml", "xl/workbook.xml"), "unknown_type"),
        (zipped(CONTENT, "word/document.xml", "word/vbaProject.bin"), "has_macros"),
        (b"%PDF-" + b"0" * attached_files.LARGEST, "file_too_large"),
    ],
)
def test_everything_else_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        type_of(content)
    assert refused.value.code == code


def test_a_small_file_that_unpacks_to_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached_files, "LARGEST_UNPACKED", 1_000)
    with pytest.raises(Refusal, match="giải nén"):
        type_of(zipped(CONTENT, "word/document.xml", filling=b"\0" * 2_000))


def test_kept_encrypted_under_its_own_key_and_never_read_when_changed() -> None:
    content = b"%PDF-1.4 giay chung tu"
    stored, key = keep(content, "ho-so/1/abc")
    again, other_key = keep(content, "ho-so/1/abc")
    with default_storage.open(stored) as stream:
        sealed = stream.read()
    assert content not in sealed
    assert (stored, key) != (again, other_key)
    assert fetch(stored, key) == content
    with pytest.raises(Refusal):
        fetch(stored, other_key)
    with open(default_storage.path(stored), "r+b") as stream:
        stream.seek(20)
        stream.write(b"\0\0")
    with pytest.raises(Refusal) as refused:
        fetch(stored, key)
    assert refused.value.code == "file_broken"
