"""The square code that leads to the page on which a document is verified."""

from __future__ import annotations

from io import BytesIO

import segno

_LEVEL = "m"  # a fold or a stamp over some of it leaves it readable
_PIXELS = 8


def code_as_svg(address: str) -> str:
    """As SVG text, for PDF and screens."""
    out = BytesIO()
    segno.make(address, error=_LEVEL, micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def code_as_png(address: str) -> bytes:
    """As PNG, for DOCX."""
    out = BytesIO()
    segno.make(address, error=_LEVEL, micro=False).save(out, kind="png", scale=_PIXELS, border=0)
    return out.getvalue()
