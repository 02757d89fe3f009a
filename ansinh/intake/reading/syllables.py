"""Is this a syllable that Vietnamese can spell? Used to tell an old font encoding from proper text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = ["ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"]
_RIMES = frozenset(
    ["a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ich", "im", "in", "inh", "ip", "it", "iu", "ia", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oc", "oi", "om", "on", "ong", "op", "ot", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen", "oeo", "oet", "ooc", "oong", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ơng", "u", "uc", "ui", "um", "un", "ung", "up", "ut", "ua", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uy", "uya", "uych", "uyên", "uyêt", "uynh", "uyt", "uyu", "uyn", "uyp", "ư", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ưa", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "yêm", "yên", "yêng", "yêt", "yêu", "yn", "ynh", "yt", "ych", "ym", "êng", "êc", "ưp"]
)
_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether one word (any case) is spelt as a Vietnamese syllable with at most one tone."""
    spread = unicodedata.normalize("NFD", word.lower())
    if sum(ord(ch) in _TONES for ch in spread) > 1:
        return False
    bare = unicodedata.normalize("NFC", spread.translate(_TONES))
    if bare in _RIMES or bare in ("gi", "a", "y"):
        return True
    return any(bare.startswith(onset) and bare[len(onset) :] in _RIMES for onset in _ONSETS)


def share_of_syllables(text: str) -> float:
    """Share (0 to 1) of the words in a text that are Vietnamese syllables; 1 for a text without words."""
    words = _WORD.findall(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
