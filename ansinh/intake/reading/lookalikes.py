"""Letters of other alphabets, and of other widths, that look like Latin ones.

They come from a keyboard left in another language, from text recognised in a scan, and from styled text out of
messages; the eye sees a name and no search finds it. Only what is beyond doubt is changed: a word that is Latin
otherwise, or one in which every letter looks like a Latin one.
"""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһ", "ABESIJKMHOPCTYXaesijopcyxdqwh", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυι", "ABEZHIKMNOPTYXovpui", strict=True))
_SAME = {**_CYRILLIC, **_GREEK}
# Full-width forms, letters styled for mathematics or in circles: Unicode itself says which letter each one is.
_STYLED = re.compile("[\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7cb]")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")


def from_lookalikes(text: str) -> str:
    """The text with such letters as Latin ones; as it was when there are none, or when a word is truly foreign."""
    plain = _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if not _FOREIGN.search(plain):
        return plain
    return unicodedata.normalize("NFC", _WORD.sub(lambda found: _latin(found[0]), unicodedata.normalize("NFC", plain)))


def _latin(word: str) -> str:
    bases = [unicodedata.normalize("NFD", letter) for letter in word]
    if not all(base[0] in _SAME or not _FOREIGN.match(base[0]) for base in bases):
        return word
    return "".join(_SAME.get(base[0], base[0]) + base[1:] for base in bases)
