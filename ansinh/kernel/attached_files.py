"""What people attach to files, news and papers: recognised by its content, kept encrypted under a key of its own."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePath

from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.files import FileBroken, open_file, seal_file

LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 2_000
LONGEST_NAME = 100
_STARTS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def type_of(content: bytes) -> str:
    """pdf, jpg, png, docx or xlsx, by the first bytes and, of office documents, by what is inside.

    Raises Refusal for anything else, for what is too large, also unpacked, and for documents with programs in them.
    """
    if not content:
        raise Refusal("Tệp rỗng.", code="empty_file")
    if len(content) > LARGEST:
        raise Refusal("Tệp lớn hơn 10 MB.", code="file_too_large")
    for start, name in _STARTS.items():
        if content.startswith(start):
            return name
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    raise _unknown()


def _unknown() -> Refusal:
    return Refusal("Chỉ nhận tệp PDF, JPEG, PNG, Word (.docx) hoặc Excel (.xlsx).", code="unknown_type")


def _office_type(content: bytes) -> str:
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _unknown() from None
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refusal("Tệp có chứa chương trình (macro), không nhận.", code="has_macros")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refusal("Tệp giải nén ra quá lớn, không nhận.", code="file_too_large")
    found = [kind for inside, kind in _OFFICE.items() if inside in names]
    if "[Content_Types].xml" not in names or len(found) != 1:
        raise _unknown()
    return found[0]


def named(name: str, kind: str, otherwise: str) -> str:
    """The name that a file came under, without folders and with the ending of what it is (``type_of``)."""
    stem = PurePath(name.replace("\\", "/")).stem[:LONGEST_NAME] or otherwise
    return f"{stem}.{kind}"


def keep(content: bytes, path: str) -> tuple[str, str]:
    """Seal a file under a new key in the data folder; returns where, and the key as text."""
    kept = seal_file([content], path)
    return kept.stored, kept.key


def fetch(stored: str, key: str) -> bytes:
    """The content of a stored file. Raises Refusal when it is gone or was tampered with."""
    try:
        return b"".join(open_file(stored, key))
    except FileBroken:
        raise Refusal("Tệp đính kèm không còn hoặc đã bị sửa.", code="file_broken") from None
