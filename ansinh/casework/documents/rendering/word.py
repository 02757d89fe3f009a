"""A document as DOCX, as NĐ 30/2020, phụ lục I, prescribes; the same content as the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ansinh.casework.documents.content import (
    MOTTO,
    NATION,
    NUMBER,
    RECIPIENTS,
    TO,
    Content,
    Signature,
    Table,
)
from ansinh.casework.documents.rendering.code_picture import code_as_png
from ansinh.casework.documents.rendering.pdf import grouped
from ansinh.casework.documents.rendering.word_parts import (
    NAMED,
    count_pages_anew,
    embed_fonts,
    keep_row_whole,
    narrow_cells,
    page_field,
    repeat_heading,
    rule_below,
    same_bytes,
)
from ansinh.kernel.printing.practice_words import practice_words

MADE_WITH = f"python-docx {version('python-docx')}"
LEFT, CENTER, BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
ALIGN = {"left": LEFT, "center": CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
TEXT, WIDE = 160, 247  # millimetres between the margins; of a sheet across
HEAD = (63, 97)
FOOT = (74, 86)


def as_docx(content: Content) -> bytes:
    """The document as DOCX, fonts embedded; the same content gives the same bytes."""
    document = _empty(content)
    _head(document, content)
    _title(document, content)
    for base in content.bases:
        _running(document, base, italic=True)
    if content.resolves:
        _line(document, content.resolves, 14, bold=True, before=4, after=4)
    for number, block in enumerate(content.body, 1):
        if isinstance(block, Table):
            _sheet(document, block, 12)
        else:
            _running(document, block.text, lead=block.lead, keep=number == len(content.body))
    _foot(document, content)
    if content.annex:
        _annex(document, content)
    embed_fonts(document)
    return same_bytes(document, datetime.fromisoformat(content.on).replace(tzinfo=UTC))


def _empty(content: Content) -> Any:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = NAMED, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), NAMED)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    header = section.header.paragraphs[0]
    header.alignment = CENTER
    page_field(header)
    if practice_words():
        first = section.first_page_header.paragraphs[0]
        for at in (first, section.header.add_paragraph()):
            at.alignment = CENTER
            run = at.add_run(practice_words())
            run.bold, run.font.size = True, Pt(14)
    properties = document.core_properties
    properties.author, properties.last_modified_by = " ".join(content.head.office), ""
    properties.title, properties.comments, properties.language = f"{content.title} {content.about}".strip(), "", "vi-VN"
    return document


def _line(
    at: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    align: Any = CENTER,
    first: bool = False,
) -> Any:
    """A line in a cell or in the document; ``first``: the paragraph that a cell begins with."""
    paragraph = at.paragraphs[0] if first else at.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _rule(at: Any, width: float, share: float) -> None:
    """A line of a share of the width (mm), in the middle."""
    paragraph = at.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(width * (1 - share) / 2)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    form.space_after = Pt(5)
    rule_below(paragraph)


def _grid(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """A table without borders."""
    table = document.add_table(rows, len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _widths(table, widths)
    return table


def _widths(table: Any, widths: Sequence[float]) -> None:
    for index, width in enumerate(widths):
        table.columns[index].width = Mm(width)
        for cell in table.columns[index].cells:
            cell.width = Mm(width)


def _head(document: Any, content: Content) -> None:
    table = _grid(document, 2, HEAD)
    office, nation = table.rows[0].cells
    lines = [(line, False) for line in content.head.above] + [(line, True) for line in content.head.office]
    for index, (line, bold) in enumerate(lines):
        _line(office, line.upper(), 13, bold=bold, first=index == 0)
    _rule(office, HEAD[0], 0.25)
    _line(nation, NATION, 12, bold=True, first=True)
    _line(nation, MOTTO, 14, bold=True)
    _rule(nation, HEAD[1], 0.62)
    number, dated = table.rows[1].cells
    _line(number, f"{NUMBER} {content.symbol}".strip(), 13, first=True)
    if not content.title:
        _line(number, content.about, 12)
    _line(dated, content.dated, 13.5, italic=True, first=True)


def _title(document: Any, content: Content) -> None:
    if content.title:
        _line(document, content.title, 14, bold=True, before=14)
        _line(document, content.about, 14, bold=True)
        _rule(document, TEXT, 0.3)
    if content.authority:
        _line(document, content.authority, 14, bold=True, before=6, after=6)
    if len(content.to) == 1:
        _line(document, f"{TO} {content.to[0]}", 14, before=8 if content.title else 16, after=8)
    elif content.to:
        _line(document, TO, 14, align=LEFT, before=8).paragraph_format.left_indent = Mm(30)
        for each in content.to:
            _line(document, f"- {each}", 14, align=LEFT).paragraph_format.left_indent = Mm(52)


def _running(document: Any, text: str, *, lead: str = "", italic: bool = False, keep: bool = False) -> None:
    """``keep``: on the page of what follows, so that no page holds a signature alone."""
    paragraph = document.add_paragraph()
    paragraph.alignment = BOTH
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Mm(10), Pt(6), 1.1
    form.keep_with_next = keep
    if lead:
        paragraph.add_run(f"{lead} ").bold = True
    paragraph.add_run(text).italic = italic


def _sheet(document: Any, sheet: Table, size: float, width: float = TEXT) -> None:
    table = document.add_table(1, len(sheet.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    narrow_cells(table)
    _fill(table.rows[0], [(column.heading, CENTER) for column in sheet.columns], size, bold=True)
    repeat_heading(table.rows[0])
    for index, row in enumerate(sheet.rows, 1):
        last = sheet.total and index == len(sheet.rows)
        cells = [(text, ALIGN[column.align]) for text, column in zip(row, sheet.columns, strict=True)]
        _fill(table.add_row(), cells, size, bold=last)
    whole = sum(column.width for column in sheet.columns)
    _widths(table, [width * column.width / whole for column in sheet.columns])


def _fill(row: Any, cells: Iterable[tuple[str, Any]], size: float, *, bold: bool) -> None:
    keep_row_whole(row)
    for cell, (text, align) in zip(row.cells, cells, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _line(cell, text, size, bold=bold, align=align, before=2, after=2, first=True)


def _foot(document: Any, content: Content) -> None:
    gap = document.add_paragraph().paragraph_format
    gap.line_spacing, gap.keep_with_next = Pt(8), True
    two = len(content.signatures) == 2
    table = _grid(document, 1, (TEXT / 2, TEXT / 2) if two else FOOT)
    keep_row_whole(table.rows[0])
    left, right = table.rows[0].cells
    if two:
        _signature(left, content.signatures[0])
    else:
        _recipients(left, content)
    if not two and content.verify_at:
        _proof(left, content)
    if content.signatures:
        _signature(right, content.signatures[-1])
    if two and content.verify_at:
        _proof(document, content)


def _recipients(cell: Any, content: Content) -> None:
    if content.recipients:
        _line(cell, RECIPIENTS, 12, bold=True, italic=True, align=LEFT, first=True)
    for each in content.recipients:
        _line(cell, f"- {each}", 11, align=LEFT)


def _proof(at: Any, content: Content) -> None:
    picture = at.add_paragraph()
    picture.paragraph_format.space_before = Pt(6)
    picture.add_run().add_picture(BytesIO(code_as_png(content.verify_at)), width=Mm(19))
    _line(at, "Xác minh: quét mã QR hoặc nhập mã", 8.5, align=LEFT)
    _line(at, grouped(content), 8.5, bold=True, align=LEFT)
    _line(at, f"tại {content.verify_at.split(content.code)[0]}", 8.5, align=LEFT)


def _signature(cell: Any, signature: Signature) -> None:
    for index, line in enumerate(signature.lines):
        _line(cell, line, 14, bold=True, first=index == 0)
    if signature.note:
        _line(cell, signature.note, 12, italic=True)
    _line(cell, signature.name, 14, bold=True, before=68)


def _annex(document: Any, content: Content) -> None:
    annex = content.annex
    if annex is None:
        return
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    count_pages_anew(section)
    _line(document, annex.title, 14, bold=True)
    _line(document, annex.about, 13, italic=True, after=8)
    _sheet(document, annex.table, 11, WIDE)
    for each in annex.closing:
        _line(document, each, 13, align=LEFT, before=6)
