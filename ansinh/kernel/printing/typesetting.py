"""Pages of PDF from a template and its data: the same data give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from ansinh.kernel.printing.practice_words import practice_words

FONTS = Path(__file__).resolve().parent / "fonts"
TYPESETTER = f"typst {version('typst')}"
"""What sets the pages: another version may set the same pages in other bytes."""

_MARKED = """
#set page(foreground: place(center + horizon, rotate(-35deg, align(center, text(
  font: "Liberation Serif", size: 34pt, weight: "bold", hyphenate: false, fill: rgb(90, 61, 122, 70),
  sys.inputs.mark.split(", ").join([, \\ ]))))))
#include {template}
"""
"""Any template with words across each of its pages; what the template sets of its pages it keeps."""


def told(template: Path, data: Mapping[str, Any], label: str) -> Any:
    """What a template says of itself once its pages are set: the value of the one ``#metadata`` with that label."""
    value = typst.query(
        str(template),
        f"<{label}>",
        field="value",
        one=True,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return json.loads(value)


def typeset(template: Path, data: Mapping[str, Any], *, tags: bool = True, archive: bool = False) -> bytes:
    """The PDF of a template, which finds ``data`` as JSON in ``sys.inputs.data``. Fonts are embedded.

    ``tags``: for screen readers; they treble the file of a long list. ``archive``: PDF/A-2b, for keeping. In a practice
    installation each page says across it that it has no value.
    """
    mark = practice_words()
    source: Any = _MARKED.format(template=json.dumps(template.name)).encode() if mark else str(template)
    made = typst.compile(
        source,
        root=str(template.parent),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_tags=tags,
        pdf_standards=["a-2b"] if archive else [],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "mark": mark},
    )
    return bytes(made)
