"""How Vietnamese names are misspelt: letters that sound alike, keys of typing methods left in, a slip of the finger.

Everything here works on one folded syllable (``vietnamese.fold``): lower case, no diacritics, đ as d. Two spellings
have one *sound* when most speakers of some region say them alike: s and x, ch and tr, d, gi and r, l and n, n and ng
at the end. The tables are broad on purpose: a sound only proposes somebody, and who is written as typed comes first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

# Letters a syllable begins with, by the sound they are taken for. Longer ones are tried first.
INITIALS: dict[str, tuple[str, ...]] = {
    "d": ("d", "gi", "r", "z", "j"),  # Giàng, Dàng, Jàng; đ is a d already
    "x": ("x", "s"),
    "ch": ("ch", "tr"),
    "l": ("l", "n"),
    "c": ("c", "k", "q"),
    "ng": ("ng", "ngh"),
    "gh": ("gh", "g"),
    "ph": ("ph", "f"),
    "v": ("v", "w"),
}
FINALS: dict[str, tuple[str, ...]] = {
    "n": ("n", "ng"),
    "t": ("t", "c", "k"),
}
# The rest of a syllable: y as a vowel of its own (Lý, Lí; Mỹ, Mĩ) and before one (Yến, Iến).
_FIRST_VOWEL = re.compile(r"[aeiouyw]")
_INITIAL_OF = {spelling: sound for sound, spellings in INITIALS.items() for spelling in spellings}
_FINAL_OF = {spelling: sound for sound, spellings in FINALS.items() for spelling in spellings}
_LETTERS = "abcdefghiklmnopqrstuvxy"
_SHORTEST_FOR_SLIPS = 3
_TYPING_MARKS = re.compile(r"[sfrxjz0-9]")
_DOUBLED = re.compile(r"([aeod])\1")


def _parts(syllable: str) -> tuple[str, str, str]:
    """Initial consonants, vowels, final consonants; ``gi`` before another vowel is an initial; ``qu`` keeps its u."""
    found = _FIRST_VOWEL.search(syllable)
    start = found.start() if found else len(syllable)
    if syllable.startswith("gi") and len(syllable) > 2 and syllable[2] in "aeiouy":
        start = 2
    elif syllable.startswith("w") and len(syllable) > 1:
        start = 1
    end = start
    while end < len(syllable) and syllable[end] in "aeiouyw":
        end += 1
    return syllable[:start], syllable[start:end], syllable[end:]


def _vowel_sound(initial: str, vowels: str) -> str:
    if vowels == "y" or (initial == "q" and vowels == "uy"):
        return vowels[:-1] + "i"
    return "i" + vowels[1:] if not initial and vowels.startswith("y") and len(vowels) > 1 else vowels


def _vowel_spellings(initial: str, vowels: str) -> tuple[str, ...]:
    """Ways to write the vowels of a sound behind an initial."""
    if vowels == "i" or (initial == "q" and vowels == "ui"):
        return vowels, vowels[:-1] + "y"
    if not initial and vowels.startswith("i") and len(vowels) > 1:
        return vowels, "y" + vowels[1:]
    return (vowels,)


@lru_cache(4096)
def sound(syllable: str) -> str:
    """The one spelling that stands for all that sound like this folded syllable: ``sound("giang") == sound("ran")``."""
    initial, vowels, final = _parts(syllable)
    if initial == "g" and vowels == "i":  # gì, gìn: the i is both
        initial = "gi"
    vowels = _vowel_sound(initial, vowels)
    return _INITIAL_OF.get(initial, initial) + vowels + _FINAL_OF.get(final, final)


def sounds_of(name_fold: str) -> str:
    """A folded name, syllable by syllable as its sound."""
    return " ".join(sound(word) for word in name_fold.split())


@lru_cache(1024)
def sounds_like(syllable: str) -> frozenset[str]:
    """Every spelling with the sound of this folded syllable, itself too; some twenty at most."""
    initial, vowels, final = _parts(sound(syllable))
    found = {syllable}
    for begin, end in product(INITIALS.get(initial, (initial,)), FINALS.get(final, (final,))):
        for middle in _vowel_spellings(begin, vowels):
            found.add((begin.removesuffix("i") if middle.startswith(("i", "y")) else begin) + middle + end)
    return frozenset(word for word in found if sound(word) == sound(syllable))


@lru_cache(4096)
def without_typing_marks(syllable: str) -> str:
    """What was meant when keys of Telex or VNI were left in: ``nguyeenx``, ``nguyen6``, ``ddinh`` and ``hoaf``."""
    found = _FIRST_VOWEL.search(syllable)
    if not found:
        return syllable
    head, rest = syllable[: found.start()], syllable[found.start() :]
    rest = _DOUBLED.sub(r"\1", _TYPING_MARKS.sub("", rest)).replace("uw", "u").replace("ow", "o").replace("aw", "a")
    return _DOUBLED.sub(r"\1", _TYPING_MARKS.sub("", head) if head[-1:].isdigit() else head) + rest.replace("w", "u")


@lru_cache(64)
def one_slip_away(syllable: str) -> frozenset[str]:
    """Spellings with one letter left out, too much, wrong, or two swapped; none for one or two letters."""
    if len(syllable) < _SHORTEST_FOR_SLIPS:
        return frozenset()
    splits = [(syllable[:i], syllable[i:]) for i in range(len(syllable) + 1)]
    left_out = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    wrong = {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    too_much = {a + c + b for a, b in splits for c in _LETTERS}
    return frozenset(left_out | swapped | wrong | too_much) - {syllable, ""}
