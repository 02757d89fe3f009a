"""What python-docx leaves to be done by hand: lines, borders, fonts that travel with the file, the same bytes."""

from __future__ import annotations

import uuid
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from ansinh.kernel.printing.typesetting import FONTS

EMBEDDED = "Liberation Serif"
NAMED = "Times New Roman"
"""NĐ 30/2020, phụ lục I; where it is missing the embedded letters of the same widths stand in."""

_FACES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "BoldItalic"}
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_TABLE = RELATIONSHIP_TYPE.FONT_TABLE
_EPOCH = (1980, 1, 1, 0, 0, 0)


def made_of(tag: str, **values: str) -> Any:
    """An element of WordprocessingML with attributes of its own name space."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def rule_below(paragraph: Any) -> None:
    """A thin line along the lower edge of a paragraph."""
    borders = made_of("w:pBdr")
    borders.append(made_of("w:bottom", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def repeat_heading(row: Any) -> None:
    """The first row of a table comes again on every page; no row is torn apart."""
    row._tr.get_or_add_trPr().append(made_of("w:tblHeader", val="true"))


def keep_row_whole(row: Any) -> None:
    """A row stays on one page."""
    row._tr.get_or_add_trPr().append(made_of("w:cantSplit", val="true"))


def narrow_cells(table: Any) -> None:
    """Little room beside the text of cells, so that figures stand in one line."""
    margins = made_of("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(made_of(f"w:{side}", w="45", type="dxa"))
    table._tbl.tblPr.append(margins)


def page_field(paragraph: Any) -> None:
    """The number of the page."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(made_of("w:fldChar", fldCharType=kind))
        else:
            text = made_of("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = " PAGE "
            run._r.append(text)


def count_pages_anew(section: Any) -> None:
    """The pages of a section are numbered from one."""
    section._sectPr.append(made_of("w:pgNumType", start="1"))


def embed_fonts(document: Any) -> None:
    """Put the four faces into the file as Word keeps them: the first 32 bytes crossed with a key beside them."""
    main = document.part
    table = main.part_related_by(_FONT_TABLE)
    entries = []
    for number, (face, name) in enumerate(_FACES.items(), 1):
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"ansinh:{EMBEDDED}:{face}")
        blob = _crossed((FONTS / f"LiberationSerif-{name}.ttf").read_bytes(), key)
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), _OBFUSCATED, blob, main.package)
        relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
        entries.append(f'<w:embed{face} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>')
    ours = (
        f"<w:fonts {nsdecls('w', 'r')}>"
        f'<w:font w:name="{NAMED}"><w:altName w:val="{EMBEDDED}"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        f'<w:pitch w:val="variable"/></w:font>'
        f'<w:font w:name="{EMBEDDED}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
        f"{''.join(entries)}</w:font></w:fonts>"
    )
    table._blob = ours.encode()
    document.settings.element.insert(0, parse_xml(f"<w:embedTrueTypeFonts {nsdecls('w')}/>"))


def _crossed(font: bytes, key: uuid.UUID) -> bytes:
    mask = bytes.fromhex(key.hex)[::-1]
    head = bytes(byte ^ mask[i % 16] for i, byte in enumerate(font[:32]))
    return head + font[32:]


def same_bytes(document: Any, made: datetime) -> bytes:
    """The saved file, packed so that nothing in it tells when."""
    properties = document.core_properties
    properties.created = properties.modified = made
    properties.last_printed, properties.revision = made, 1
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=6) as new:
        for name in sorted(old.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
