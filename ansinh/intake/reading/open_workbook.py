"""A file on disk to its visible sheets, whatever its format."""

from __future__ import annotations

import zipfile
from pathlib import Path

import python_calamine as calamine

from ansinh.intake.reading import limits, refusal
from ansinh.intake.reading.cells import ErrorCell, Sheet
from ansinh.intake.reading.legacy_text import convert_sheet
from ansinh.intake.reading.ods_details import add_ods_details
from ansinh.intake.reading.open_csv import CsvForm, looks_like_text, open_csv
from ansinh.intake.reading.xls_details import add_xls_details, goes_in_circles, has_password
from ansinh.intake.reading.xlsx_details import add_xlsx_details

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
    b"\x1f\x8b",
)
_ERRORS = frozenset(
    [
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#GETTING_DATA",
    ]
)


def open_workbook(path: Path, form: CsvForm | None = None) -> list[Sheet]:
    """The visible sheets in order, old font encodings converted and error cells marked.

    Raises NotReadable. The content decides what a file is; its name only tells .csv from other text. ``form``: how a
    text is declared to be written; then it is text, and nothing in it is guessed or converted.
    """
    limits.check_size(path)
    with path.open("rb") as stream:
        head = stream.read(4096)
    if form is not None:
        return [open_csv(path, form)]
    if head.startswith(_ZIP) or head.startswith(_OLE):
        sheets = _with_calamine(path, is_zip=head.startswith(_ZIP))
    elif head.startswith(_BINARY) or not looks_like_text(head):
        raise refusal.not_a_workbook()
    else:
        sheets = [open_csv(path)]
    for sheet in sheets:
        _mark_error_texts(sheet)
        convert_sheet(sheet)
    return sheets


def _with_calamine(path: Path, *, is_zip: bool) -> list[Sheet]:
    if is_zip:
        _check_zip(path)
    elif goes_in_circles(path):
        raise _why_not(path)
    try:
        # Given a stream, calamine goes by the content; given a path, by the ending of its name.
        with path.open("rb") as stream, calamine.CalamineWorkbook.from_filelike(stream) as book:
            sheets = [_sheet(book, meta.name) for meta in book.sheets_metadata if _is_list(meta)]
    except calamine.PasswordError:
        raise refusal.encrypted() from None
    except (calamine.CalamineError, OSError, ValueError, KeyError, IndexError, OverflowError):
        raise _why_not(path) from None
    except BaseException as error:  # a Rust panic is no Exception; anything else goes on its way
        if type(error).__name__ != "PanicException":
            raise
        raise refusal.not_a_workbook() from None
    if is_zip:
        add_xlsx_details(path, sheets)
        add_ods_details(path, sheets)
    else:
        add_xls_details(path, sheets)
    return sheets


def _is_list(meta: calamine.SheetMetadata) -> bool:
    return meta.visible == calamine.SheetVisibleEnum.Visible and meta.typ == calamine.SheetTypeEnum.WorkSheet


def _sheet(book: calamine.CalamineWorkbook, name: str) -> Sheet:
    found = book.get_sheet_by_name(name)
    if found.total_height * max(found.total_width, 1) > limits.CELLS:
        raise refusal.too_big()
    merged = found.merged_cell_ranges
    ranges = [(top, left, bottom, right) for (top, left), (bottom, right) in merged or []]
    return Sheet(name=name, rows=found.to_python(skip_empty_area=False), merged=ranges, merged_known=merged is not None)


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            limits.check_archive(archive)
            names = set(archive.namelist())
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise refusal.encrypted()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError):
        raise refusal.not_a_workbook() from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise refusal.not_a_workbook() from None


def _why_not(path: Path) -> refusal.NotReadable:
    with path.open("rb") as stream:
        content = stream.read(65_536)
    # An encrypted .xlsx is an OLE file with a stream of this name (UTF-16).
    if content.startswith(_OLE) and ("EncryptedPackage".encode("utf-16-le") in path.read_bytes() or has_password(path)):
        return refusal.encrypted()
    return refusal.not_a_workbook()


def _mark_error_texts(sheet: Sheet) -> None:
    """.ods and .csv keep an error as its text. A text longer than Excel allows comes from no list."""
    for row in sheet.rows:
        for column, value in enumerate(row):
            if type(value) is str and len(value) > limits.CELL_CHARACTERS:
                raise refusal.not_a_workbook()
            if (
                type(value) is str
                and value[:1] in ("#", "E")
                and (value in _ERRORS or (value.startswith("Err:") and value[4:].isdigit()))
            ):
                row[column] = ErrorCell(value)
