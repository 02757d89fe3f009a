"""Whether two spellings of a Vietnamese name mean one person: marks, order, abbreviations, names cut short.

Banks write names in capitals without marks, sometimes the given name first, middle names as initials, and cut at 35
letters. What differs beyond that is shown to a person; nothing here decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from ansinh.kernel.vietnamese import fold

CUT_SHORT = 35
_TITLES = frozenset({"ong", "ba", "anh", "chi", "co", "cu", "em", "mr", "mrs", "ms", "chau"})


class Difference(StrEnum):
    """How two names differ, from not at all to altogether."""

    NONE = "none"
    MARKS = "marks"
    ORDER = "order"
    SHORT = "short"
    SPELLING = "spelling"
    OTHER = "other"


_WORDS = {
    Difference.NONE: "Giống nhau",
    Difference.MARKS: "Chỉ khác dấu, chữ hoa",
    Difference.ORDER: "Khác thứ tự",
    Difference.SHORT: "Viết tắt hoặc bị cắt",
    Difference.SPELLING: "Khác một chữ",
    Difference.OTHER: "Khác người?",
}


@dataclass(frozen=True, slots=True)
class Alike:
    """The answer: how two names differ. ``sure``: it is the way banks write the same name."""

    difference: Difference

    @property
    def sure(self) -> bool:
        """Nobody needs to look."""
        return self.difference in (Difference.NONE, Difference.MARKS, Difference.ORDER, Difference.SHORT)

    @property
    def words(self) -> str:
        """For the screen."""
        return _WORDS[self.difference]


def same_name(ours: str, theirs: str) -> Alike:
    """Compare the name that we hold with the one that a bank holds."""
    if " ".join(ours.split()) == " ".join(theirs.split()):
        return Alike(Difference.NONE)
    one, other = _syllables(ours), _syllables(theirs)
    if not one or not other:
        return Alike(Difference.OTHER)
    if one[0] != other[0] and Counter(one) != Counter(other):
        one, other = _without_title(one), _without_title(other)
    if one == other:
        return Alike(Difference.MARKS)
    if Counter(one) == Counter(other):
        return Alike(Difference.ORDER)
    if _shortened(one, other) or _shortened(other, one) or _cut(one, other) or "".join(one) == "".join(other):
        return Alike(Difference.SHORT)
    return Alike(Difference.SPELLING if _one_letter(one, other) else Difference.OTHER)


def _syllables(name: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in fold(name)).split()


def _without_title(syllables: list[str]) -> list[str]:
    """Ông, bà and the like stand first; with fewer than three syllables it may be the name."""
    return syllables[1:] if len(syllables) > 2 and syllables[0] in _TITLES else syllables


def _shortened(whole: list[str], short: list[str]) -> bool:
    """Family and given name in full, what is between as initials or left out: Nguyễn T. Lan for Nguyễn Thị Lan."""
    if len(short) < 2 or whole[-1] != short[-1] or not whole[0].startswith(short[0]) or len(whole) < len(short):
        return False
    if len(short[0]) == 1 and len(short) == 2:
        return False  # N. Lan is half of the village
    rest = iter(whole[1:-1])
    return all(any(syllable.startswith(part) for syllable in rest) for part in short[1:-1])


def _cut(one: list[str], other: list[str]) -> bool:
    shorter, longer = sorted((" ".join(one), " ".join(other)), key=len)
    return len(shorter) >= CUT_SHORT - 3 and longer.startswith(shorter)


def _one_letter(one: list[str], other: list[str]) -> bool:
    """All syllables but one are the same, and that one differs by one letter."""
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = sorted(differing[0], key=len)
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return len(b) - len(a) == 1 and any(b[:i] + b[i + 1 :] == a for i in range(len(b)))
