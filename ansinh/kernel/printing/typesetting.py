"""Pages of PDF from a template and its data: the same data give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).resolve().parent / "fonts"
TYPESETTER = f"typst {version('typst')}"
"""What sets the pages: another version may set the same pages in other bytes."""


def typeset(template: Path, data: Mapping[str, Any], *, tags: bool = True, archive: bool = False) -> bytes:
    """The PDF of a template, which finds ``data`` as JSON in ``sys.inputs.data``. Fonts are embedded.

    ``tags``: for screen readers; they treble the file of a long list. ``archive``: PDF/A-2b, for keeping.
    """
    made = typst.compile(
        str(template),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_tags=tags,
        pdf_standards=["a-2b"] if archive else [],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return bytes(made)
