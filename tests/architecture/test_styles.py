"""Every kind of box that people type into or tick looks like the others: the style sheet names it."""

from __future__ import annotations

import re

from tests.paths import ROOT

STYLES = (ROOT / "ansinh/staff/static/staff/ansinh.css").read_text(encoding="utf-8")
KIND = re.compile(r'<input type="([a-z]+)"')


def test_every_kind_of_input_has_its_style() -> None:
    templates = (ROOT / "ansinh/staff/templates").rglob("*.html")
    used = {kind for template in templates for kind in KIND.findall(template.read_text(encoding="utf-8"))}
    assert {"text", "date", "number"} <= used
    assert sorted(kind for kind in used - {"hidden"} if f'input[type="{kind}"]' not in STYLES) == []
