"""Vietnamese is what is written, stored and signed; a screen may say it in another language.

A text is looked up in the one catalogue of the screens (``ansinh/staff/locale``) at the moment it is shown, never
before it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext

PLACE = re.compile(r"%\((\w+)\)s")
SOURCE, ENGLISH = "vi", "en"
"""The language everything is written in, and the second one."""


def said(text: object) -> str:
    """A text of ours in the language of the request; what the catalogue does not know (a name, a number) as it is."""
    written = str(text)
    return gettext(written) if written else ""


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """A sentence with its places filled; one that has no places, or others, as it is."""
    places = set(PLACE.findall(sentence))
    return sentence % values if places and places <= values.keys() else sentence


def told(text: str, values: Mapping[str, object]) -> str:
    """A sentence with places ``%(name)s`` in the language of the request; values that are our words are said too."""
    words = {name: said(value) if isinstance(value, str) else value for name, value in values.items()}
    return filled(said(text), words)
